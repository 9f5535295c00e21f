//! 开放数据规矩 — Open data is open.

use kernel::{Actor, Role, Ruling, Subject};

/// The page of a place's open data is public.
pub fn may_show(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}

/// So are its files.
pub fn may_download(actor: &Actor, on: &Subject) -> Ruling {
    actor.needs(&[Role::Visitor], &on.place)
}
