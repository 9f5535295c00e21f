//! 方案·谁可以 — Who may propose, revise, take back, object, answer and confirm.

use kernel::{Actor, Role, Ruling, Stage, Subject};

/// Those who have a say at a place, or serve it.
const HERE: &[Role] = &[Role::Resident, Role::Convener, Role::Committee, Role::Worker];

/// Proposals are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// So is every edition that was ever shown.
pub fn may_version(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Residents of the place and those who serve it propose, while the matter is being decided.
pub fn may_propose(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(HERE, &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide])
}

/// Only the author writes a new edition.
pub fn may_revise(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(HERE, &on.place)?;
    on.owned("decide-proposal-refused-not-yours")?;
    on.during(&[Stage::Listen, Stage::Decide])
}

/// Only the author takes a proposal back, whoever else serves the place.
pub fn may_withdraw(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(HERE, &on.place)?;
    on.owned("decide-proposal-refused-not-yours")?;
    on.during(&[Stage::Listen, Stage::Decide])
}

/// Anybody objects, without an account.
pub fn may_object(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The author answers, and so do those who serve the place.
pub fn may_answer(actor: &Actor, on: &Subject) -> Ruling {
    if on.own {
        return actor.needs(HERE, &on.place);
    }
    actor.needs(&[Role::Convener, Role::Committee, Role::Worker], &on.place)
}

/// Those who serve the place confirm that every objection was answered.
pub fn may_confirm(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Convener, Role::Committee, Role::Worker], &on.place)
}
