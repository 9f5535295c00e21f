//! 解散班子 — A body ends before its term; its duties go to another body, or await a taker.

use ::store::Tx;
use kernel::{County, Error, Id, Result};
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{Committee, policy, store};
use crate::upkeep;

/// What ending asks: why, and who takes the duties.
#[derive(Debug)]
struct Dissolve {
    reason: String,
    heir: String,
}

impl Form for Dissolve {
    const NAME: &'static str = "manage-committee-dissolve";
    fn read(f: &mut Fields) -> Self {
        Self { reason: f.long("reason").required().max(500).get(), heir: f.pick("heir").get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/committees/{id}/dissolve";
    Verb::act::<Dissolve, _, _, _, _>(path, policy::may_dissolve, get, post)
}

type Where = At<(County, Id<Committee>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let committee = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_dissolve, &committee.subject())?;
    let mut heirs = vec![Choice::new("", cx.t("manage-committee-dissolve-heir-none"))];
    heirs.extend(others(&mut tx, &committee).await?.iter().map(|c| Choice::new(&c.id, &c.name)));
    let back = Link::new(committee.url(), committee.name);
    cx.ask::<Dissolve>().danger().options("heir", heirs).crumbs(vec![back]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Dissolve>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut committee = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_dissolve, &committee.subject())?;
    let heirs = others(&mut tx, &committee).await?;
    let heir = heirs.iter().find(|c| c.id.as_str() == form.heir);
    if heir.is_none() && !form.heir.is_empty() {
        return Err(Error::field("heir", "web-wrong-choice").into());
    }
    let fact =
        committee.dissolve(&text::redact::mask(&form.reason), heir.map(|h| h.name.as_str()))?;
    store::save(&mut tx, &mut committee).await?;
    // Every row first, the record last: two acts never wait for each other in a ring.
    let handed = upkeep::hand_over(&mut tx, &committee, heir).await?;
    for fact in std::iter::once(fact).chain(handed) {
        tx.tell(fact).await?;
    }
    cx.done(tx, "manage-committee-dissolve-done", committee.url()).await
}

async fn others(tx: &mut Tx, committee: &Committee) -> Result<Vec<Committee>> {
    let serving = store::serving(tx, &committee.place).await?;
    Ok(serving.into_iter().filter(|c| c.id != committee.id).collect())
}
