//! 调度·谁可以 — What is stuck is public; those who serve the place or stand above it dispatch.

use kernel::{Actor, Role, Ruling, Subject};

/// The agenda is public, as the lists are.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The minutes are public.
pub fn may_minutes(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The community's worker, the street, the county call it.
pub fn may_hold(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street, Role::County], &on.place)
}

/// They write down what is decided.
pub fn may_decide(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street, Role::County], &on.place)
}

/// They close it.
pub fn may_close(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street, Role::County], &on.place)
}
