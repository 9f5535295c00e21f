//! 读规则 — Reads rule files (TOML), strictly: every slip gets its line and its reason.
//!
//! Unknown keys are refused, because a misspelt `effective_to` would keep a dead law alive.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::calendar::Period;
use crate::rule::{
    AwardPolicy, Ceiling, Content, ElectionRule, Fallback, Handling, MeasuredOn, Rule, VoteRule,
    Wording,
};

/// Why a rule file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The line, from 1; 0 when the error lies between files.
    pub line: usize,
    /// What is wrong, in words.
    pub reason: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for RuleError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Spanned<Entry>>,
}

/// A `[[rule]]` as written: one head and exactly one of the tables below it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    alias: Option<String>,
    name: Wording,
    law: String,
    article: String,
    #[serde(default)]
    jurisdiction: String,
    effective_from: Datetime,
    effective_to: Option<Datetime>,
    source: String,
    verified_by: String,
    note: Option<Wording>,
    vote: Option<VoteRule>,
    election: Option<ElectionRule>,
    notice: Option<Period>,
    handling: Option<Handling>,
    fallback: Option<Fallback>,
    award: Option<AwardPolicy>,
    ceiling: Option<Ceiling>,
}

/// Reads one rule file.
pub fn parse(text: &str) -> Result<Vec<Rule>, RuleError> {
    let file: File = toml::from_str(text).map_err(|error| RuleError {
        line: error.span().map_or(0, |span| line_of(text, span.start)),
        reason: error.message().to_owned(),
    })?;
    let read = |entry: Spanned<Entry>| {
        let line = line_of(text, entry.span().start);
        entry.into_inner().into_rule().map_err(|reason| RuleError { line, reason })
    };
    file.rule.into_iter().map(read).collect()
}

/// The line, from 1, a byte offset lies in.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

impl Entry {
    fn into_rule(self) -> Result<Rule, String> {
        let content = [
            self.vote.map(Content::Vote),
            self.election.map(Content::Election),
            self.notice.map(Content::Notice),
            self.handling.map(Content::Handling),
            self.fallback.map(Content::Fallback),
            self.award.map(Content::Award),
            self.ceiling.map(Content::Ceiling),
        ];
        let mut content = content.into_iter().flatten();
        let (Some(content), None) = (content.next(), content.next()) else {
            let kinds = "vote, election, notice, handling, fallback, award or ceiling";
            return Err(format!("`{}` must have exactly one of {kinds}", self.id));
        };
        let rule = Rule {
            jurisdiction: if self.jurisdiction == "CN" { String::new() } else { self.jurisdiction },
            effective_from: plain_date(&self.effective_from)?,
            effective_to: self.effective_to.as_ref().map(plain_date).transpose()?,
            id: self.id,
            alias: self.alias,
            name: self.name,
            law: self.law,
            article: self.article,
            source: self.source,
            verified_by: self.verified_by,
            note: self.note,
            content,
        };
        check(&rule)?;
        Ok(rule)
    }
}

/// A TOML date without a time.
fn plain_date(written: &Datetime) -> Result<Date, String> {
    let refused = || format!("`{written}` is not a date such as 2021-01-01");
    if written.time.is_some() {
        return Err(refused());
    }
    written.to_string().parse().map_err(|_| refused())
}

/// What the types cannot say.
fn check(rule: &Rule) -> Result<(), String> {
    let id = &rule.id;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || !id.bytes().all(plain) {
        return Err(format!("`{id}` is not an id of small letters, digits and hyphens"));
    }
    if !rule.jurisdiction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("`{id}`: jurisdiction is a code prefix, \"\" or \"CN\""));
    }
    if rule.effective_to.is_some_and(|last| last < rule.effective_from) {
        return Err(format!("`{id}`: effective_to is before effective_from"));
    }
    let said =
        [&rule.law, &rule.article, &rule.source, &rule.verified_by, &rule.name.zh, &rule.name.en];
    if said.iter().any(|text| text.trim().is_empty()) {
        return Err(format!("`{id}`: law, article, source, verified_by and name may not be empty"));
    }
    check_content(&rule.content).map_err(|reason| format!("`{id}`: {reason}"))
}

