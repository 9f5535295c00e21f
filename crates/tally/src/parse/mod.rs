//! 读规则 — Reads rule files (TOML), strictly: every slip gets its line and its reason.
//!
//! Unknown keys are refused, because a misspelt `effective_to` would keep a dead law alive; the
//! nearest known name is told. One faulty rule does not hide the faults of the next.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::value::Datetime;

use crate::calendar::Period;
use crate::rule::{
    AwardPolicy, Casting, Ceiling, Content, Dissent, ElectionRule, Fallback, Handling, Petition,
    Recall, Rule, Step, VoteRule, Wording,
};

mod check;
mod say;

/// The largest rule file, in bytes: twenty times what is shipped.
const LARGEST: usize = 1 << 20;

/// Why a rule file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The line, from 1; 0 when the error lies between files.
    pub line: usize,
    /// What is wrong, in English.
    pub reason: String,
    /// The same in Chinese.
    pub zh: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for RuleError {}

/// What is wrong with a rule, and under which of its keys.
struct Slip {
    key: &'static str,
    zh: String,
    en: String,
}

impl Slip {
    fn new(key: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { key, zh: zh.into(), en: en.into() }
    }
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
    #[serde(default)]
    with: Vec<String>,
    vote: Option<VoteRule>,
    dissent: Option<Dissent>,
    casting: Option<Casting>,
    election: Option<ElectionRule>,
    recall: Option<Recall>,
    petition: Option<Petition>,
    steps: Option<Vec<Step>>,
    notice: Option<Period>,
    deadline: Option<Period>,
    handling: Option<Handling>,
    fallback: Option<Fallback>,
    award: Option<AwardPolicy>,
    ceiling: Option<Ceiling>,
}

/// Reads one rule file, or says what is wrong first.
pub fn parse(text: &str) -> Result<Vec<Rule>, RuleError> {
    let (rules, errors) = read(text);
    match errors.into_iter().next() {
        Some(first) => Err(first),
        None => Ok(rules.into_iter().map(|(_, rule)| rule).collect()),
    }
}

/// Reads one rule file: the good rules, each with the line it starts at, and everything that is
/// wrong, by line.
pub(crate) fn read(text: &str) -> (Vec<(usize, Rule)>, Vec<RuleError>) {
    if text.len() > LARGEST {
        let reason = format!("the file is larger than {LARGEST} bytes");
        let zh = format!("文件大于 {LARGEST} 字节");
        return (Vec::new(), vec![RuleError { line: 0, reason, zh }]);
    }
    let lines = Lines::of(text);
    let (document, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        return (Vec::new(), broken.iter().map(|error| say::refused(&lines, error)).collect());
    }
    let (mut rules, mut errors) = (Vec::new(), Vec::new());
    for (key, value) in document.into_inner() {
        let line = lines.at(key.span().start);
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("rule", DeValue::Array(entries)) => {
                let starts: Vec<usize> = entries.iter().map(|entry| entry.span().start).collect();
                for (at, entry) in entries.into_iter().enumerate() {
                    let end = starts.get(at + 1).copied().unwrap_or(text.len());
                    let written = text.get(entry.span().start..end).unwrap_or_default();
                    match read_entry(&lines, entry) {
                        Ok((line, rule)) => {
                            rules.push((line, Rule { text: kept(written), ..rule }));
                        }
                        Err(wrong) => errors.extend(wrong),
                    }
                }
            }
            ("rule", _) => {
                let reason = "rules are written as `[[rule]]`, in double brackets".to_owned();
                let zh = "规则写作 `[[rule]]`，双层方括号".to_owned();
                errors.push(RuleError { line, reason, zh });
            }
            (unknown, _) => {
                let (zh, reason) = say::unknown_key(unknown, ["rule"]);
                errors.push(RuleError { line, reason, zh });
            }
        }
    }
    errors.sort_by_key(|error| error.line);
    (rules, errors)
}

/// A `[[rule]]` without the remarks that stand before the next one.
fn kept(written: &str) -> String {
    let mut lines: Vec<&str> = written.lines().collect();
    while lines.last().is_some_and(|line| line.trim().is_empty() || line.starts_with('#')) {
        lines.pop();
    }
    lines.join("\n") + "\n"
}

/// Reads one `[[rule]]`.
fn read_entry(
    lines: &Lines,
    entry: toml::Spanned<DeValue<'_>>,
) -> Result<(usize, Rule), Vec<RuleError>> {
    let line = lines.at(entry.span().start);
    let keys: BTreeMap<String, usize> = match entry.get_ref() {
        DeValue::Table(table) => table
            .keys()
            .map(|key| (key.get_ref().to_string(), lines.at(key.span().start)))
            .collect(),
        _ => BTreeMap::new(),
    };
    let written = Entry::deserialize(ValueDeserializer::from(entry)).map_err(|error| {
        let refused = say::refused(lines, &error);
        vec![RuleError { line: refused.line.max(line), ..refused }]
    })?;
    written.into_rule().map(|rule| (line, rule)).map_err(|slips| {
        let at = |Slip { key, zh, en }: Slip| RuleError {
            line: keys.get(key).copied().unwrap_or(line),
            reason: en,
            zh,
        };
        slips.into_iter().map(at).collect()
    })
}

