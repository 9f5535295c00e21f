//! 表决·谁可以 — Who opens a vote, who votes, and who reads paper ballots.

use kernel::{Actor, Role, Ruling, Stage, Subject};

const SERVES: &[Role] = &[Role::Convener, Role::Committee, Role::Worker];

/// Votes and their results are public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// So is every ballot once they are counted, so that anybody can count again.
pub fn may_ballots(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// And the file to count them from.
pub fn may_file(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Those who serve the place open a vote while the matter is being decided.
pub fn may_open(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)?;
    on.during(&[Stage::Listen, Stage::Decide])
}

/// Whoever stands on the frozen roll votes, whatever office they hold or do not hold.
pub fn may_cast(actor: &Actor, on: &Subject) -> Ruling {
    actor.signed_in()?;
    on.owned("decide-vote-refused-roll")
}

/// Those who serve the place enter paper ballots.
pub fn may_enter(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They confirm what somebody else entered.
pub fn may_confirm_paper(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They print the ballots.
pub fn may_paper(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}

/// They print the roll.
pub fn may_roll(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(SERVES, &on.place)
}
