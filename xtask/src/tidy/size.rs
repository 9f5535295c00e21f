//! 文件长度 — A file is read in one sitting: over 300 lines is said, over 500 fails; tests do not count.

use super::Finding;
use super::tree::{File, Tree};

/// Lines a file should not exceed.
const SOFT: usize = 300;
/// Lines a file may not exceed.
const HARD: usize = 500;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust().filter(|file| !is_test(&file.path)).filter_map(check_file).collect()
}

fn check_file(file: &File) -> Option<Finding> {
    let lines = file.text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
    if lines > HARD {
        return Some(Finding::fail(
            &file.path,
            format!("{lines} lines, {HARD} at most: divide it"),
        ));
    }
    (lines > SOFT).then(|| Finding::warn(&file.path, format!("{lines} lines, better under {SOFT}")))
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| ["tests", "benches", "tests.rs", "props.rs"].contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::Weight;

    fn weight(path: &str, text: &str) -> Option<Weight> {
        check(&Tree::of_files(&[(path, text)])).first().map(|finding| finding.weight)
    }

    #[test]
    fn long_files_are_said_and_longer_ones_fail() {
        let path = "crates/web/src/form.rs";
        assert_eq!(weight(path, &"x\n".repeat(SOFT)), None);
        assert_eq!(weight(path, &"x\n".repeat(SOFT + 1)), Some(Weight::Warn));
        assert_eq!(weight(path, &"x\n".repeat(HARD)), Some(Weight::Warn));
        assert_eq!(weight(path, &"x\n".repeat(HARD + 1)), Some(Weight::Fail));
    }

    #[test]
    fn tests_do_not_count() {
        let long = "x\n".repeat(HARD + 1);
        assert_eq!(weight("crates/web/tests/web/form.rs", &long), None);
        assert_eq!(weight("crates/web/src/form.rs", &format!("x\n#[cfg(test)]\n{long}")), None);
    }
}
