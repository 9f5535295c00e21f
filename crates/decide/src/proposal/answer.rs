//! 答复意见 — The author, or those who serve the place, answer an objection in public.

use ground::matter;
use kernel::{County, Error, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{ANSWERED, Objection, Proposal, objection, policy, store};

/// What answering asks.
#[derive(Debug)]
struct Answer {
    words: String,
}

impl Form for Answer {
    const NAME: &'static str = "decide-proposal-answer";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(2000).get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/proposals/{id}/objections/{objection}/answer";
    Verb::act::<Answer, _, _, _, _>(path, policy::may_answer, get, post)
}

type Where = At<(County, Id<Proposal>, Id<Objection>)>;

async fn get(cx: Cx, At((county, id, objection)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_answer, &proposal.subject(stage, cx.actor()))?;
    let said = objection::of(&mut tx, &proposal).await?;
    let said = said.into_iter().find(|o| o.id == objection).ok_or(Error::NotFound)?;
    cx.ask::<Answer>()
        .intro(said.words)
        .crumbs(vec![Link::new(proposal.url(), proposal.title)])
        .reply()
}

async fn post(cx: Cx, At((county, id, objection)): Where, Checked(form): Checked<Answer>) -> Reply {
    let mut tx = cx.begin().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_answer, &proposal.subject(stage, cx.actor()))?;
    let words = text::redact::mask(&form.words);
    objection::answer(&mut tx, &proposal, &objection, &words).await?;
    tx.tell(proposal.fact(ANSWERED).with("title", &proposal.title)).await?;
    cx.done(tx, "decide-proposal-answer-done", proposal.url()).await
}
