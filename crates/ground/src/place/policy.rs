//! 谁能看地方 — Places are public.

use kernel::{Actor, Role, Ruling, Subject};

/// The page of a place is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Finding a place by name is public.
pub fn may_find(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
