//! 推选 — Seats of a body residents give themselves (自管委、理事会), counted from paper by two people.
//!
//! ```text
//! nominating ─count─▶ counted ─confirm, somebody else─▶ decided ─assign─▶ noticed ─ends─▶ installed
//!      ▲                                     ╰─tie, void, empty seats─▶ again ─rerun─╮  ╰▶ held ─install─▶
//!      ╰─────────────────────────────────────────────────────────────────────────────╯
//! ```
//! Community custom, no statute. Committees the law elects (居委会、村委会、业委会) are refused: there
//! the law wants a secret booth and an open count, and this is never the ballot box (domain.md 2.3).
//! A tie is never broken here: the tied are voted on again.

mod assign;
mod candidate;
mod confirm;
mod count;
mod install;
mod nominate;
mod open;
pub mod policy;
mod rerun;
mod sheet;
mod show;
mod store;

pub use candidate::{Candidate, Standing};
pub use install::notice_ended;
pub use sheet::Sheet;
pub use show::card;
pub use store::{load, samples};

use kernel::{Error, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use tally::Rule;
use tally::election::{Elected, Round, decide};
use web::Verb;

use crate::word::words;

/// An election was opened.
pub const OPENED: &str = "decide-election-opened";
/// Somebody stands, with their agreement.
pub const NOMINATED: &str = "decide-election-nominated";
/// Two people read the same count.
pub const COUNTED: &str = "decide-election-counted";
/// A tie, empty seats or a void vote: it is voted again.
pub const REPEATED: &str = "decide-election-repeated";
/// The elected chose chair and vice among themselves.
pub const ASSIGNED: &str = "decide-election-assigned";
/// The notice ended with unanswered objections.
pub const HELD: &str = "decide-election-held";
/// The body takes office. Its body is for manage: body, kind, members (joined by 、, chair and vice
/// first), chair, vice, until.
pub const INSTALLED: &str = "decide-election-installed";

words! {
    /// What sort of body.
    Kind {
        /// 自管委
        Committee = "committee",
        /// 理事会
        Council = "council",
    }
}

words! {
    /// How an election stands.
    State {
        /// People are put forward; then they vote on paper.
        Nominating = "nominating",
        /// One person entered the count.
        Counted = "counted",
        /// A tie, empty seats or too few ballots: it is voted again.
        Again = "again",
        /// Every seat is filled.
        Decided = "decided",
        /// The notice hangs.
        Noticed = "noticed",
        /// The notice ended with unanswered objections.
        Held = "held",
        /// In office.
        Installed = "installed",
    }
}

/// An election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Election {
    /// Its id.
    pub id: Id<Election>,
    /// The matter it began from.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// The name of the body, 国税小区自管委.
    pub body: String,
    /// Committee or council.
    pub kind: Kind,
    /// How many seats.
    pub seats: i64,
    /// How many of them are still empty.
    pub left: i64,
    /// The last day of the term, `2026-02-28`.
    pub until: String,
    /// The version of the rule it is judged by.
    pub rule: String,
    /// That rule as it was written when the election opened.
    #[serde(skip)]
    pub rule_text: String,
    /// How it stands.
    pub state: State,
    /// Which round of voting, from 1.
    pub round: i64,
    /// What the first reader entered; not shown until the second has read the same.
    #[serde(skip)]
    pub sheet: Option<Sheet>,
    /// The first reader; never shown.
    #[serde(skip)]
    pub reader: Option<String>,
    /// Who presides.
    pub chair: Option<String>,
    /// Who stands in for them.
    pub vice: Option<String>,
    /// When it was opened.
    pub at: Moment,
    pub(crate) version: i64,
}

