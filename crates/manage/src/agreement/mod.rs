//! 约定 — What two parties promise each other, such as residents and shops: quiet after ten at night.
//!
//! ```text
//! proposed ─one party signs─▶ proposed ─the other signs─▶ in force ─▶ reviewed on a day both know
//!                                                            ╰ observed: a spot and a time, never a name
//! ```
//!
//! Two different people sign for the two parties, or two workers record a signature on paper each and who
//! was present: nobody puts an agreement in force alone. Nobody's breach is logged by name (domain.md 1e).

mod observe;
pub mod policy;
mod propose;
mod sheet;
mod show;
mod sign;
mod store;

pub use show::card;
pub use store::{load, samples};

use kernel::{Channel, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::Verb;

/// Terms were proposed.
pub const PROPOSED: &str = "manage-agreement-proposed";
/// A party signed.
pub const SIGNED: &str = "manage-agreement-signed";
/// Both have signed.
pub const IN_FORCE: &str = "manage-agreement-in-force";
/// A spot and a time were observed.
pub const OBSERVED: &str = "manage-agreement-observed";

/// How an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not both have signed.
    Proposed,
    /// Both have.
    InForce,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::InForce => "in-force",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Proposed, Self::InForce].into_iter().find(|s| s.word() == word)
    }
}

/// Which of the two parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// 甲方
    One,
    /// 乙方
    Two,
}

impl Party {
    /// Both.
    pub const ALL: [Party; 2] = [Self::One, Self::Two];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word)
    }
}

/// A party's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Whose.
    pub party: Party,
    /// The alias of who signed, or of who recorded the paper.
    pub alias: String,
    /// The account; never shown.
    #[serde(skip)]
    pub person: Option<String>,
    /// On the page or on paper.
    pub channel: Channel,
    /// Who was present when paper was signed, by role.
    pub present: Option<String>,
    /// When.
    pub at: Moment,
}

/// What was observed: a spot and a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Observation {
    /// Where.
    pub spot: String,
    /// When.
    pub seen_at: Moment,
    /// Whether it was as agreed.
    pub kept: bool,
    /// What was heard or seen.
    pub words: String,
}

/// An agreement between two parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Its id.
    pub id: Id<Agreement>,
    /// The matter it settles.
    pub matter: MatterId,
    /// Where it holds.
    pub place: PlaceCode,
    /// What, in a line.
    pub title: String,
    /// The parties, as bodies or groups: 沿街商户, 昙华林居民.
    pub parties: [String; 2],
    /// The hours it holds, in words: 每天 22:00 到次日 7:00.
    pub hours: String,
    /// The clauses.
    pub terms: Vec<String>,
    /// How it stands.
    pub state: State,
    /// In force from.
    pub starts: Option<Moment>,
    /// The day it is looked at again.
    pub review: Moment,
    /// Who signed.
    pub signatures: Vec<Signature>,
    pub(crate) version: i64,
}

impl Agreement {
    /// What a policy looks at.
    pub fn subject(&self) -> Subject {
        Subject::at(self.place.clone(), Stage::Manage)
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/agreements/{}", self.place.county(), self.id)
    }

    /// The name of a party.
    pub fn party(&self, party: Party) -> &str {
        let [one, two] = &self.parties;
        match party {
            Party::One => one,
            Party::Two => two,
        }
    }

    /// A party's signature, if it has signed.
    pub fn signature(&self, party: Party) -> Option<&Signature> {
        self.signatures.iter().find(|s| s.party == party)
    }

    /// A party signs; with the second signature it is in force. Gives what is to be told.
    ///
    /// # Errors
    /// Refused when the party has signed, when one person would sign or record for both, or when it is in
    /// force.
    pub fn sign(&mut self, signature: Signature) -> Result<Vec<Fact>> {
        if self.signature(signature.party).is_some() {
            return Err(Refusal::new("manage-agreement-refused-signed").into());
        }
        let same = |s: &Signature| s.person.is_some() && s.person == signature.person;
        if let Some(first) = self.signatures.iter().find(|s| same(s)) {
            let paper = [first, &signature].iter().all(|s| s.channel == Channel::Paper);
            let reason = if paper {
                "manage-agreement-refused-recorder"
            } else {
                "manage-agreement-refused-both"
            };
            return Err(Refusal::new(reason).into());
        }
        let party = self.party(signature.party).to_owned();
        let fact = self.fact(SIGNED).with("party", party).with("channel", signature.channel.word());
        let at = signature.at;
        self.signatures.push(signature);
        let mut facts = vec![fact];
        if Party::ALL.iter().all(|p| self.signature(*p).is_some()) {
            self.state = State::InForce;
            self.starts = Some(at);
            let [one, two] = &self.parties;
            facts.push(
                self.fact(IN_FORCE).with("one", one).with("two", two).with("from", at.date()),
            );
        }
        Ok(facts)
    }

    /// A spot and a time are observed.
    ///
    /// # Errors
    /// Refused while it is not in force; a time before that or to come is a field error.
    pub fn observe(&self, seen: &Observation, now: Moment) -> Result<Fact> {
        let Some(starts) = self.starts else {
            return Err(Refusal::new("manage-agreement-refused-unsigned").into());
        };
        if seen.seen_at > now || seen.seen_at.day() < starts.day() {
            return Err(kernel::Error::field("day", "manage-agreement-wrong-day"));
        }
        let kept = if seen.kept { "yes" } else { "no" };
        Ok(self.fact(OBSERVED).with("at", seen.seen_at).with("kept", kept))
    }

    fn fact(&self, kind: &'static str) -> Fact {
        let fact = Fact::new(kind, Stage::Manage, &self.place, &self.id);
        fact.on(&self.matter).with("title", &self.title)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![propose::verb(), show::verb(), sign::verb(), observe::verb(), sheet::verb()]
}

#[cfg(test)]
mod props;
