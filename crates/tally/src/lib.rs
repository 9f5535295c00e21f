//! 计数 — Counting that anybody can repeat: thresholds, votes, elections, working days and awards.
//!
//! Pure: no clock, no chance, no files, no floats. Legal rules are data ([`RuleBook`]), each version
//! with its law and its dates; a result ([`Outcome`]) carries every number it was judged by and says
//! so in plain sentences. Nothing here knows the slices that call it.
//!
//! ```text
//!   rules/*.toml ──parse──▶ RuleBook ──in_force(id, day the vote opened, place)──▶ &Rule
//!                                                                                   │
//!   ballots ──▶ owners::tally │ meeting │ election │ recall │ petition ──decide──▶ Outcome ──explain──▶ 句子
//! ```
//!
//! Owners vote under Civil Code art. 278:
//!
//! ```
//! use tally::{Choice, Lang, RuleBook, explain, owners};
//!
//! let opened = jiff::civil::date(2026, 5, 1);
//! let rule = RuleBook::builtin().in_force("cn-civil-278-ordinary", opened, "420115").unwrap();
//! let unit = |id: &str, choice| owners::Unit {
//!     unit: id.into(), owner: id.into(), area_centi: 30_000, choice, ..Default::default()
//! };
//! let units = [unit("1", Choice::Yes), unit("2", Choice::Yes), unit("3", Choice::None)];
//! let outcome = owners::decide(rule, &owners::tally(&units)?)?;
//! assert!(outcome.passed);
//! assert_eq!(explain(&outcome, Lang::Zh)[0], "参加面积 600.00 ㎡ ≥ 总面积 900.00 ㎡ 的 2/3：达到");
//! # Ok::<(), tally::Invalid>(())
//! ```
//!
//! A village assembly, a notice and an award:
//!
//! ```
//! use jiff::civil::date;
//! use tally::{Calendar, RuleBook, award, meeting};
//!
//! let (book, day) = (RuleBook::builtin(), date(2026, 5, 1));
//! let rule = book.in_force("cn-villagers-group-adults", day, "42").unwrap();
//! assert!(meeting::decide(rule, &meeting::Count::new(99, 66, 34))?.passed);
//!
//! let notice = book.in_force("cn-notice-award", day, "42").unwrap().notice().unwrap();
//! assert_eq!(Calendar::builtin().end(day, notice).unwrap(), date(2026, 5, 13));
//!
//! let policy = book.in_force("cn-award-policy", day, "42").unwrap().award().unwrap();
//! let claim = award::Claim { bills_fen: 15_000_000, cash_fen: 7_500_000, ..Default::default() };
//! assert_eq!(award::compute(policy, &claim)?.amount_fen, 7_500_000);
//! # Ok::<(), tally::Invalid>(())
//! ```

pub mod award;
pub mod ballot;
pub mod book;
pub mod budget;
pub mod calendar;
pub mod choice;
pub mod committee;
pub mod election;
pub mod explain;
pub mod fraction;
pub mod host;
pub mod invalid;
pub mod lot;
pub mod meeting;
mod nearest;
pub mod opinion;
pub mod outcome;
pub mod owners;
pub mod pairwise;
pub mod panel;
pub mod parse;
pub mod petition;
pub mod profile;
pub mod proxy;
pub mod published;
pub mod read;
pub mod recall;
pub mod rule;
pub mod seats;
pub mod steps;
pub mod threshold;
pub mod transfer;

pub use book::RuleBook;
pub use calendar::{Calendar, DayUnit, Period};
pub use choice::Choice;
pub use explain::{Lang, explain};
pub use fraction::Fraction;
pub use invalid::Invalid;
pub use outcome::{Line, Outcome};
pub use parse::{RuleError, parse};
pub use rule::{Rule, Wording};
pub use threshold::{Cmp, Threshold};
