//! 规则书 — All rules, and which version of each holds on a day in a place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::parse::{RuleError, parse};
use crate::rule::Rule;

mod audit;

/// The rule files the program ships with, one per family of law.
const BUILTIN: [&str; 8] = [
    include_str!("../../../../rules/owners.toml"),
    include_str!("../../../../rules/residents.toml"),
    include_str!("../../../../rules/villagers.toml"),
    include_str!("../../../../rules/collective.toml"),
    include_str!("../../../../rules/community.toml"),
    include_str!("../../../../rules/steps.toml"),
    include_str!("../../../../rules/notice.toml"),
    include_str!("../../../../rules/handling.toml"),
];

/// A set of rules in which no two versions of one rule hold on the same day in the same place, and
/// no rule refers to one that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleBook {
    /// By id; versions by jurisdiction, then by first day.
    rules: BTreeMap<String, Vec<Rule>>,
}

impl RuleBook {
    /// The rules the program ships with.
    pub fn builtin() -> &'static Self {
        static BOOK: LazyLock<RuleBook> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "the embedded files are parsed by a test")]
            RuleBook::read(&BUILTIN).expect("the embedded rules parse")
        });
        &BOOK
    }

    /// A book from the texts of rule files, which may refer to each other in any order.
    pub fn read(texts: &[&str]) -> Result<Self, RuleError> {
        let mut rules = Vec::new();
        for text in texts {
            rules.extend(parse(text)?);
        }
        Self::default().extended(rules)
    }

    /// This book with an operator's rules added. A local version (with a jurisdiction) goes before
    /// the national one of the same id; what is already there is never replaced, because past
    /// decisions stand on it.
    pub fn extended(&self, rules: Vec<Rule>) -> Result<Self, RuleError> {
        let mut book = self.clone();
        for rule in rules {
            book.add(rule)?;
        }
        let dangling = book.iter().find_map(|rule| book.dangling(rule));
        if let Some((_, error)) = dangling {
            return Err(error);
        }
        Ok(book)
    }

    fn add(&mut self, rule: Rule) -> Result<(), RuleError> {
        if let Some(alias) = rule.alias.as_deref().filter(|alias| self.by_alias(alias).is_some()) {
            return Err(audit::taken(alias));
        }
        let versions = self.rules.entry(rule.id.clone()).or_default();
        if let Some(other) = versions.iter().find(|other| overlap(other, &rule)) {
            return Err(audit::at_once(other, &rule));
        }
        versions.push(rule);
        versions.sort_by(|a, b| {
            (&a.jurisdiction, a.effective_from).cmp(&(&b.jurisdiction, b.effective_from))
        });
        Ok(())
    }

    /// The version of a rule in force on a day in a place. `place` is a place code (`420115…`);
    /// the longest jurisdiction that is a prefix of it wins, `""` asks for the national version.
    pub fn in_force(&self, id: &str, date: Date, place: &str) -> Option<&Rule> {
        let versions = self.rules.get(id)?.iter().filter(|rule| rule.holds(date, place));
        versions.max_by_key(|rule| rule.jurisdiction.len())
    }

    /// Every rule in force on a day in a place, one version each, by id.
    pub fn all_in_force(&self, date: Date, place: &str) -> impl Iterator<Item = &Rule> {
        self.rules.keys().filter_map(move |id| self.in_force(id, date, place))
    }

    /// The rules that go with a rule ([`Rule::with`]), as in force on a day in a place. One that is
    /// not in force there says nothing.
    pub fn beside<'a>(
        &'a self,
        rule: &'a Rule,
        date: Date,
        place: &str,
    ) -> impl Iterator<Item = &'a Rule> {
        rule.with.iter().filter_map(move |id| self.in_force(id, date, place))
    }

    /// The rule on casting ballots that goes with a rule, as in force on a day in a place.
    pub fn casting<'a>(&'a self, rule: &'a Rule, date: Date, place: &str) -> Option<&'a Rule> {
        self.beside(rule, date, place).find(|rule| rule.casting().is_some())
    }

    /// The exact version a decision was judged by, from [`Rule::version`].
    pub fn version(&self, version: &str) -> Option<&Rule> {
        let (id, _) = version.split_once('@')?;
        self.rules.get(id)?.iter().find(|rule| rule.version() == version)
    }

    /// The version with this short name.
    pub fn by_alias(&self, alias: &str) -> Option<&Rule> {
        self.iter().find(|rule| rule.alias.as_deref() == Some(alias))
    }

    /// The version somebody names: by its version id, by its short name, or by the rule's id as in
    /// force on a day in a place.
    pub fn named(&self, name: &str, date: Date, place: &str) -> Option<&Rule> {
        let exact = self.version(name).or_else(|| self.by_alias(name));
        exact.or_else(|| self.in_force(name, date, place))
    }

    /// Every version of every rule, by id, place and date.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values().flatten()
    }

    /// The ids of all rules.
    pub fn ids(&self) -> BTreeSet<&str> {
        self.rules.keys().map(String::as_str).collect()
    }
}

