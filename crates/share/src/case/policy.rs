//! 案例规矩 — Who may tell others about a solved matter, and who may try what others told.

use kernel::{Actor, Refusal, Role, Ruling, Stage, Subject};

const TELLERS: &[Role] = &[Role::Convener, Role::Committee, Role::Worker];
const TRIERS: &[Role] = &[Role::Resident, Role::Convener, Role::Committee, Role::Worker];

/// Cases are public.
pub fn may_list(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The cases of a place are public.
pub fn may_list_here(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// A published case is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who lead or serve the place write its cases, once the residents have spoken.
pub fn may_compose(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(TELLERS, &on.place)?;
    on.during(&[Stage::Evaluate, Stage::Share])
}

/// Those who may write a case may publish it, while its matter stays solved.
pub fn may_publish(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(TELLERS, &on.place)?;
    on.during(&[Stage::Evaluate, Stage::Share])
}

/// A case can be corrected whatever became of its matter since.
pub fn may_revise(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(TELLERS, &on.place)
}

/// A case can be withdrawn whatever became of its matter since.
pub fn may_withdraw(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(TELLERS, &on.place)
}

/// People who belong to a place try a case there; the subject is that place, not the case's.
pub fn may_try(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(TRIERS, &on.place).map_err(|refusal| {
        if actor.person.is_none() { refusal } else { Refusal::new("share-case-refused-not-there") }
    })
}

/// The roles that begin something at a place of theirs.
pub(super) fn triers() -> &'static [Role] {
    TRIERS
}
