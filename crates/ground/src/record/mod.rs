//! 公开记录 — The public record of a county: every fact in order, provable, unchangeable unseen.

mod entry;
mod index;
pub mod policy;

use web::Verb;

pub(crate) fn verbs() -> Vec<Verb> {
    vec![index::verb(), entry::verb()]
}
