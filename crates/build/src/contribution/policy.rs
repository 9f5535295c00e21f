//! 贡献·谁可以 — Anybody gives and takes back; those who serve the place record and count.

use kernel::{Actor, Role, Ruling, Stage, Subject};

use crate::project::policy::{FROM_BUILD, SERVING};

/// Contributions are public, their givers are not.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// A receipt shows what the page of the contribution shows.
pub fn may_receipt(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody gives, also from away and without an account, while it is being built.
pub fn may_promise(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)?;
    on.during(&[Stage::Build])
}

/// The signed-in giver, or those who serve the place on their behalf.
pub fn may_deliver(actor: &Actor, on: &Subject) -> Ruling {
    if !on.own {
        actor.needs(SERVING, &on.place)?;
    }
    on.during(FROM_BUILD)
}

/// Those who serve the place count; the record refuses who delivered it.
pub fn may_accept(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVING, &on.place)?;
    on.during(FROM_BUILD)
}

/// Whoever has the private link.
pub fn may_follow(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Whoever has the private link says that it was brought.
pub fn may_bring(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)?;
    on.during(FROM_BUILD)
}

/// Whoever has the private link takes the promise back, at any time.
pub fn may_withdraw(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
