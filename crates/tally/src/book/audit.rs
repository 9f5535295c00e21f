//! 查规则书 — Everything wrong with a rule file on top of a book: its own slips, versions that hold
//! at once or leave days without any, names taken twice, and ids nobody knows.

use std::collections::BTreeMap;

use super::RuleBook;
use crate::nearest::nearest;
use crate::parse::{self, Lines, RuleError};
use crate::rule::{Content, Rule};

impl RuleBook {
    /// Reads a rule file on top of this book: the book with every good rule added, and everything
    /// that is wrong, by line. Nothing is wrong when the list is empty.
    pub fn check(&self, text: &str) -> (Self, Vec<RuleError>) {
        let (rules, mut errors) = parse::read(text);
        let mut book = self.clone();
        let mut lines = BTreeMap::new();
        for (line, rule) in rules {
            let version = rule.version();
            match book.add(rule) {
                Ok(()) => drop(lines.insert(version, line)),
                Err(error) => errors.push(RuleError { line, ..error }),
            }
        }
        for rule in book.iter() {
            let Some(&line) = lines.get(&rule.version()) else { continue };
            if let Some((id, error)) = book.dangling(rule) {
                errors.push(RuleError { line: line_naming(text, line, id), ..error });
            }
        }
        for (after, error) in book.gaps() {
            // A gap between versions of this book alone was there before the file.
            let line = lines.get(&after.version()).copied();
            errors.extend(line.map(|line| RuleError { line, ..error }));
        }
        errors.sort_by_key(|error| error.line);
        (book, errors)
    }

    /// The first id a rule refers to that is not there, or is of a kind that cannot stand there.
    pub(super) fn dangling<'a>(&self, rule: &'a Rule) -> Option<(&'a str, RuleError)> {
        let unknown = rule.references().into_iter().find(|id| !self.rules.contains_key(*id));
        if let Some(id) = unknown {
            let near = nearest(id, self.ids()).unwrap_or_default();
            let reason = format!("there is no rule `{id}`: did you mean `{near}`?");
            let zh = format!("没有规则 `{id}`，是不是 `{near}`？");
            return Some((id, RuleError { line: 0, reason, zh }));
        }
        let steps = rule.steps().unwrap_or_default().iter();
        let mut wanted = steps.flat_map(|step| {
            let decided = step.decided_by.iter().map(|id| (id, "decides", "作决定"));
            decided.chain(step.posted_by.iter().map(|id| (id, "posts anything", "定公示期")))
        });
        let (id, en, zh) = wanted.find(|(id, what, _)| {
            let versions = self.rules.get(*id).into_iter().flatten();
            let fits = |rule: &Rule| match &rule.content {
                Content::Vote(_) | Content::Election(_) => *what == "decides",
                Content::Notice(_) => *what != "decides",
                _ => false,
            };
            !versions.into_iter().all(fits)
        })?;
        let (reason, zh) =
            (format!("`{id}` is no rule that {en}"), format!("`{id}` 不是{zh}的规则"));
        Some((id, RuleError { line: 0, reason, zh }))
    }

    /// Days on which no version of a rule holds although one did before and one does after, with
    /// the version after them.
    fn gaps(&self) -> impl Iterator<Item = (&Rule, RuleError)> {
        let pairs =
            self.rules.values().flat_map(|versions| versions.iter().zip(versions.iter().skip(1)));
        pairs.filter_map(|(before, after)| {
            let last = before.effective_to.filter(|_| before.jurisdiction == after.jurisdiction)?;
            let (first, end) = (last.tomorrow().ok()?, after.effective_from.yesterday().ok()?);
            (first <= end).then(|| {
                let (id, earlier) = (&after.id, before.version());
                let reason =
                    format!("no version of `{id}` holds from {first} to {end}, after {earlier}");
                let zh = format!("{earlier} 之后，{first} 至 {end} 没有有效的 `{id}`");
                (after, RuleError { line: 0, reason, zh })
            })
        })
    }
}

