//! 工序·谁可以 — Those who serve the place plan and record; residents watch, sign and raise defects.

use kernel::{Actor, Role, Ruling, Stage, Subject};

use crate::project::policy::SERVING;

const BUILD: &[Stage] = &[Stage::Build];

fn serving(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVING, &on.place)?;
    on.during(BUILD)
}

fn resident(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident], &on.place)?;
    on.during(BUILD)
}

/// Those who serve the place plan the steps.
pub fn may_plan(actor: &Actor, on: &Subject) -> Ruling {
    serving(actor, on)
}

/// Those who serve the place record that a step was begun.
pub fn may_start(actor: &Actor, on: &Subject) -> Ruling {
    serving(actor, on)
}

/// Those who serve the place record that a step was done.
pub fn may_complete(actor: &Actor, on: &Subject) -> Ruling {
    serving(actor, on)
}

/// Any resident of the place may watch the quality.
pub fn may_volunteer(actor: &Actor, on: &Subject) -> Ruling {
    resident(actor, on)
}

/// Only a resident who watches this project signs its steps.
pub fn may_sign(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident], &on.place)?;
    on.owned("build-work-refused-monitor")?;
    on.during(BUILD)
}

/// Any resident of the place raises a defect.
pub fn may_defect(actor: &Actor, on: &Subject) -> Ruling {
    resident(actor, on)
}

/// Those who serve the place say that it was put right.
pub fn may_mend(actor: &Actor, on: &Subject) -> Ruling {
    serving(actor, on)
}

/// Only who raised a defect, or a resident who watches, confirms that it was put right.
pub fn may_clear(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident], &on.place)?;
    on.owned("build-work-refused-raiser")?;
    on.during(BUILD)
}
