//! 词汇表 — Every noun folder of a slice is named in docs/glossary.md, so people and code share the word.

use std::collections::BTreeSet;

use super::tree::Tree;
use super::{Finding, SLICES};

const GLOSSARY: &str = "docs/glossary.md";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let nouns = nouns(tree);
    let text = tree.files.iter().find(|file| file.path == GLOSSARY);
    let known = words(text.map_or("", |file| &file.text));
    nouns
        .into_iter()
        .filter(|(_, noun)| !known.contains(&folded(noun)))
        .map(|(slice, noun)| {
            Finding::fail(
                format!("crates/{slice}/src/{noun}"),
                format!("the noun `{noun}` is not in {GLOSSARY} (in backticks)"),
            )
        })
        .collect()
}

/// Slice and folder of every noun: a folder right under the slice's `src` with Rust in it.
fn nouns(tree: &Tree) -> BTreeSet<(&str, &str)> {
    tree.rust()
        .filter_map(|file| {
            let (slice, rest) = file.path.strip_prefix("crates/")?.split_once("/src/")?;
            let (noun, _) = rest.split_once('/')?;
            (SLICES.contains(&slice) && noun != "bin").then_some((slice, noun))
        })
        .collect()
}

/// The words in backticks, folded: `OpenData`, `open-data` and `open_data` are one.
fn words(glossary: &str) -> BTreeSet<String> {
    glossary.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).map(folded).collect()
}

fn folded(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOUN: (&str, &str) = ("crates/share/src/open_data/mod.rs", "");

    #[test]
    fn a_noun_in_the_glossary_holds_however_it_is_joined() {
        let tree = Tree::of_files(&[NOUN, (GLOSSARY, "| 开放数据 | `OpenData` | … |\n")]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn a_noun_missing_or_only_mentioned_fails() {
        assert_eq!(check(&Tree::of_files(&[NOUN])).len(), 1);
        let tree = Tree::of_files(&[NOUN, (GLOSSARY, "open_data is nice, `Matter` too\n")]);
        assert_eq!(check(&tree).len(), 1);
    }

    #[test]
    fn files_beside_the_nouns_and_other_rooms_are_no_nouns() {
        let tree = Tree::of_files(&[
            ("crates/share/src/lib.rs", ""),
            ("crates/kernel/src/id/mod.rs", ""),
            ("crates/share/templates/x.html", ""),
        ]);
        assert_eq!(check(&tree), []);
    }
}
