//! 议题·谁可以 — Who puts a question on the table.

use kernel::{Actor, Role, Ruling, Stage, Subject};

/// Topics are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place open a topic, before anything is built.
pub fn may_open(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Convener, Role::Committee, Role::Worker], &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide])
}

/// The same people add a matter; asked for the topic's place and for that matter's.
pub fn may_gather(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Convener, Role::Committee, Role::Worker], &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide])
}
