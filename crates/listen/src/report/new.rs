//! 反映 — Saying what is wrong, without an account: a number and a private link come back.

use kernel::{Channel, PlaceCode, Stage, Subject};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::policy;
use super::said::{self, Said};

/// What reporting asks.
#[derive(Debug)]
struct New {
    said: Said,
}

impl Form for New {
    const NAME: &'static str = "listen-report-new";
    fn read(f: &mut Fields) -> Self {
        Self { said: Said::read(f) }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<New, _, _, _, _>("/places/{place}/report", policy::may_new, get, post)
}

async fn get(cx: Cx, At(here): At<PlaceCode>) -> Reply {
    let subject = Subject::at(here.clone(), Stage::Listen);
    cx.may(policy::may_new, &subject)?;
    let may_enter = policy::may_enter(cx.actor(), &subject).is_ok();
    said::page::<New>(&cx, &here, may_enter).await
}

async fn post(cx: Cx, At(here): At<PlaceCode>, Checked(form): Checked<New>) -> Reply {
    let mut tx = cx.begin().await?;
    ground::place::load(&mut tx, &here).await?;
    cx.may(policy::may_new, &Subject::at(here.clone(), Stage::Listen))?;
    let kept = form.said.keep(&cx, &mut tx, &here, Channel::Web).await?;
    cx.done_with(tx, "listen-report-new-done", kept.follow.clone(), kept.data()).await
}
