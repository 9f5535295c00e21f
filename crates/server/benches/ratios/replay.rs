//! 重放 — The same rows written raw: one transaction per report, prepared statements, ids made unique.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use store::Value;
use tokio::task::JoinSet;

use crate::Outcome;
use crate::load::{CONNECTIONS, period, sum};
use crate::raw::Raw;
use crate::rows::{Change, Row, Shape};

/// Numbers in primary keys (the place in the record, in its tree) begin beyond what is there.
const BEYOND: i64 = 100_000_000;

/// What reports write, ready to be written again and again.
#[derive(Debug)]
pub struct Replay {
    reports: Vec<Vec<Change>>,
    updates: BTreeMap<&'static str, &'static str>,
    runs: AtomicU32,
}

impl Replay {
    /// `sqlite`: how the engine wants its arguments marked.
    pub fn new(reports: Vec<Vec<Change>>, sqlite: bool) -> Self {
        let mut updates = BTreeMap::new();
        for change in reports.iter().flatten().filter(|c| !c.updated.is_empty()) {
            let text = update(&change.shape, sqlite);
            updates.entry(change.shape.name).or_insert_with(|| &*String::leak(text));
        }
        Self { reports, updates, runs: AtomicU32::new(0) }
    }

    /// The rows of one report, on average.
    pub fn told(&self) -> String {
        let all = self.reports.iter().flatten();
        let (mut inserted, mut updated) = (BTreeMap::new(), BTreeMap::new());
        for change in all {
            *inserted.entry(change.shape.name).or_insert(0) += change.inserted.len();
            *updated.entry(change.shape.name).or_insert(0) += change.updated.len();
        }
        let many = self.reports.len().max(1);
        let list = |rows: &BTreeMap<&str, usize>| {
            let some = rows.iter().filter(|(_, n)| **n > 0);
            let each = some.map(|(name, n)| format!("{name} {}.{}", n / many, n * 10 / many % 10));
            each.collect::<Vec<_>>().join(", ")
        };
        format!("one report writes {}; updates {}", list(&inserted), list(&updated))
    }

    /// Reports per second, written raw. SQLite has one writer; PostgreSQL gets all connections.
    pub async fn rate(self: &Arc<Self>, database: &str) -> Outcome<f64> {
        let mut raws = vec![Raw::open(database).await?];
        while raws.first().is_some_and(|r| !r.is_sqlite()) && raws.len() < CONNECTIONS as usize {
            raws.push(Raw::open(database).await?);
        }
        let mut tasks = JoinSet::new();
        let begun = Instant::now();
        let end = begun + period();
        for mut raw in raws {
            let replay = self.clone();
            tasks.spawn(async move {
                let mut count = 0;
                while Instant::now() < end {
                    replay.one(&mut raw).await?;
                    count += 1;
                }
                raw.close().await?;
                Outcome::Ok(count)
            });
        }
        let count = sum(tasks).await?;
        Ok(f64::from(count) / begun.elapsed().as_secs_f64())
    }

    async fn one(&self, raw: &mut Raw) -> Outcome {
        let run = self.runs.fetch_add(1, Ordering::Relaxed);
        let nth = run as usize % self.reports.len().max(1);
        let changes = self.reports.get(nth).ok_or("no report was looked at")?;
        let ids = ids(changes, run);
        raw.begin().await?;
        for change in changes.iter().filter(|c| !c.inserted.is_empty()) {
            let rows = change.inserted.iter().zip(0_i64..);
            let values: Vec<Value> =
                rows.flat_map(|(row, n)| renewed(&change.shape, row, n, &ids, run)).collect();
            raw.insert(change.shape.name, &change.shape.columns, &values).await?;
        }
        // Rows all reports share come last, so that concurrent writers queue for as short as can be, and in
        // the same order always.
        for change in changes {
            for row in &change.updated {
                let sql = self.updates.get(change.shape.name).ok_or("an update without a text")?;
                let hit = raw.run(sql, &moved(&change.shape, row)).await?;
                if hit != 1 {
                    return Err(format!("{} has no such row", change.shape.name).into());
                }
            }
        }
        raw.commit().await
    }
}

/// Which text stands for which in this run: of the same length, never used before.
fn ids(changes: &[Change], run: u32) -> BTreeMap<&str, String> {
    let fresh = changes.iter().flat_map(|c| &c.fresh);
    let renew = |old: &String| {
        let keep = old.len().saturating_sub(8);
        format!("{}{run:08X}", old.get(..keep).unwrap_or_default())
    };
    fresh.map(|old| (old.as_str(), renew(old))).collect()
}

fn value(shape: &Shape, column: usize, text: Option<String>) -> Value {
    if shape.numbers.get(column).copied().unwrap_or_default() {
        Value::Int(text.and_then(|t| t.parse().ok()))
    } else {
        Value::Text(text)
    }
}

/// An inserted row with ids of its own, and its number in the record beyond all others.
fn renewed(
    shape: &Shape,
    row: &Row,
    nth: i64,
    ids: &BTreeMap<&str, String>,
    run: u32,
) -> Vec<Value> {
    let numbered = shape.key.last().copied().filter(|k| shape.numbers.get(*k) == Some(&true));
    let one = |(column, text): (usize, &Option<String>)| {
        if Some(column) == numbered {
            return Value::Int(Some(BEYOND + i64::from(run) * 8 + nth));
        }
        let renew = |text: &String| match ids.get(text.as_str()) {
            Some(new) => new.clone(),
            // Canonical leaves and bodies hold ids inside.
            None if text.starts_with('{') => {
                ids.iter().fold(text.clone(), |all, (old, new)| all.replace(*old, new))
            }
            None => text.clone(),
        };
        value(shape, column, text.as_ref().map(renew))
    };
    row.iter().enumerate().map(one).collect()
}

/// The arguments of an update: every column, then the key.
fn moved(shape: &Shape, row: &Row) -> Vec<Value> {
    let all = (0..row.len()).chain(shape.key.iter().copied());
    all.filter_map(|c| row.get(c).map(|text| value(shape, c, text.clone()))).collect()
}

fn update(shape: &Shape, sqlite: bool) -> String {
    let mut n = 0;
    let mut place = || {
        n += 1;
        if sqlite { "?".to_owned() } else { format!("${n}") }
    };
    let set: Vec<_> = shape.columns.iter().map(|c| format!("{c} = {}", place())).collect();
    let key = shape.key.iter().filter_map(|k| shape.columns.get(*k));
    let key: Vec<_> = key.map(|c| format!("{c} = {}", place())).collect();
    format!("UPDATE {} SET {} WHERE {}", shape.name, set.join(", "), key.join(" AND "))
}
