//! 行 — What one report really writes: every table read before and after, the difference kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::Outcome;
use crate::house::House;
use crate::raw::Raw;
use crate::report::Resident;

/// How many reports are looked at: the rows of the public record's tree differ from one to the next.
const LOOKS: usize = 32;

/// A row, as text; which columns hold numbers is known by the table.
pub type Row = Vec<Option<String>>;

/// A table as the database describes it.
#[derive(Debug, Clone)]
pub struct Shape {
    pub name: &'static str,
    pub columns: Vec<&'static str>,
    /// Which columns hold numbers.
    pub numbers: Vec<bool>,
    /// Where the primary key stands.
    pub key: Vec<usize>,
}

/// What one report wrote into one table.
#[derive(Debug)]
pub struct Change {
    pub shape: Shape,
    pub inserted: Vec<Row>,
    pub updated: Vec<Row>,
    /// What in the inserted rows was made for this report and must differ in the next: ids, digests, keys.
    pub fresh: BTreeSet<String>,
}

type Tables = BTreeMap<&'static str, BTreeMap<Row, Row>>;

/// Posts reports into an empty house and looks what each of them wrote.
pub async fn written(house: &House, database: &str) -> Outcome<Vec<Vec<Change>>> {
    let mut raw = Raw::open(database).await?;
    let shapes = shapes(&mut raw).await?;
    let mut resident = Resident::open(house).await?;
    // The first report begins the record and the count of its kind; those after it are like any other.
    resident.report().await?;
    let mut before = read(&mut raw, &shapes).await?;
    let mut reports = Vec::new();
    for _ in 0..LOOKS {
        resident.report().await?;
        let after = read(&mut raw, &shapes).await?;
        reports.push(shapes.iter().filter_map(|shape| change(shape, &before, &after)).collect());
        before = after;
    }
    raw.close().await?;
    Ok(reports)
}

fn change(shape: &Shape, before: &Tables, after: &Tables) -> Option<Change> {
    let (old, new) = (before.get(shape.name)?, after.get(shape.name)?);
    let (mut inserted, mut updated) = (Vec::new(), Vec::new());
    for (key, row) in new {
        match old.get(key) {
            None => inserted.push(row.clone()),
            Some(was) if was != row => updated.push(row.clone()),
            Some(_) => {}
        }
    }
    let known: BTreeSet<&String> = old.values().flatten().flatten().collect();
    let made = |text: &&String| {
        text.len() >= 8
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
            && !text.bytes().all(|b| b.is_ascii_digit())
            && !known.contains(text)
    };
    let fresh = inserted.iter().flatten().flatten().filter(made).cloned().collect();
    let any = !inserted.is_empty() || !updated.is_empty();
    any.then(|| Change { shape: shape.clone(), inserted, updated, fresh })
}

async fn read(raw: &mut Raw, shapes: &[Shape]) -> Outcome<Tables> {
    let mut tables = Tables::new();
    for shape in shapes {
        let columns: Vec<_> = shape.columns.iter().map(|c| format!("CAST({c} AS TEXT)")).collect();
        let sql = format!("SELECT {} FROM {}", columns.join(", "), shape.name);
        let mut rows = BTreeMap::new();
        for row in raw.rows(&sql).await? {
            let key = shape.key.iter().filter_map(|k| row.get(*k).cloned()).collect();
            rows.insert(key, row);
        }
        tables.insert(shape.name, rows);
    }
    Ok(tables)
}

/// Every table of the program with its columns and primary key.
async fn shapes(raw: &mut Raw) -> Outcome<Vec<Shape>> {
    let sql = if raw.is_sqlite() {
        // The full-text index keeps no content to read: what a report writes there is ours alone.
        "SELECT m.name, i.name, i.type, CAST(i.pk AS TEXT) FROM pragma_table_list m, pragma_table_info(m.name) i \
         WHERE m.schema = 'main' AND m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, i.cid"
    } else {
        "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), UPPER(c.data_type), \
         CAST(COALESCE(k.ordinal_position, 0) AS TEXT) FROM information_schema.columns c \
         LEFT JOIN information_schema.key_column_usage k ON k.table_schema = c.table_schema \
         AND k.table_name = c.table_name AND k.column_name = c.column_name \
         WHERE c.table_schema = 'public' ORDER BY c.table_name, c.ordinal_position"
    };
    let mut shapes: Vec<Shape> = Vec::new();
    for row in raw.rows(sql).await? {
        let [Some(table), Some(column), Some(kind), Some(key)] =
            <[Option<String>; 4]>::try_from(row).map_err(|_| "four columns were asked for")?
        else {
            return Err("a column without a name".into());
        };
        if shapes.last().is_none_or(|s| s.name != table) {
            let (columns, numbers, key) = (Vec::new(), Vec::new(), Vec::new());
            shapes.push(Shape { name: String::leak(table), columns, numbers, key });
        }
        if let Some(shape) = shapes.last_mut() {
            if key != "0" {
                shape.key.push(shape.columns.len());
            }
            shape.columns.push(String::leak(column));
            shape.numbers.push(kind == "BIGINT");
        }
    }
    Ok(shapes)
}
