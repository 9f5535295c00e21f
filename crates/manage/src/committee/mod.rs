//! 班子 — A body with offices, a term and a mandate: 自管委、业委会、理事会、物管会, or a 带头人.
//!
//! ```text
//! election installed ─▶ serving ─term over─▶ ended
//! worker founds ──────▶    │ ╰─renew─▶ serving        (an elected body is renewed by election only)
//!                          ├─dissolve─▶ dissolved     duties go to the heir, or await a taker
//!                          ╰─the next is installed─▶ succeeded
//! ```

mod dissolve;
mod found;
mod install;
mod list;
pub mod policy;
mod renew;
mod show;
mod store;

pub use install::install;
pub use show::card;
pub(crate) use store::serving;
pub use store::{load, of_place, samples};

use kernel::{Error, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject, days};
use serde::Serialize;
use web::Verb;

/// An elected body took office.
pub const INSTALLED: &str = "manage-committee-installed";
/// A convener or an ad-hoc council was recorded.
pub const FOUNDED: &str = "manage-committee-founded";
/// Its term was extended.
pub const RENEWED: &str = "manage-committee-renewed";
/// It ended before its term.
pub const DISSOLVED: &str = "manage-committee-dissolved";

/// The longest term: five years, as of the residents' and owners' committees.
const LONGEST: i64 = days(5 * 366);

/// What sort of body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 自管委
    SelfManagement,
    /// 业委会
    Owners,
    /// 理事会, for one work.
    Council,
    /// 物管会
    Property,
    /// 带头人, where there is no committee yet.
    Convener,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Kind] =
        &[Self::SelfManagement, Self::Owners, Self::Council, Self::Property, Self::Convener];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SelfManagement => "self-management",
            Self::Owners => "owners",
            Self::Council => "council",
            Self::Property => "property",
            Self::Convener => "convener",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.word() == word)
    }

    /// Reads what an election calls it, by its word or by the body's own name.
    pub fn of(word: &str, name: &str) -> Self {
        Self::parse(word).unwrap_or_else(|| match (word, name) {
            ("owners-committee", _) => Self::Owners,
            (_, n) if n.contains("业委会") || n.contains("业主委员会") => Self::Owners,
            (_, n) if n.contains("物管会") || n.contains("物业管理委员会") => {
                Self::Property
            }
            (_, n) if n.contains("理事会") => Self::Council,
            _ => Self::SelfManagement,
        })
    }
}

/// How a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its term runs.
    Serving,
    /// Its term is over and nobody followed yet.
    Ended,
    /// It ended before its term.
    Dissolved,
    /// The next body of its kind took office.
    Succeeded,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Serving => "serving",
            Self::Ended => "ended",
            Self::Dissolved => "dissolved",
            Self::Succeeded => "succeeded",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Serving, Self::Ended, Self::Dissolved, Self::Succeeded]
            .into_iter()
            .find(|s| s.word() == word)
    }

    /// The tone it is shown in.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Serving => "open",
            Self::Ended => "late",
            Self::Dissolved | Self::Succeeded => "",
        }
    }
}

/// One seat: a public alias and the office it holds; an empty office is a plain member,
/// [`Seat::CHAIR`] and [`Seat::VICE`] are said in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// 居民甲
    pub alias: String,
    /// 主任
    pub office: String,
}

impl Seat {
    /// 主任
    pub const CHAIR: &'static str = "chair";
    /// 副主任
    pub const VICE: &'static str = "vice";

    /// Reads `居民甲（主任）`, `主任：居民甲` or `居民甲 主任`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (alias, office) = if let Some((alias, office)) = text.split_once(['（', '(']) {
            (alias, office.trim_end_matches(['）', ')']))
        } else if let Some((office, alias)) = text.split_once(['：', ':']) {
            (alias, office)
        } else {
            text.split_once([' ', '\u{3000}', '\t']).unwrap_or((text, ""))
        };
        let alias = text::redact::mask(alias.trim());
        let office = text::redact::mask(office.trim());
        (!alias.is_empty()).then_some(Self { alias, office })
    }

    /// Reads a list: one per line, or parted by 、 ， or ；.
    pub fn read_all(text: &str) -> Vec<Self> {
        text.split(['\n', '、', '，', ',', '；', ';']).filter_map(Self::read).collect()
    }
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Committee {
    /// Its id.
    pub id: Id<Committee>,
    /// The record it came from (an election); its own id when a worker recorded it.
    #[serde(skip)]
    pub source: String,
    /// The matter it was formed for.
    pub matter: Option<MatterId>,
    /// Where it serves.
    pub place: PlaceCode,
    /// What sort of body.
    pub kind: Kind,
    /// Its public name.
    pub name: String,
    /// What it may do.
    pub mandate: String,
    /// How it came about.
    pub origin: String,
    /// Whether residents elected it.
    pub elected: bool,
    /// Since when.
    pub since: Moment,
    /// The last moment of its term.
    pub until: Moment,
    /// How it stands, by its own record; see [`Committee::stands`].
    pub state: State,
    /// Why it ended early.
    pub reason: Option<String>,
    /// Who serves in it.
    pub seats: Vec<Seat>,
    pub(crate) version: i64,
}

impl Committee {
    /// What a policy looks at.
    pub fn subject(&self) -> Subject {
        Subject::at(self.place.clone(), Stage::Manage)
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/committees/{}", self.place.county(), self.id)
    }

    /// How it stands at a moment: a term runs out by itself.
    pub fn stands(&self, now: Moment) -> State {
        if self.state == State::Serving && now > self.until { State::Ended } else { self.state }
    }

    /// Whether it can take a duty now.
    pub fn serves(&self, now: Moment) -> bool {
        self.stands(now) == State::Serving
    }

    /// Its term is extended, as those it serves decided.
    ///
    /// # Errors
    /// Refused for an elected body, and for one that ended; a wrong day is a field error.
    pub fn renew(&mut self, until: Moment, how: &str, now: Moment) -> Result<Fact> {
        if self.elected {
            return Err(Refusal::new("manage-committee-refused-elected").into());
        }
        self.still()?;
        if until <= self.until.max(now) || until > now.plus(LONGEST) {
            return Err(Error::field("until", "manage-committee-wrong-until"));
        }
        self.until = until;
        Ok(self.fact(RENEWED).with("name", &self.name).with("until", until.date()).with("how", how))
    }

    /// It ends before its term; `heir` is who takes its duties, if somebody does.
    ///
    /// # Errors
    /// Refused when it ended before.
    pub fn dissolve(&mut self, reason: &str, heir: Option<&str>) -> Result<Fact> {
        self.still()?;
        self.state = State::Dissolved;
        self.reason = Some(reason.to_owned());
        let fact = self.fact(DISSOLVED).with("name", &self.name).with("reason", reason);
        Ok(fact.with("heir", heir.unwrap_or("none")))
    }

    /// The next body of its kind took office.
    pub(crate) fn succeed(&mut self) {
        if self.state == State::Serving {
            self.state = State::Succeeded;
        }
    }

    fn still(&self) -> Result<()> {
        if self.state == State::Serving {
            return Ok(());
        }
        Err(Refusal::new("manage-committee-refused-ended").into())
    }

    fn fact(&self, kind: &'static str) -> Fact {
        let fact = Fact::new(kind, Stage::Manage, &self.place, &self.id);
        match &self.matter {
            Some(matter) => fact.on(matter),
            None => fact,
        }
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![list::verb(), show::verb(), found::verb(), renew::verb(), dissolve::verb()]
}

#[cfg(test)]
mod props;
