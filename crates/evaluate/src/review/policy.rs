//! 谁能答 — Who answers, and who carries paper. `own` means on the roll for answering, and having handled the
//! matter for the rest.

use kernel::{Actor, Role, Ruling, Subject};

use crate::verdict::policy::not_handler;

/// The results are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Who lives here and is on the roll answers, once.
pub fn may_answer(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Resident, Role::Convener, Role::Committee], &on.place)?;
    on.owned("evaluate-review-refused-roll")
}

/// Those who serve the place carry paper to those without internet, unless they handled the matter.
pub fn may_hand(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    not_handler(on)
}

/// As [`may_hand`], for the sheets to print.
pub fn may_sheet(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    not_handler(on)
}

/// As [`may_hand`], for sheets that came back.
pub fn may_enter(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    not_handler(on)
}
