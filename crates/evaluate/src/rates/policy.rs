//! 谁能看 — Who may look: everybody.

use kernel::{Actor, Role, Ruling, Subject};

/// The numbers of a place are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// So is the evidence behind them.
pub fn may_list(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
