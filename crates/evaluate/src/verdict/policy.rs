//! 谁能说 — Who may say whether a matter is solved. `own` means: the actor reported it handled.

use kernel::{Actor, Refusal, Role, Ruling, Stage, Subject};

/// Refuses those who handled it: a second pair of eyes.
pub(crate) fn not_handler(on: &Subject) -> Ruling {
    if on.own { Err(Refusal::new("evaluate-verdict-refused-handler")) } else { Ok(()) }
}

/// Anybody with their private link, without an account.
pub fn may_give(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)?;
    not_handler(on)?;
    on.during(&[Stage::Evaluate, Stage::Share])
}

/// Anybody with their private link, also when the matter counts as solved.
pub fn may_dispute(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)?;
    not_handler(on)?;
    on.during(&[Stage::Evaluate, Stage::Share])
}

/// Those who serve the place write down what somebody without internet said, unless they handled it.
pub fn may_enter(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)?;
    not_handler(on)?;
    on.during(&[Stage::Evaluate])
}
