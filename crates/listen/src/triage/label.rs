//! 改归类 — A worker says what kind of problem it is, or otherwise than before. The next suggestions know it.

use ::store::Tx;
use ground::matter::{self as spine, Matter};
use kernel::{County, Fact, MatterId, Result, Stage};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::advice::{Advice, Chosen, chosen};
use super::{LABELLED, policy, store};

/// What saying the kind asks.
#[derive(Debug)]
struct Label {
    label: String,
}

impl Form for Label {
    const NAME: &'static str = "listen-triage-label";
    fn read(f: &mut Fields) -> Self {
        Self { label: f.pick("label").required().get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Label, _, _, _, _>("/{county}/matters/{id}/label", policy::may_label, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_label, &matter.subject())?;
    let advice = Advice::of(&mut tx, &matter).await?;
    let above = advice.above(&cx, &mut tx).await?;
    let options = advice.options(&cx, &mut tx).await?;
    let now = store::label(&mut tx, &county, &id).await?.unwrap_or_default();
    let back = Link::new(matter.url(), matter.title.clone());
    cx.ask::<Label>()
        .above(above)
        .options("label", options)
        .fill("label", now)
        .crumbs(vec![back])
        .reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Label>,
) -> Reply {
    let chosen = chosen(&cx, &county, &id, &form.label).await?;
    let mut tx = cx.begin().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_label, &matter.subject())?;
    let answers = matter.answers.clone().unwrap_or_default();
    keep(&mut tx, &matter, chosen.as_ref(), &answers).await?;
    tx.tell(
        Fact::new(LABELLED, Stage::Listen, &matter.place, &matter.id)
            .on(&matter.id)
            .with("label", &form.label),
    )
    .await?;
    cx.done(tx, "listen-triage-label-done", matter.url()).await
}

/// Keeps what a worker said a matter is, beside what was suggested; nothing when it was left open.
pub(crate) async fn keep(
    tx: &mut Tx,
    matter: &Matter,
    chosen: Option<&Chosen>,
    answers: &str,
) -> Result<()> {
    let Some(Chosen { label, suggested }) = chosen else { return Ok(()) };
    let county = matter.place.county();
    store::keep_label(tx, &county, &matter.id, label, suggested.as_deref(), answers).await
}
