//! 问题 — How answers without an act look: a page in plain words, or RFC 9457 problem details.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Error, Refusal, token};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::{App, Format, Frame, Link, Look, cx};

/// What an act came to: said once, kept for retries.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Done {
    pub key: String,
    pub url: String,
    pub data: Json,
}

/// What a problem page says.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The problem in three words.
    pub heading: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The id of our fault.
    pub fault: Option<String>,
    /// The next possible act.
    pub next: Option<Link>,
}

/// The page of a problem.
#[derive(Template)]
#[template(path = "problem.html")]
pub struct ProblemPage {
    /// The frame.
    pub page: Frame,
    /// What it says.
    pub problem: Problem,
}

/// Answers that an act was done.
pub(crate) fn done(app: &App, look: &Look, done: &Done) -> Response {
    match look.format {
        Format::Html => {
            let cookie = set_cookie(app, "gongdi_done", &done.key, 60);
            (
                StatusCode::SEE_OTHER,
                [(header::LOCATION, done.url.clone()), (header::SET_COOKIE, cookie)],
            )
                .into_response()
        }
        Format::Json => {
            let message = app.locales.say(look.lang, &done.key, &[]);
            let body =
                json!({ "done": done.key, "message": message, "url": done.url, "data": done.data });
            ([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
        }
    }
}

/// A cookie of ours.
pub(crate) fn set_cookie(app: &App, name: &str, value: &str, seconds: u32) -> String {
    let secure = if app.settings.origin.starts_with("https://") { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

pub(crate) fn reason(app: &App, look: &Look, refusal: &Refusal) -> String {
    let args: Vec<(&str, &str)> = refusal.args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    app.locales.say(look.lang, refusal.reason, &args)
}

/// A cause as an answer.
pub(crate) fn answer(
    app: &App,
    look: &Look,
    status: StatusCode,
    cause: &Error,
    route: &str,
) -> Response {
    let say = |key: &str| app.locales.say(look.lang, key, &[]);
    let mut problem = Problem {
        heading: say("web-problem-fault"),
        message: say("web-problem-fault-message"),
        fault: None,
        next: None,
    };
    let mut kind = "fault";
    let mut fields = Vec::new();
    match cause {
        Error::NotFound => {
            kind = "not-found";
            problem.heading = say("web-problem-missing");
            problem.message = say("web-problem-missing-message");
        }
        Error::Refused(refusal) => {
            kind = "refused";
            problem.heading = say("web-problem-refused");
            problem.message = reason(app, look, refusal);
            problem.next =
                refusal.next.as_ref().map(|(href, label)| Link::new(href.clone(), say(label)));
        }
        Error::Invalid(errors) => {
            kind = "invalid";
            problem.heading = say("web-problem-invalid");
            problem.message = say("web-problem-invalid-message");
            fields.extend(errors.iter().map(|e| {
                let words = app.locales.say(look.lang, e.reason, &[("arg", &e.arg)]);
                json!({ "field": e.field, "reason": e.reason, "message": words })
            }));
        }
        Error::Again(_) => {
            kind = "again";
            problem.heading = say("web-problem-refused");
            problem.message = say("web-problem-again");
        }
        Error::Fault(cause) => {
            let id = token(&mut *(app.rng)(), 8);
            tracing::error!(%id, %route, %cause, "a fault of ours");
            problem.fault = Some(id);
        }
    }
    match look.format {
        Format::Html => page(app, look, status, problem),
        Format::Json => {
            let body = json!({
                "type": format!("urn:gongdi:problem:{kind}"), "title": problem.heading,
                "status": status.as_u16(), "detail": problem.message, "instance": problem.fault,
                "errors": fields, "next": problem.next,
            });
            let kind = HeaderValue::from_static("application/problem+json");
            (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
        }
    }
}

fn page(app: &App, look: &Look, status: StatusCode, problem: Problem) -> Response {
    let frame = Frame::new(app, look, problem.heading.clone());
    match cx::html(&ProblemPage { page: frame, problem }) {
        Ok(mut response) => {
            *response.status_mut() = status;
            response
        }
        // The error page itself failed: plain words are all that is left.
        Err(_) => {
            (status, "出错了，请稍后再试。 Something went wrong, please try again.").into_response()
        }
    }
}
