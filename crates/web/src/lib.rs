//! 网页 — What every page and every answer shares: the request, forms, errors, languages, the frame.
//!
//! A verb is one handler for reading (`get`) and one for acting (`post`). Page and JSON API are the same
//! two handlers: under `/api/v1` the same path reads JSON and answers JSON.
//!
//! ```text
//! request ─▶ border: who, language, typed body, CSRF ─▶ handler ─▶ Reply
//!                 ╰── refused or invalid: the same page again, with what was typed and what is wrong
//! ```

mod app;
mod asset;
mod border;
mod cache;
mod checked;
mod cx;
mod field;
mod form;
mod frame;
mod locale;
mod look;
mod openapi;
mod problem;
mod qr;
mod reply;
mod slice;

pub use app::{App, Identify, Settings};
pub use border::{FORM_LIMIT, router};
pub use checked::{At, Checked};
pub use cx::{Ask, Cx};
pub use field::{FieldView, Fields, Kind, Spec};
pub use form::{Choice, Form, FormView};
pub use frame::{Crumb, Frame, Link, NavItem, percent, query_value};
pub use locale::{Locales, Strings, keys};
pub use look::{Format, Look};
pub use openapi::openapi;
pub use problem::ProblemPage;
pub use qr::qr_svg;
pub use reply::{Reply, Stop};
pub use slice::{Act, Card, CardFn, May, Nav, Sample, SamplesFn, Slice, Verb};

/// The strings of this room.
pub const STRINGS: Strings = Strings {
    room: "web",
    zh: include_str!("../locales/zh-Hans.ftl"),
    en: include_str!("../locales/en.ftl"),
};
