//! 出 — Rows on their way into the database: made on one thread, written by another.

use std::collections::BTreeMap;

use store::Value;
use tokio::sync::mpsc;

use crate::Outcome;
use crate::raw::Raw;

/// A table and the columns rows are given for.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [&'static str],
}

/// Names a table's columns: `table!(LISTEN_TOKEN = "listen_token": county community token at report)`.
#[macro_export]
macro_rules! table {
    ($($name:ident = $text:literal: $($column:ident)+;)+) => { $(
        pub static $name: $crate::out::Table =
            $crate::out::Table { name: $text, columns: &[$(stringify!($column)),+] };
    )+ };
}

/// Rows of one table, enough for one statement.
#[derive(Debug)]
pub struct Chunk {
    table: &'static Table,
    values: Vec<Value>,
}

/// How many values one statement binds at most.
const MOST: usize = 8_000;

/// Where rows are put.
#[derive(Debug)]
pub struct Out {
    waiting: BTreeMap<&'static str, Chunk>,
    to: mpsc::Sender<Chunk>,
}

impl Out {
    pub fn new(to: mpsc::Sender<Chunk>) -> Self {
        Self { waiting: BTreeMap::new(), to }
    }

    /// Puts a row; waits while the writer is behind.
    pub fn row(&mut self, table: &'static Table, row: &[Value]) -> Outcome {
        if row.len() != table.columns.len() {
            return Err(format!("a row of {} has {} values", table.name, row.len()).into());
        }
        let empty = || Chunk { table, values: Vec::with_capacity(MOST) };
        let chunk = self.waiting.entry(table.name).or_insert_with(empty);
        chunk.values.extend_from_slice(row);
        if chunk.values.len() + row.len() > MOST {
            let full = std::mem::replace(chunk, empty());
            self.to.blocking_send(full)?;
        }
        Ok(())
    }

    /// Sends what waits.
    pub fn end(self) -> Outcome {
        for chunk in self.waiting.into_values().filter(|c| !c.values.is_empty()) {
            self.to.blocking_send(chunk)?;
        }
        Ok(())
    }
}

/// Writes everything that comes, in one transaction.
pub async fn write(raw: &mut Raw, mut from: mpsc::Receiver<Chunk>) -> Outcome {
    raw.begin().await?;
    while let Some(chunk) = from.recv().await {
        raw.insert(chunk.table.name, chunk.table.columns, &chunk.values).await?;
    }
    raw.commit().await
}
