//! 挂账 — It cannot be solved now: why, what would change that, who keeps it, when it is looked at again.

use jiff::civil::Date;
use kernel::{County, Error, MatterId};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{PARKED, answerers, back, by, fact, known, policy, store};
use ground::matter as spine;

/// What parking asks: everything, because a parked matter is a promise.
#[derive(Debug)]
struct Park {
    reason: String,
    unlock: String,
    answers: String,
    review: Option<Date>,
}

impl Form for Park {
    const NAME: &'static str = "listen-matter-park";
    fn read(f: &mut Fields) -> Self {
        Self {
            reason: f.long("reason").required().max(500).get(),
            unlock: f.long("unlock").required().max(500).get(),
            answers: f.pick("answers").required().get(),
            review: f.date("review").required().day(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Park, _, _, _, _>("/{county}/matters/{id}/park", policy::may_park, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_park, &matter.subject())?;
    let options = answerers(&mut tx, &matter.place).await?;
    let ask = cx.ask::<Park>().options("answers", options).crumbs(back(&matter));
    match &matter.answers {
        Some(answers) => ask.fill("answers", answers).reply(),
        None => ask.reply(),
    }
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Park>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_park, &matter.subject())?;
    known(&mut tx, &matter.place, &form.answers).await?;
    let review = form.review.ok_or_else(|| Error::field("review", "web-wrong-date"))?;
    if review <= cx.now().day() {
        return Err(Error::field("review", "ground-matter-wrong-review").into());
    }
    let until = by("review", review, cx.now().day())?;
    let (reason, unlock) = (text::redact::mask(&form.reason), text::redact::mask(&form.unlock));
    matter.park(&reason, &form.answers, until, cx.now())?;
    spine::save(&mut tx, &mut matter).await?;
    store::keep_unlock(&mut tx, &county, &id, &unlock).await?;
    let told = fact(PARKED, &matter)
        .with("reason", reason)
        .with("unlock", unlock)
        .with("answers", &form.answers)
        .with("review", review.to_string());
    tx.tell(told).await?;
    cx.done(tx, "listen-matter-park-done", matter.url()).await
}