/// Where the lines of a text end, so that a byte offset is found in its line quickly.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(end, _)| end).collect())
    }

    /// The line, from 1, a byte offset lies in.
    pub(crate) fn at(&self, offset: usize) -> usize {
        1 + self.0.partition_point(|end| *end < offset)
    }
}

impl Entry {
    fn into_rule(self) -> Result<Rule, Vec<Slip>> {
        let content = [
            self.vote.map(Content::Vote),
            self.dissent.map(Content::Dissent),
            self.casting.map(Content::Casting),
            self.election.map(Content::Election),
            self.recall.map(Content::Recall),
            self.petition.map(Content::Petition),
            self.steps.map(Content::Steps),
            self.notice.map(Content::Notice),
            self.deadline.map(Content::Deadline),
            self.handling.map(Content::Handling),
            self.fallback.map(Content::Fallback),
            self.award.map(Content::Award),
            self.ceiling.map(Content::Ceiling),
        ];
        let mut content = content.into_iter().flatten();
        let (Some(content), None) = (content.next(), content.next()) else {
            let kinds = "vote, dissent, casting, election, recall, petition, steps, notice, \
                         deadline, handling, fallback, award or ceiling";
            let en = format!("`{}` must have exactly one of {kinds}", self.id);
            return Err(vec![Slip::new("id", format!("`{}` 要有且只有一项内容", self.id), en)]);
        };
        let from = plain_date("effective_from", &self.effective_from).map_err(|slip| vec![slip])?;
        let last = self.effective_to.as_ref().map(|day| plain_date("effective_to", day));
        let rule = Rule {
            jurisdiction: if self.jurisdiction == "CN" { String::new() } else { self.jurisdiction },
            effective_from: from,
            effective_to: last.transpose().map_err(|slip| vec![slip])?,
            id: self.id,
            alias: self.alias,
            name: self.name,
            law: self.law,
            article: self.article,
            source: self.source,
            verified_by: self.verified_by,
            note: self.note,
            with: self.with,
            content,
            text: String::new(),
        };
        let slips = check::slips(&rule);
        if slips.is_empty() { Ok(rule) } else { Err(slips) }
    }
}

