//! 各说各的 — What was said, on the matter's page: each number its own.

use ::store::Tx;
use askama::Template;
use ground::matter;
use kernel::{County, Error, MatterId, Result};
use web::Frame;

use super::round::{Heard, Numbers, Round};
use super::settle::{Step, Wait};
use super::{State, policy, store, subject};

#[derive(Template)]
#[template(path = "verdict/card.html")]
struct Card<'a> {
    page: &'a Frame,
    round: Round,
    numbers: Numbers,
    wait: Option<Wait>,
    enter: Option<String>,
    rates: String,
}

impl Card<'_> {
    /// Each number with its own word; none is a part of another.
    fn rows(&self) -> [(&'static str, i64); 4] {
        let n = self.numbers;
        [("solved", n.solved), ("partly", n.partly), ("not", n.not), ("unreached", n.unreached)]
    }

    fn tone(&self) -> &'static str {
        match self.round.state {
            State::Open => "open",
            State::Solved => "done",
            State::Reopened => "late",
            State::Lapsed => "parked",
        }
    }

    fn words(&self) -> Vec<(&'static str, &str)> {
        let said = |h: &'_ Heard| h.said.map(super::Said::word);
        self.round.heard.iter().filter_map(|h| Some((said(h)?, h.words.as_deref()?))).collect()
    }

    fn due(&self) -> String {
        match self.round.due {
            Some(due) => self.page.t1("evaluate-verdict-until", "day", &due.date()),
            None => self.page.t("evaluate-verdict-until-unknown"),
        }
    }

    fn rule(&self) -> String {
        let Some(rule) = self.round.rule() else { return String::new() };
        let name = if self.page.lang() == "en" { &rule.name.en } else { &rule.name.zh };
        let key = if rule.is_verified() {
            "evaluate-verdict-rule"
        } else {
            "evaluate-verdict-rule-unverified"
        };
        let needed = self.round.needed().to_string();
        self.page.tn(key, &[("name", name), ("law", &rule.law), ("n", &needed)])
    }
}

/// What was said about a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let Some(round) = store::latest(tx, county, id).await? else { return Ok(None) };
    let matter = matter::load(tx, county, id).await?;
    let wait = match round.judge(page.now()) {
        Step::Await(wait) if round.state == State::Open => Some(wait),
        _ => None,
    };
    let open = matches!(round.state, State::Open | State::Lapsed);
    let left = round.heard.iter().any(|h| h.said.is_none() || h.entered.is_some());
    let may = open
        && left
        && page.may(policy::may_enter, &subject(&matter, &round.handlers, page.actor()));
    let enter = may.then(|| format!("{}/verdict", matter.url()));
    let numbers = round.numbers();
    let rates = format!("/places/{}/rates", matter.place);
    Card { page, round, numbers, wait, enter, rates }.render().map(Some).map_err(Error::fault)
}
