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

/// Everybody chooses language, theme and size for their own browser.
pub fn may_settings(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
