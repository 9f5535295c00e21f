//! 提交共议 — The matter is decided together: from here on it belongs to the residents' table.

use kernel::{County, MatterId, Stage};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{TAKEN_UP, back, fact, policy};
use ground::matter as spine;

/// What taking up asks: why it is for all, if there is something to say.
#[derive(Debug)]
struct TakeUp {
    words: String,
}

impl Form for TakeUp {
    const NAME: &'static str = "listen-matter-take-up";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").max(500).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<TakeUp, _, _, _, _>(
        "/{county}/matters/{id}/take-up",
        policy::may_take_up,
        get,
        post,
    )
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_take_up, &matter.subject())?;
    cx.ask::<TakeUp>().crumbs(back(&matter)).reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<TakeUp>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_take_up, &matter.subject())?;
    matter.advance(Stage::Decide)?;
    spine::save(&mut tx, &mut matter).await?;
    let words = text::redact::mask(&form.words);
    tx.tell(fact(TAKEN_UP, &matter).with("title", &matter.title).with("words", words)).await?;
    cx.done(tx, "listen-matter-take-up-done", matter.url()).await
}
