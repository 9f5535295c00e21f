//! 地方 — The place tree: statistical divisions down to the community, our own places below.
//!
//! A place is known by its code; its name may change, and the names it had are kept with their days.
//! Names are not unique (8,151 collide within a county), so people find a place by the path of names.

mod find;
pub mod import;
mod name;
pub mod policy;
mod show;
mod store;
mod was;

pub use find::search;
pub use name::spoken;
pub use store::{children, crumbs, load, named, names, put};
pub use was::{Was, was};

use kernel::PlaceCode;
use serde::Serialize;
use web::Verb;

/// A place as the tree knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Its own name as people say it (see [`spoken`]); 8,151 are not unique within their county.
    pub name: String,
    /// `province` … `community`, `estate`, `hamlet`, `group`, `building`, `household`.
    pub kind: String,
    /// The path of names, e.g. `湖北省 / 武汉市 / 江夏区 / 纸坊街道 / 七口堰社区`.
    pub way: String,
    /// The day from which the code is valid.
    pub since: String,
    /// The last day it was valid; `None` while it is.
    pub until: Option<String>,
}

impl Place {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/places/{}", self.code)
    }

    /// The address of its public board.
    pub fn board(&self) -> String {
        format!("/places/{}/board", self.code)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), find::verb()]
}