impl Election {
    /// The tone its state is shown in.
    pub fn tone(&self) -> &'static str {
        if self.state == State::Installed { "done" } else { "open" }
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/elections/{}", self.place.county(), self.id)
    }

    /// What a policy looks at.
    pub fn subject(&self, stage: Stage) -> Subject {
        Subject::at(self.place.clone(), stage)
    }

    /// The rule it is judged by.
    pub fn law(&self) -> Option<Rule> {
        crate::law::kept(&self.rule, &self.rule_text)
    }

    pub(crate) fn only(&self, state: State, reason: &'static str) -> Result<()> {
        if self.state == state {
            return Ok(());
        }
        Err(Refusal::new(reason).next(self.url(), "decide-election-look").into())
    }

    /// Whether somebody can still be put forward: not when the tied are voted on again.
    ///
    /// # Errors
    /// Refused when people vote or have voted.
    pub fn nominates(&self, standing: usize) -> Result<()> {
        self.only(State::Nominating, "decide-election-refused-nominate")?;
        let short = i64::try_from(standing).is_ok_and(|n| n <= self.left);
        if self.round == 1 || short {
            return Ok(());
        }
        Err(Refusal::new("decide-election-refused-tied").into())
    }

    /// The first reader enters the count; a corrected entry replaces it until it is confirmed.
    ///
    /// # Errors
    /// Refused outside voting; field errors when the numbers cannot be.
    pub fn count(&mut self, sheet: Sheet, reader: &str) -> Result<()> {
        if !matches!(self.state, State::Nominating | State::Counted) {
            return Err(Refusal::new("decide-election-refused-count").into());
        }
        self.judge(&sheet)?;
        (self.sheet, self.reader) = (Some(sheet), Some(reader.to_owned()));
        self.state = State::Counted;
        Ok(())
    }

    /// A second person reads the same: now it counts.
    ///
    /// # Errors
    /// Refused for the first reader; a field error when the readings differ.
    pub fn confirm(&mut self, sheet: &Sheet, reader: &str) -> Result<Elected> {
        self.only(State::Counted, "decide-election-refused-confirm")?;
        if self.reader.as_deref() == Some(reader) {
            return Err(Refusal::new("decide-election-refused-second").into());
        }
        if let Some(field) = self.sheet.as_ref().and_then(|first| first.differs(sheet)) {
            return Err(Error::field(field, "decide-election-wrong-reading"));
        }
        let result = self.judge(sheet)?;
        self.left = i64::from(result.tie_seats) + i64::from(result.vacant);
        self.state = if self.left == 0 { State::Decided } else { State::Again };
        (self.sheet, self.reader) = (None, None);
        Ok(result)
    }

    fn judge(&self, sheet: &Sheet) -> Result<Elected> {
        let rule = self.law().ok_or_else(|| Error::fault(format!("no rule {}", self.rule)))?;
        let seats = u32::try_from(self.left).map_err(Error::fault)?;
        decide(&rule, Round::First, &sheet.count(seats))
            .map_err(|_| Error::field("votes", "decide-election-wrong-count"))
    }

    /// The seats still empty are voted on again.
    ///
    /// # Errors
    /// Refused unless seats are empty.
    pub fn rerun(&mut self) -> Result<Fact> {
        self.only(State::Again, "decide-election-refused-rerun")?;
        self.round += 1;
        self.state = State::Nominating;
        Ok(self.fact(REPEATED).with("round", self.round).with("left", self.left))
    }

    /// The elected chose chair and vice among themselves.
    ///
    /// # Errors
    /// Refused until every seat is filled; field errors for somebody who was not elected, or both the same.
    pub fn assign(&mut self, chair: &str, vice: &str, elected: &[String]) -> Result<Fact> {
        self.only(State::Decided, "decide-election-refused-assign")?;
        for (field, name) in [("chair", chair), ("vice", vice)] {
            if !elected.iter().any(|e| e == name) {
                return Err(Error::field(field, "web-wrong-choice"));
            }
        }
        if chair == vice {
            return Err(Error::field("vice", "decide-election-wrong-vice"));
        }
        (self.chair, self.vice) = (Some(chair.to_owned()), Some(vice.to_owned()));
        self.state = State::Noticed;
        Ok(self.fact(ASSIGNED).with("chair", chair).with("vice", vice))
    }

    /// The notice ended, or the last objection was answered: in office, or held.
    ///
    /// # Errors
    /// Refused unless the notice hung, and while an objection has no answer.
    pub fn install(&mut self, unanswered: i64, elected: &[String]) -> Result<Fact> {
        match self.state {
            State::Noticed if unanswered > 0 => {
                self.state = State::Held;
                return Ok(self.fact(HELD).with("n", unanswered));
            }
            State::Held if unanswered > 0 => {
                let waits = Refusal::new("decide-proposal-refused-unanswered");
                return Err(waits.with("n", unanswered).into());
            }
            State::Noticed | State::Held => {}
            _ => return Err(Refusal::new("decide-election-refused-install").into()),
        }
        self.state = State::Installed;
        let (chair, vice) =
            (self.chair.clone().unwrap_or_default(), self.vice.clone().unwrap_or_default());
        let rest = elected.iter().filter(|e| **e != chair && **e != vice);
        let members: Vec<&str> =
            [chair.as_str(), vice.as_str()].into_iter().chain(rest.map(String::as_str)).collect();
        Ok(self
            .fact(INSTALLED)
            .with("members", members.join("、"))
            .with("chair", chair.as_str())
            .with("vice", vice.as_str())
            .with("until", &self.until))
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Decide, &self.place, &self.id)
            .on(&self.matter)
            .with("body", &self.body)
            .with("kind", self.kind.word())
            .with("seats", self.seats)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        show::verb(),
        open::verb(),
        nominate::verb(),
        count::verb(),
        confirm::verb(),
        rerun::verb(),
        assign::verb(),
        install::verb(),
    ]
}

#[cfg(test)]
mod tests;
