//! 约定页 — The page of an agreement: terms, signatures, what was observed; and its place on the matter's page.

use ::store::Tx;
use askama::Template;
use ground::matter;
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Agreement, Observation, Party, Signature, State, policy, store};

#[derive(Template, Serialize)]
#[template(path = "agreement/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    agreement: Agreement,
    observations: Vec<Observation>,
    may_sign: bool,
    may_observe: bool,
}

impl ShowPage {
    fn overdue(&self) -> bool {
        self.agreement.state == State::InForce && self.agreement.review <= self.page.now()
    }

    fn parties(&self) -> Vec<(&str, String)> {
        let said = |p| match self.agreement.signature(p) {
            Some(s) => self.signed(s),
            None => self.page.t("manage-agreement-unsigned"),
        };
        Party::ALL.into_iter().map(|p| (self.agreement.party(p), said(p))).collect()
    }

    fn signed(&self, s: &Signature) -> String {
        let day = s.at.date();
        match &s.present {
            Some(present) => {
                let args = [
                    ("day", day.as_str()),
                    ("who", s.alias.as_str()),
                    ("present", present.as_str()),
                ];
                self.page.tn("manage-agreement-signed-paper", &args)
            }
            None => self.page.t2("manage-agreement-signed-self", "day", &day, "who", &s.alias),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-agreement-show", "/{county}/agreements/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Agreement>)>) -> Reply {
    let mut tx = cx.read().await?;
    let agreement = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &agreement.subject())?;
    let matter = matter::load(&mut tx, &county, &agreement.matter).await?;
    let observations = store::observations(&mut tx, &agreement).await?;
    let page =
        cx.frame(agreement.title.clone()).crumbs_of(vec![Link::new(matter.url(), matter.title)]);
    let signed = agreement.state == State::InForce;
    let may_sign = !signed && page.may(policy::may_sign, &agreement.subject());
    let may_observe = signed && page.may(policy::may_observe, &agreement.subject());
    cx.public(&ShowPage { page, agreement, observations, may_sign, may_observe })
}

#[derive(Template)]
#[template(path = "agreement/card.html")]
struct Card<'a> {
    page: &'a Frame,
    agreements: Vec<Agreement>,
    propose: Option<String>,
}

/// The agreements of a matter, for its page.
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
    let agreements = store::of_matter(tx, county, id).await?;
    let may = page.may(policy::may_propose, &matter.subject());
    let propose = may.then(|| format!("{}/agreements/propose", matter.url()));
    if agreements.is_empty() && propose.is_none() {
        return Ok(None);
    }
    Card { page, agreements, propose }.render().map(Some).map_err(Error::fault)
}
