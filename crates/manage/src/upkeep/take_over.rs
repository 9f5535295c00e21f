//! 接管 — A committee or convener of the place takes a duty: what is kept up, how often, when it is looked at again.

use ::store::Tx;
use kernel::{County, Error, Id, Result};
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{OFTEN, REMINDED, Upkeep, policy, store};
use crate::committee;
use crate::later;

/// What taking over asks.
#[derive(Debug)]
struct TakeOver {
    body: String,
    what: String,
    often: String,
}

impl Form for TakeOver {
    const NAME: &'static str = "manage-upkeep-take-over";
    fn read(f: &mut Fields) -> Self {
        Self {
            body: f.pick("body").required().get(),
            what: f.long("what").required().max(1000).get(),
            often: f.choice("often", OFTEN).required().get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/upkeeps/{id}/take-over";
    Verb::act::<TakeOver, _, _, _, _>(path, policy::may_take_over, get, post)
}

type Where = At<(County, Id<Upkeep>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let upkeep = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_take_over, &upkeep.subject())?;
    let bodies = committee::serving(&mut tx, &upkeep.place).await?;
    let bodies = bodies.iter().map(|c| Choice::new(&c.id, &c.name)).collect();
    let title = cx.t("manage-upkeep-take-over");
    let back = Link::new(upkeep.url(), &upkeep.title);
    cx.ask::<TakeOver>()
        .title(format!("{title} · {}", upkeep.title))
        .options("body", bodies)
        .crumbs(vec![back])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<TakeOver>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut upkeep = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_take_over, &upkeep.subject())?;
    let bodies = committee::serving(&mut tx, &upkeep.place).await?;
    let body = bodies.into_iter().find(|c| c.id.as_str() == form.body);
    let body = body.ok_or_else(|| Error::field("body", "web-wrong-choice"))?;
    let fact = upkeep.take_over(&body, &text::redact::mask(&form.what), &form.often, cx.now())?;
    store::save(&mut tx, &mut upkeep).await?;
    look_again(&mut tx, &upkeep).await?;
    tx.tell(fact).await?;
    cx.done(tx, "manage-upkeep-take-over-done", upkeep.url()).await
}

/// Two jobs, after 3 and 12 months; each says nothing when the duty was given back in between.
async fn look_again(tx: &mut Tx, upkeep: &Upkeep) -> Result<()> {
    let Some(kept) = &upkeep.kept else { return Ok(()) };
    for (due, months) in kept.reviews.into_iter().zip([3_i64, 12]) {
        let fact = upkeep.fact(REMINDED).with("taken", kept.since.0).with("months", months);
        let told = later::told(tx, &fact);
        tx.later("manage_upkeep_reminds", due, &told).await?;
    }
    Ok(())
}
