//! 边界 — What happens to every request before and after its handler.
//!
//! Who asks, in which language, how; the body read within limits; forged requests turned away. After
//! the handler: a refused or invalid form comes back on its own page with what was typed; a fault is
//! logged once; headers that keep pages safe.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::{MatchedPath, OriginalUri, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::{Router, routing};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use kernel::{Error, Refusal, Result, token};
use serde_json::Value as Json;
use tower::Layer as _;

use crate::cache::{self, Public};
use crate::checked::{Draft, Typed};
use crate::problem::{self, Done};
use crate::reply::Cause;
use crate::{App, Format, Look, asset};

/// The largest body of a form or a JSON act: 256 KiB.
pub const FORM_LIMIT: usize = 256 * 1024;

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// All routes of all slices, as pages and under `/api/v1`, behind the border.
pub fn router(app: &App) -> Router {
    let verbs = app.slices.iter().fold(Router::new(), |all, slice| all.merge(slice.routes()));
    let inside: Router = Router::new()
        // With the stroke at its end the front page has an address too: `/api/v1/`.
        .nest("/api/v1/", verbs.clone())
        .merge(verbs)
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn(name_route))
        .with_state(app.clone());
    // The border stands around the whole router, not around each method: so it can ask for a form's
    // page again when an act was refused.
    let bordered = from_fn_with_state(app.clone(), border).layer(inside);
    Router::new()
        .route("/assets/{mark}/{name}", routing::get(asset::get))
        .route("/api/openapi.json", routing::get(crate::openapi::get))
        .with_state(app.clone())
        .fallback_service(bordered)
        .layer(tower_http::compression::CompressionLayer::new())
}

/// The pattern of the route that answered: logs name it, never the path, which may hold a private link.
#[derive(Debug, Clone)]
struct RouteName(String);

async fn name_route(request: Request, next: Next) -> Response<Body> {
    let name = request.extensions().get::<MatchedPath>().map(|p| RouteName(p.as_str().to_owned()));
    let mut response = next.run(request).await;
    if let Some(name) = name {
        response.extensions_mut().insert(name);
    }
    response
}

async fn border(State(app): State<App>, request: Request, next: Next) -> Response<Body> {
    let now = app.clock.now();
    let path = request.extensions().get::<OriginalUri>().map_or(request.uri(), |uri| &uri.0);
    let path = path.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let look = Look::read(request.headers(), &path, now);
    // HEAD has no body: kept, it would empty the page for everybody.
    let kept = if *request.method() == Method::GET { cache::key(&look) } else { None };
    let version = app.db.version();
    if let Some(key) = &kept
        && let Some(page) = app.cache.find(key, version, now, request.headers())
    {
        return harden(page);
    }
    let look = match recognise(&app, look).await {
        Ok(look) => look,
        Err((look, cause)) => {
            return harden(problem::answer(
                &app,
                &look,
                StatusCode::INTERNAL_SERVER_ERROR,
                &cause,
                "border",
            ));
        }
    };
    let headers = request.headers().clone();
    let response = inside(&app, look.clone(), request, next).await;
    let mut response = match kept.filter(|_| response.extensions().get::<Public>().is_some()) {
        Some(key) => keep(&app, key, version, &look, &headers, response).await,
        None => cookies(&app, &look, response),
    };
    if look.format == Format::Json {
        response
            .headers_mut()
            .insert(header::VARY, HeaderValue::from_static("cookie, authorization"));
    }
    harden(response)
}

fn reads(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}

/// Who asks. A session that has ended leaves a visitor.
async fn recognise(app: &App, mut look: Look) -> std::result::Result<Look, (Look, Error)> {
    if look.visitor.len() < 20 {
        look.visitor = token(&mut *(app.rng)(), 26);
        look.fresh = true;
    }
    if let Some(session) = look.session.clone() {
        match (app.identify)(app, &session, look.now).await {
            Ok(Some(actor)) => look.actor = actor,
            Ok(None) => look.session = None,
            Err(cause) => return Err((look, cause)),
        }
    }
    Ok(look)
}

async fn inside(app: &App, look: Look, request: Request, next: Next) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(look.clone());
    let mut typed = Typed::default();
    let response = if reads(&parts.method) {
        next.clone().run(Request::from_parts(parts.clone(), Body::empty())).await
    } else {
        let read = read_body(app, &look, &parts, body, &mut typed).await;
        match read {
            Ok(()) => {
                let mut parts = parts.clone();
                parts.extensions.insert(Arc::new(typed.clone()));
                next.clone().run(Request::from_parts(parts, Body::empty())).await
            }
            Err(cause) => crate::Stop(cause).into_response(),
        }
    };
    let route =
        response.extensions().get::<RouteName>().map_or("unrouted", |r| r.0.as_str()).to_owned();
    let Some(Cause(cause)) = response.extensions().get::<Cause>().cloned() else {
        return if response.status().is_client_error()
            && response.headers().get(header::CONTENT_TYPE).is_none()
        {
            problem::answer(app, &look, response.status(), &Error::NotFound, &route)
        } else {
            response
        };
    };
    settle(app, &look, parts, next, typed, &cause, response.status(), &route).await
}

