//! 提出约定 — Terms between two parties: who, what, at which hours, until when it is looked at again.

use ground::matter;
use jiff::civil::Date;
use kernel::{County, Error, Id, MatterId, Moment};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Agreement, PROPOSED, State, policy, store};
use crate::{covenant, later};

/// What proposing asks.
#[derive(Debug)]
struct Propose {
    title: String,
    one: String,
    two: String,
    hours: String,
    terms: String,
    review: Option<Date>,
}

impl Form for Propose {
    const NAME: &'static str = "manage-agreement-propose";
    fn read(f: &mut Fields) -> Self {
        let form = Self {
            title: f.text("title").required().max(60).get(),
            one: f.text("one").required().max(40).get(),
            two: f.text("two").required().max(40).get(),
            hours: f.text("hours").max(80).get(),
            terms: f.long("terms").required().max(2000).get(),
            review: f.date("review").required().day(),
        };
        if !form.one.is_empty() && form.one == form.two {
            f.wrong("two", "manage-agreement-wrong-two", "");
        }
        form
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/matters/{id}/agreements/propose";
    Verb::act::<Propose, _, _, _, _>(path, policy::may_propose, get, post)
}

type Where = At<(County, MatterId)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_propose, &matter.subject())?;
    let review = later::months_on(cx.now(), 3).date();
    cx.ask::<Propose>()
        .fill("review", review)
        .crumbs(vec![Link::new(matter.url(), matter.title)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Propose>) -> Reply {
    let mut tx = cx.begin().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_propose, &matter.subject())?;
    let review = Moment::start_of(form.review.ok_or(Error::NotFound)?);
    if review <= cx.now() {
        return Err(Error::field("review", "manage-agreement-wrong-review").into());
    }
    let terms = covenant::clauses(&text::redact::mask(&form.terms));
    let agreement = Agreement {
        id: Id::random(&mut *tx.rng),
        matter: matter.id,
        place: matter.place,
        title: text::redact::mask(&form.title),
        parties: [text::redact::mask(&form.one), text::redact::mask(&form.two)],
        hours: text::redact::mask(&form.hours),
        terms,
        state: State::Proposed,
        starts: None,
        review,
        signatures: Vec::new(),
        version: 0,
    };
    store::insert(&mut tx, &agreement).await?;
    let [one, two] = &agreement.parties;
    tx.tell(agreement.fact(PROPOSED).with("one", one).with("two", two)).await?;
    cx.done(tx, "manage-agreement-propose-done", agreement.url()).await
}
