//! 迁移文件名 — Migrations begin with their day (and time, UTC) and say what they do: they run in the order of their names.

use super::Finding;
use super::tree::Tree;

/// The paths of all migrations: SQL under a room's `migrations` folder.
pub(super) fn files(tree: &Tree) -> impl Iterator<Item = &super::tree::File> {
    tree.under("crates/").filter(|file| file.path.contains("/migrations/") && file.is_a("sql"))
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    files(tree)
        .filter(|file| !is_well_named(file.path.rsplit('/').next().unwrap_or_default()))
        .map(|file| {
            Finding::fail(
                &file.path,
                "a migration is named YYYYMMDD[hhmmss]_what_it_does[.sqlite|.postgres].sql",
            )
        })
        .collect()
}

fn is_well_named(name: &str) -> bool {
    let Some((stamp, rest)) = name.strip_suffix(".sql").and_then(|stem| stem.split_once('_'))
    else {
        return false;
    };
    let what = rest.strip_suffix(".sqlite").or_else(|| rest.strip_suffix(".postgres"));
    let what = what.unwrap_or(rest);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    is_moment(stamp) && !what.is_empty() && what.chars().all(plain)
}

/// Eight digits that are a day, or fourteen that are a day and a time of day.
fn is_moment(stamp: &str) -> bool {
    let part =
        |from: usize, to: usize| stamp.get(from..to).and_then(|text| text.parse::<u16>().ok());
    let within = |from, to, low, high| part(from, to).is_some_and(|n| (low..=high).contains(&n));
    let is_day = within(0, 4, 2024, 2100) && within(4, 6, 1, 12) && within(6, 8, 1, 31);
    let is_time = within(8, 10, 0, 23) && within(10, 12, 0, 59) && within(12, 14, 0, 59);
    is_day
        && stamp.bytes().all(|byte| byte.is_ascii_digit())
        && (stamp.len() == 8 || (stamp.len() == 14 && is_time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamped_names_hold() {
        assert!(is_well_named("20260301_reports.sql"));
        assert!(is_well_named("20260301093000_reports.sql"));
        assert!(is_well_named("20260301093000_search_index.sqlite.sql"));
    }

    #[test]
    fn other_names_fail() {
        for name in [
            "0001_reports.sql",
            "20261301093000_reports.sql",
            "20260301250000_reports.sql",
            "202603010930_reports.sql",
            "20260301093000.sql",
            "20260301093000_Reports.sql",
            "2026030109300_reports.sql",
            "reports.sql",
        ] {
            let path = format!("crates/listen/migrations/{name}");
            assert_eq!(check(&Tree::of_files(&[(&path, "")])).len(), 1, "{name}");
        }
    }
}
