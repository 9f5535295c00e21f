//! 奖补·谁可以 — The committee applies, three inspect, the notice hangs, street or county pays.

use kernel::{Actor, Role, Ruling, Subject};

use crate::project::policy::{FROM_BUILD, SERVING};

/// Awards are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The committee, or the convener where there is none, applies.
pub fn may_apply(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Committee, Role::Convener], &on.place)?;
    on.during(FROM_BUILD)
}

/// A resident who watches the quality, the street, the county inspect.
pub fn may_inspect(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident, Role::Street, Role::County], &on.place)?;
    on.owned("build-work-refused-monitor")?;
    on.during(FROM_BUILD)
}

/// Those who serve the place, or the street, post it.
pub fn may_announce(actor: &Actor, on: &Subject) -> Ruling {
    let roles: Vec<Role> = SERVING.iter().copied().chain([Role::Street]).collect();
    actor.needs(&roles, &on.place)?;
    on.during(FROM_BUILD)
}

/// Street or county pays.
pub fn may_pay(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Street, Role::County], &on.place)?;
    on.during(FROM_BUILD)
}
