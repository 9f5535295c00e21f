//! 词表 — Words that are read as others: dialect spellings and the disguises of advertisers.
//!
//! One a line: the spelling, what it is read as, and where needed `-…` with the characters it may not
//! follow and `+…` with those that may not follow it. A host may read and change the files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug)]
struct Entry {
    written: Vec<char>,
    plain: Vec<char>,
    not_after: &'static str,
    not_before: &'static str,
}

static ENTRIES: LazyLock<BTreeMap<char, Vec<Entry>>> = LazyLock::new(|| {
    let files = [include_str!("../../data/dialect.txt"), include_str!("../../data/spam.txt")];
    let lines = files.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#'));
    let mut entries: BTreeMap<char, Vec<Entry>> = BTreeMap::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let (Some(written), Some(plain)) = (words.next(), words.next()) else { continue };
        let (mut not_after, mut not_before) = ("", "");
        for guard in words {
            not_after = guard.strip_prefix('-').unwrap_or(not_after);
            not_before = guard.strip_prefix('+').unwrap_or(not_before);
        }
        let written: Vec<char> = written.chars().collect();
        let Some(first) = written.first().copied() else { continue };
        let entry = Entry { written, plain: plain.chars().collect(), not_after, not_before };
        entries.entry(first).or_default().push(entry);
    }
    // The longest spelling at a place wins.
    for list in entries.values_mut() {
        list.sort_by_key(|entry| std::cmp::Reverse(entry.written.len()));
    }
    entries
});

/// `text` with every listed spelling replaced, from left to right.
pub(super) fn replace(text: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(here) = text.get(at) {
        let entry =
            ENTRIES.get(here).and_then(|list| list.iter().find(|entry| fits(entry, text, at)));
        if let Some(entry) = entry {
            out.extend(&entry.plain);
            at += entry.written.len();
        } else {
            out.push(*here);
            at += 1;
        }
    }
    out
}

fn fits(entry: &Entry, text: &[char], at: usize) -> bool {
    let end = at + entry.written.len();
    let before = at.checked_sub(1).and_then(|at| text.get(at));
    let letters = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    let latin = entry.written.iter().all(char::is_ascii_alphanumeric);
    text.get(at..end) == Some(&entry.written)
        && !before.is_some_and(|before| entry.not_after.contains(*before))
        && !text.get(end).is_some_and(|after| entry.not_before.contains(*after))
        && !(latin && (letters(before) || letters(text.get(end))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_leads_to_another() {
        let all: Vec<_> = ENTRIES.values().flatten().collect();
        assert!(all.len() > 60, "{}", all.len());
        for entry in &all {
            let once = replace(&entry.plain);
            assert_eq!(once, entry.plain, "{entry:?}");
            let written: String = entry.written.iter().collect();
            assert_eq!(super::super::fold(&written), written);
        }
    }
}
