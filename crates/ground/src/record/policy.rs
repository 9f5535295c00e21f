//! 谁能看记录 — The record is public.

use kernel::{Actor, Role, Ruling, Subject};

/// Anybody reads the record.
pub fn may_index(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody checks an entry.
pub fn may_entry(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
