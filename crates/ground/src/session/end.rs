//! 退出 — Signing out.

use axum::http::{HeaderValue, header};
use kernel::{Actor, PlaceCode, Stage, Subject};
use web::{Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{policy, store};

/// Signing out asks nothing.
#[derive(Debug)]
pub(super) struct End;

impl Form for End {
    const NAME: &'static str = "ground-session-end";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<End, _, _, _, _>("/sign-out", policy::may_end, get, post)
}

async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_end, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    cx.ask::<End>().crumbs(vec![Link::new("/", cx.t("web-home"))]).plainly().reply()
}

async fn post(cx: Cx, Checked(End): Checked<End>) -> Reply {
    cx.may(policy::may_end, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    if let Some(secret) = &cx.look.session {
        let mut tx = cx.app.db.begin(&Actor::visitor(), cx.now(), (cx.app.rng)()).await?;
        store::end(&mut tx, secret).await?;
        tx.commit().await?;
    }
    let mut response = cx.go("/");
    let cookie =
        HeaderValue::from_static("gongdi_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
