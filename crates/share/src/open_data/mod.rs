//! 开放数据 — The matters of a place as a table anybody can take along: CSV for spreadsheets, JSON for programs.
//!
//! No personal data: number, place, title, stage, standing, class, dates, count of voices. At most
//! 10,000 rows per file; the next file begins after the last row of the one before.

mod download;
pub mod policy;
mod show;
mod store;

use web::Verb;

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), download::verb()]
}
