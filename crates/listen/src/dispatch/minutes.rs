//! 调度纪要 — The page of one dispatch: it decides here, and the minutes write themselves from the decisions.

use askama::Template;
use ground::place::{self, Place};
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::agenda::{Stuck, agenda};
use super::store::{self, Item};
use super::{Dispatch, State, policy};

#[derive(Template, Serialize)]
#[template(path = "dispatch/minutes.html")]
struct MinutesPage {
    #[serde(skip)]
    page: Frame,
    dispatch: Dispatch,
    place: Place,
    decisions: Vec<Item>,
    /// What is still to be decided, while it is held.
    left: Vec<Stuck>,
    may_decide: bool,
    may_close: bool,
}

impl MinutesPage {
    fn qr(&self) -> String {
        self.page.qr(&self.dispatch.url())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-dispatch-minutes", "/{county}/dispatches/{id}", policy::may_minutes, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Dispatch>)>) -> Reply {
    let mut tx = cx.read().await?;
    let dispatch = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_minutes, &dispatch.subject())?;
    let place = place::load(&mut tx, &dispatch.place).await?;
    let decisions = store::items(&mut tx, &dispatch).await?;
    let open = dispatch.state == State::Open;
    let mut left = if open { agenda(&mut tx, &dispatch.place).await? } else { Vec::new() };
    left.retain(|s| !decisions.iter().any(|d| d.decision.matter == s.id));
    let back = Link::new(format!("{}/dispatch", place.url()), cx.t("listen-dispatch"));
    let mut crumbs = place::crumbs(&mut tx, &dispatch.place).await?;
    crumbs.push(back);
    let page = cx.frame(cx.t("listen-dispatch-minutes")).crumbs_of(crumbs);
    let may_decide = open && page.may(policy::may_decide, &dispatch.subject());
    let may_close = open && page.may(policy::may_close, &dispatch.subject());
    cx.public(&MinutesPage { page, dispatch, place, decisions, left, may_decide, may_close })
}
