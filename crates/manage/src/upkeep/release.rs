//! 交回 — The keeper gives a duty back and says why; it awaits a taker again.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Upkeep, policy, store};

/// What giving back asks.
#[derive(Debug)]
struct Release {
    reason: String,
}

impl Form for Release {
    const NAME: &'static str = "manage-upkeep-release";
    fn read(f: &mut Fields) -> Self {
        Self { reason: f.long("reason").required().max(500).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Release, _, _, _, _>(
        "/{county}/upkeeps/{id}/release",
        policy::may_release,
        get,
        post,
    )
}

type Where = At<(County, Id<Upkeep>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let upkeep = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_release, &upkeep.subject())?;
    cx.ask::<Release>().danger().crumbs(vec![Link::new(upkeep.url(), upkeep.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Release>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut upkeep = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_release, &upkeep.subject())?;
    let fact = upkeep.release(&text::redact::mask(&form.reason))?;
    store::save(&mut tx, &mut upkeep).await?;
    tx.tell(fact).await?;
    cx.done(tx, "manage-upkeep-release-done", upkeep.url()).await
}
