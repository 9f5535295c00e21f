//! 归类·谁可以 — Those who sort matters say their kind; the county sees how suggestions are made and changes it.

use kernel::{Actor, Role, Ruling, Subject};

/// How suggestions are made is shown to everybody who works with them, wherever in the county they serve.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    const WORK: [Role; 3] = [Role::Worker, Role::Street, Role::County];
    if actor.offices.iter().any(|o| WORK.contains(&o.role) && on.place.contains(&o.place)) {
        return Ok(());
    }
    actor.needs(&WORK, &on.place)
}

/// The county trains a model from its matters.
pub fn may_train(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::County], &on.place)
}

/// It puts a model in use, or takes the one before back.
pub fn may_adopt(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::County], &on.place)
}

/// Whoever accepts matters says their kind, and says otherwise later, at any stage.
pub fn may_label(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Worker, Role::Street], &on.place)
}
