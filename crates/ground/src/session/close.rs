//! 退出那一台 — Ends one other session of one's own.

use kernel::{Error, PlaceCode, Stage, Subject};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::list::{self, Session};
use super::{policy, store};

/// Ending another session asks nothing.
#[derive(Debug)]
pub(super) struct Close;

impl Form for Close {
    const NAME: &'static str = "ground-session-close";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Close, _, _, _, _>("/sessions/{id}/close", policy::may_close, get, post)
}

/// The session with that name, if it is one's own: nobody learns of another's.
fn one(cx: &Cx, own: &[Session], id: &str) -> kernel::Result<Session> {
    let found = own.iter().find(|session| session.id == id);
    let subject = Subject::at(PlaceCode::nowhere(), Stage::Listen).own(found.is_some());
    cx.may(policy::may_close, &subject)?;
    found.cloned().ok_or(Error::NotFound)
}

async fn get(cx: Cx, At(id): At<String>) -> Reply {
    let mut tx = cx.read().await?;
    let own = list::own(&cx, &mut tx).await?;
    let session = one(&cx, &own, &id)?;
    let when = session.begun.to_string();
    let title = cx.app.locales.say(cx.look.lang, "ground-session-close-one", &[("when", &when)]);
    cx.ask::<Close>().title(title).danger().crumbs(list::back(&cx)).reply()
}

async fn post(cx: Cx, At(id): At<String>, Checked(Close): Checked<Close>) -> Reply {
    let mut tx = cx.begin().await?;
    let own = list::own(&cx, &mut tx).await?;
    let session = one(&cx, &own, &id)?;
    if let Some(secret) = &cx.look.session {
        store::close(&mut tx, secret, &session.id).await?;
    }
    cx.done(tx, "ground-session-close-done", "/sessions").await
}
