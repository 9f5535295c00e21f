//! 同类问题·页面 — The groups of a place in a month, the ones that move most people first.

use askama::Template;
use ground::place::{self, Place};
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::find::{self, Group, Month};
use super::policy;

/// The most groups on a page.
const SHOWN: usize = 40;

#[derive(Template, Serialize)]
#[template(path = "group/list.html")]
struct GroupsPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
    month: String,
    before: String,
    groups: Vec<Group>,
    /// How many more there are than shown.
    more: usize,
    /// Whether small groups were left out.
    hidden: bool,
    /// Whether more was said than was looked at.
    cut: bool,
    /// Whether the reader may join what looks the same.
    #[serde(skip)]
    joins: bool,
}

impl GroupsPage {
    fn url(&self, group: &Group) -> String {
        format!("{}/groups/{}?month={}", self.place.url(), group.key, self.month)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-group-list", "/places/{place}/groups", policy::may_list, get)
}

/// `GET /places/420583001003/groups?month=2026-11`
async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_list, &Subject::at(at.clone(), Stage::Listen))?;
    let month = Month::read(cx.query("month").as_deref(), cx.now().day());
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let found = find::groups(&mut tx, &at, month).await?;
    let mut groups = find::seen_by(cx.actor(), &at, &found);
    let all = groups.len();
    groups.truncate(SHOWN);
    let title = format!("{} · {}", cx.t("listen-group"), place.name);
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &at).await?);
    cx.page(&GroupsPage {
        page,
        month: month.to_string(),
        before: month.before().to_string(),
        more: all - groups.len(),
        hidden: found.groups.len() > all,
        cut: found.cut,
        joins: policy::may_pairs(cx.actor(), &Subject::at(at, Stage::Listen)).is_ok(),
        place,
        groups,
    })
}
