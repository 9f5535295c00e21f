//! 许可证 — Every package's licence lets a county use and change Gongdi freely; the list is deny.toml's.

use super::Finding;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let none = Vec::new();
    tree.packages
        .iter()
        .filter_map(|package| {
            let more = tree.licences.exceptions.get(&package.name).unwrap_or(&none);
            let allowed =
                |licence: &str| tree.licences.all.iter().chain(more).any(|one| one == licence);
            let why = match &package.licence {
                None => "names no licence".to_owned(),
                Some(expression) if is_allowed(expression, &allowed) => return None,
                Some(expression) => format!("{expression} is not allowed by deny.toml"),
            };
            Some(Finding::fail(format!("package {}", package.name), why))
        })
        .collect()
}

/// Whether an SPDX expression can be met with the allowed licences. `/` is the older spelling of `OR`.
fn is_allowed(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed);
    met == Some(true) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// One side of `OR` is enough. `None`: not an expression.
fn any(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut met = every(words, allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        met |= every(words, allowed)?;
    }
    Some(met)
}

/// Both sides of `AND` must hold.
fn every(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut met = one(words, allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed)?;
    }
    Some(met)
}

fn one(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let word = words.next()?;
    if word == "(" {
        let met = any(words, allowed)?;
        return (words.next()? == ")").then_some(met);
    }
    if words.next_if_eq(&"WITH").is_some() {
        let with = words.next()?;
        return Some(allowed(word) || allowed(&format!("{word} WITH {with}")));
    }
    Some(allowed(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::{Allowed, Package};

    fn met(expression: &str) -> bool {
        is_allowed(expression, &|licence| ["MIT", "Unicode-3.0"].contains(&licence))
    }

    #[test]
    fn expressions_are_read_as_spdx_does() {
        assert!(met("MIT"));
        assert!(met("GPL-2.0-only OR MIT"));
        assert!(met("GPL-2.0-only/MIT"));
        assert!(met("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(met("MIT WITH some-exception"));
    }

    #[test]
    fn what_is_not_allowed_or_not_readable_fails() {
        assert!(!met("GPL-3.0-only"));
        assert!(!met("MIT AND GPL-3.0-only"));
        assert!(!met("GPL-3.0-only OR Apache-2.0 AND MIT"));
        assert!(!met("(MIT"));
        assert!(!met("MIT MIT"));
        assert!(!met(""));
    }

    #[test]
    fn an_exception_is_for_one_package_only() {
        let deny = "[licenses]\nallow=['MIT']\nexceptions=[{crate='one', allow=['MPL-2.0']}]";
        let package = |name: &str, licence: Option<&str>| Package {
            name: name.into(),
            licence: licence.map(Into::into),
        };
        let tree = Tree {
            packages: vec![
                package("one", Some("MPL-2.0")),
                package("two", Some("MPL-2.0")),
                package("three", None),
            ],
            licences: Allowed::parse(deny).unwrap(),
            ..Tree::default()
        };
        let places: Vec<_> = check(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["package two", "package three"]);
    }
}
