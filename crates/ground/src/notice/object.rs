//! 提出异议 — Objecting to a notice, without an account.

use ::store::binds;
use kernel::{County, Id, Refusal};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Notice, Objection, policy, store};

/// What an objection asks.
#[derive(Debug)]
struct Object {
    words: String,
}

impl Form for Object {
    const NAME: &'static str = "ground-notice-object";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(2000).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Object, _, _, _, _>("/{county}/notices/{id}/object", policy::may_object, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Notice>)>) -> Reply {
    let mut tx = cx.read().await?;
    let notice = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_object, &notice.on())?;
    cx.ask::<Object>().crumbs(vec![Link::new(notice.url(), notice.title)]).reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, Id<Notice>)>,
    Checked(form): Checked<Object>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let notice = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_object, &notice.on())?;
    if notice.over(cx.now()) {
        return Err(Refusal::new("ground-notice-refused-over").with("until", notice.ends).into());
    }
    let objection: Id<Objection> = Id::random(&mut *tx.rng);
    // The words are shown after a look for telephone numbers and the like: what is public is masked.
    let words = text::redact::mask(&form.words);
    tx.run(
        "INSERT INTO ground_objection (county, notice, id, words, at) VALUES ($1, $2, $3, $4, $5)",
        binds![&county, &id, &objection, words, cx.now()],
    )
    .await?;
    // Signed in or not: the record shows that somebody objected, never who it is.
    tx.actor.name.clear();
    tx.tell(store::fact("ground-notice-objected", &notice).with("title", notice.title.as_str()))
        .await?;
    cx.done(tx, "ground-notice-object-done", notice.url()).await
}
