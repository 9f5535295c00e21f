//! 查看联系方式 — Looking at how a reporter can be reached: with a reason, logged, and shown to that person.

use ::store::binds;
use ground::{matter as spine, voice::Voice};
use kernel::{County, Error, Id, MatterId};
use web::{At, Checked, Choice, Cx, Fields, Form, Reply, Verb};

use super::revealed::Reveal as Record;
use super::{back, policy};
use crate::report;

/// What looking asks.
#[derive(Debug)]
struct Reveal {
    voice: String,
    reason: String,
}

impl Form for Reveal {
    const NAME: &'static str = "listen-matter-reveal";
    fn read(f: &mut Fields) -> Self {
        Self {
            voice: f.pick("voice").required().get(),
            reason: f.long("reason").required().max(200).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Reveal, _, _, _, _>("/{county}/matters/{id}/reveal", policy::may_reveal, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_reveal, &matter.subject())?;
    let voices = report::reachable(&mut tx, &county, &id).await?;
    let options = voices
        .iter()
        .map(|r| {
            let said: String = r.words.chars().take(24).collect();
            let channel = cx.word("web-channel", r.channel.word());
            Choice::new(&r.voice, format!("{} · {channel} · {said}", r.at))
        })
        .collect();
    cx.ask::<Reveal>().options("voice", options).crumbs(back(&matter)).reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Reveal>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_reveal, &matter.subject())?;
    let voice: Id<Voice> =
        Id::parse(&form.voice).map_err(|_| Error::field("voice", "web-wrong-choice"))?;
    let known = report::reachable(&mut tx, &county, &id).await?;
    if !known.iter().any(|r| r.voice == voice) {
        return Err(Error::field("voice", "web-wrong-choice").into());
    }
    let reveal: Id<Record> = Id::random(&mut *tx.rng);
    let person = cx.actor().signed_in()?.to_owned();
    let role = cx.actor().role_at(&matter.place);
    tx.run(
        "INSERT INTO listen_reveal (county, id, matter, voice, person, role, name, reason, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        binds![
            &county,
            &reveal,
            &id,
            &voice,
            person,
            role,
            &cx.actor().name,
            text::redact::mask(&form.reason),
            cx.now(),
        ],
    )
    .await?;
    cx.done(tx, "listen-matter-reveal-done", format!("{}/revealed/{reveal}", matter.url())).await
}
