//! 反映·谁可以 — Anybody may speak without an account; those who serve a place may enter for others.

use kernel::{Actor, Level, Refusal, Role, Ruling, Subject};

/// Reporting is open to everybody, from the county down: above it nobody would answer.
pub fn may_new(actor: &Actor, on: &Subject) -> Ruling {
    low_enough(on)?;
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place enter for somebody who telephoned, came by, was visited or wrote.
pub fn may_enter(actor: &Actor, on: &Subject) -> Ruling {
    low_enough(on)?;
    actor.needs(&[Role::Worker, Role::Convener, Role::Committee, Role::Street], &on.place)
}

/// What is there already is public.
pub fn may_near(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Anybody may add a voice.
pub fn may_join(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Whoever has the private link.
pub fn may_follow(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Whoever has the private link corrects or withdraws the contact.
pub fn may_contact(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Whoever has the private link prints it.
pub fn may_slip(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The blank form is public.
pub fn may_paper(actor: &Actor, on: &Subject) -> Ruling {
    low_enough(on)?;
    actor.needs(&[Role::Visitor], &on.place)
}

fn low_enough(on: &Subject) -> Ruling {
    if on.place.level() >= Level::County {
        Ok(())
    } else {
        Err(Refusal::new("listen-report-refused-high").next("/places", "ground-place-find"))
    }
}
