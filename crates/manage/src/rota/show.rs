//! 轮值页 — The page of a rota with its slots, and its place on the matter's page.

use ::store::Tx;
use askama::Template;
use ground::matter;
use kernel::{County, Error, Id, MatterId, Moment, Result};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::sign_up::SignUp;
use super::{Rota, Slot, Turn, policy, store};

#[derive(Template, Serialize)]
#[template(path = "rota/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    rota: Rota,
    coming: Vec<Slot>,
    past: Vec<Slot>,
    may_sign_up: bool,
    may_enter: bool,
    /// The key of the buttons on this page.
    #[serde(skip)]
    idem: String,
}

impl ShowPage {
    fn day(&self, slot: &Slot) -> String {
        let weekday = self.page.word("manage-rota-weekday", &slot.weekday().to_string());
        format!("{} {weekday} {}", slot.starts.date(), slot.hours())
    }

    fn who(&self, turn: &Turn) -> String {
        if turn.alias.is_empty() {
            self.page.t("manage-rota-neighbour")
        } else {
            turn.alias.clone()
        }
    }

    fn mine(&self, slot: &Slot) -> bool {
        slot.has(self.page.actor())
    }

    fn alias(&self) -> &str {
        self.page.signed_in().unwrap_or_default()
    }

    fn may_report(&self, slot: &Slot) -> bool {
        self.page.may(policy::may_report, &self.rota.subject().own(self.mine(slot)))
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-rota-show", "/{county}/rotas/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Rota>)>) -> Reply {
    let mut tx = cx.read().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &rota.subject())?;
    let matter = matter::load(&mut tx, &county, &rota.matter).await?;
    let slots = store::slots(&mut tx, &rota).await?;
    let (coming, past) = parted(slots, cx.now());
    let page = cx.frame(rota.title.clone()).crumbs_of(vec![Link::new(matter.url(), matter.title)]);
    let may_sign_up = page.may(policy::may_sign_up, &rota.subject());
    let may_enter = page.may(policy::may_enter, &rota.subject());
    let idem = cx.ask::<SignUp>().view().idem;
    cx.public(&ShowPage { page, rota, coming, past, may_sign_up, may_enter, idem })
}

/// Those to come in their order, those over with the latest first.
fn parted(slots: Vec<Slot>, now: Moment) -> (Vec<Slot>, Vec<Slot>) {
    let (coming, mut past): (Vec<Slot>, Vec<Slot>) = slots.into_iter().partition(|s| s.ends > now);
    past.reverse();
    (coming, past)
}

#[derive(Template)]
#[template(path = "rota/card.html")]
struct Card<'a> {
    page: &'a Frame,
    rotas: Vec<(Rota, i64)>,
    plan: Option<String>,
}

/// The rotas of a matter, for its page.
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
    let rotas = store::of_matter(tx, county, id).await?;
    let may = page.may(policy::may_plan, &matter.subject());
    let plan = may.then(|| format!("{}/rotas/plan", matter.url()));
    if rotas.is_empty() && plan.is_none() {
        return Ok(None);
    }
    Card { page, rotas, plan }.render().map(Some).map_err(Error::fault)
}
