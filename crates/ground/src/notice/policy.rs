//! 谁能看公示 — Everybody may read a notice and object to it; those who serve the place answer.

use kernel::{Actor, Role, Ruling, Subject};

/// Notices are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody may object, without an account.
pub fn may_object(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place answer in public.
pub fn may_answer(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Committee, Role::Convener, Role::Street], &on.place)
}
