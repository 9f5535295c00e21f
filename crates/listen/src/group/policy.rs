//! 同类问题·谁可以 — Those who serve a place or stand above it; it is drawn from words, so no visitor asks for it.

use kernel::{Actor, Role, Ruling, Subject};

/// The groups of a place.
pub fn may_list(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street, Role::County], &on.place)
}

/// One group with its matters.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street, Role::County], &on.place)
}

/// Pairs that look the same, for those who serve the community: two people are few, and do not leave it.
pub fn may_pairs(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker], &on.place)
}
