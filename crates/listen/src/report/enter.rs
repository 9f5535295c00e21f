//! 代录 — Entering for somebody who telephoned, came by, was visited, or wrote on paper.

use kernel::{Channel, Error, PlaceCode, Stage, Subject};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::policy;
use super::said::{self, Said};

/// How a word that somebody else types may have reached them.
pub(super) const CHANNELS: &[&str] = &["phone", "walk-in", "visit", "paper", "meeting"];

/// What entering asks.
#[derive(Debug)]
struct Enter {
    channel: Option<Channel>,
    said: Said,
}

impl Form for Enter {
    const NAME: &'static str = "listen-report-enter";
    fn read(f: &mut Fields) -> Self {
        Self {
            channel: f.choice("channel", CHANNELS).required().word(Channel::parse),
            said: Said::read(f),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Enter, _, _, _, _>("/places/{place}/report/enter", policy::may_enter, get, post)
}

async fn get(cx: Cx, At(here): At<PlaceCode>) -> Reply {
    cx.may(policy::may_enter, &Subject::at(here.clone(), Stage::Listen))?;
    said::page::<Enter>(&cx, &here, false).await
}

async fn post(cx: Cx, At(here): At<PlaceCode>, Checked(form): Checked<Enter>) -> Reply {
    let mut tx = cx.begin().await?;
    ground::place::load(&mut tx, &here).await?;
    cx.may(policy::may_enter, &Subject::at(here.clone(), Stage::Listen))?;
    let channel = form.channel.ok_or_else(|| Error::field("channel", "web-wrong-choice"))?;
    let kept = form.said.keep(&cx, &mut tx, &here, channel).await?;
    // The slip goes to the person: it is their only way to follow.
    cx.done_with(tx, "listen-report-enter-done", format!("{}/slip", kept.follow), kept.data()).await
}
