//! 结果 — A result that explains itself: each line says what was counted, of what, and what was
//! needed, so that the person who lost can repeat it with paper and pencil.

use serde::{Deserialize, Serialize};

use crate::fraction::Fraction;
use crate::rule::{Base, MeasuredOn};
use crate::threshold::{Cmp, Threshold};

/// What a line of an outcome is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// Enough came or took part, by heads.
    Quorum,
    /// Enough took part, by area.
    QuorumArea,
    /// Enough said yes, by heads.
    Consent,
    /// Enough said yes, by area.
    ConsentArea,
    /// Few enough objected, by heads.
    Dissent,
    /// Few enough objected, by area.
    DissentArea,
    /// Some women were present.
    WomenPresent,
    /// Enough of the registered cast a ballot.
    Turnout,
    /// No more ballots came back than went out.
    Returned,
    /// Whether one candidate qualifies; [`Line::label`] is the name.
    Candidate,
    /// Enough ballots are for the recall.
    Recall,
    /// Enough ask for it: one such line is enough.
    Petition,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Area in 0.01 m².
    Area,
    /// People: adults, residents, owners by heads.
    People,
    /// Households.
    Households,
    /// Representatives or delegates.
    Representatives,
    /// Members of a body.
    Members,
    /// Ballots.
    Ballots,
    /// Residents' or villagers' groups.
    Groups,
}

impl From<Base> for Unit {
    fn from(base: Base) -> Self {
        match base {
            Base::Adults | Base::UnitsByAreaAndHeads => Self::People,
            Base::Households => Self::Households,
            Base::Representatives => Self::Representatives,
            Base::Members => Self::Members,
        }
    }
}

/// The whole a line is measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whole {
    /// Everybody entitled, or the total area.
    All,
    /// Those taking part, or their area.
    Participants,
    /// Those present.
    Present,
    /// Registered voters.
    Registered,
    /// Ballots handed out.
    Issued,
    /// Ballots returned.
    Cast,
    /// A fixed number, not a part of a whole.
    Fixed,
}

impl From<MeasuredOn> for Whole {
    fn from(measured: MeasuredOn) -> Self {
        match measured {
            MeasuredOn::OfAll => Self::All,
            MeasuredOn::OfParticipants => Self::Participants,
            MeasuredOn::OfPresent => Self::Present,
        }
    }
}

/// One check: is `got` `cmp` `needed` of `of`?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What the line is about.
    pub key: Key,
    /// Whom it is about, for a candidate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What was counted, in [`Line::unit`].
    pub got: i64,
    /// The whole it is measured on, in the same unit.
    pub of: i64,
    /// Which whole that is.
    pub whole: Whole,
    /// The unit of both; [`Unit::Area`] is 0.01 m².
    pub unit: Unit,
    /// How `got` must stand to the part of the whole.
    pub cmp: Cmp,
    /// The part of the whole that is needed.
    pub needed: Fraction,
    /// Whether it holds.
    pub ok: bool,
}

impl Line {
    /// A check of `got` against a threshold on `of`.
    pub fn new(
        key: Key,
        unit: Unit,
        got: i64,
        (whole, of): (Whole, i64),
        needed: Threshold,
    ) -> Self {
        let Threshold { cmp, fraction } = needed;
        let ok = needed.met(got, of);
        Self { key, label: None, got, of, whole, unit, cmp, needed: fraction, ok }
    }
}

/// The result of a vote or meeting under one version of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The version id of the rule it was judged by.
    pub rule: String,
    /// Whether it passed: every line of a vote holds, any line of a petition, every seat of an
    /// election is filled.
    pub passed: bool,
    /// The checks, in the order of the law: first who took part, then who agreed.
    pub lines: Vec<Line>,
}

impl Outcome {
    /// An outcome that passes when every line holds.
    pub fn new(rule: String, lines: Vec<Line>) -> Self {
        let passed = lines.iter().all(|line| line.ok);
        Self { rule, passed, lines }
    }

    /// Whether enough came or took part; without a quorum rule, always.
    pub fn quorum(&self) -> bool {
        self.all_ok(|key| {
            let ballots = matches!(key, Key::Turnout | Key::Returned);
            ballots || matches!(key, Key::Quorum | Key::QuorumArea | Key::WomenPresent)
        })
    }

    /// Whether enough said yes, or few enough no, whoever came.
    pub fn consent(&self) -> bool {
        self.all_ok(|key| {
            let said_no = matches!(key, Key::Dissent | Key::DissentArea);
            said_no || matches!(key, Key::Consent | Key::ConsentArea | Key::Recall)
        })
    }

    /// Whether a line is about this.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.lines.iter().any(|line| line.key == key)
    }

    fn all_ok(&self, wanted: impl Fn(Key) -> bool) -> bool {
        self.lines.iter().filter(|line| wanted(line.key)).all(|line| line.ok)
    }
}
