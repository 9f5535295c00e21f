//! 谁能办 — Agreements are public; people of the place propose, their representatives sign.

use kernel::{Actor, Role, Ruling, Stage, Subject};

const PEOPLE: &[Role] = &[Role::Resident, Role::Convener, Role::Committee, Role::Worker];

/// Agreements are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody prints the sheet.
pub fn may_sheet(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Whoever lives in or serves the place proposes terms, until the matter is judged.
pub fn may_propose(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(PEOPLE, &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide, Stage::Build, Stage::Manage])
}

/// Those who hold an office of a party sign; a worker records what was signed on paper.
pub fn may_sign(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Convener, Role::Committee, Role::Worker], &on.place)
}

/// Whoever lives in or serves the place tells what was heard or seen.
pub fn may_observe(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(PEOPLE, &on.place)
}
