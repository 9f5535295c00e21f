//! 居民公约 — Rules people give themselves: clauses in force from a date, edition by edition.
//!
//! ```text
//! proposal adopted, notice ended ─▶ in force, edition n ─▶ the next edition ends it
//!                                       ╰ the street files it (备案)   ╰ review after a year
//! ```
//!
//! Villagers' Committees Law art. 27: a covenant may not infringe personal, democratic or property
//! rights. [`lint`] says where a clause may; anybody can paste a draft and look.

mod check;
mod enact;
mod fall_due;
mod file;
pub mod lint;
mod list;
pub mod policy;
mod poster;
mod show;
mod store;
mod words;

pub use enact::enact;
pub use fall_due::fall_due;
pub use show::card;
pub use store::{load, of_place, samples};

use kernel::{Error, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use tally::{Rule, RuleBook};
use web::Verb;

/// A covenant is in force.
pub const ENACTED: &str = "manage-covenant-enacted";
/// The street filed it.
pub const FILED: &str = "manage-covenant-filed";
/// The day has come to look at it again.
pub const DUE: &str = "manage-covenant-due";

/// The street's filing of a covenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filing {
    /// The day it was filed.
    pub day: Moment,
    /// The street's number for it; may be empty.
    pub number: String,
}

/// One edition of a covenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Covenant {
    /// Its id.
    pub id: Id<Covenant>,
    /// The proposal it came from.
    #[serde(skip)]
    pub source: String,
    /// The matter it belongs to.
    pub matter: Option<MatterId>,
    /// Where it holds.
    pub place: PlaceCode,
    /// Its name.
    pub title: String,
    /// 1 for the first of this name at this place.
    pub edition: i64,
    /// In force from.
    pub starts: Moment,
    /// When the next edition ended it.
    pub ends: Option<Moment>,
    /// The day it is looked at again.
    pub review: Moment,
    /// The version of the rule it was adopted under.
    pub rule: String,
    /// The street's filing.
    pub filed: Option<Filing>,
    /// Its clauses.
    pub clauses: Vec<String>,
    pub(crate) version: i64,
}

impl Covenant {
    /// What a policy looks at.
    pub fn subject(&self) -> Subject {
        Subject::at(self.place.clone(), Stage::Manage)
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/covenants/{}", self.place.county(), self.id)
    }

    /// The rule it was adopted under, when the book has it.
    pub fn law(&self) -> Option<&'static Rule> {
        RuleBook::host().version(&self.rule)
    }

    /// The street files it (七部门意见 2018: filed and published after adoption).
    ///
    /// # Errors
    /// Refused when it was filed before; a day outside adoption and today is a field error.
    pub fn file(&mut self, day: Moment, number: &str, now: Moment) -> Result<Fact> {
        if self.filed.is_some() {
            return Err(Refusal::new("manage-covenant-refused-filed").into());
        }
        if day > now || day.day() < self.starts.day() {
            return Err(Error::field("day", "manage-covenant-wrong-day"));
        }
        self.filed = Some(Filing { day, number: number.to_owned() });
        Ok(self.fact(FILED).with("day", day.date()))
    }

    fn fact(&self, kind: &'static str) -> Fact {
        let fact = Fact::new(kind, Stage::Manage, &self.place, &self.id).with("title", &self.title);
        match &self.matter {
            Some(matter) => fact.on(matter),
            None => fact,
        }
    }
}

/// The clauses of a text: its lines, without their own numbers, without headings left empty.
pub fn clauses(body: &str) -> Vec<String> {
    body.lines().map(unnumbered).filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

/// A line without `第三条`, `3.`, `3、`, `三、`, `（三）` or `-` before it.
fn unnumbered(line: &str) -> &str {
    let line = line.trim();
    let counts = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    if let Some(rest) = line.strip_prefix('第') {
        let after = rest.trim_start_matches(counts);
        if after.len() < rest.len()
            && let Some(words) = after.strip_prefix('条')
        {
            return words.trim_start_matches(['：', ':', '、', ' ', '\u{3000}']);
        }
        return line;
    }
    let bare = line.trim_start_matches(['（', '(']);
    let after = bare.trim_start_matches(counts);
    let marked = after.strip_prefix(['、', '.', '．', '）', ')']);
    match marked {
        // 3.5米 is a measure, not clause 3.
        Some(words)
            if after.len() < bare.len() && !words.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            words.trim_start()
        }
        _ => line.trim_start_matches(['-', '·', '•']).trim_start(),
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![list::verb(), check::verb(), show::verb(), poster::verb(), file::verb()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_the_lines_without_their_numbers() {
        let body = "第一条 车停在线内。\n\n二、不从窗口往下扔东西。\n（3）装修不过夜。\n4. 见面问好。\n3.5米以上的车不进。\n第三方的车也一样。\n- 互相提醒。";
        assert_eq!(
            clauses(body),
            [
                "车停在线内。",
                "不从窗口往下扔东西。",
                "装修不过夜。",
                "见面问好。",
                "3.5米以上的车不进。",
                "第三方的车也一样。",
                "互相提醒。"
            ]
        );
    }
}
