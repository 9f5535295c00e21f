//! 首页与工作台 — What a visitor sees first, and what waits for those who are signed in.

mod desk;
mod front;
pub mod policy;
mod reach;
pub(crate) mod sitemap;

pub use reach::within_reach;

use web::Verb;

pub(crate) fn verbs() -> Vec<Verb> {
    vec![front::verb(), desk::verb(), sitemap::verb()]
}
