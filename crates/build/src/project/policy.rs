//! 项目·谁可以 — Everybody may look; those who serve the place say that it is finished.

use kernel::{Actor, Role, Ruling, Stage, Subject};

/// Those who serve a place: its committee, its convener, community workers.
pub(crate) const SERVING: &[Role] = &[Role::Committee, Role::Convener, Role::Worker];

/// The stages in which a project's papers may still grow: money is settled after building.
pub(crate) const FROM_BUILD: &[Stage] =
    &[Stage::Build, Stage::Manage, Stage::Evaluate, Stage::Share];

/// Projects are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place finish it, while it is being built.
pub fn may_finish(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVING, &on.place)?;
    on.during(&[Stage::Build])
}
