//! 记一笔 — What was heard or seen at a spot and a time: whether it was as agreed. Never a name, never a shop.

use jiff::civil::{Date, Time};
use kernel::{County, Error, Id, Moment};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Agreement, Observation, policy, store};

/// What observing asks.
#[derive(Debug)]
struct Observe {
    spot: String,
    day: Option<Date>,
    hour: Option<String>,
    kept: String,
    words: String,
}

impl Form for Observe {
    const NAME: &'static str = "manage-agreement-observe";
    fn read(f: &mut Fields) -> Self {
        Self {
            spot: f.text("spot").required().max(60).get(),
            day: f.date("day").required().day(),
            hour: f.time("hour").required().hour(),
            kept: f.choice("kept", &["yes", "no"]).required().get(),
            words: f.long("words").max(400).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/agreements/{id}/observe";
    Verb::act::<Observe, _, _, _, _>(path, policy::may_observe, get, post)
}

type Where = At<(County, Id<Agreement>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let agreement = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_observe, &agreement.subject())?;
    let back = Link::new(agreement.url(), agreement.title);
    cx.ask::<Observe>().fill("day", cx.now().date()).crumbs(vec![back]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Observe>) -> Reply {
    let mut tx = cx.begin().await?;
    let agreement = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_observe, &agreement.subject())?;
    let day = form.day.ok_or(Error::NotFound)?;
    let hour = form.hour.as_deref().and_then(|h| h.parse::<Time>().ok()).ok_or(Error::NotFound)?;
    let seen = Observation {
        spot: text::redact::mask(&form.spot),
        seen_at: Moment::from_civil(day.to_datetime(hour)),
        kept: form.kept == "yes",
        words: text::redact::mask(&form.words),
    };
    let fact = agreement.observe(&seen, cx.now())?;
    store::observed(&mut tx, &agreement, &seen).await?;
    // Who told it is nobody's business: the thread shows the role only.
    tx.actor.name.clear();
    tx.tell(fact).await?;
    cx.done(tx, "manage-agreement-observe-done", agreement.url()).await
}
