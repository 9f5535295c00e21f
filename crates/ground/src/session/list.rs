//! 登录在哪里 — Where somebody is signed in, and ending it from afar: a lost phone, a shared computer.
//!
//! Nothing is kept of a device but when it signed in and until when it lasts: no address, no make.

use ::store::Tx;
use askama::Template;
use kernel::{Moment, PlaceCode, Result, Stage, Subject};
use serde::Serialize;
use web::{Cx, Frame, Link, Reply, Verb};

use super::{policy, store};

/// A device that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Session {
    /// By what it is named in addresses; says nothing of its secret.
    pub id: String,
    /// When it signed in.
    pub begun: Moment,
    /// Until when it lasts.
    pub until: Moment,
    /// Whether it is the device that asks.
    pub here: bool,
}

#[derive(Template, Serialize)]
#[template(path = "session/list.html")]
struct SessionsPage {
    #[serde(skip)]
    page: Frame,
    sessions: Vec<Session>,
}

impl SessionsPage {
    /// Whether there is another to end.
    fn others(&self) -> bool {
        self.sessions.iter().any(|session| !session.here)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-session-list", "/sessions", policy::may_list, get)
}

async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_list, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    let mut tx = cx.read().await?;
    let sessions = own(&cx, &mut tx).await?;
    let page = cx.frame(cx.t("ground-session-list"));
    cx.page(&SessionsPage { page: page.crumbs_of(vec![desk(&cx)]), sessions })
}

/// Those of whoever asks, the latest first.
pub(super) async fn own(cx: &Cx, tx: &mut Tx) -> Result<Vec<Session>> {
    match &cx.look.session {
        Some(secret) => store::beside(tx, secret).await,
        None => Ok(Vec::new()),
    }
}

/// Back to the desk.
fn desk(cx: &Cx) -> Link {
    Link::new("/desk", cx.t("ground-home-desk"))
}

/// Back to the list.
pub(super) fn back(cx: &Cx) -> Vec<Link> {
    vec![desk(cx), Link::new("/sessions", cx.t("ground-session-list"))]
}