/// Turns the cause into an answer: the same page again where that helps, a problem otherwise.
#[expect(clippy::too_many_arguments, reason = "one private step of the border, split for reading")]
async fn settle(
    app: &App,
    look: &Look,
    mut parts: Parts,
    next: Next,
    typed: Typed,
    cause: &Error,
    status: StatusCode,
    route: &str,
) -> Response<Body> {
    if let Error::Again(sealed) = cause
        && let Ok(text) = app.seal.open("store_act.answer", sealed)
        && let Ok(done) = serde_json::from_str::<Done>(&text)
    {
        return problem::done(app, look, &done);
    }
    let status = if matches!(cause, Error::Refused(r) if r.reason == TOO_LARGE) {
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        status
    };
    let again = match cause {
        Error::Invalid(errors) => Some((errors.clone(), None)),
        Error::Refused(refusal) => Some((Vec::new(), Some(refusal.clone()))),
        _ => None,
    };
    if let Some((errors, refusal)) = again
        && look.format == Format::Html
        && !reads(&parts.method)
    {
        let draft = Draft { pairs: typed.pairs, idem: typed.idem, errors, refusal };
        parts.method = Method::GET;
        parts.extensions.insert(Arc::new(draft));
        let mut page = next.run(Request::from_parts(parts, Body::empty())).await;
        if page.status() == StatusCode::OK {
            *page.status_mut() = status;
            page.extensions_mut().remove::<Public>();
            return page;
        }
    }
    problem::answer(app, look, status, cause, route)
}

const TOO_LARGE: &str = "web-refused-large";

async fn read_body(
    app: &App,
    look: &Look,
    parts: &Parts,
    body: Body,
    typed: &mut Typed,
) -> Result<()> {
    let collected = Limited::new(body, FORM_LIMIT).collect().await;
    let bytes = match collected {
        Ok(all) => all.to_bytes(),
        Err(e) if e.is::<LengthLimitError>() => return Err(Refusal::new(TOO_LARGE).into()),
        Err(_) => return Err(Refusal::new("web-refused-broken").into()),
    };
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    match look.format {
        Format::Json => {
            // A JSON type cannot be sent across sites without asking first: that is the CSRF guard here.
            if !kind.starts_with("application/json") {
                return Err(Refusal::new("web-refused-json").into());
            }
            typed.pairs = json_pairs(&bytes)?;
            typed.idem = parts
                .headers
                .get("idempotency-key")
                .and_then(|v| v.to_str().ok())
                .filter(|k| (8..=128).contains(&k.len()))
                .map(str::to_owned);
        }
        Format::Html => {
            let pairs = form_urlencoded::parse(&bytes).into_owned();
            typed.pairs = pairs.filter(|(k, _)| k != "csrf" && k != "idem").collect();
            let of = |name| {
                form_urlencoded::parse(&bytes).find(|(k, _)| k == name).map(|(_, v)| v.into_owned())
            };
            typed.idem = of("idem").filter(|k| (8..=128).contains(&k.len()));
            let good = app.seal.mark("csrf", &look.visitor);
            if look.fresh || of("csrf").is_none_or(|given| given != good) {
                return Err(Refusal::new("web-refused-csrf").into());
            }
        }
    }
    Ok(())
}

fn json_pairs(bytes: &[u8]) -> Result<Vec<(String, String)>> {
    let broken = || Error::from(Refusal::new("web-refused-json"));
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let Ok(Json::Object(object)) = serde_json::from_slice::<Json>(bytes) else {
        return Err(broken());
    };
    let mut pairs = Vec::new();
    for (name, value) in object {
        let many = if let Json::Array(many) = value { many } else { vec![value] };
        for one in many {
            match one {
                Json::Null => {}
                Json::String(text) => pairs.push((name.clone(), text)),
                Json::Bool(_) | Json::Number(_) => pairs.push((name.clone(), one.to_string())),
                Json::Array(_) | Json::Object(_) => {
                    return Err(Error::field(&name, "web-wrong-choice"));
                }
            }
        }
    }
    Ok(pairs)
}

async fn keep(
    app: &App,
    key: String,
    version: u64,
    look: &Look,
    headers: &axum::http::HeaderMap,
    response: Response<Body>,
) -> Response<Body> {
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .cloned()
        .unwrap_or(HeaderValue::from_static("text/html; charset=utf-8"));
    match response.into_body().collect().await {
        Ok(body) => app.cache.keep(key, version, look.now, kind, body.to_bytes(), headers),
        Err(cause) => {
            let cause = Error::fault(cause);
            problem::answer(app, look, StatusCode::INTERNAL_SERVER_ERROR, &cause, "cache")
        }
    }
}

/// Remembers the browser for CSRF and act keys; says what was done only once.
fn cookies(app: &App, look: &Look, mut response: Response<Body>) -> Response<Body> {
    let mut set = Vec::new();
    if look.fresh && look.format == Format::Html {
        set.push(problem::set_cookie(app, "gongdi_visitor", &look.visitor, 34_560_000));
    }
    if look.told.load(Ordering::Relaxed) && response.status().is_success() {
        set.push(problem::set_cookie(app, "gongdi_done", "", 0));
    }
    for cookie in set.iter().filter_map(|c| HeaderValue::from_str(c).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn harden(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Follow-up links are secrets: they never leave with a referrer.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    response
}
