//! 表 — Every table's primary key begins with `county`, so the database shards by county without change.
//!
//! A slice's table carries the slice's name, so nobody wonders whose it is and no slice writes another's.

use super::sql::{self, Table};
use super::tree::{File, Tree};
use super::{Finding, SLICES, migrations};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    migrations::files(tree)
        .flat_map(|file| {
            let tables = sql::tables(&file.text);
            tables.iter().flat_map(|table| check_table(file, table)).collect::<Vec<_>>()
        })
        .collect()
}

fn check_table(file: &File, table: &Table) -> Vec<Finding> {
    let place = format!("{} ({})", file.path, table.name);
    let room = file.path.split('/').nth(1).unwrap_or_default();
    let keyed = if table.is_virtual {
        table.columns.iter().any(|column| column == "county")
    } else {
        table.key.first().is_some_and(|column| column == "county")
    };
    let named = !SLICES.contains(&room) || table.name.starts_with(&format!("{room}_"));
    let mut findings = Vec::new();
    if !keyed {
        findings.push(Finding::fail(&place, "its primary key does not begin with county"));
    }
    if !named {
        findings.push(Finding::fail(&place, format!("its name does not begin with {room}_")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, sql: &str) -> usize {
        check(&Tree::of_files(&[(path, sql)])).len()
    }

    const LISTEN: &str = "crates/listen/migrations/20260301093000_reports.sql";

    #[test]
    fn tables_keyed_by_county_hold() {
        let sql = "CREATE TABLE listen_report (county text, id text, PRIMARY KEY (county, id));";
        assert_eq!(count(LISTEN, sql), 0);
        let sql = "CREATE TABLE job (county text, id text, PRIMARY KEY (county, id));";
        assert_eq!(count("crates/store/migrations/20260301093000_jobs.sql", sql), 0);
    }

    #[test]
    fn another_key_no_key_and_a_late_county_fail() {
        for key in ["id text PRIMARY KEY", "id text", "id text, PRIMARY KEY (id, county)"] {
            let sql = format!("CREATE TABLE listen_report (county text, {key});");
            assert_eq!(count(LISTEN, &sql), 1, "{key}");
        }
        assert_eq!(count(LISTEN, "CREATE VIRTUAL TABLE listen_w USING fts5(text)"), 1);
    }

    #[test]
    fn a_table_of_a_slice_carries_its_name() {
        let sql = "CREATE TABLE report (county text PRIMARY KEY);";
        assert_eq!(count(LISTEN, sql), 1);
        assert_eq!(count("crates/ground/migrations/20260301093000_places.sql", sql), 0);
    }
}
