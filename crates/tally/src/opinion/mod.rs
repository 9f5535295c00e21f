//! 意见地图 — What people agree on across groups, as in Polis.
//!
//! People put forward statements, and everybody votes on them: agree, disagree or pass. Nobody can
//! answer anybody, so nobody can be shouted down. From the votes alone follows a map: people who vote
//! alike stand close together; where they fall into groups, what each group stands out for is named,
//! and what all groups agree on comes first.
//!
//! The method is that of Polis (Christopher Small, Michael Bjorkegren, Timo Erkkilä, Lynette Shaw and
//! Colin Megill, "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021),
//! worked from its formulas. With the production server it shares every number of every stage; from
//! raw votes alone a server that has grown with the conversation may put a few people elsewhere.
//!
//! Floats are used here, since nothing is decided: but only + − × ÷ and square roots in a fixed
//! order, so a map is the same on every machine. Nothing is drawn by chance except what somebody is
//! asked next, and that from a published seed.
//!
//! What may change without changing the map: people's ids (not a digit), the order of rows where
//! times are given and differ, rows repeated, votes that a later one replaces; statement ids, as far
//! as rounding (columns are summed in the order of ids) and the order of exact ties.
//!
//! ```
//! use tally::Lang;
//! use tally::opinion::{Map, Moderation, Votes, explain};
//!
//! let mut file = "participant,statement,vote\n".to_owned();
//! for person in 0..20 {
//!     let side = if person < 10 { 1 } else { -1 };
//!     file += &format!("{person},停车收费,{side}\n{person},装充电桩,1\n{person},夜里熄灯,{}\n", -side);
//! }
//! let map = Map::draw(Votes::read(file.as_bytes())?, Moderation::default());
//! assert_eq!(map.sizes(), [10, 10]);
//! assert_eq!(map.report().consensus.agree[0].tid, "装充电桩");
//! assert_eq!(explain(&map, Lang::Zh)[1], "意见分成 2 个小组：A 组 10 人，B 组 10 人。");
//! # Ok::<(), tally::read::Bad>(())
//! ```

pub mod consensus;
pub mod counts;
mod finder;
pub mod given;
pub mod group;
pub mod id;
pub mod kmeans;
mod lanczos;
pub mod map;
pub mod moderation;
pub mod pca;
pub mod place;
mod plain;
pub mod priority;
pub mod read;
pub mod repness;
pub mod report;
pub mod say;
mod sheet;
pub mod silhouette;
pub mod svg;
pub mod table;
pub mod votes;

pub use counts::Counts;
pub use given::Given;
pub use map::Map;
pub use moderation::{Columns, Moderation};
pub use pca::Pca;
pub use priority::{Next, next};
pub use read::Reader;
pub use report::Report;
pub use say::explain;
pub use votes::{Stance, Votes};
