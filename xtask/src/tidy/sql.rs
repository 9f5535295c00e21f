//! 建表语句 — Reads the `CREATE TABLE` statements of a migration: the table, its columns, its primary key.

/// A table as a migration declares it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub name: String,
    /// A full-text index of `SQLite`: it has columns and no primary key.
    pub is_virtual: bool,
    pub columns: Vec<String>,
    /// The columns of the primary key in their order; empty without one.
    pub key: Vec<String>,
}

/// All tables that `sql` creates; a partition repeats its parent and is left out.
pub(super) fn tables(sql: &str) -> Vec<Table> {
    statements(&without_comments(sql)).iter().filter_map(|statement| table(statement)).collect()
}

fn table(statement: &str) -> Option<Table> {
    let (head, body) = statement.split_once('(').unwrap_or((statement, ""));
    let words: Vec<String> = head.split_whitespace().map(str::to_lowercase).collect();
    let mut words = words.iter().map(String::as_str);
    if words.next()? != "create" {
        return None;
    }
    let mut is_virtual = false;
    let mut word = words.next()?;
    while ["virtual", "temp", "temporary", "unlogged"].contains(&word) {
        is_virtual |= word == "virtual";
        word = words.next()?;
    }
    if word != "table" {
        return None;
    }
    let mut name = words.next()?;
    if name == "if" {
        name = words.nth(2)?;
    }
    if words.next() == Some("partition") {
        return None;
    }
    let mut table = Table { name: bare(name), is_virtual, columns: Vec::new(), key: Vec::new() };
    for item in items(body) {
        read_item(&item, &mut table);
    }
    Some(table)
}

/// One line of the body: a column, a key, or another constraint.
fn read_item(item: &str, table: &mut Table) {
    let lower = item.trim().to_lowercase();
    let keyed = lower.split_once("primary key");
    let first = lower.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    match (first, keyed) {
        ("primary" | "constraint", Some((_, columns))) => {
            let columns = columns.trim().trim_start_matches('(');
            let columns = columns.split(')').next().unwrap_or_default();
            table.key = columns.split(',').map(bare).collect();
        }
        ("constraint" | "unique" | "check" | "foreign" | "exclude" | "like", _) => {}
        (column, keyed) => {
            if keyed.is_some() {
                table.key = vec![bare(column)];
            }
            table.columns.push(bare(column));
        }
    }
}

/// A name without its schema, quotes and direction.
fn bare(name: &str) -> String {
    let name = name.split_whitespace().next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default();
    name.trim_matches(['"', '`', '[', ']']).to_lowercase()
}

/// The comma-separated parts of a body up to its closing bracket; brackets and texts inside are kept whole.
fn items(body: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let (mut depth, mut quoted) = (0_usize, false);
    for c in body.chars() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => break,
            ')' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = items.last_mut() {
            last.push(c);
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

fn statements(sql: &str) -> Vec<String> {
    let mut statements = vec![String::new()];
    let mut quoted = false;
    for c in sql.chars() {
        quoted ^= c == '\'';
        if c == ';' && !quoted {
            statements.push(String::new());
        } else if let Some(last) = statements.last_mut() {
            last.push(c);
        }
    }
    statements
}

fn without_comments(sql: &str) -> String {
    let mut blocks = sql.split("/*");
    let first = blocks.next().unwrap_or_default().to_owned();
    let whole = blocks.fold(first, |text, block| {
        text + " " + block.split_once("*/").map_or("", |(_, after)| after)
    });
    whole
        .lines()
        .map(|line| line.split_once("--").map_or(line, |(before, _)| before))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(sql: &str) -> Vec<String> {
        tables(sql).into_iter().next().unwrap().key
    }

    #[test]
    fn keys_are_read_in_all_their_spellings() {
        assert_eq!(
            key_of("create table a (county text, id text, PRIMARY KEY (county, id));"),
            ["county", "id"]
        );
        assert_eq!(key_of("CREATE TABLE a (id text PRIMARY KEY, county text)"), ["id"]);
        assert_eq!(
            key_of("CREATE TABLE a (x text, CONSTRAINT k PRIMARY KEY(\"county\" , x))"),
            ["county", "x"]
        );
        assert!(key_of("CREATE TABLE a (x text CHECK (x IN ('primary','key, x')))").is_empty());
    }

    #[test]
    fn comments_texts_and_other_statements_are_no_tables() {
        let sql = "
            -- CREATE TABLE no (id text);
            /* CREATE TABLE neither (id text); */
            CREATE INDEX i ON a (x);
            CREATE TABLE IF NOT EXISTS public.\"Listen_Report\" ( -- the report
              county text NOT NULL DEFAULT 'a;b)', -- six digits
              id text NOT NULL,
              PRIMARY KEY (county, id)
            ) WITHOUT ROWID;
            CREATE TABLE part PARTITION OF listen_report FOR VALUES IN ('420115');";
        let found = tables(sql);
        assert_eq!(found.len(), 1);
        let table = found.first().unwrap();
        assert_eq!(table.name, "listen_report");
        assert_eq!(table.columns, ["county", "id"]);
        assert_eq!(table.key, ["county", "id"]);
    }

    #[test]
    fn a_full_text_index_is_virtual() {
        let found = tables("CREATE VIRTUAL TABLE listen_word USING fts5(county, text)");
        let table = found.first().unwrap();
        assert!(table.is_virtual);
        assert_eq!(table.columns, ["county", "text"]);
    }
}
