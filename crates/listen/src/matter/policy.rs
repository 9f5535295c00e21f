//! 受理·谁可以 — Those who serve the place handle what was heard; nobody else's contact is looked at without a reason.

use kernel::{Actor, Role, Ruling, Stage, Subject};

/// The community takes a matter on, or takes a parked one up again.
pub fn may_accept(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide, Stage::Build])
}

/// Answering at once; what is decided together is not answered away.
pub fn may_answer(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    on.during(&[Stage::Listen])
}

/// Taking up together, also by those who lead or sit on the committee.
pub fn may_take_up(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street, Role::Committee, Role::Convener], &on.place)?;
    on.during(&[Stage::Listen])
}

/// 挂账, while it is heard, decided or built.
pub fn may_park(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide, Stage::Build])
}

/// Joining two reports of one matter, before either is decided on.
pub fn may_merge(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    on.during(&[Stage::Listen])
}

/// A public word on progress, at every stage.
pub fn may_note(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street, Role::Committee, Role::Convener], &on.place)
}

/// Looking at a reporter's contact, with a reason that the reporter sees.
pub fn may_reveal(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)
}

/// What was revealed is seen by who gave the reason, and by nobody else.
pub fn may_revealed(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    on.owned("listen-matter-refused-not-yours")
}
