//! 地方 — The place tree: statistical divisions down to the community, our own places below.

mod find;
pub mod import;
pub mod policy;
mod show;
mod store;

pub use find::search;
pub use store::{children, crumbs, load, names, put};

use kernel::PlaceCode;
use serde::Serialize;
use web::Verb;

/// A place as the tree knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Its own name; 8,151 names are not unique within their county.
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
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), find::verb()]
}
