//! 文件名 — No file or folder has a name that says nothing, such as the drawer where everything ends up.

use super::Finding;
use super::tree::Tree;

/// Words that fit any code and so tell nothing of this one.
const SAYS_NOTHING: [&str; 11] = [
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services",
    "misc", "shared",
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .flat_map(|file| {
            let of_path = file.path.trim_end_matches(".rs").split('/').skip(1);
            let of_lines = file.text.lines().filter_map(declared);
            let found = of_path.chain(of_lines).filter(|name| SAYS_NOTHING.contains(name));
            let found: std::collections::BTreeSet<&str> = found.collect();
            found.into_iter().map(|name| {
                Finding::fail(
                    &file.path,
                    format!("`{name}` says nothing: name it after what it does"),
                )
            })
        })
        .collect()
}

/// The name of a module written out in this line (`mod name {`); one in a file of its own is found by its path.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim().strip_suffix('{')?.trim_end();
    let (before, name) = line.rsplit_once(' ')?;
    (before == "mod" || before.ends_with(" mod")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_folders_and_inline_modules_that_say_nothing_fail() {
        for (path, text) in [
            ("crates/web/src/utils.rs", ""),
            ("crates/web/src/common/form.rs", ""),
            ("crates/web/tests/helpers/mod.rs", ""),
            ("crates/web/src/form.rs", "pub(crate) mod service {\n"),
        ] {
            assert_eq!(check(&Tree::of_files(&[(path, text)])).len(), 1, "{path}");
        }
    }

    #[test]
    fn names_that_say_something_hold() {
        let tree = Tree::of_files(&[
            ("crates/web/src/commonality.rs", "mod form {\n"),
            ("crates/manage/src/rota/sign_up.rs", "use crate::service;\n"),
        ]);
        assert_eq!(check(&tree), []);
    }
}
