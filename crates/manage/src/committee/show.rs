//! 班子页 — The page of a body: who serves in it, until when, and what it looks after.

use ::store::Tx;
use askama::Template;
use ground::{matter, place};
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Committee, Seat, State, policy, store};
use crate::rota::{self, Rota};
use crate::upkeep::{self, Upkeep};

#[derive(Template, Serialize)]
#[template(path = "committee/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    committee: Committee,
    stands: State,
    way: String,
    upkeeps: Vec<Upkeep>,
    rotas: Vec<Rota>,
    may_renew: bool,
    may_dissolve: bool,
}

impl ShowPage {
    fn office(&self, seat: &Seat) -> String {
        match seat.office.as_str() {
            "" => self.page.t("manage-committee-member"),
            Seat::CHAIR | Seat::VICE => self.page.word("manage-committee", &seat.office),
            named => named.to_owned(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-committee-show", "/{county}/committees/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Committee>)>) -> Reply {
    let mut tx = cx.read().await?;
    let committee = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &committee.subject())?;
    let crumbs = place::crumbs(&mut tx, &committee.place).await?;
    let way = place::load(&mut tx, &committee.place).await?.way;
    let page = cx.frame(committee.name.clone()).crumbs_of(crumbs);
    let upkeeps = upkeep::of_body(&mut tx, &county, &id).await?;
    let rotas = rota::of_body(&mut tx, &county, &id).await?;
    let open = committee.state == State::Serving;
    let may_renew = open && !committee.elected && page.may(policy::may_renew, &committee.subject());
    let may_dissolve = open && page.may(policy::may_dissolve, &committee.subject());
    let stands = committee.stands(cx.now());
    cx.public(&ShowPage { page, committee, stands, way, upkeeps, rotas, may_renew, may_dissolve })
}

#[derive(Template)]
#[template(path = "committee/card.html")]
struct Card<'a> {
    page: &'a Frame,
    committees: Vec<Committee>,
    found: Option<String>,
}

impl Card<'_> {
    fn word(&self, c: &Committee) -> String {
        self.page.word("manage-committee-state", c.stands(self.page.now()).word())
    }
}

/// The bodies formed for a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let matter = matter::load(tx, county, id).await?;
    let committees = store::of_matter(tx, county, id).await?;
    let may = page.may(policy::may_found, &matter.subject());
    let found = may.then(|| format!("/places/{}/committees/found?matter={id}", matter.place));
    if committees.is_empty() && found.is_none() {
        return Ok(None);
    }
    Card { page, committees, found }.render().map(Some).map_err(Error::fault)
}
