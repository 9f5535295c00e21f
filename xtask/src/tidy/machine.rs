//! 本机痕迹 — Nothing that lands names a folder of somebody's machine or a place packages were fetched from.

use super::Finding;
use super::tree::{File, Tree};

/// Folders people live in; in pieces, so that this file does not find itself.
const HOMES: [&str; 3] = [concat!("/ho", "me/"), concat!("/Use", "rs/"), concat!("/ro", "ot/")];

/// Where cargo's lock file says packages come from, for everybody.
const PUBLIC: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .flat_map(|file| {
            file.text.lines().enumerate().filter_map(move |(index, line)| {
                let what = names_a_home(line).or_else(|| names_a_source(file, line))?;
                Some(Finding::fail(format!("{}:{}", file.path, index + 1), what))
            })
        })
        .collect()
}

/// A path that begins in a home folder; a route or a relative path that only contains the word is none.
fn names_a_home(line: &str) -> Option<String> {
    HOMES.iter().find_map(|home| {
        line.match_indices(home).find_map(|(at, _)| {
            let before = line.get(..at)?.chars().next_back();
            let after = line.get(at + home.len()..)?.chars().next()?;
            let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"./_-}".contains(c));
            (begins && (after.is_alphanumeric() || after == '.'))
                .then(|| format!("a path of one machine: {home}…"))
        })
    })
}

/// Where packages come from is a matter of each machine's own configuration, not of the tree.
fn names_a_source(file: &File, line: &str) -> Option<String> {
    let line = line.trim();
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let found = match name {
        "package-lock.json" => line.contains("\"resolved\":"),
        ".npmrc" => line.contains("registry=") || line.contains("registry ="),
        "config.toml" => line.starts_with("[source") || line.starts_with("[registries"),
        "Cargo.lock" => line.starts_with("source = ") && !line.contains(PUBLIC),
        _ => false,
    };
    found.then(|| "names where packages are fetched from".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Tree::of_files(&[(path, text)])).len()
    }

    #[test]
    fn paths_of_a_machine_fail_wherever_they_stand() {
        for home in HOMES {
            assert_eq!(count("docs/a.md", &format!("see {home}anna/notes")), 1, "{home}");
            assert_eq!(count("a.toml", &format!("x\npath = \"{home}anna\"\n")), 1, "{home}");
        }
    }

    #[test]
    fn routes_and_relative_paths_are_no_machine() {
        let home = concat!("/ho", "me/");
        assert_eq!(count("a.rs", &format!("templates{home}page.html")), 0);
        assert_eq!(count("a.rs", &format!(".route(\"{home}{{id}}\")")), 0);
    }

    #[test]
    fn lock_files_name_no_host() {
        assert_eq!(count("journeys/package-lock.json", "\"resolved\": \"https://a.example/x\""), 1);
        assert_eq!(count("journeys/.npmrc", "registry=https://a.example/"), 1);
        assert_eq!(count("journeys/.npmrc", "omit-lockfile-registry-resolved=true"), 0);
        assert_eq!(count(".cargo/config.toml", "[source.crates-io]"), 1);
        assert_eq!(count("Cargo.lock", "source = \"registry+https://a.example/index\""), 1);
        assert_eq!(count("Cargo.lock", &format!("source = \"{PUBLIC}\"")), 0);
    }
}