fn check_content(content: &Content) -> Result<(), String> {
    let long_enough = |period: Option<Period>| match period {
        Some(Period { days: 0, .. }) => Err("a period lasts at least one day".to_owned()),
        _ => Ok(()),
    };
    match content {
        Content::Vote(vote) => {
            // A few of those who came may not decide for all unless some number must come.
            let needs_quorum = vote.measured_on == MeasuredOn::OfPresent && vote.quorum.is_none();
            if needs_quorum {
                return Err("consent of those present needs a quorum".to_owned());
            }
            long_enough(vote.notice)
        }
        Content::Election(election) => long_enough(election.notice),
        Content::Notice(period) => long_enough(Some(*period)),
        Content::Handling(Handling { urgent, hard, small }) => {
            [urgent, hard, small].into_iter().try_for_each(|period| long_enough(Some(*period)))
        }
        Content::Fallback(fallback) => {
            if fallback.contact_attempts == 0 {
                return Err("nobody is unreached who was not tried".to_owned());
            }
            long_enough(Some(fallback.without_answer))
        }
        Content::Award(policy) => {
            let negative = |fen: Option<i64>| fen.is_some_and(|fen| fen < 0);
            if negative(policy.cap_fen) || negative(policy.day_rate_fen) {
                return Err("money is not negative".to_owned());
            }
            Ok(())
        }
        Content::Ceiling(ceiling) => match ceiling.person_year_fen {
            Some(fen) if fen < 0 => Err("money is not negative".to_owned()),
            _ => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
[[rule]]
id = "test-vote"
name = { zh = "测试", en = "Test" }
law = "测试法"
article = "第一条"
jurisdiction = "CN"
effective_from = 2021-01-01
source = "test"
verified_by = "unverified"
[rule.vote]
body = { zh = "居民会议", en = "residents' assembly" }
base = "adults"
quorum = "> 1/2"
consent = "> 1/2"
measured_on = "of_present"
"#;

    #[test]
    fn reads_a_rule() {
        let rule = parse(GOOD).unwrap().remove(0);
        assert_eq!(rule.version(), "test-vote@2021-01-01");
        assert_eq!(rule.jurisdiction, "");
        assert!(!rule.is_verified());
        assert!(!rule.vote().unwrap().binding_electronic);
    }

    #[test]
    fn every_slip_gets_its_line_and_its_reason() {
        let cases = [
            ("effective_from = 2021-01-01", "effective_from = 2021-13-01", 8, ""),
            (
                "effective_from = 2021-01-01",
                "effective_from = 2021-01-01T00:00:00",
                2,
                "is not a date",
            ),
            ("article = ", "artikel = ", 6, "artikel"),
            ("article = \"第一条\"", "article = \" \"", 2, "may not be empty"),
            ("\"adults\"", "\"grown-ups\"", 13, "grown-ups"),
            ("\"> 1/2\"", "\"> 0.5\"", 14, "`> 0.5` is not a threshold"),
            ("quorum = \"> 1/2\"", "", 2, "needs a quorum"),
            ("\"test-vote\"", "\"Test vote\"", 2, "is not an id"),
            ("\"CN\"", "\"Hubei\"", 2, "code prefix"),
            ("source = ", "effective_to = 2020-12-31\nsource = ", 2, "before effective_from"),
            ("[rule.vote]", "notice = { days = 3, unit = \"day\" }\n[rule.vote]", 2, "exactly one"),
            (
                "measured_on",
                "notice = { days = 0, unit = \"day\" }\nmeasured_on",
                2,
                "at least one day",
            ),
            ("measured_on", "notice = { days = 1, unit = \"week\" }\nmeasured_on", 16, "week"),
        ];
        for (from, to, line, reason) in cases {
            let error = parse(&GOOD.replacen(from, to, 1)).unwrap_err();
            assert_eq!(error.line, line, "{from} -> {to}: {error}");
            assert!(error.reason.contains(reason), "{from} -> {to}: {error}");
        }
        assert_eq!(parse("[[rule]\n").unwrap_err().line, 1);
    }
}
