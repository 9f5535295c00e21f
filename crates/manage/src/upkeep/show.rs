//! 管护页 — The page of a duty, and its place on the matter's page.

use ::store::Tx;
use askama::Template;
use ground::{matter, place};
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Upkeep, policy, store};

#[derive(Template, Serialize)]
#[template(path = "upkeep/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    upkeep: Upkeep,
    may_take_over: bool,
    may_release: bool,
}

impl ShowPage {
    fn keeper_url(&self, body: &impl std::fmt::Display) -> String {
        format!("/{}/committees/{body}", self.upkeep.place.county())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-upkeep-show", "/{county}/upkeeps/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Upkeep>)>) -> Reply {
    let mut tx = cx.read().await?;
    let upkeep = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &upkeep.subject())?;
    let mut crumbs = place::crumbs(&mut tx, &upkeep.place).await?;
    if let Some(id) = &upkeep.matter {
        let matter = matter::load(&mut tx, &county, id).await?;
        crumbs.push(Link::new(matter.url(), matter.title));
    }
    let page = cx.frame(upkeep.title.clone()).crumbs_of(crumbs);
    let (free, on) = (upkeep.kept.is_none(), upkeep.subject());
    let may_take_over = free && page.may(policy::may_take_over, &on);
    let may_release = !free && page.may(policy::may_release, &on);
    cx.public(&ShowPage { page, upkeep, may_take_over, may_release })
}

#[derive(Template)]
#[template(path = "upkeep/card.html")]
struct Card<'a> {
    page: &'a Frame,
    upkeeps: Vec<Upkeep>,
}

impl Card<'_> {
    fn may_take_over(&self, upkeep: &Upkeep) -> bool {
        upkeep.kept.is_none() && self.page.may(policy::may_take_over, &upkeep.subject())
    }
}

/// The duties of a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let upkeeps = store::of_matter(tx, county, id).await?;
    if upkeeps.is_empty() {
        return Ok(None);
    }
    Card { page, upkeeps }.render().map(Some).map_err(Error::fault)
}
