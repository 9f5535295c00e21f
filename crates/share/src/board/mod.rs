//! 公开看板 — The first thing people see of a place: what happens here and how its matters stand.
//!
//! Every number leads to the records behind it. Privacy narrows upward: a community shows its matters and
//! what was done; above it there are only numbers and the places below, in the order of their codes, for a
//! board compares nobody.
//!
//! Bounded whatever the number of matters: counts come from `ground_tally`, kept with every change; what is
//! overdue depends on the clock and cannot be kept, so it is counted by an index of its own up to
//! [`count::MOST`] per place below; what happened last comes from an index of the record by community.

pub mod count;
mod matters;
pub mod policy;
mod poster;
mod samples;
mod show;
mod store;

pub use count::{Count, Pick};
pub use samples::samples;
pub(crate) use store::counties;

use web::Verb;

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), poster::verb(), matters::verb()]
}
