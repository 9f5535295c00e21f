//! 核对 — Extractors that keep what was typed and explain what is wrong.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use kernel::{Error, FieldError, Refusal};
use serde::de::DeserializeOwned;

use crate::{App, Fields, Form, Stop};

/// What came in a request's body: the same pairs from a page's form and from JSON.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pub pairs: Vec<(String, String)>,
    /// The key that makes a double click one act.
    pub idem: Option<String>,
}

/// What a form shows when it comes back: what was typed, and what was wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub pairs: Vec<(String, String)>,
    pub idem: Option<String>,
    pub errors: Vec<FieldError>,
    pub refusal: Option<Refusal>,
}

/// A form that was read without an error. Otherwise the handler is not reached, and the page comes
/// back with what was typed.
#[derive(Debug)]
pub struct Checked<F>(pub F);

impl<F: Form> FromRequestParts<App> for Checked<F> {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Stop> {
        let typed = parts.extensions.get::<Arc<Typed>>().cloned().unwrap_or_default();
        let mut fields = Fields::new(&typed.pairs);
        let form = F::read(&mut fields);
        if fields.errors.is_empty() {
            Ok(Self(form))
        } else {
            Err(Error::Invalid(fields.errors).into())
        }
    }
}

/// The parts of the path, typed. What cannot be read is not found: nothing has such a name.
#[derive(Debug)]
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for At<T> {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        axum::extract::Path::<T>::from_request_parts(parts, app)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|_| Error::NotFound.into())
    }
}

/// One named part of the path.
pub(crate) async fn path_part(parts: &mut Parts, app: &App, name: &str) -> Option<String> {
    let params = RawPathParams::from_request_parts(parts, app).await.ok()?;
    params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}
