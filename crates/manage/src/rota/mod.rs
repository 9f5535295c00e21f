//! 轮值 — A duty in slots that people sign up for, on the page or on paper.
//!
//! ```text
//! plan ─▶ slot open ─sign up─▶ … ─▶ full          step back: own turn, before the slot begins
//!              ╰ the helper enters what is on paper ╯
//!         slot over ─report─▶ what was seen: a spot and a time, never a person
//! ```
//!
//! There is no check-in, no hours, no points and no ranking (国办函〔2026〕12号; domain.md 2.12). A turn
//! that was given back is gone; facts count people and name nobody.

mod enter;
mod plan;
pub mod policy;
mod report;
mod sheet;
mod show;
mod sign_up;
mod step_back;
mod store;
mod turns;

pub use show::card;
pub(crate) use store::hand_over;
pub use store::{load, of_body, samples};

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use kernel::{
    Actor, Channel, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject,
};
use serde::Serialize;
use web::Verb;

use crate::committee::Committee;

/// A rota was planned.
pub const PLANNED: &str = "manage-rota-planned";
/// Somebody signed up; who is not told.
pub const SIGNED_UP: &str = "manage-rota-signed-up";
/// Somebody stepped back; who is not told.
pub const STEPPED_BACK: &str = "manage-rota-stepped-back";
/// Sign-ups on paper were entered.
pub const ENTERED: &str = "manage-rota-entered";
/// What was seen was reported.
pub const REPORTED: &str = "manage-rota-reported";

/// A rota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rota {
    /// Its id.
    pub id: Id<Rota>,
    /// The matter it belongs to.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// What, in a line.
    pub title: String,
    /// What those who come do.
    pub duty: String,
    /// The body that looks after it.
    pub body: Option<Id<Committee>>,
    /// When it was planned.
    pub at: Moment,
    pub(crate) version: i64,
}

/// One slot of a rota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slot {
    /// Its number on the sheet, from 1.
    pub no: i64,
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// How many people it needs.
    pub needs: i64,
    /// How many signed up.
    pub taken: i64,
    /// Who comes, by alias.
    pub turns: Vec<Turn>,
    /// What was seen.
    pub sights: Vec<Sight>,
}

/// Somebody comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// The alias; empty for 一位邻居.
    pub alias: String,
    /// The account; never shown.
    #[serde(skip)]
    pub person: Option<String>,
    /// On the page or on paper.
    pub channel: Channel,
}

/// What was seen at a place and time; never a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sight {
    /// Where.
    pub spot: String,
    /// What.
    pub seen: String,
}

impl Rota {
    /// What a policy looks at.
    pub fn subject(&self) -> Subject {
        Subject::at(self.place.clone(), Stage::Manage)
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/rotas/{}", self.place.county(), self.id)
    }

    /// The address of a slot, to which verbs are added.
    pub fn slot_url(&self, no: i64) -> String {
        format!("{}/slots/{no}", self.url())
    }

    /// A fact on the matter's thread.
    fn fact(&self, kind: &'static str) -> Fact {
        self.quiet(kind).on(&self.matter)
    }

    /// A fact in the public record only: sign-ups would drown the thread.
    fn quiet(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Manage, &self.place, &self.id).with("title", &self.title)
    }
}

impl Slot {
    /// Whether an account is among those who come.
    pub fn has(&self, actor: &Actor) -> bool {
        actor.person.is_some() && self.turns.iter().any(|t| t.person == actor.person)
    }

    /// How many are still needed.
    pub fn free(&self) -> i64 {
        (self.needs - self.taken).max(0)
    }

    /// How many signed up on the page.
    pub fn typed(&self) -> i64 {
        self.of(Channel::Web)
    }

    /// How many signed up on paper.
    pub fn on_paper(&self) -> i64 {
        self.of(Channel::Paper)
    }

    fn of(&self, channel: Channel) -> i64 {
        i64::try_from(self.turns.iter().filter(|t| t.channel == channel).count())
            .unwrap_or(i64::MAX)
    }

    /// `21:30–23:00`
    pub fn hours(&self) -> String {
        let clock = |m: Moment| m.civil().time().strftime("%H:%M").to_string();
        format!("{}–{}", clock(self.starts), clock(self.ends))
    }

    /// The weekday, 1 for Monday.
    pub fn weekday(&self) -> i8 {
        self.starts.day().weekday().to_monday_one_offset()
    }

    /// Whether somebody can sign up.
    ///
    /// # Errors
    /// Refused once it began, when it is full, and for whoever comes already.
    pub fn open_to(&self, actor: &Actor, now: Moment) -> Result<()> {
        if self.has(actor) {
            return Err(Refusal::new("manage-rota-refused-twice").into());
        }
        self.not_begun(now)?;
        if self.free() == 0 {
            return Err(Refusal::new("manage-rota-refused-full").into());
        }
        Ok(())
    }

    /// Stepping back and signing up end when the slot begins.
    ///
    /// # Errors
    /// Refused from its first moment on.
    pub fn not_begun(&self, now: Moment) -> Result<()> {
        if now >= self.starts {
            Err(Refusal::new("manage-rota-refused-begun").into())
        } else {
            Ok(())
        }
    }

    /// Reporting begins when the slot is over.
    ///
    /// # Errors
    /// Refused before.
    pub fn over(&self, now: Moment) -> Result<()> {
        if now < self.ends { Err(Refusal::new("manage-rota-refused-early").into()) } else { Ok(()) }
    }
}

/// Lays slots out from a first day: `times` of them, every `step` days; one that ends at or before its
/// beginning ends the next day. `None` when a time cannot be read or a day leaves the calendar.
pub fn lay_out(
    first: Date,
    hours: (&str, &str),
    step: i64,
    times: i64,
    needs: i64,
) -> Option<Vec<Slot>> {
    let (from, to): (Time, Time) = (hours.0.parse().ok()?, hours.1.parse().ok()?);
    let night = i64::from(to <= from);
    (0..times)
        .map(|n| {
            let day = first.checked_add((n * step).days()).ok()?;
            let last = day.checked_add(night.days()).ok()?;
            Some(Slot {
                no: n + 1,
                starts: Moment::from_civil(day.to_datetime(from)),
                ends: Moment::from_civil(last.to_datetime(to)),
                needs,
                taken: 0,
                turns: Vec::new(),
                sights: Vec::new(),
            })
        })
        .collect()
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        plan::verb(),
        show::verb(),
        sign_up::verb(),
        step_back::verb(),
        report::verb(),
        enter::verb(),
        sheet::verb(),
    ]
}

#[cfg(test)]
mod props;
