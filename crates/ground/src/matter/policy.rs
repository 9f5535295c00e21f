//! 谁能看事项 — Who may look at matters: everybody. What is public is the same for all.

use kernel::{Actor, Role, Ruling, Subject};

/// The page of a matter is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The three lists are public.
pub fn may_list(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Finding a matter by its number is public.
pub fn may_find(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// What is public is searched by everybody.
pub fn may_search(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
