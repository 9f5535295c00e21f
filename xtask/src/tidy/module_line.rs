//! 首行 — Every Rust file begins by saying what it is: `//! 中文名 — English sentence.`

use super::Finding;
use super::tree::{File, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust().filter_map(check_file).collect()
}

/// In `src` the line names the module in both languages; tests and benchmarks only need to say what they are.
fn check_file(file: &File) -> Option<Finding> {
    let first = file.text.lines().next().unwrap_or_default();
    let said = first.strip_prefix("//! ");
    if !file.path.contains("/src/") {
        return said.is_none().then(|| Finding::fail(&file.path, "line one is not a `//!` line"));
    }
    let good = said.and_then(|line| line.split_once(" — ")).is_some_and(|(chinese, english)| {
        chinese.chars().any(is_han)
            && english.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '`')
    });
    (!good).then(|| Finding::fail(&file.path, "line one is not `//! 中文名 — English sentence.`"))
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{20000}'..='\u{3ffff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(path: &str, text: &str) -> bool {
        !check(&Tree::of_files(&[(path, text)])).is_empty()
    }

    #[test]
    fn both_languages_are_wanted_in_src() {
        let path = "crates/kernel/src/id.rs";
        assert!(!fails(path, "//! 编号 — An id people can read aloud.\n"));
        assert!(fails(path, "//! An id people can read aloud.\n"));
        assert!(fails(path, "//! 编号\n"));
        assert!(fails(path, "//! Id — An id people can read aloud.\n"));
        assert!(fails(path, "use x;\n//! 编号 — An id.\n"));
        assert!(fails(path, ""));
    }

    #[test]
    fn tests_say_what_they_are_in_one() {
        assert!(!fails("crates/listen/tests/web/report.rs", "//! Reports over the web.\n"));
        assert!(fails("crates/listen/tests/web/report.rs", "use x;\n"));
    }
}
