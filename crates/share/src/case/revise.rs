//! 修改案例 — A draft is written anew; a public case gets its next edition.

use ground::matter;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::record::{self, Record};
use super::{Case, State, Words, compose, policy, store};

/// What revising asks: the same as composing.
#[derive(Debug)]
struct Revise(Words);

impl Form for Revise {
    const NAME: &'static str = "share-case-revise";
    fn read(f: &mut Fields) -> Self {
        Self(Words::read(f))
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Revise, _, _, _, _>("/{county}/cases/{id}/revise", policy::may_revise, get, post)
}

type Where = At<(County, Id<Case>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let case = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &case.matter).await?;
    cx.may(policy::may_revise, &case.subject(matter.stage))?;
    let thread = ::store::facts_of(&mut tx, &county, &case.matter).await?;
    let (basis, page) = (record::basis(&matter, &thread), cx.frame(""));
    let above = compose::above(&page, Record::of(&page, &thread, basis.upto), basis)?;
    let (url, words) = (case.url(), case.words);
    cx.ask::<Revise>()
        .above(above)
        .crumbs(vec![Link::new(url, words.title.clone())])
        .fill("title", words.title)
        .fill("problem", words.problem)
        .fill("worked", words.worked)
        .fill("differently", words.differently)
        .fill("limits", words.limits)
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Revise>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut case = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &case.matter).await?;
    cx.may(policy::may_revise, &case.subject(matter.stage))?;
    let thread = ::store::facts_of(&mut tx, &county, &case.matter).await?;
    let fact = case.revise(form.0.masked(), record::basis(&matter, &thread), cx.now())?;
    store::save(&mut tx, &mut case).await?;
    if case.state == State::Published {
        store::keep_edition(&mut tx, &case).await?;
    }
    if let Some(fact) = fact {
        tx.tell(fact).await?;
    }
    cx.done(tx, "share-case-revise-done", case.url()).await
}
