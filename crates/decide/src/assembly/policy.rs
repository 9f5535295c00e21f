//! 议事会·谁可以 — Who calls people together and keeps the minutes.

use kernel::{Actor, Role, Ruling, Stage, Subject};

const SERVES: &[Role] = &[Role::Convener, Role::Committee, Role::Worker];

/// Assemblies are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// So is the poster that calls people together.
pub fn may_poster(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// And the minutes as a sheet to sign.
pub fn may_minutes(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place call an assembly while the matter is being decided.
pub fn may_call(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide])
}

/// They record it, whenever they get to it.
pub fn may_record(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They correct the minutes in the open.
pub fn may_correct(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}
