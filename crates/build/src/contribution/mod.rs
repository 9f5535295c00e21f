//! 贡献 — What people give, of their own free will: money, days of work, goods, land.
//!
//! ```text
//! promised ─deliver─▶ delivered ─accept─▶ accepted     accept: by somebody else, perhaps less
//!    ╰─withdraw─▶ withdrawn                            only the giver, only before it was delivered
//! ```
//!
//! A giver is 一位居民 unless they ask to be named. Nobody who gives nothing is listed anywhere
//! (domain.md 1e), and nothing is asked per head where no ceiling is set (国办发〔2007〕4号).

mod accept;
mod bring;
mod deliver;
mod follow;
mod kind;
pub mod policy;
mod promise;
mod receipt;
mod show;
mod store;
mod totals;
mod withdraw;

pub use kind::{Kind, State};
pub(crate) use store::of_project;
pub use store::{by_secret, load};
pub use totals::Totals;

use jiff::civil::Date;
use kernel::{
    Actor, Error, Fact, Fen, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject,
};
use serde::Serialize;
use web::{Frame, Verb};

/// Somebody promised to give.
pub const PROMISED: &str = "build-contribution-promised";
/// It was brought.
pub const DELIVERED: &str = "build-contribution-delivered";
/// It was counted and receipted.
pub const ACCEPTED: &str = "build-contribution-accepted";
/// The giver took the promise back.
pub const WITHDRAWN: &str = "build-contribution-withdrawn";

/// That it was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// The day.
    pub day: String,
    /// The account that said so; `None` when the giver used the private link.
    #[serde(skip)]
    pub by: Option<String>,
    /// The public name of the office that said so; `None` when it was the giver.
    pub name: Option<String>,
}

/// That it was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// How much it really was, in the unit of the kind.
    pub amount: i64,
    /// What it is worth in fen: labour at the posted day rate, nothing for land.
    pub worth: Option<Fen>,
    /// The number of the receipt.
    pub receipt: String,
    /// The public name of the office that counted.
    pub name: String,
    /// When.
    pub at: Moment,
}

/// Something given, or to be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// Its id.
    pub id: Id<Contribution>,
    /// The project it is for.
    pub project: Id<crate::project::Project>,
    /// The matter of the project.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// What is given.
    pub kind: Kind,
    /// How much was promised, in the unit of the kind.
    pub amount: i64,
    /// What goods, what work, which land.
    pub what: String,
    /// The alias the giver asked to be shown with; `None`: 一位居民.
    pub shown: Option<String>,
    /// The public name of who entered it for the giver.
    pub entered: Option<String>,
    /// Given from away.
    pub remote: bool,
    /// The giver's account; never shown.
    #[serde(skip)]
    pub giver: Option<String>,
    /// How it stands.
    pub state: State,
    /// That it was brought.
    pub delivered: Option<Delivered>,
    /// That it was counted.
    pub accepted: Option<Accepted>,
    /// When it was promised.
    pub at: Moment,
    #[serde(skip)]
    pub(crate) version: i64,
}