/// The line that names an id, at or after the line its rule starts at.
fn line_naming(text: &str, start: usize, id: &str) -> usize {
    let before = text.split_inclusive('\n').take(start.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    let found = rest.find(&format!("\"{id}\""));
    found.map_or(start, |offset| Lines::of(text).at(before + offset))
}

pub(super) fn taken(alias: &str) -> RuleError {
    let reason = format!("the alias `{alias}` is taken");
    RuleError { line: 0, reason, zh: format!("短名 `{alias}` 已经用了") }
}

pub(super) fn at_once(other: &Rule, rule: &Rule) -> RuleError {
    let (a, b) = (other.version(), rule.version());
    let reason = format!("{a} and {b} hold at once");
    RuleError { line: 0, reason, zh: format!("{a} 和 {b} 同时有效") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str, place: &str, from: &str, to: Option<&str>, content: &str) -> String {
        let to = to.map_or_else(String::new, |day| format!("effective_to = {day}\n"));
        format!(
            "[[rule]]\nid = \"{id}\"\nname = {{ zh = \"规\", en = \"rule\" }}\nlaw = \"法\"\narticle = \"一\"\n\
             jurisdiction = \"{place}\"\neffective_from = {from}\n{to}source = \"s\"\nverified_by = \"甲\"\n{content}\n"
        )
    }

    fn said(text: &str) -> Vec<(usize, String)> {
        let (_, errors) = RuleBook::builtin().check(text);
        assert!(errors.iter().all(|error| !error.zh.is_empty()));
        errors.into_iter().map(|error| (error.line, error.reason)).collect()
    }

    const NOTICE: &str = "notice = { days = 3, unit = \"day\" }";

    #[test]
    fn good_rules_have_nothing_wrong_and_are_added() {
        let text = rule("local-notice", "420115", "2024-01-01", None, NOTICE);
        let (book, errors) = RuleBook::builtin().check(&text);
        assert_eq!(errors, []);
        assert_eq!(book.iter().count(), RuleBook::builtin().iter().count() + 1);
    }

    #[test]
    fn versions_that_hold_at_once_and_days_without_any_are_found() {
        let text = [
            rule("local-notice", "42", "2024-01-01", Some("2024-12-31"), NOTICE),
            rule("local-notice", "42", "2024-06-01", None, NOTICE),
            rule("local-notice", "42", "2025-02-01", None, NOTICE),
            rule("local-notice", "4201", "2025-01-01", Some("2025-12-31"), NOTICE),
            rule("local-notice", "4201", "2026-01-02", Some("2026-06-30"), NOTICE),
            rule("local-notice", "4201", "2026-07-01", None, NOTICE),
        ];
        let expected = [
            (12, "local-notice@2024-01-01~42 and local-notice@2024-06-01~42 hold at once"),
            (
                22,
                "no version of `local-notice` holds from 2025-01-01 to 2025-01-31, after \
                 local-notice@2024-01-01~42",
            ),
            (
                43,
                "no version of `local-notice` holds from 2026-01-01 to 2026-01-01, after \
                 local-notice@2025-01-01~4201",
            ),
        ];
        let expected = expected.map(|(line, reason)| (line, reason.to_owned()));
        assert_eq!(said(&text.concat()), expected);
    }

    #[test]
    fn what_is_shipped_is_never_replaced() {
        let text = rule("cn-civil-278-ordinary", "", "2025-01-01", None, NOTICE);
        let [(1, reason)] = &said(&text)[..] else { panic!() };
        assert!(reason.contains("hold at once"), "{reason}");
        let text = rule("mine", "", "2025-01-01", None, NOTICE)
            .replace("name", "alias = \"villager_reps\"\nname");
        assert_eq!(said(&text), [(1, "the alias `villager_reps` is taken".to_owned())]);
    }

    #[test]
    fn ids_nobody_knows_are_found_where_they_stand() {
        let with = format!("with = [\"cn-owners-castin\"]\n{NOTICE}");
        let text = rule("first", "42", "2024-01-01", None, NOTICE)
            + &rule("mine", "42", "2024-01-01", None, &with);
        let reason = "there is no rule `cn-owners-castin`: did you mean `cn-owners-casting`?";
        assert_eq!(said(&text), [(20, reason.to_owned())]);
        let step = |key: &str, more: &str| {
            format!(
                "[[rule.steps]]\nkey = \"{key}\"\nname = {{ zh = \"步\", en = \"step\" }}\n\
                 body = {{ zh = \"会\", en = \"body\" }}\n{more}\n"
            )
        };
        let steps = step("a", "decided_by = [\"cn-notice-decision\"]") + &step("b", "");
        let found = said(&rule("mine", "42", "2024-01-01", None, &steps));
        assert_eq!(found, [(14, "`cn-notice-decision` is no rule that decides".to_owned())]);
        let steps = step("a", "posted_by = \"cn-unanimity\"") + &step("b", "");
        let found = said(&rule("mine", "42", "2024-01-01", None, &steps));
        assert_eq!(found, [(14, "`cn-unanimity` is no rule that posts anything".to_owned())]);
    }
}
