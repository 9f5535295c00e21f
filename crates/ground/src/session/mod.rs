//! 登录 — Getting in by a slip and out again, here and wherever else one is signed in. Only digests of secrets are kept.

mod begin;
mod close;
mod close_others;
mod end;
mod list;
pub mod policy;
mod settings;
mod store;

pub use begin::{Begin, Signer, demo_slips, signers};
pub use store::{begin as begin_session, identify, slip};

use web::Verb;

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        begin::verb(),
        end::verb(),
        list::verb(),
        close::verb(),
        close_others::verb(),
        settings::verb(),
    ]
}
