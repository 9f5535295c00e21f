//! 散会 — The dispatch ends; its minutes are final and public.

use kernel::{County, Error, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Dispatch, policy, store};

/// What closing asks: how many were there, and what else should stand in the minutes.
#[derive(Debug)]
struct Close {
    present: Option<i64>,
    words: String,
}

impl Form for Close {
    const NAME: &'static str = "listen-dispatch-close";
    fn read(f: &mut Fields) -> Self {
        Self {
            present: f.number("present").required().within(1, 500),
            words: f.long("words").max(2000).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Close, _, _, _, _>("/{county}/dispatches/{id}/close", policy::may_close, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Dispatch>)>) -> Reply {
    let mut tx = cx.read().await?;
    let dispatch = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_close, &dispatch.subject())?;
    let back = Link::new(dispatch.url(), cx.t("listen-dispatch-minutes"));
    cx.ask::<Close>().danger().crumbs(vec![back]).reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, Id<Dispatch>)>,
    Checked(form): Checked<Close>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let mut dispatch = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_close, &dispatch.subject())?;
    let present = form.present.ok_or_else(|| Error::field("present", "web-wrong-number"))?;
    let decided = store::items(&mut tx, &dispatch).await?.len();
    let decided = i64::try_from(decided).map_err(Error::fault)?;
    let fact = dispatch.close(present, &text::redact::mask(&form.words), decided)?;
    store::save(&mut tx, &mut dispatch).await?;
    tx.tell(fact).await?;
    cx.done(tx, "listen-dispatch-close-done", dispatch.url()).await
}
