//! 推选·谁可以 — Who opens an election, puts people forward, and counts.

use kernel::{Actor, Role, Ruling, Stage, Subject};

const SERVES: &[Role] = &[Role::Convener, Role::Committee, Role::Worker];
const EARLY: &[Stage] = &[Stage::Listen, Stage::Decide];

/// Elections are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place open one.
pub fn may_open(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)?;
    on.during(EARLY)
}

/// Residents put people forward, with their agreement.
pub fn may_nominate(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident, Role::Convener, Role::Committee, Role::Worker], &on.place)
}

/// Those who serve the place enter the open count.
pub fn may_count(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They confirm what somebody else entered.
pub fn may_confirm(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They call the next round for empty seats.
pub fn may_rerun(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They record whom the elected chose to preside.
pub fn may_assign(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They state that every objection was answered.
pub fn may_install(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}
