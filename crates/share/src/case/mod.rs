//! 案例 — What a neighbourhood tells others of a matter its residents call solved.
//!
//! ```text
//! draft ─publish─▶ published ─revise─▶ published (next edition; earlier ones stay readable)
//!   ╰───────withdraw──────╰─withdraw─▶ withdrawn (with the reason; another case can be written)
//! ```
//! The composer adds only what no record knows: the problem in a line, what made it work, what they would do
//! differently, and where it ends. Dates, voices, money and verdicts come from the public record up to the
//! fact the edition rests on, in the public names the facts carry: nobody is named who was not named there.

mod compose;
mod like;
mod list;
mod list_here;
pub mod policy;
mod publish;
mod record;
mod revise;
mod show;
mod store;
mod trial;
mod r#try;
mod withdraw;
mod words;

pub use show::card;
pub use store::{load, samples};

use ground::matter::Matter;
use kernel::{Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Standing, Subject};
use serde::Serialize;
use web::Verb;

pub use words::Words;

/// Somebody began to write a case.
pub const COMPOSED: &str = "share-case-composed";
/// It is public.
pub const PUBLISHED: &str = "share-case-published";
/// A new edition is public.
pub const REVISED: &str = "share-case-revised";
/// It was taken back.
pub const WITHDRAWN: &str = "share-case-withdrawn";
/// Another place tries it: `title` of the case, `case` its address, `text` what they say, `from` its place.
pub const TRIED: &str = "share-case-tried";

/// How a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Only those who may write it see it.
    Draft,
    /// Everybody sees it.
    Published,
    /// Its words are gone, the reason stays.
    Withdrawn,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Draft, Self::Published, Self::Withdrawn].into_iter().find(|s| s.word() == word)
    }
}

/// What an edition rests on in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// The number of the last fact it rests on; before it nothing changes any more.
    pub upto: i64,
    /// Days from the first word to the residents' verdict, both days of Asia/Shanghai.
    pub days: i64,
    /// How many had raised or joined the matter.
    pub voices: i64,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Its id.
    pub id: Id<Case>,
    /// The matter it tells of.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// How it stands.
    pub state: State,
    /// Which edition this is, from 1.
    pub edition: i64,
    /// What the composer wrote.
    pub words: Words,
    /// What it rests on.
    pub basis: Basis,
    /// How many other places try it.
    pub tried: i64,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// When this edition was written or published.
    pub at: Moment,
    pub(crate) version: i64,
}

/// Whether a case can be told of a matter: its residents say solved, or it walked the whole way.
///
/// # Errors
/// Refused with the way to the matter.
pub fn tellable(matter: &Matter) -> Result<()> {
    if matter.standing == Standing::Solved || matter.stage == Stage::Share {
        return Ok(());
    }
    Err(Refusal::new("share-case-refused-unsolved").next(matter.url(), "share-case-matter").into())
}

impl Case {
    /// What a policy looks at.
    pub fn subject(&self, stage: Stage) -> Subject {
        Subject::at(self.place.clone(), stage)
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/cases/{}", self.place.county(), self.id)
    }

    /// The first fact of a case: somebody writes it.
    pub fn composed(&self) -> Fact {
        self.fact(COMPOSED)
    }

    /// Makes the draft public on what the record says now.
    ///
    /// # Errors
    /// Refused when it is no draft.
    pub fn publish(&mut self, basis: Basis, now: Moment) -> Result<Fact> {
        if self.state != State::Draft {
            return Err(self.closed("share-case-refused-published"));
        }
        self.state = State::Published;
        (self.basis, self.at) = (basis, now);
        Ok(self.fact(PUBLISHED))
    }

    /// Writes it anew: a draft is replaced in place (no fact), a public case gets its next edition.
    ///
    /// # Errors
    /// Refused when it was withdrawn.
    pub fn revise(&mut self, words: Words, basis: Basis, now: Moment) -> Result<Option<Fact>> {
        if self.state == State::Withdrawn {
            return Err(self.closed("share-case-refused-withdrawn"));
        }
        self.words = words;
        (self.basis, self.at) = (basis, now);
        if self.state == State::Draft {
            return Ok(None);
        }
        self.edition += 1;
        Ok(Some(self.fact(REVISED).with("edition", self.edition)))
    }

