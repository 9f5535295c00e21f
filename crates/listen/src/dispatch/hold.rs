//! 召开调度 — Calling the month's dispatch for a day.

use ground::place;
use jiff::civil::Date;
use kernel::{Error, Id, Moment, PlaceCode, Refusal, Stage, Subject, days};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Dispatch, HELD, State, level, policy, store};

/// What calling asks: the day.
#[derive(Debug)]
struct Hold {
    held: Option<Date>,
}

impl Form for Hold {
    const NAME: &'static str = "listen-dispatch-hold";
    fn read(f: &mut Fields) -> Self {
        Self { held: f.date("held").required().day() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Hold, _, _, _, _>("/places/{place}/dispatch/hold", policy::may_hold, get, post)
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_hold, &Subject::at(at.clone(), Stage::Listen))?;
    level(&at)?;
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let back = Link::new(format!("/places/{at}/dispatch"), place.name);
    cx.ask::<Hold>().fill("held", cx.now().date()).crumbs(vec![back]).reply()
}

async fn post(cx: Cx, At(at): At<PlaceCode>, Checked(form): Checked<Hold>) -> Reply {
    let mut tx = cx.begin().await?;
    place::load(&mut tx, &at).await?;
    cx.may(policy::may_hold, &Subject::at(at.clone(), Stage::Listen))?;
    level(&at)?;
    let held = form.held.ok_or_else(|| Error::field("held", "web-wrong-date"))?;
    // A day far off would hide every later dispatch behind it.
    if (Moment::start_of(held).0 - cx.now().0).abs() > days(32) {
        return Err(Error::field("held", "listen-dispatch-wrong-day").into());
    }
    if let Some(open) = store::latest(&mut tx, &at, State::Open).await? {
        let look = Refusal::new("listen-dispatch-refused-open").with("day", &open.held);
        return Err(look.next(open.url(), "listen-dispatch-minutes").into());
    }
    let dispatch = Dispatch::hold(Id::random(&mut *tx.rng), &at, held, &cx.actor().name, cx.now());
    store::insert(&mut tx, &dispatch).await?;
    tx.tell(dispatch.fact(HELD)).await?;
    cx.done(tx, "listen-dispatch-hold-done", dispatch.url()).await
}
