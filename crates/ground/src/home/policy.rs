//! 谁能看首页 — The front page is public; a desk belongs to who is signed in.

use kernel::{Actor, Role, Ruling, Subject};

/// The front page is public.
pub fn may_front(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// The list of sample pages for tests is public: it holds public addresses only.
pub fn may_sitemap(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// One's own desk.
pub fn may_desk(actor: &Actor, _: &Subject) -> Ruling {
    actor.signed_in().map(|_| ())
}
