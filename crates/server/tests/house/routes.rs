//! Every verb has one name, one route, one policy and one form; the API describes itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use web::{Fields, Slice};

use crate::keep::{keep, root};

#[test]
fn names_and_routes_are_unique_and_belong_to_their_slice() {
    let (mut names, mut paths) = (BTreeSet::new(), BTreeSet::new());
    for slice in server::slices() {
        for verb in &slice.verbs {
            assert!(verb.name.starts_with(&format!("{}-", slice.name)), "{}", verb.name);
            assert!(names.insert(verb.name), "{} is declared twice", verb.name);
            assert!(paths.insert(verb.path), "{} is routed twice", verb.path);
        }
    }
    assert!(names.len() > 20);
}

#[test]
fn every_verb_has_a_file_and_a_policy_of_its_name() {
    for slice in server::slices() {
        for verb in &slice.verbs {
            let mut words: Vec<&str> = verb.name.split('-').collect();
            words.remove(0);
            let found = (1..words.len()).any(|cut| {
                let (noun, act) = (words[..cut].join("_"), words[cut..].join("_"));
                let folder = root().join(format!("crates/{}/src/{noun}", slice.name));
                let policy = std::fs::read_to_string(folder.join("policy.rs")).unwrap_or_default();
                let file = folder.join(format!("{act}.rs")).is_file() || folder.join(&act).is_dir();
                file && policy.contains(&format!("pub fn may_{act}("))
            });
            assert!(found, "{}: no noun folder has its file and its may_*", verb.name);
        }
    }
}

#[test]
fn the_routes_are_kept() {
    let mut text = String::from(
        "# Routes\n\nWritten by the tests. Every path also answers JSON under `/api/v1`.\n",
    );
    for slice in server::slices() {
        write!(text, "\n## {}\n\n| verb | path | asks |\n|---|---|---|\n", slice.name).unwrap();
        for verb in &slice.verbs {
            let asks = verb.act.map_or_else(String::new, |act| {
                let mut fields = Fields::default();
                (act.fields)(&mut fields);
                let names: Vec<String> = fields
                    .specs
                    .iter()
                    .map(|s| format!("{}{}", s.name, if s.required { "" } else { "?" }))
                    .collect();
                if names.is_empty() { "(only to confirm)".to_owned() } else { names.join(", ") }
            });
            writeln!(text, "| `{}` | `{}` | {asks} |", verb.name, verb.path).unwrap();
        }
    }
    keep("docs/generated/routes.md", &text);
}

#[test]
fn the_api_description_is_kept() {
    let text = serde_json::to_string_pretty(&web::openapi(&server::slices())).unwrap();
    keep("docs/generated/openapi.json", &format!("{text}\n"));
}

#[test]
fn the_facts_are_kept_and_flows_follow_known_ones() {
    let slices: Vec<Slice> = server::slices();
    let known: BTreeSet<&str> = slices.iter().flat_map(|s| s.facts).copied().collect();
    let mut followers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for flow in server::flows() {
        assert!(
            flow.when.is_empty() || known.contains(flow.when),
            "{} follows {}",
            flow.name,
            flow.when
        );
        followers.entry(flow.when).or_default().push(flow.name);
    }
    let mut text = String::from(
        "# Facts\n\nWritten by the tests.\n\n| fact | in words | followed by |\n|---|---|---|\n",
    );
    let strings: Vec<_> =
        std::iter::once(web::STRINGS).chain(slices.iter().map(|s| s.strings)).collect();
    let locales = web::Locales::try_new(&strings).unwrap();
    for kind in &known {
        for lang in web::Locales::ALL {
            assert!(locales.has(lang, kind), "{kind} has no sentence in {lang}");
        }
        let flows = followers.get(kind).map(|f| f.join(", ")).unwrap_or_default();
        let words = sentence(slices.iter().map(|s| s.strings.zh), kind);
        writeln!(text, "| `{kind}` | {words} | {flows} |").unwrap();
    }
    keep("docs/generated/facts.md", &text);
}

/// The sentence as it stands in the locale file, its arguments still open.
fn sentence<'a>(files: impl Iterator<Item = &'a str>, kind: &str) -> String {
    for ftl in files {
        if let Some(line) = ftl
            .lines()
            .find(|l| l.strip_prefix(kind).is_some_and(|r| r.trim_start().starts_with('=')))
        {
            let words = line.split_once('=').map_or("", |(_, w)| w.trim());
            return if words.is_empty() { "…".to_owned() } else { words.replace('|', "\\|") };
        }
    }
    "…".to_owned()
}
