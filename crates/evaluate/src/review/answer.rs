//! 回答三问 — Somebody on the roll answers, once, without a name. No fact tells who or when.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Answers, QUESTIONS, Review, not_asked, policy, read_answers, store};
use crate::radio;

/// The three questions.
#[derive(Debug)]
struct Answer(Answers);

impl Form for Answer {
    const NAME: &'static str = "evaluate-review-answer";
    fn read(f: &mut Fields) -> Self {
        Self(read_answers(f))
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Answer, _, _, _, _>("/{county}/reviews/{id}/answer", policy::may_answer, get, post)
}

type Where = At<(County, Id<Review>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    let way = store::way(&mut tx, &review, cx.actor().person.as_deref()).await?;
    cx.may(policy::may_answer, &review.asked(cx.actor(), way.is_some()))?;
    review.while_open(cx.now())?;
    if way.as_deref() != Some("") {
        return Err(not_asked(way.as_deref()).into());
    }
    let back = vec![Link::new(review.url(), cx.t("evaluate-review-show"))];
    radio::reply(&cx, cx.ask::<Answer>(), QUESTIONS, back)
}

async fn post(cx: Cx, At((county, id)): Where, Checked(Answer(answers)): Checked<Answer>) -> Reply {
    let mut tx = cx.begin().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    let person = cx.actor().person.clone();
    let way = store::way(&mut tx, &review, person.as_deref()).await?;
    cx.may(policy::may_answer, &review.asked(cx.actor(), way.is_some()))?;
    review.while_open(cx.now())?;
    let Some(person) = person else { return Err(not_asked(None).into()) };
    if !store::tick(&mut tx, &review, &person).await? {
        return Err(not_asked(way.as_deref()).into());
    }
    store::add(&mut tx, &review, &answers, false).await?;
    cx.done(tx, "evaluate-review-answer-done", review.url()).await
}
