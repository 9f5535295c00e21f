//! 谁能办 — Anybody sees a rota; residents sign up; those who serve the place plan and enter paper.

use kernel::{Actor, Role, Ruling, Stage, Subject};

const PEOPLE: &[Role] = &[Role::Resident, Role::Convener, Role::Committee, Role::Worker];
const SERVE: &[Role] = &[Role::Convener, Role::Committee, Role::Worker];

/// Rotas are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody may print the sheet and hang it up.
pub fn may_sheet(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place plan, once the matter is more than a first word.
pub fn may_plan(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVE, &on.place)?;
    on.during(&[Stage::Decide, Stage::Build, Stage::Manage, Stage::Evaluate, Stage::Share])
}

/// Whoever lives in or serves the place signs up; nobody is put down by somebody else.
pub fn may_sign_up(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(PEOPLE, &on.place)
}

/// Only one's own turn is given back.
pub fn may_step_back(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(PEOPLE, &on.place)?;
    on.owned("manage-rota-refused-not-yours")
}

/// Those who came tell what they saw, or whoever serves the place tells it for them.
pub fn may_report(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(PEOPLE, &on.place)?;
    if actor.holds(SERVE, &on.place) { Ok(()) } else { on.owned("manage-rota-refused-not-there") }
}

/// Helpers who serve the place type in what stands on paper.
pub fn may_enter(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVE, &on.place)
}
