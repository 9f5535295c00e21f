//! 存储 — One database behind one small door: SQLite on a laptop, PostgreSQL in a county.
//!
//! Every statement is one SQL text for both engines (`$1` works on both, columns are `BIGINT` or `TEXT`).
//! A change, its facts, the public record and the jobs that follow commit together or not at all.
//!
//! ```text
//! begin → load, change, save → tell(fact) → commit        (fact + ledger leaf + jobs in one transaction)
//!                                         ↘ worker: one job, one transaction, exactly once
//! ```

mod act;
mod db;
mod fact;
mod job;
mod migrate;
mod record;
mod row;
mod tx;
mod value;

pub use act::{Act, forget_old};
pub use db::{Db, Dialect};
pub use fact::{Told, facts_of, facts_since};
pub use job::{Flow, Flows, Job, settle, work_one, work_until};
pub use migrate::{Migration, migrate};
pub use record::{Head, consistency, head, inclusion, leaf_bytes};
pub use row::Row;
pub use tx::Tx;
pub use value::Value;

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "store-20261122-begin",
    sql: include_str!("../migrations/20261122_begin.sql"),
}];

/// Binds the arguments of a statement in order: `binds![county, id, at]`.
#[macro_export]
macro_rules! binds {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}
