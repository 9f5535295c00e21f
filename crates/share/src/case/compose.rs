//! 写案例 — The record is laid out; the composer adds what no record knows.

use askama::Template;
use ground::matter;
use kernel::{County, Error, Id, MatterId, Refusal, Result};
use serde::Serialize;
use store::Tx;
use web::{At, Checked, Cx, Fields, Form, Frame, Link, Reply, Verb};

use super::record::{self, Record};
use super::{Basis, Case, State, Words, policy, store as kept, tellable};

/// What composing asks.
#[derive(Debug)]
struct Compose(Words);

impl Form for Compose {
    const NAME: &'static str = "share-case-compose";
    fn read(f: &mut Fields) -> Self {
        Self(Words::read(f))
    }
}

/// What the record already says, above the form.
#[derive(Template, Serialize)]
#[template(path = "case/record.html")]
struct Above<'a> {
    #[serde(skip)]
    page: &'a Frame,
    record: Record,
    basis: Basis,
}

/// The record of a matter as it stands now, drawn for the head of a form.
pub(super) fn above(page: &Frame, record: Record, basis: Basis) -> Result<String> {
    Above { page, record, basis }.render().map_err(Error::fault)
}

pub(super) fn verb() -> Verb {
    Verb::act::<Compose, _, _, _, _>("/{county}/matters/{id}/case", policy::may_compose, get, post)
}

type Where = At<(County, MatterId)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_compose, &matter.subject())?;
    tellable(&matter)?;
    only_one(&mut tx, &county, &id).await?;
    let thread = ::store::facts_of(&mut tx, &county, &id).await?;
    let (basis, page) = (record::basis(&matter, &thread), cx.frame(""));
    let above = above(&page, Record::of(&page, &thread, basis.upto), basis)?;
    let crumbs = vec![Link::new(matter.url(), matter.title.clone())];
    cx.ask::<Compose>().above(above).fill("title", matter.title).crumbs(crumbs).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Compose>) -> Reply {
    let mut tx = cx.begin().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_compose, &matter.subject())?;
    tellable(&matter)?;
    only_one(&mut tx, &county, &id).await?;
    let thread = ::store::facts_of(&mut tx, &county, &id).await?;
    let case = Case {
        id: Id::random(&mut *tx.rng),
        matter: matter.id.clone(),
        place: matter.place.clone(),
        state: State::Draft,
        edition: 1,
        words: form.0.masked(),
        basis: record::basis(&matter, &thread),
        tried: 0,
        reason: None,
        at: cx.now(),
        version: 0,
    };
    kept::insert(&mut tx, &case).await?;
    tx.tell(case.composed()).await?;
    cx.done(tx, "share-case-compose-done", case.url()).await
}

/// A matter has one case at a time; another can be written when it was withdrawn.
async fn only_one(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<()> {
    match kept::of_matter(tx, county, matter).await? {
        None => Ok(()),
        Some(case) => Err(Refusal::new("share-case-refused-second")
            .next(case.url(), "share-case-look")
            .into()),
    }
}
