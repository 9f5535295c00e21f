//! 答复异议 — Answering an objection in public.

use ::store::binds;
use kernel::{County, Error, Id, Refusal};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Notice, Objection, policy, store};

/// What an answer asks.
#[derive(Debug)]
struct Answer {
    words: String,
}

impl Form for Answer {
    const NAME: &'static str = "ground-notice-answer";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(2000).get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/notices/{id}/objections/{objection}/answer";
    Verb::act::<Answer, _, _, _, _>(path, policy::may_answer, get, post)
}

type Where = (County, Id<Notice>, Id<Objection>);

async fn get(cx: Cx, At((county, id, objection)): At<Where>) -> Reply {
    let mut tx = cx.read().await?;
    let notice = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_answer, &notice.on())?;
    let said = store::objections(&mut tx, &county, &id).await?;
    let said = said.into_iter().find(|o| o.id == objection).ok_or(Error::NotFound)?;
    cx.ask::<Answer>().intro(said.words).crumbs(vec![Link::new(notice.url(), notice.title)]).reply()
}

async fn post(
    cx: Cx,
    At((county, id, objection)): At<Where>,
    Checked(form): Checked<Answer>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let notice = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_answer, &notice.on())?;
    let known = tx
        .run(
            "UPDATE ground_objection SET answer = $4, answered = $5 \
             WHERE county = $1 AND notice = $2 AND id = $3 AND answer IS NULL",
            binds![&county, &id, &objection, &form.words, cx.now()],
        )
        .await?;
    if known != 1 {
        store::objections(&mut tx, &county, &id)
            .await?
            .iter()
            .find(|o| o.id == objection)
            .ok_or(Error::NotFound)?;
        return Err(Refusal::new("ground-notice-refused-answered").into());
    }
    tx.tell(store::fact("ground-notice-answered", &notice).with("title", notice.title.as_str()))
        .await?;
    cx.done(tx, "ground-notice-answer-done", notice.url()).await
}
