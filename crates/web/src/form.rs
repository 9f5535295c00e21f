//! 表单 — A verb's form: what it asks, and what was typed when it comes back.

use askama::Template;
use serde::Serialize;

use crate::{FieldView, Fields, Frame, Link};

/// What a verb asks of a person or a program.
pub trait Form: Sized + Send {
    /// The verb's name: the locale keys of the form begin with it.
    const NAME: &'static str;
    /// Describes and reads the fields in one go.
    fn read(fields: &mut Fields) -> Self;
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl Choice {
    /// A choice that is not chosen yet.
    pub fn new(value: impl std::fmt::Display, label: impl std::fmt::Display) -> Self {
        Self { value: value.to_string(), label: label.to_string(), chosen: false }
    }
}

/// A form as `form.html` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// Where it is sent.
    pub action: String,
    /// What it is.
    pub title: String,
    /// What will happen, in a sentence.
    pub intro: Option<String>,
    /// The words on the button.
    pub submit: String,
    /// Whether it cannot be undone.
    pub danger: bool,
    /// Why it was refused.
    pub error: Option<String>,
    /// What can be done instead.
    pub next: Option<Link>,
    /// What it asks.
    pub fields: Vec<FieldView>,
    /// The token against forged requests.
    pub csrf: String,
    /// The key that makes a double click one act.
    pub idem: String,
    /// The way back.
    pub back: Option<Link>,
    /// Whether the script may send it without a full reload.
    pub enhance: bool,
    /// Ready HTML shown above the form (from our own templates only).
    pub above: Option<String>,
}

/// The generic page of a form.
#[derive(Template)]
#[template(path = "form.html")]
pub(crate) struct FormPage {
    pub page: Frame,
    pub form: FormView,
}