    /// Takes it back and says why.
    ///
    /// # Errors
    /// Refused when it was withdrawn before.
    pub fn withdraw(&mut self, reason: &str) -> Result<Fact> {
        if self.state == State::Withdrawn {
            return Err(self.closed("share-case-refused-withdrawn"));
        }
        self.state = State::Withdrawn;
        self.reason = Some(reason.to_owned());
        Ok(self.fact(WITHDRAWN).with("reason", reason))
    }

    /// Another place tries it. The fact lies in that place's county; a flow opens a topic from it.
    ///
    /// # Errors
    /// Refused unless it is public; a field error when the place is the case's own.
    pub fn tried(&mut self, at: &PlaceCode, text: &str, from: &str) -> Result<Fact> {
        if self.state != State::Published {
            return Err(self.closed("share-case-refused-withdrawn"));
        }
        if self.place.contains(at) {
            return Err(kernel::Error::field("place", "share-case-wrong-same"));
        }
        self.tried += 1;
        Ok(Fact::new(TRIED, Stage::Share, at, &self.id)
            .with("title", &self.words.title)
            .with("case", self.url())
            .with("text", text)
            .with("from", from))
    }

    fn closed(&self, reason: &'static str) -> kernel::Error {
        Refusal::new(reason).next(self.url(), "share-case-look").into()
    }

    fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Share, &self.place, &self.id)
            .on(&self.matter)
            .with("title", &self.words.title)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        list::verb(),
        list_here::verb(),
        show::verb(),
        compose::verb(),
        publish::verb(),
        revise::verb(),
        withdraw::verb(),
        r#try::verb(),
    ]
}

#[cfg(test)]
mod props {
    use super::*;
    use kernel::Seeded;
    use proptest::prelude::*;

    fn place(code: &str) -> PlaceCode {
        PlaceCode::parse(code).unwrap()
    }

    fn draft() -> Case {
        Case {
            id: Id::random(&mut Seeded::new(1)),
            matter: MatterId::random(&mut Seeded::new(2)),
            place: place("420583001003.01"),
            state: State::Draft,
            edition: 1,
            words: Words::default(),
            basis: Basis { upto: 0, days: 0, voices: 0 },
            tried: 0,
            reason: None,
            at: Moment(0),
            version: 0,
        }
    }

    proptest! {
        /// Whatever is done in whatever order: what is withdrawn stays so and has its reason, editions only
        /// grow and only in public, a refused act changes nothing, and no place tries its own case.
        #[test]
        fn any_sequence_keeps_the_promises(verbs in prop::collection::vec((0u8..5, 0i64..99), 0..30)) {
            let mut case = draft();
            for (verb, n) in verbs {
                let before = case.clone();
                let basis = Basis { upto: n, days: n, voices: n };
                let done = match verb {
                    0 => case.publish(basis, Moment(n)).map(Some),
                    1 => case.revise(Words::default(), basis, Moment(n)),
                    2 => case.withdraw("过时了").map(Some),
                    3 => case.tried(&place("110101001001"), "我们也想", "七口堰社区").map(Some),
                    _ => case.tried(&place("420583001003.01.02"), "同一处", "七口堰社区").map(Some),
                };
                if done.is_err() {
                    prop_assert_eq!(&case, &before);
                }
                prop_assert!(before.state != State::Withdrawn || done.is_err());
                prop_assert_eq!(case.state == State::Withdrawn, case.reason.is_some());
                prop_assert!(case.edition >= before.edition);
                prop_assert!(case.state != State::Draft || case.edition == 1 && case.tried == 0);
                prop_assert!(verb != 4 || done.is_err());
                if let Ok(Some(fact)) = done {
                    let county = if verb == 3 { "110101" } else { "420583" };
                    prop_assert_eq!(fact.place.county().to_string(), county);
                    prop_assert_eq!(fact.subject, case.id.to_string());
                }
            }
        }
    }
}