/// A TOML date without a time.
fn plain_date(key: &'static str, written: &Datetime) -> Result<Date, Slip> {
    let refused = || {
        let zh = format!("`{written}` 不是 2021-01-01 这样的日期");
        Slip::new(key, zh, format!("`{written}` is not a date such as 2021-01-01"))
    };
    if written.time.is_some() {
        return Err(refused());
    }
    written.to_string().parse().map_err(|_| refused())
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
    fn a_rule_keeps_what_was_written_and_reads_it_again() {
        let other = GOOD.replace("test-vote", "test-more");
        let text = format!("# 前言\n{GOOD}\n# 另一条\n\n{other}# 完\n");
        let rules = parse(&text).unwrap();
        let texts: Vec<_> = rules.iter().map(|rule| rule.text.trim()).collect();
        assert_eq!(texts, [GOOD.trim(), other.trim()]);
        assert_eq!(parse(&rules[1].text).unwrap(), rules[1..]);
        for rule in crate::RuleBook::builtin().iter() {
            assert_eq!(parse(&rule.text).unwrap(), std::slice::from_ref(rule), "{}", rule.id);
        }
    }

    #[test]
    fn every_slip_gets_its_line_and_its_reason() {
        let day = "effective_from = 2021-01-01";
        let one_day = "notice = { days = 3, unit = \"day\" }\n[rule.vote]";
        let cases = [
            (day, "effective_from = 2021-13-01", 8, ""),
            (day, "effective_from = 2021-01-01T00:00:00", 8, "is not a date"),
            (day, "effective_from = 2021-01-01\neffective_to = 2020-12-31", 9, "is before"),
            ("article = ", "artikel = ", 6, "`artikel` is not known here: did you mean `article`?"),
            ("law = \"测试法\"\n", "", 2, "`law` is missing"),
            ("article = \"第一条\"\n", "", 2, "`article` is missing"),
            ("source = \"test\"\n", "", 2, "`source` is missing"),
            ("article = \"第一条\"", "article = \" \"", 6, "`article` may not be empty"),
            (
                "\"adults\"",
                "\"adult\"",
                13,
                "`adult` is not a value known here: did you mean `adults`?",
            ),
            ("\"> 1/2\"", "\"> 0.5\"", 14, "`> 0.5` is not a threshold"),
            ("quorum = ", "quorom = ", 14, "did you mean `quorum`?"),
            ("quorum = \"> 1/2\"", "", 11, "needs a quorum"),
            ("\"test-vote\"", "\"Test vote\"", 3, "is not an id"),
            ("\"CN\"", "\"Hubei\"", 7, "is not the code of a place"),
            ("\"CN\"", "\"42011\"", 7, "2, 4, 6, 9 or 12 digits"),
            ("\"CN\"", "\"99\"", 7, "is not the code of a place"),
            ("[rule.vote]", one_day, 3, "exactly one"),
            (
                "measured_on",
                "notice = { days = 0, unit = \"day\" }\nmeasured_on",
                11,
                "at least one day",
            ),
            ("measured_on", "notice = { days = 1, unit = \"week\" }\nmeasured_on", 16, "week"),
            (
                "measured_on",
                "co_owners = \">= 2/3\"\nmeasured_on",
                11,
                "belongs to a vote on units",
            ),
            ("[[rule]]", "[[rules]]", 2, "`rules` is not known here: did you mean `rule`?"),
            ("[[rule]]", "[rule]", 2, "in double brackets"),
        ];
        for (from, to, line, reason) in cases {
            let error = parse(&GOOD.replacen(from, to, 1)).unwrap_err();
            assert_eq!(error.line, line, "{from} -> {to}: {error}");
            assert!(error.reason.contains(reason), "{from} -> {to}: {error}");
            assert!(!error.zh.is_empty(), "{from} -> {to}: {error}");
        }
        assert_eq!(parse("[[rule]\n").unwrap_err().line, 1);
        assert_eq!(parse(&"#".repeat(LARGEST + 1)).unwrap_err().line, 0);
    }

    #[test]
    fn one_faulty_rule_does_not_hide_the_next() {
        let bad = GOOD.replace("\"test\"", "\"\"").replace("\"测试法\"", "\" \"");
        let text = format!("{bad}{}{}", GOOD.replace("base", "bass"), GOOD.replace("vote", "fine"));
        let (rules, errors) = read(&text.replace("[rule.fine]", "[rule.vote]"));
        let said: Vec<_> = errors.iter().map(|e| (e.line, e.reason.as_str())).collect();
        let expected = [
            (5, "`law` may not be empty"),
            (9, "`source` may not be empty"),
            (29, "`bass` is not known here: did you mean `base`?"),
        ];
        assert_eq!(said, expected);
        let good: Vec<_> = rules.iter().map(|(line, rule)| (*line, rule.id.as_str())).collect();
        assert_eq!(good, [(34, "test-fine")]);
    }

    #[test]
    fn each_kind_refuses_what_its_type_lets_through() {
        let head = GOOD.split("[rule.vote]").next().unwrap();
        let body = "{ zh = \"业主\", en = \"owners\" }";
        let week = "{ days = 7, unit = \"day\" }";
        let step = |key: &str, more: &str| {
            format!("[[rule.steps]]\nkey = \"{key}\"\nname = {body}\nbody = {body}\n{more}\n")
        };
        let cases = [
            (
                format!("[rule.dissent]\nbody = {body}\nat_most = \"1\"\nmeasured_on = \"of_all\""),
                "below 1",
            ),
            (format!("[rule.petition]\ncalls = {body}\nany_of = []"), "able to ask"),
            (
                format!(
                    "[rule.petition]\ncalls = {body}\nany_of = [{{ by = \"owners\", share = \">= 1/5\" }}, \
                     {{ by = \"owners\", share = \">= 1/4\" }}]"
                ),
                "stands once",
            ),
            (
                format!(
                    "[rule.casting]\nvoting = {{ least = {week}, most = {{ days = 5, unit = \"day\" }} }}"
                ),
                "not below it",
            ),
            (
                format!(
                    "[rule.vote]\nbody = {body}\nbase = \"units_by_area_and_heads\"\nconsent = \"> 1/2\"\n\
                     measured_on = \"of_participants\"\nco_owners = \">= 1/2\""
                ),
                "more than half",
            ),
            (step("a", ""), "two steps or more"),
            (step("a", "") + &step("a", ""), "two steps or more"),
            (step("a", "") + &step("b", "may_merge = true"), "none to be merged"),
            ("deadline = { days = 0, unit = \"day\" }".to_owned(), "at least one day"),
        ];
        for (content, reason) in cases {
            let error = parse(&format!("{head}{content}\n")).unwrap_err();
            assert!(error.reason.contains(reason), "{content}: {error}");
        }
    }
}
