//! 记情况 — After a slot: what was seen at which spot. A place and a time, never a person.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{REPORTED, Rota, Sight, policy, store, turns};

/// What reporting asks.
#[derive(Debug)]
struct Report {
    spot: String,
    seen: String,
}

impl Form for Report {
    const NAME: &'static str = "manage-rota-report";
    fn read(f: &mut Fields) -> Self {
        Self {
            spot: f.text("spot").required().max(60).get(),
            seen: f.long("seen").required().max(600).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/rotas/{id}/slots/{no}/report";
    Verb::act::<Report, _, _, _, _>(path, policy::may_report, get, post)
}

type Where = At<(County, Id<Rota>, i64)>;

async fn get(cx: Cx, At((county, id, no)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    let slot = store::slot(&mut tx, &rota, no).await?;
    cx.may(policy::may_report, &rota.subject().own(slot.has(cx.actor())))?;
    cx.ask::<Report>().crumbs(vec![Link::new(rota.url(), rota.title)]).reply()
}

async fn post(cx: Cx, At((county, id, no)): Where, Checked(form): Checked<Report>) -> Reply {
    let mut tx = cx.begin().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    let slot = store::slot(&mut tx, &rota, no).await?;
    cx.may(policy::may_report, &rota.subject().own(slot.has(cx.actor())))?;
    slot.over(cx.now())?;
    let sight =
        Sight { spot: text::redact::mask(&form.spot), seen: text::redact::mask(&form.seen) };
    turns::saw(&mut tx, &rota, no, &sight).await?;
    // Who saw it is nobody's business: the thread shows the role only.
    tx.actor.name.clear();
    tx.tell(rota.fact(REPORTED).with("day", slot.starts.date())).await?;
    cx.done(tx, "manage-rota-report-done", rota.url()).await
}
