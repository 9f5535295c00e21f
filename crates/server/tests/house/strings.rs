//! Every key has words in both languages, and every word is said somewhere.

use std::collections::BTreeSet;
use std::path::Path;

use web::{Fields, Strings};

use crate::keep::root;

fn rooms() -> Vec<Strings> {
    std::iter::once(web::STRINGS).chain(server::slices().into_iter().map(|s| s.strings)).collect()
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    for room in rooms() {
        let (zh, en) = (web::keys(room.zh), web::keys(room.en));
        let missing: Vec<_> = zh.symmetric_difference(&en).collect();
        assert!(missing.is_empty(), "{}: only in one language: {missing:?}", room.room);
        for key in &zh {
            let args = |ftl| arguments(ftl, key);
            assert_eq!(args(room.zh), args(room.en), "{key}: arguments differ");
        }
    }
}

/// The `$names` of a message, continuation lines included.
fn arguments(ftl: &str, key: &str) -> BTreeSet<String> {
    let mut on = false;
    let mut names = BTreeSet::new();
    for line in ftl.lines() {
        if !line.starts_with([' ', '\t', '}', '[', '*']) {
            on = line.split_once('=').is_some_and(|(k, _)| k.trim() == key);
        }
        if on {
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-')
                    .collect();
                names.insert(name);
            }
        }
    }
    // Who acted is offered to every sentence; a language may leave it out.
    names.remove("who");
    names
}

/// Every string literal of the source that could be a key, from code and templates.
fn literals() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(&root().join("crates"), &mut found);
    found
}

fn walk(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            let text = std::fs::read_to_string(&path).unwrap();
            for literal in text.split('"').skip(1) {
                let kebab = literal
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                if literal.contains('-') && kebab {
                    found.insert(literal.to_owned());
                }
            }
        }
    }
}

/// Keys that forms and facts ask for by building them from the verb's name.
fn built() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for verb in server::slices().iter().flat_map(|s| &s.verbs) {
        let Some(act) = verb.act else { continue };
        let mut fields = Fields::default();
        (act.fields)(&mut fields);
        keys.insert(verb.name.to_owned());
        keys.insert(format!("{}-submit", verb.name));
        for spec in fields.specs.iter().filter(|s| s.kind != web::Kind::Hidden) {
            keys.insert(format!("{}-{}", verb.name, spec.name));
            keys.extend(spec.words.iter().map(|w| format!("{}-{}-{w}", verb.name, spec.name)));
        }
    }
    keys.extend(server::slices().iter().flat_map(|s| s.facts).map(|f| (*f).to_owned()));
    keys
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let defined: BTreeSet<String> = rooms().iter().flat_map(|r| web::keys(r.zh)).collect();
    let missing: Vec<_> = built().into_iter().filter(|k| !defined.contains(k)).collect();
    assert!(missing.is_empty(), "forms and facts without words: {missing:#?}");
}

#[test]
fn every_key_is_said_somewhere() {
    let said: BTreeSet<String> = literals().into_iter().chain(built()).collect();
    let dead: Vec<String> = rooms()
        .iter()
        .flat_map(|r| web::keys(r.zh))
        .filter(|key| {
            // `page.word("prefix", word)`, optional `-intro`, `-hint`, `-unit`: said through their prefix.
            let ends = key.match_indices('-').map(|(at, _)| &key[..at]);
            let by_prefix =
                ends.clone().any(|prefix| said.contains(prefix) && !prefix_is_room(prefix));
            !said.contains(key) && !by_prefix
        })
        .collect();
    assert!(dead.is_empty(), "nobody says: {dead:#?}");
}

fn prefix_is_room(prefix: &str) -> bool {
    !prefix.contains('-')
}
