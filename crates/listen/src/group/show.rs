//! 一类问题·页面 — One group: what it is called, how it grows, its matters, and where the like was solved.

use askama::Template;
use ground::place::{self, Place};
use kernel::{Error, MatterId, PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::find::{self, Group, Month};
use super::policy;

#[derive(Template, Serialize)]
#[template(path = "group/show.html")]
struct GroupPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
    month: String,
    group: Group,
    /// Names of the places its matters are at.
    places: Vec<(PlaceCode, String)>,
    /// Where cases like it are found.
    cases: String,
}

impl GroupPage {
    fn name<'a>(&'a self, code: &'a PlaceCode) -> &'a str {
        place::named(&self.places, code)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-group-show", "/places/{place}/groups/{key}", policy::may_show, get)
}

async fn get(cx: Cx, At((at, key)): At<(PlaceCode, MatterId)>) -> Reply {
    cx.may(policy::may_show, &Subject::at(at.clone(), Stage::Listen))?;
    let month = Month::read(cx.query("month").as_deref(), cx.now().day());
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let found = find::groups(&mut tx, &at, month).await?;
    let groups = find::seen_by(cx.actor(), &at, &found);
    // A group that another took in is found by any of its matters.
    let of = |g: &&Group| g.key == key || g.matters.iter().any(|m| m.id == key);
    let group = groups.iter().find(|g| g.key == key).or_else(|| groups.iter().find(of));
    let group = group.cloned().ok_or(Error::NotFound)?;
    let places = place::names(&mut tx, &find::places(&group)).await?;
    let like = web::query_value(&group.name);
    let mut crumbs = place::crumbs(&mut tx, &at).await?;
    crumbs.push(Link::new(format!("/places/{at}/groups?month={month}"), cx.t("listen-group")));
    let page = cx.frame(group.name.clone()).crumbs_of(crumbs);
    cx.page(&GroupPage {
        page,
        place,
        month: month.to_string(),
        group,
        places,
        cases: format!("/cases?like={like}"),
    })
}
