//! 谁能办 — Everybody sees who looks after what; bodies of the place take duties and give them back.

use kernel::{Actor, Role, Ruling, Subject};

/// Who looks after what is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// A committee or convener of the place takes a duty; nobody takes it for them.
pub fn may_take_over(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Convener, Role::Committee], &on.place)
}

/// A committee or convener gives it back; a worker records that it was given back.
pub fn may_release(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Convener, Role::Committee, Role::Worker], &on.place)
}
