//! 公开的表决 — A vote as it is published: nameless ballots, the totals of the roll, and the rule itself.
//!
//! Whoever has this file counts again without the house that made it. The rule stands in it as it was
//! written when the vote opened, so that a rule file edited later re-judges nothing unseen; whether a
//! rule book still says the same is told beside the count. Nobody's unit is in it: of those who did not
//! vote only how many and how much there is.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::book::RuleBook;
use crate::choice::Choice;
use crate::explain::hundredths;
use crate::invalid::{Invalid, within};
use crate::outcome::Outcome;
use crate::parse::parse;
use crate::rule::{Base, Rule};
use crate::{meeting, owners};

/// The first field of every such file.
pub const FORMAT: &str = "gongdi-vote/1";

/// A published vote. A key it does not know is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// [`FORMAT`].
    pub format: String,
    /// What was asked.
    pub question: String,
    /// The code of the place whose roll voted.
    pub place: String,
    /// The day it opened; the law of that day judges it for ever.
    #[serde(with = "day")]
    pub opened: Date,
    /// The version of the rule.
    pub rule: String,
    /// The rule as it was written then, and those beside it (`[[rule]]`, TOML). Empty in votes from
    /// before it was kept: the rule book then says.
    #[serde(default)]
    pub rule_text: String,
    /// The frozen roll.
    pub roll: Roll,
    /// Women at the assembly, for the rules that ask.
    #[serde(default)]
    pub women: i64,
    /// Paper ballots nobody read a second time: not counted.
    #[serde(default)]
    pub unread: i64,
    /// Every counted ballot, by token.
    pub ballots: Vec<Ballot>,
    /// What was announced.
    pub announced: Announced,
}

/// How many stand on the frozen roll, and what they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roll {
    /// Lines: people, households, delegates or units.
    pub lines: i64,
    /// Area in 0.01 m²; 0 where it does not count.
    #[serde(default)]
    pub area_centi: i64,
    /// Owners, one for all units of one buyer; 0 where each line is a head.
    #[serde(default)]
    pub heads: i64,
}

/// A ballot. It says what and not who; but where an area is the only one of its kind, whoever knows that area can
/// tell whose it is (Civil Code art. 278 counts area).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Random, once in a vote.
    pub token: String,
    /// What it says.
    pub choice: Choice,
    /// The area it speaks for, in 0.01 m²; 0 where it does not count.
    #[serde(default)]
    pub area_centi: i64,
    /// The mark of the head in this vote alone; empty where each ballot is a head.
    #[serde(default)]
    pub head: String,
}

/// What the house announced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    /// Whether it passed.
    pub passed: bool,
    /// Ballots that agree.
    pub yes: i64,
    /// Ballots that do not.
    pub no: i64,
    /// Ballots that abstain.
    pub abstain: i64,
    /// The [`fingerprint`] of the ballots, which also stands in the public record.
    pub digest: String,
}

/// The vote counted again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recount {
    /// Quorum and consent, line by line.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// What a house would announce from these ballots.
    pub counted: Announced,
    /// Whether that is what was announced, ballots and all.
    pub agrees: bool,
    /// Whether the rule book says of this version what the kept text says. None when the book has no
    /// such version, or no text was kept.
    pub rule_agrees: Option<bool>,
}

impl Published {
    /// Counts again, by the rule kept in the file or, without one, by the book's.
    ///
    /// # Errors
    /// When the file contradicts itself, or the rule is not there or cannot be read.
    pub fn count(&self, book: &RuleBook) -> Result<Recount, Invalid> {
        if self.format != FORMAT {
            return Err(Invalid::WrongRule { rule: self.format.clone(), needs: FORMAT });
        }
        let rule = law(book, &self.rule, &self.rule_text)?;
        let casting = casting(book, &rule, &self.rule_text, self.opened, &self.place)?;
        let outcome = judge(&rule, casting.as_ref(), &self.roll, &self.ballots, self.women)?;
        let counted = announced(&outcome, &self.ballots);
        Ok(Recount {
            agrees: counted == self.announced,
            rule_agrees: book
                .version(&self.rule)
                .filter(|_| !self.rule_text.is_empty())
                .map(|known| known.says_as(&rule)),
            outcome,
            counted,
        })
    }
}