/// Whether two versions hold in the same jurisdiction on the same day.
fn overlap(a: &Rule, b: &Rule) -> bool {
    let reaches = |x: &Rule, y: &Rule| x.effective_to.is_none_or(|last| y.effective_from <= last);
    a.jurisdiction == b.jurisdiction && reaches(a, b) && reaches(b, a)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::Period;

    #[test]
    fn builtin_rules_parse() {
        let book = RuleBook::read(&BUILTIN).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(&book, RuleBook::builtin());
        assert!(book.iter().count() >= 30);
        let (checked, wrong) = RuleBook::default().check(&BUILTIN.join("\n"));
        assert_eq!((&checked, wrong), (RuleBook::builtin(), Vec::new()));
    }

    #[test]
    fn no_builtin_rule_lets_an_electronic_vote_bind() {
        for rule in RuleBook::builtin().iter() {
            let binds = rule.vote().is_some_and(|vote| vote.binding_electronic)
                || rule.election().is_some_and(|election| election.binding_electronic);
            assert!(!binds, "{}", rule.version());
        }
    }

    #[test]
    fn a_change_of_law_does_not_alter_older_decisions() {
        let book = RuleBook::builtin();
        for id in ["cn-residents-assembly-adults", "cn-villagers-assembly-adults"] {
            let old = book.in_force(id, date(2025, 12, 31), "420115").unwrap();
            let new = book.in_force(id, date(2026, 1, 1), "420115").unwrap();
            assert!(old.is_verified() && !new.is_verified());
            assert_ne!(old.version(), new.version());
            assert_eq!(book.version(&old.version()), Some(old));
        }
        assert_eq!(book.in_force("cn-civil-278-ordinary", date(2020, 12, 31), ""), None);
    }

    #[test]
    fn a_local_rule_goes_before_the_national_one_there_only() {
        let local = r#"
[[rule]]
id = "cn-notice-decision"
name = { zh = "决定公示（本区）", en = "Notice of a decision (this district)" }
law = "某区规定"
article = "第三条"
jurisdiction = "420115"
effective_from = 2026-01-01
source = "operator"
verified_by = "操作员"
notice = { days = 10, unit = "working_day" }
"#;
        let book = RuleBook::builtin().extended(parse(local).unwrap()).unwrap();
        let (day, id) = (date(2026, 5, 1), "cn-notice-decision");
        let here = book.in_force(id, day, "420115001").unwrap();
        assert_eq!(here.version(), "cn-notice-decision@2026-01-01~420115");
        assert_eq!(here.notice(), Some(Period::working_days(10)));
        assert_eq!(book.in_force(id, day, "420116").unwrap().jurisdiction, "");
        assert!(book.extended(parse(local).unwrap()).unwrap_err().reason.contains("hold at once"));
        assert_eq!(book.all_in_force(day, "420115").filter(|rule| rule.id == id).count(), 1);
    }

    #[test]
    fn the_278_items_are_each_in_one_tier() {
        let book = RuleBook::builtin();
        let items = |id| {
            let rule = book.in_force(id, date(2026, 1, 1), "").unwrap();
            rule.vote().unwrap().items.iter().map(|item| item.no).collect::<Vec<_>>()
        };
        assert_eq!(items("cn-civil-278-ordinary"), [1, 2, 3, 4, 5, 9]);
        assert_eq!(items("cn-civil-278-special"), [6, 7, 8]);
    }

    #[test]
    fn what_is_not_a_vote_is_data_too() {
        let rule = |id| RuleBook::builtin().in_force(id, date(2026, 5, 1), "420115").unwrap();
        let limits = rule("cn-handling-limits").handling().unwrap();
        assert_eq!(
            (limits.urgent, limits.small),
            (Period::working_days(1), Period::working_days(5))
        );
        let fallback = rule("cn-evaluate-fallback").fallback().unwrap();
        assert_eq!((fallback.without_answer, fallback.contact_attempts), (Period::days(15), 3));
        assert_eq!(rule("cn-award-policy").award().unwrap().rate_cap, crate::Fraction::HALF);
        let ceiling = rule("cn-contribution-ceiling").ceiling().unwrap();
        assert_eq!((ceiling.person_year_fen, ceiling.person_year_days), (None, None));
        assert_eq!(rule("cn-civil-278-special").notice(), Some(Period::days(15)));
        for id in ["cn-handling-limits", "cn-evaluate-fallback", "cn-award-policy"] {
            assert!(!rule(id).is_verified());
        }
    }
}
