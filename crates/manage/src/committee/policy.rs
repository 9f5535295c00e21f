//! 谁能办 — Bodies are public; those who serve the community record them.

use kernel::{Actor, Role, Ruling, Subject};

/// Who looks after what is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The bodies of a place are public.
pub fn may_list(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// A community worker or the street records a convener or an ad-hoc council.
pub fn may_found(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)
}

/// As they record it, so they record its longer term.
pub fn may_renew(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)
}

/// As they record it, so they record its end.
pub fn may_dissolve(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)
}
