//! Who may propose and take back.

use kernel::{Actor, Role, Ruling, Stage, Subject};

/// Proposals are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Residents of the place and those who serve it propose, while the matter is being decided.
pub fn may_propose(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident, Role::Convener, Role::Committee, Role::Worker], &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide])
}

/// Only the author takes a proposal back, whoever else serves the place.
pub fn may_withdraw(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident, Role::Convener, Role::Committee, Role::Worker], &on.place)?;
    on.owned("decide-proposal-refused-not-yours")?;
    on.during(&[Stage::Listen, Stage::Decide])
}
