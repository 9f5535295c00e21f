//! 别处都退出 — Ends every session of one's own but this one.

use kernel::{PlaceCode, Stage, Subject};
use web::{Checked, Cx, Fields, Form, Reply, Verb};

use super::{list, policy, store};

/// Ending all others asks nothing.
#[derive(Debug)]
pub(super) struct CloseOthers;

impl Form for CloseOthers {
    const NAME: &'static str = "ground-session-close-others";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<CloseOthers, _, _, _, _>("/sessions/others", policy::may_close_others, get, post)
}

async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_close_others, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    cx.ask::<CloseOthers>().danger().crumbs(list::back(&cx)).reply()
}

async fn post(cx: Cx, Checked(CloseOthers): Checked<CloseOthers>) -> Reply {
    let mut tx = cx.begin().await?;
    cx.may(policy::may_close_others, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    if let Some(secret) = &cx.look.session {
        store::close_others(&mut tx, secret).await?;
    }
    cx.done(tx, "ground-session-close-others-done", "/sessions").await
}
