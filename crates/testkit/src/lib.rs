//! 试验台 — A world for tests: both databases, a clock that is moved by hand, people, and pages to look at.
//!
//! ```no_run
//! # async fn demo() {
//! for w in testkit::World::each(vec![ground::slice()], ground::flows()).await {
//!     let mut worker = w.person("网格员", kernel::Role::Worker, testkit::COMMUNITY).await;
//!     let desk = worker.get("/desk").await;
//!     desk.ok().shows("七口堰社区");
//! }
//! # }
//! ```

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test whose world cannot be set up has failed: it stops with the reason"
)]

mod browser;
mod page;
mod world;

pub use browser::Browser;
/// The ground, for the tests of rooms below it.
pub use ground;
pub use page::Page;
pub use world::World;

/// The community tests happen in: 七口堰社区, 马家店街道, 枝江市.
pub const COMMUNITY: &str = "420583001003";
/// An estate in it: 国税小区.
pub const ESTATE: &str = "420583001003.01";
/// A community next to it, where nobody from [`COMMUNITY`] has a say.
pub const NEIGHBOUR: &str = "420583001004";
/// The county of both.
pub const COUNTY: &str = "420583";
