//! 表决 — The frozen roll says yes, no or abstains on one edition of a proposal, under one rule.
//!
//! ```text
//! open ─▶ open ─(closing time, by itself)─▶ closed ─passed, not advisory─▶ public notice ─▶ adopted
//!          ╰ cast (electronic)   enter + confirm-paper (paper, two readers)
//! ```
//! # What is kept apart, and what that protects
//! `decide_elector` knows who may vote, and that a unit has voted (channel and day). `decide_ballot`
//! knows what was said: a random token, the choice, the area that counts, a mark of the head and the
//! channel; no unit, no person, no time, and no fact is told of a single ballot. Somebody who reads or
//! steals the database cannot join the two by a key. Ballots are published without their channel: the
//! roll has it too, and a lone paper ballot would have an owner.
//! Two things this does **not** protect against. Owners' votes count area (Civil Code art. 278), so a
//! published ballot shows its area: where a unit's area is the only one of its kind, neighbours can
//! tell whose ballot it is. And the head's mark is made with the host's key (several units of one
//! buyer are one head, 法释〔2020〕17号 art. 9): who holds both the key and the database can try each
//! head. On other rolls a ballot carries neither area nor mark. A paper ballot's choice stands beside
//! its unit until the second reader has confirmed it, and is erased then.
//! A ballot is not changed before the close: there is nothing to find it by.

mod ballot;
mod ballots;
mod cast;
mod close;
mod confirm_paper;
mod count;
mod enter;
mod file;
mod open;
mod paper;
pub mod policy;

mod roll;
mod show;
mod store;

pub use close::close;
pub use count::Counted;
pub use store::{load, of_proposal, samples};

use ::store::Tx;
use ground::roll::Kind as Roll;
use kernel::{Error, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use tally::rule::Base;
use tally::{Rule, published};
use web::{Frame, Verb};

use crate::proposal::Proposal;
use crate::word::words;

/// A vote opened and its roll is frozen.
pub const OPENED: &str = "decide-vote-opened";
/// It was counted.
pub const CLOSED: &str = "decide-vote-closed";

words! {
    /// What the result is worth (domain.md 2.1).
    Mode {
        /// 预表决（参考）: shows where people stand; adopts nothing.
        Advisory = "advisory",
        /// 纸票计票: paper ballots decide; nothing is cast electronically.
        Paper = "paper",
        /// Electronic ballots bind beside paper ones, by a legal basis the operator typed.
        Binding = "binding",
    }
}

words! {
    /// What a ballot says.
    Choice {
        /// 同意
        Yes = "yes",
        /// 不同意
        No = "no",
        /// 弃权: takes part and does not agree.
        Abstain = "abstain",
    }
}

words! {
    /// How a ballot came in.
    Way {
        /// On a page, by the person on the roll.
        Electronic = "electronic",
        /// On paper, read by two people.
        Paper = "paper",
    }
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vote {
    /// Its id.
    pub id: Id<Vote>,
    /// The proposal it is on.
    pub proposal: Id<Proposal>,
    /// The edition it is on.
    pub edition: i64,
    /// The matter.
    pub matter: MatterId,
    /// The place whose roll votes.
    pub place: PlaceCode,
    /// The question on the ballot.
    pub question: String,
    /// The version of the rule it is judged by, for ever.
    pub rule: String,
    /// That rule as it was written when the vote opened, with the one on casting ballots.
    #[serde(skip)]
    pub rule_text: String,
    /// Which roll.
    pub roll: Roll,
    /// How many lines the frozen roll has.
    pub size: i64,
    /// What the result is worth.
    pub mode: Mode,
    /// The legal basis of a binding electronic vote, as typed.
    pub basis: String,
    /// When it opened.
    pub opened: Moment,
    /// The last moment to cast.
    pub closes: Moment,
    /// The last moment to enter paper ballots from the box; the count follows by itself.
    pub counts: Moment,
    /// Electronic ballots so far.
    pub electronic: i64,
    /// Confirmed paper ballots so far.
    pub paper: i64,
    /// The count, once there is one.
    pub result: Option<Counted>,
}

impl Vote {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/votes/{}", self.place.county(), self.id)
    }

    /// What a policy looks at: it is the actor's own when they stand on its frozen roll.
    pub fn subject(&self, stage: Stage, on_roll: bool) -> Subject {
        Subject::at(self.place.clone(), stage).own(on_roll)
    }

    /// The rule it is judged by.
    pub fn law(&self) -> Option<Rule> {
        crate::law::kept(&self.rule, &self.rule_text)
    }

    /// The rule on casting ballots that goes with it, kept with it too.
    ///
    /// # Errors
    /// A fault when the text kept cannot be read.
    pub(crate) fn casting(&self, rule: &Rule) -> Result<Option<Rule>> {
        let (book, day) = (tally::RuleBook::host(), self.opened.day());
        published::casting(book, rule, &self.rule_text, day, self.place.as_str())
            .map_err(|why| Error::fault(format!("vote {}: {why}", self.id)))
    }

    /// Whether a ballot can come in this way now.
    ///
    /// # Errors
    /// Refused after its last moment, and electronically where only paper counts.
    pub fn takes(&self, way: Way, now: Moment) -> Result<()> {
        if way == Way::Electronic && self.mode == Mode::Paper {
            return Err(Refusal::new("decide-vote-refused-paper-only").into());
        }
        let last = if way == Way::Paper { self.counts } else { self.closes };
        if self.result.is_some() || now > last {
            return Err(self.over(last));
        }
        Ok(())
    }

    fn over(&self, last: Moment) -> kernel::Error {
        let over = Refusal::new("decide-vote-refused-over").with("until", last);
        over.next(self.url(), "decide-vote-look").into()
    }

    /// How it stands, in a few words.
    pub(crate) fn stand(&self, page: &Frame) -> String {
        match &self.result {
            None => {
                let voted = (self.electronic + self.paper).to_string();
                let args = [("n", voted.as_str()), ("size", &self.size.to_string())];
                let said = page.tn("decide-vote-turnout", &args);
                format!(
                    "{said} · {}",
                    page.t1("decide-vote-until", "until", &self.closes.to_string())
                )
            }
            Some(counted) if counted.outcome.passed => page.t("decide-vote-passed"),
            Some(_) => page.t("decide-vote-failed"),
        }
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Decide, &self.place, &self.id)
            .on(&self.matter)
            .with("question", &self.question)
            .with("mode", self.mode.word())
            .with("rule", &self.rule)
            .with("size", self.size)
    }
}

/// Whether the reader stands on the vote's roll and can still cast a ballot there.
pub(crate) async fn awaits(tx: &mut Tx, vote: &Vote, page: &Frame) -> Result<bool> {
    if vote.takes(Way::Electronic, page.now()).is_err() {
        return Ok(false);
    }
    let mine = ballot::of_person(tx, vote, page.actor().person.as_deref()).await?;
    Ok(mine.iter().any(|e| e.way.is_none()))
}

/// The roll a rule counts; rolls are never mixed.
pub(crate) const fn roll_of(base: Base) -> Roll {
    match base {
        Base::UnitsByAreaAndHeads => Roll::Owners,
        Base::Adults => Roll::Adults,
        Base::Households => Roll::Households,
        Base::Representatives => Roll::Representatives,
        Base::Members => Roll::Members,
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        show::verb(),
        ballots::verb(),
        file::verb(),
        open::verb(),
        cast::verb(),
        enter::verb(),
        confirm_paper::verb(),
        paper::verb(),
        roll::verb(),
    ]
}
