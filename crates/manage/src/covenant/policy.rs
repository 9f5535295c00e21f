//! 谁能办 — Covenants are public, checking a draft is open to all, filing is the street's.

use kernel::{Actor, Role, Ruling, Subject};

/// Covenants are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The covenants of a place are public.
pub fn may_list(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody prints the poster and hangs it up.
pub fn may_poster(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody checks a draft; nothing of it is kept.
pub fn may_check(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The street files a covenant (七部门意见 2018).
pub fn may_file(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Street], &on.place)
}
