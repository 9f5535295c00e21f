//! 家规 — The rules of the house, each a function of the tree with tests that show it can fail.
//!
//! ```text
//! git ls-files + cargo metadata + deny.toml → Tree → checks → findings (warn | fail)
//! ```
//!
//! `cargo xtask tidy` prints the findings; the test at the foot runs the same, so `cargo test` holds them too.

mod budget;
mod dependencies;
mod glossary;
mod licences;
mod machine;
mod migrations;
mod module_line;
mod names;
mod size;
mod sql;
mod tables;
mod templates;
mod tree;

use std::fmt;
use std::path::Path;

use crate::command::{self, Failure, Outcome};
use tree::Tree;

/// The six slices, named after what residents do; each owns its pages, SQL and strings.
const SLICES: [&str; 6] = ["listen", "decide", "build", "manage", "evaluate", "share"];

/// Something that breaks a rule of the house, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    weight: Weight,
    place: String,
    what: String,
}

/// Whether a finding stops the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Said, but the work goes on.
    Warn,
    /// The tree may not land like this.
    Fail,
}

impl Finding {
    fn fail(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { weight: Weight::Fail, place: place.into(), what: what.into() }
    }

    fn warn(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { weight: Weight::Warn, place: place.into(), what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = match self.weight {
            Weight::Warn => "warn",
            Weight::Fail => "FAIL",
        };
        write!(f, "{weight} {}: {}", self.place, self.what)
    }
}

/// Every rule, in the order of their names.
const CHECKS: [fn(&Tree) -> Vec<Finding>; 11] = [
    budget::check,
    dependencies::check,
    glossary::check,
    licences::check,
    machine::check,
    migrations::check,
    module_line::check,
    names::check,
    size::check,
    tables::check,
    templates::check,
];

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(tree)).collect();
    findings.sort();
    findings
}

/// Prints all findings and the budget of crates; fails if a finding does.
pub fn run(root: &Path) -> Outcome {
    let tree = Tree::load(root)?;
    let findings = check(&tree);
    for finding in &findings {
        command::say(&finding.to_string());
    }
    command::say(&budget::line(&tree));
    let failed = findings.iter().filter(|finding| finding.weight == Weight::Fail).count();
    if failed == 0 { Ok(()) } else { Err(Failure::new(format!("{failed} rules broken"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let tree = Tree::load(&crate::root()).unwrap();
        let failures: Vec<String> = check(&tree)
            .into_iter()
            .filter(|finding| finding.weight == Weight::Fail)
            .map(|finding| finding.to_string())
            .collect();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }

    #[test]
    fn one_bad_file_fails_through_all_checks() {
        let tree = Tree::of_files(&[("crates/listen/src/utils.rs", "fn a() {}\n")]);
        let places: Vec<_> = check(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["crates/listen/src/utils.rs"; 2], "its name and its first line");
    }
}
