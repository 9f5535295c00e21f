//! 账目·谁可以 — The account is public; those who serve the place keep it, two by two.

use kernel::{Actor, Role, Ruling, Subject};

use crate::project::policy::{FROM_BUILD, SERVING};

/// The account is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

fn serving(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVING, &on.place)?;
    on.during(FROM_BUILD)
}

/// Those who serve the place enter lines.
pub fn may_enter(actor: &Actor, on: &Subject) -> Ruling {
    serving(actor, on)
}

/// Those who serve the place look at a line; the record refuses who entered it.
pub fn may_confirm(actor: &Actor, on: &Subject) -> Ruling {
    serving(actor, on)
}

/// Those who serve the place counter a wrong line.
pub fn may_counter(actor: &Actor, on: &Subject) -> Ruling {
    serving(actor, on)
}
