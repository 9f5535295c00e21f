//! 看板规矩 — The board is public, and so is everything behind its numbers.

use kernel::{Actor, Role, Ruling, Subject};

/// The board of a place is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Its poster is public.
pub fn may_poster(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The matters behind a number are public.
pub fn may_matters(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
