//! 调度·页面 — The dispatch page of a place: what was decided last time, then what is stuck now.

use askama::Template;
use ground::place::{self, Place};
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::agenda::{Stuck, agenda};
use super::store::{self, Item};
use super::{Dispatch, State, level, policy};

#[derive(Template, Serialize)]
#[template(path = "dispatch/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
    /// The one that is being held now.
    open: Option<Dispatch>,
    last: Option<Dispatch>,
    decisions: Vec<Item>,
    agenda: Vec<Stuck>,
    may_hold: bool,
    /// Those who serve the place also see what was said as classes of problems.
    may_group: bool,
}

impl ShowPage {
    fn progress(&self, item: &Item) -> &'static str {
        item.progress(self.page.now())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-dispatch-show", "/places/{place}/dispatch", policy::may_show, get)
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    let subject = Subject::at(at.clone(), Stage::Listen);
    cx.may(policy::may_show, &subject)?;
    level(&at)?;
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let open = store::latest(&mut tx, &at, State::Open).await?;
    let last = store::latest(&mut tx, &at, State::Closed).await?;
    let decisions = match &last {
        Some(last) => store::items(&mut tx, last).await?,
        None => Vec::new(),
    };
    let mut agenda = agenda(&mut tx, &at).await?;
    // What was decided last time and still has time is in hand: it stands above, not here.
    let in_hand = |s: &Stuck| {
        let of = |d: &&Item| d.decision.matter == s.id && d.progress(cx.now()) == "open";
        decisions.iter().any(|d| of(&d))
    };
    agenda.retain(|s| !in_hand(s));
    let title = format!("{} · {}", cx.t("listen-dispatch"), place.name);
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &at).await?);
    let may_hold = open.is_none() && page.may(policy::may_hold, &subject);
    let may_group = page.may(crate::group::policy::may_list, &subject);
    cx.public(&ShowPage { page, place, open, last, decisions, agenda, may_hold, may_group })
}