impl Contribution {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/contributions/{}", self.place.county(), self.id)
    }

    /// What a policy looks at: the giver's own, when they were signed in.
    pub fn subject(&self, stage: Stage, actor: &Actor) -> Subject {
        let own = self.giver.is_some() && self.giver == actor.person;
        Subject::at(self.place.clone(), stage).own(own)
    }

    /// Work, goods or land that nobody known says was brought: one who served the place could otherwise
    /// promise, bring and count it alone. Counted cash waits in the account for a second person instead.
    pub fn unseen(&self) -> bool {
        let nobody = self.delivered.as_ref().is_some_and(|d| d.by.is_none());
        self.state == State::Delivered && self.kind != Kind::Cash && nobody
    }

    /// It was brought on a day, said by an account (`None`: by private link). What only the private link
    /// said may be said once more by somebody known.
    ///
    /// # Errors
    /// Refused unless it is promised; invalid when the day is yet to come.
    pub fn deliver(
        &mut self,
        day: Date,
        today: Date,
        by: Option<&str>,
        name: Option<&str>,
    ) -> Result<Fact> {
        if by.is_none() || !self.unseen() {
            self.only(State::Promised)?;
        }
        not_after(day, today)?;
        self.delivered = Some(Delivered {
            day: day.to_string(),
            by: by.map(str::to_owned),
            name: name.map(str::to_owned),
        });
        self.state = State::Delivered;
        Ok(self.fact(DELIVERED, self.amount))
    }

    /// A second person counted it: never who brought it, never the giver.
    ///
    /// # Errors
    /// Refused unless it is delivered, while it is unseen, and to who delivered or gave it; invalid when it
    /// is more than was promised, or nothing.
    pub fn accept(&mut self, by: &str, counted: Accepted) -> Result<Fact> {
        self.only(State::Delivered)?;
        if self.unseen() {
            let deliver = format!("{}/deliver", self.url());
            let seen = Refusal::new("build-contribution-refused-unseen");
            return Err(seen.next(deliver, "build-contribution-deliver").into());
        }
        let brought = self.delivered.as_ref().and_then(|d| d.by.as_deref());
        if brought == Some(by) || self.giver.as_deref() == Some(by) {
            return Err(Refusal::new("build-contribution-refused-same").into());
        }
        // Goods promised without a price may be valued when they arrive; nothing else grows.
        let unpriced = self.kind == Kind::Material && self.amount == 0;
        let most = if unpriced { self.kind.most() } else { self.amount };
        let least = i64::from(self.kind != Kind::Material);
        if !(least..=most).contains(&counted.amount) {
            let arg = format!("{}–{}", self.kind.print(least), self.kind.print(most));
            let field = "amount".to_owned();
            return Err(Error::Invalid(vec![kernel::FieldError {
                field,
                reason: "web-wrong-range",
                arg,
            }]));
        }
        let fact = self.fact(ACCEPTED, counted.amount).with("receipt", &counted.receipt);
        self.accepted = Some(counted);
        self.state = State::Accepted;
        Ok(fact)
    }

    /// The giver takes the promise back: a promise binds nobody.
    ///
    /// # Errors
    /// Refused once it was delivered.
    pub fn withdraw(&mut self) -> Result<Fact> {
        self.only(State::Promised)?;
        self.state = State::Withdrawn;
        Ok(self.fact(WITHDRAWN, self.amount))
    }

    fn only(&self, state: State) -> Result<()> {
        if self.state == state {
            return Ok(());
        }
        Err(Refusal::new("build-contribution-refused-state")
            .next(self.url(), "build-project-look")
            .into())
    }

    pub(crate) fn fact(&self, kind: &'static str, amount: i64) -> Fact {
        Fact::new(kind, Stage::Build, &self.place, &self.id)
            .on(&self.matter)
            .with("kind", self.kind.word())
            .with("amount", self.kind.print(amount))
            .with("priced", amount > 0)
            .with("what", &self.what)
    }

    /// What is given, in words: `出资 500.00 元`. What was counted goes before what was promised.
    pub fn gift(&self, page: &Frame) -> String {
        let amount = self.accepted.as_ref().map_or(self.amount, |a| a.amount);
        let priced = if amount > 0 { "true" } else { "false" };
        let (kind, amount) = (self.kind.word(), self.kind.print(amount));
        page.tn(
            "build-contribution-gift",
            &[("kind", kind), ("amount", &amount), ("priced", priced), ("what", &self.what)],
        )
    }

    /// Who gives, in words: the alias they chose, or 一位居民.
    pub fn from_whom(&self, page: &Frame) -> String {
        self.shown.clone().unwrap_or_else(|| page.t("build-contribution-somebody"))
    }

    /// The tone its state is shown in.
    pub fn tone(&self) -> &'static str {
        match self.state {
            State::Accepted => "done",
            State::Promised | State::Delivered => "open",
            State::Withdrawn => "",
        }
    }
}

/// A day that must not be yet to come.
///
/// # Errors
/// Invalid (field `day`) when it is after today.
pub(crate) fn not_after(day: Date, today: Date) -> Result<()> {
    if day > today { Err(Error::field("day", "build-wrong-future")) } else { Ok(()) }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        show::verb(),
        receipt::verb(),
        promise::verb(),
        deliver::verb(),
        accept::verb(),
        follow::verb(),
        bring::verb(),
        withdraw::verb(),
    ]
}

#[cfg(test)]
mod props;
