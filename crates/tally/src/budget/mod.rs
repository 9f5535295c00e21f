//! 参与式预算 — Shared money spent as the voters say, counted so that anybody can repeat it.
//!
//! ```text
//!   FILE.pb ──read──▶ Instance ──count(rule)──▶ Outcome ──explain──▶ 句子
//!                        │                        │
//!                        └────── check ◀── payments: who paid what, heap by heap
//! ```
//!
//! Rules: [greedy] by votes or by votes per cost, [equal shares](shares) with [completions](complete),
//! [sequential Phragmén](phragmen) and [maximin support](support). All numbers are exact; ties go to
//! the smallest project id as text; the order of ballots and projects in a file never matters.

pub mod check;
pub mod complete;
pub mod greedy;
pub mod instance;
pub mod money;
pub mod outcome;
pub mod phragmen;
pub mod read;
pub mod rule;
pub mod say;
pub mod shares;
pub mod support;

mod ballots;
mod flow;
mod payments;
mod purse;
mod rows;
mod sheet;

pub use complete::{Completion, EqualShares};
pub use greedy::Misfit;
pub use instance::{About, Draft, Instance, Project, VoteType};
pub use money::Amount;
pub use outcome::Outcome;
pub use payments::{Payments, payments};
pub use read::read;
pub use rule::{Rule, count};
pub use say::explain;
pub use shares::Utility;
