//! 答复 — How a request can end without an act: not found, refused, invalid, already done, or our fault.

use std::fmt;

use serde::Serialize;

/// A policy's answer.
pub type Ruling = std::result::Result<(), Refusal>;

/// The result of anything a person asked for.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something may not be done, and what may be done instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Locale key of the reason in plain words.
    pub reason: &'static str,
    /// Arguments of the reason: dates, numbers, names of bodies.
    pub args: Vec<(&'static str, String)>,
    /// The next possible act: link and locale key.
    pub next: Option<(String, &'static str)>,
}

impl Refusal {
    /// A refusal with a reason (a locale key).
    pub const fn new(reason: &'static str) -> Self {
        Self { reason, args: Vec::new(), next: None }
    }

    /// Adds an argument to the reason.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds the next possible act.
    #[must_use]
    pub fn next(mut self, href: impl Into<String>, label: &'static str) -> Self {
        self.next = Some((href.into(), label));
        self
    }
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// Locale key of what is wrong.
    pub reason: &'static str,
    /// The limit or unit the reason mentions.
    pub arg: String,
}

/// How a request ends without an act.
#[derive(Debug)]
pub enum Error {
    /// Nothing is here, or nothing this person may know of.
    NotFound,
    /// The policy or the state of the record says no.
    Refused(Refusal),
    /// The form needs correcting.
    Invalid(Vec<FieldError>),
    /// This very act was done before (same idempotency key): here is what came of it.
    Again(String),
    /// Our fault: logged once at the border, with an id shown to the person.
    Fault(String),
}

impl Error {
    /// One field is wrong for a reason (a locale key).
    pub fn field(field: &str, reason: &'static str) -> Self {
        let field = field.to_owned();
        Self::Invalid(vec![FieldError { field, reason, arg: String::new() }])
    }

    /// A fault with its technical cause, for the log only.
    pub fn fault(cause: impl fmt::Display) -> Self {
        Self::Fault(cause.to_string())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Refused(r) => write!(f, "refused: {}", r.reason),
            Self::Invalid(fields) => {
                let names: Vec<String> =
                    fields.iter().map(|e| format!("{} ({})", e.field, e.reason)).collect();
                write!(f, "invalid: {}", names.join(", "))
            }
            Self::Again(url) => write!(f, "already done: {url}"),
            Self::Fault(cause) => write!(f, "fault: {cause}"),
        }
    }
}

impl std::error::Error for Error {}
