//! 答 — What a handler gives back: an answer, or the reason there is none.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::{Error, Refusal};

/// What a handler gives back.
pub type Reply = Result<Response, Stop>;

/// Why a handler stopped. The border turns it into a page or a problem.
#[derive(Debug)]
pub struct Stop(pub Error);

impl From<Error> for Stop {
    fn from(cause: Error) -> Self {
        Self(cause)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self(Error::Refused(refusal))
    }
}

/// The cause, carried to the border.
#[derive(Debug, Clone)]
pub(crate) struct Cause(pub Arc<Error>);

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        let status = match self.0 {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Refused(_) => StatusCode::FORBIDDEN,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Again(_) => StatusCode::CONFLICT,
            Error::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Cause(Arc::new(self.0)));
        response
    }
}
