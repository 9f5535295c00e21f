//! 谁能登录 — Everybody may try to sign in, sign out, and choose how pages look.

use kernel::{Actor, Role, Ruling, Subject};

/// Signing in is open to everybody.
pub fn may_begin(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Signing out is open to everybody.
pub fn may_end(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// Whoever is signed in sees where.
pub fn may_list(actor: &Actor, _: &Subject) -> Ruling {
    actor.signed_in().map(|_| ())
}

/// A session is ended by whose it is.
pub fn may_close(actor: &Actor, on: &Subject) -> Ruling {
    may_list(actor, on)?;
    on.owned("ground-session-refused-not-yours")
}

/// All others of one's own.
pub fn may_close_others(actor: &Actor, on: &Subject) -> Ruling {
    may_list(actor, on)
}

/// Everybody chooses language, theme and size for their own browser.
pub fn may_settings(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
