//! 抽签小组 — A panel by lot that mirrors the neighbourhood, with the fairest chances.
//!
//! Some people are willing to sit; the panel must hold so many women, so many young, so many of
//! each building. Among all lotteries whose every panel meets the quotas, [`leximin`] finds the one
//! whose lowest chance is highest, then the next lowest, and so on; publishes it as whole tickets
//! with a proof; and draws one ticket from a public seed. [`check`] repeats it from the files.
//!
//! ```text
//!   people.csv, features.csv ──read──▶ types ──leximin──▶ Lottery ──draw(seed)──▶ panel ──▶ 句子
//!                                        │                   └──check──▶ gap ≤ 1/1 000 000
//!                                        └── no panel ──▶ Relaxation: the smallest change
//! ```
//!
//! ```
//! use tally::{Lang, lot::Lot, panel};
//!
//! let quotas = panel::quotas("feature,value,min,max\n性别,女,1,1\n性别,男,1,1\n".as_bytes())?;
//! let people = "id,性别\n甲,女\n乙,男\n丙,男\n丁,男\n";
//! let people = panel::people(people.as_bytes(), &quotas, &[])?;
//! let ask = panel::Ask { size: 2, one_per_household: false };
//! let lottery = panel::leximin(&people, &quotas, ask)?.draw(&Lot::new("2026-05-01 双色球 03 08"));
//! assert_eq!((lottery.probability["甲"], lottery.panel.len()), (1.0, 2));
//! assert!(panel::check(&people, &quotas, ask, &lottery)?.is_closed());
//! assert_eq!(panel::explain(&lottery, Lang::Zh)[0], "4 人报名，抽 2 人，各项回答都相同的归为一类，共 2 类。");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ceiling;
mod certificate;
mod climb;
mod leximin;
mod lottery;
mod mixture;
mod peel;
mod pool;
mod program;
mod read;
mod relax;
mod say;
mod search;
mod simplex;
mod stratified;

pub use certificate::{Certificate, Gap, Stage, check};
pub use leximin::leximin;
pub use lottery::{Drawn, Lottery, TICKETS, Ticket};
pub use pool::{Ask, MOST_PEOPLE, Person, Quota, Row, Type};
pub use program::Proof;
pub use read::{people, quotas};
pub use relax::{Change, Refused, Relaxation};
pub use say::{explain, explain_refused, explain_stratified};
pub use stratified::{Fate, Stratified, stratified};
