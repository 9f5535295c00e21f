//! 录入纸质问卷 — Sheets out of the box are typed in, each serial once, counted apart as paper.

use kernel::{County, Error, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Answers, QUESTIONS, Review, policy, read_answers, store};
use crate::radio;

/// A serial and the three answers.
#[derive(Debug)]
struct Enter {
    serial: String,
    answers: Answers,
}

impl Form for Enter {
    const NAME: &'static str = "evaluate-review-enter";
    fn read(f: &mut Fields) -> Self {
        let serial = f.text("serial").required().max(20).get().trim().to_ascii_uppercase();
        Self { serial, answers: read_answers(f) }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Enter, _, _, _, _>("/{county}/reviews/{id}/enter", policy::may_enter, get, post)
}

type Where = At<(County, Id<Review>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_enter, &review.subject(cx.actor()))?;
    review.while_open(cx.now())?;
    let back = vec![Link::new(review.url(), cx.t("evaluate-review-show"))];
    radio::reply(&cx, cx.ask::<Enter>(), QUESTIONS, back)
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Enter>) -> Reply {
    let mut tx = cx.begin().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_enter, &review.subject(cx.actor()))?;
    review.while_open(cx.now())?;
    match store::use_serial(&mut tx, &review, &form.serial).await? {
        Some(true) => {}
        Some(false) => return Err(Error::field("serial", "evaluate-review-wrong-used").into()),
        None => return Err(Error::field("serial", "evaluate-review-wrong-serial").into()),
    }
    store::add(&mut tx, &review, &form.answers, true).await?;
    // Back to the empty form: the next sheet is typed at once.
    cx.done(tx, "evaluate-review-enter-done", format!("{}/enter", review.url())).await
}