/// What to keep of a rule with a decision: its text, and that of the rule on casting ballots beside it.
pub fn text_of(book: &RuleBook, rule: &Rule, on: Date, place: &str) -> String {
    let laws = std::iter::once(rule).chain(book.casting(rule, on, place));
    laws.map(|rule| rule.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The rule a decision is judged by: as in the text kept with it; of decisions from before texts were
/// kept, as in the book.
///
/// # Errors
/// When neither has the version, or the text cannot be read: it is never judged by something else.
pub fn law(book: &RuleBook, version: &str, text: &str) -> Result<Rule, Invalid> {
    let found = if text.is_empty() {
        book.version(version).cloned()
    } else {
        kept(text)?.into_iter().find(|rule| rule.version() == version)
    };
    found.ok_or_else(|| Invalid::NoRule { rule: version.to_owned() })
}

/// The rule on casting ballots that goes with it, from where [`law`] has the rule.
///
/// # Errors
/// When the text cannot be read.
pub fn casting(
    book: &RuleBook,
    rule: &Rule,
    text: &str,
    on: Date,
    place: &str,
) -> Result<Option<Rule>, Invalid> {
    if text.is_empty() {
        return Ok(book.casting(rule, on, place).cloned());
    }
    Ok(kept(text)?.into_iter().find(|rule| rule.casting().is_some()))
}

fn kept(text: &str) -> Result<Vec<Rule>, Invalid> {
    parse(text).map_err(|bad| Invalid::BadRule { line: bad.line, reason: bad.reason })
}

/// Judges ballots on a roll by a rule: owners by area and heads, everybody else by heads.
///
/// # Errors
/// When the ballots and the roll contradict each other, or the rule is no vote.
pub fn judge(
    rule: &Rule,
    casting: Option<&Rule>,
    roll: &Roll,
    ballots: &[Ballot],
    women: i64,
) -> Result<Outcome, Invalid> {
    distinct(ballots)?;
    let cast = i64::try_from(ballots.len()).map_err(|_| Invalid::TooLarge { field: "cast" })?;
    within("cast", cast, "total", roll.lines)?;
    if rule.vote().is_some_and(|vote| vote.base == Base::UnitsByAreaAndHeads) {
        return owners::decide(rule, &by_units(&owners::Terms::of(rule, casting), roll, ballots)?);
    }
    let mut count = meeting::Count::of_ballots(roll.lines, ballots.iter().map(|b| b.choice))?;
    count.women = Some(women.clamp(0, count.present));
    meeting::decide(rule, &count)
}

/// Who took part and agreed comes from the ballots, how many and how much there is from the roll.
fn by_units(
    terms: &owners::Terms,
    roll: &Roll,
    ballots: &[Ballot],
) -> Result<owners::Tally, Invalid> {
    let unit = |ballot: &Ballot| owners::Unit {
        unit: ballot.token.clone(),
        owner: ballot.head.clone(),
        area_centi: ballot.area_centi,
        choice: ballot.choice,
        ..owners::Unit::default()
    };
    let units: Vec<owners::Unit> = ballots.iter().map(unit).collect();
    let part = owners::tally_under(terms, &units)?;
    within("part_area", part.total_area, "total_area", roll.area_centi)?;
    within("part_heads", part.total_heads, "total_heads", roll.heads)?;
    Ok(owners::Tally { total_area: roll.area_centi, total_heads: roll.heads, ..part })
}

fn distinct(ballots: &[Ballot]) -> Result<(), Invalid> {
    let mut seen = BTreeSet::new();
    let twice = ballots.iter().find(|ballot| !seen.insert(ballot.token.as_str()));
    twice.map_or(Ok(()), |ballot| Err(Invalid::DuplicateUnit { unit: ballot.token.clone() }))
}

/// What is announced of an outcome and its ballots.
pub fn announced(outcome: &Outcome, ballots: &[Ballot]) -> Announced {
    let said = |choice| ballots.iter().map(|b| i64::from(b.choice == choice)).sum();
    Announced {
        passed: outcome.passed,
        yes: said(Choice::Yes),
        no: said(Choice::No),
        abstain: said(Choice::Abstain),
        digest: fingerprint(ballots),
    }
}

/// The SHA-256 of all ballots, one line `token choice area head` each (area in m² with two decimals),
/// sorted: the order of tokens says nothing about when ballots came. `sort | sha256sum` repeats it.
pub fn fingerprint(ballots: &[Ballot]) -> String {
    let line = |b: &Ballot| {
        format!("{} {} {} {}", b.token, b.choice.word(), hundredths(b.area_centi), b.head)
    };
    let mut lines: Vec<String> = ballots.iter().map(line).collect();
    lines.sort();
    let hash = Sha256::digest(lines.join("\n").as_bytes());
    hash.iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

mod day {
    //! A day as `2026-05-01`.
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        text.parse()
            .map_err(|_| D::Error::custom(format!("`{text}` is not a day such as 2026-05-01")))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const OPENED: Date = date(2026, 5, 1);

    fn vote(rule: &str, roll: Roll, said: &[(Choice, i64, &str)]) -> Published {
        let book = RuleBook::builtin();
        let rule = book.in_force(rule, OPENED, "420115").unwrap();
        let ballot = |(at, (choice, area_centi, head)): (usize, &(Choice, i64, &str))| Ballot {
            token: format!("t{at}"),
            choice: *choice,
            area_centi: *area_centi,
            head: (*head).to_owned(),
        };
        let ballots: Vec<_> = said.iter().enumerate().map(ballot).collect();
        let casting = book.casting(rule, OPENED, "420115");
        let outcome = judge(rule, casting, &roll, &ballots, 0).unwrap();
        Published {
            format: FORMAT.to_owned(),
            question: "修不修路".to_owned(),
            place: "420115".to_owned(),
            opened: OPENED,
            rule: rule.version(),
            rule_text: text_of(book, rule, OPENED, "420115"),
            roll,
            women: 0,
            unread: 0,
            announced: announced(&outcome, &ballots),
            ballots,
        }
    }

    fn owners() -> Published {
        let roll = Roll { lines: 4, area_centi: 40_000, heads: 3 };
        let said =
            [(Choice::Yes, 10_000, "a"), (Choice::Yes, 10_000, "a"), (Choice::No, 10_000, "b")];
        vote("cn-civil-278-ordinary", roll, &said)
    }

    #[test]
    fn a_published_vote_is_counted_again_from_its_own_text() {
        let recount = owners().count(&RuleBook::default()).unwrap();
        assert!(recount.agrees && recount.rule_agrees.is_none());
        let lines: Vec<_> = recount.outcome.lines.iter().map(|l| (l.got, l.of)).collect();
        assert_eq!(lines, [(30_000, 40_000), (2, 3), (20_000, 30_000), (1, 2)]);
        assert!(!recount.outcome.passed, "one of two heads is no majority");
        let again: Published =
            serde_json::from_str(&serde_json::to_string(&owners()).unwrap()).unwrap();
        assert_eq!(again, owners());
        assert_eq!(again.count(RuleBook::builtin()).unwrap().rule_agrees, Some(true));
    }

    #[test]
    fn a_changed_ballot_or_announcement_or_rule_is_seen() {
        let mut changed = owners();
        changed.ballots[2].choice = Choice::Yes;
        let recount = changed.count(RuleBook::builtin()).unwrap();
        assert!(recount.outcome.passed && !recount.agrees);

        let mut announced = owners();
        announced.announced.passed = true;
        assert!(!announced.count(RuleBook::builtin()).unwrap().agrees);

        let mut eased = owners();
        eased.rule_text = eased.rule_text.replacen("2/3", "1/3", 1);
        let recount = eased.count(RuleBook::builtin()).unwrap();
        assert_eq!((recount.agrees, recount.rule_agrees), (true, Some(false)));
    }

    #[test]
    fn a_file_that_contradicts_itself_is_refused() {
        let book = RuleBook::builtin();
        let refused = |change: fn(&mut Published)| {
            let mut vote = owners();
            change(&mut vote);
            vote.count(book).unwrap_err().key()
        };
        assert_eq!(refused(|v| v.format = "x".into()), "wrong-rule");
        assert_eq!(refused(|v| v.rule = "cn-x@2020-01-01".into()), "no-rule");
        assert_eq!(refused(|v| v.rule_text = "[[rule]]".into()), "bad-rule");
        assert_eq!(refused(|v| v.ballots[0].token = "t1".into()), "duplicate-unit");
        assert_eq!(refused(|v| v.ballots[0].area_centi = 0), "no-area");
        assert_eq!(refused(|v| v.roll.lines = 2), "exceeds");
        assert_eq!(refused(|v| v.roll.area_centi = 29_999), "exceeds");
        assert_eq!(refused(|v| v.roll.heads = 1), "exceeds");
        let more = serde_json::json!({"format": FORMAT, "units": []});
        assert!(serde_json::from_value::<Published>(more).is_err());
    }

    #[test]
    fn the_fingerprint_is_what_sha256sum_says_of_the_sorted_lines() {
        let ballot = |token: &str, choice| Ballot {
            token: token.into(),
            choice,
            area_centi: 0,
            head: String::new(),
        };
        let two = [ballot("b", Choice::Yes), ballot("a", Choice::No)];
        let expected = "fc57551f02d2ec3f";
        assert_eq!(fingerprint(&two)[..16], *expected, "printf 'a no 0.00 \\nb yes 0.00 '");
        let turned = [two[1].clone(), two[0].clone()];
        assert_eq!(fingerprint(&turned), fingerprint(&two));
    }

    proptest! {
        /// Heads: the meeting's numbers and the published ballots say the same.
        #[test]
        fn ballots_count_as_the_numbers_they_are(yes in 0i64..40, no in 0i64..40, silent in 0i64..40) {
            let said: Vec<_> = (0..yes)
                .map(|_| (Choice::Yes, 0, ""))
                .chain((0..no).map(|_| (Choice::No, 0, "")))
                .collect();
            let total = yes + no + silent;
            let published = vote("cn-simple-majority", Roll { lines: total, ..Roll::default() }, &said);
            let book = RuleBook::builtin();
            let recount = published.count(book).unwrap();
            let rule = book.version(&published.rule).unwrap();
            let numbers = meeting::Count { women: Some(0), ..meeting::Count::new(total, yes + no, yes) };
            prop_assert_eq!(recount.outcome, meeting::decide(rule, &numbers).unwrap());
            prop_assert!(recount.agrees);
        }
    }
}
