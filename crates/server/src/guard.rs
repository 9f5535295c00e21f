//! 守门 — Around every request: a time limit, an honest page when a handler breaks, one line in the log.
//!
//! The line names the route (`/{county}/notices/{id}`), never the address: follow-up links are secrets
//! and what people type while looking for similar matters stands in queries.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use kernel::{SystemRng, token};
use tokio::time::Instant;
use tower_http::catch_panic::CatchPanicLayer;

/// How long an answer may take before we say that we are busy.
pub const LIMIT: Duration = Duration::from_secs(30);

const PAGE: &str = include_str!("guard.html");

/// Puts the guard around a router; `patterns` are the addresses of all verbs, by which the log names requests.
pub fn around(router: Router, patterns: Vec<&'static str>, limit: Duration) -> Router {
    let patterns: Arc<[&'static str]> = patterns.into();
    router.layer(CatchPanicLayer::custom(broken)).layer(from_fn(
        move |request: Request, next: Next| {
            let route = route(&patterns, request.uri().path());
            watch(limit, route, request, next)
        },
    ))
}

/// The pattern a path fits, the one with the fewest gaps first; `-` for assets and what is not there.
/// Pages and API share their patterns.
fn route(patterns: &[&'static str], path: &str) -> &'static str {
    let path = path.strip_prefix("/api/v1").filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let fits = |pattern: &&&'static str| {
        let (mut here, mut there) = (path.split('/'), pattern.split('/'));
        loop {
            match (here.next(), there.next()) {
                (None, None) => return true,
                (Some(word), Some(gap))
                    if word == gap || gap.starts_with('{') && !word.is_empty() => {}
                _ => return false,
            }
        }
    };
    let gaps = |pattern: &&&'static str| pattern.matches('{').count();
    patterns.iter().filter(fits).min_by_key(gaps).copied().unwrap_or("-")
}

/// Marks the answer of a handler that broke.
#[derive(Clone)]
struct Broken;

fn broken(_: Box<dyn Any + Send>) -> Response {
    // The words of the panic are on standard error already; they are not for the page.
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Broken);
    response
}

async fn watch(limit: Duration, route: &'static str, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let json = request.uri().path().starts_with("/api/");
    let response = match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) if response.extensions().get::<Broken>().is_some() => {
            let id = token(&mut SystemRng, 8);
            tracing::error!(%id, %method, %route, "a handler broke");
            sorry(StatusCode::INTERNAL_SERVER_ERROR, json, &id)
        }
        Ok(response) => response,
        Err(_) => {
            let id = token(&mut SystemRng, 8);
            tracing::error!(%id, %method, %route, "a handler took too long");
            sorry(StatusCode::SERVICE_UNAVAILABLE, json, &id)
        }
    };
    let took = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(%method, %route, status = response.status().as_u16(), ms = took, "answered");
    response
}

/// The last page: it must need nothing that could itself be broken.
fn sorry(status: StatusCode, json: bool, id: &str) -> Response {
    let (kind, body) = if json {
        let body = serde_json::json!({
            "type": "urn:gongdi:problem:fault", "title": "出错了", "status": status.as_u16(),
            "detail": "这是我们的问题，请稍后再试。 This is our fault, please try again later.",
            "instance": id,
        });
        ("application/problem+json", body.to_string())
    } else {
        ("text/html; charset=utf-8", PAGE.replace("{id}", id))
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ];
    let mut response = (status, headers, body).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::routing::get;
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    async fn ask(path: &str) -> (u16, String, String) {
        let wild = || async { assert_eq!(1, 2, "a secret in a panic") };
        let slow = || async { std::future::pending::<()>().await };
        let router = Router::new()
            .route("/wild", get(wild))
            .route("/api/v1/wild", get(wild))
            .route("/slow", get(slow))
            .route("/fine", get(|| async { "fine" }));
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response =
            around(router, Vec::new(), Duration::from_millis(20)).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, kind, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_broken_handler_answers_honestly_and_tells_nothing() {
        let (status, kind, body) = ask("/wild").await;
        assert_eq!((status, kind.as_str()), (500, "text/html; charset=utf-8"));
        assert!(body.contains("出错了") && !body.contains("{id}") && !body.contains("secret"));
        let (status, kind, body) = ask("/api/v1/wild").await;
        assert_eq!((status, kind.as_str()), (500, "application/problem+json"));
        assert!(body.contains("urn:gongdi:problem:fault") && !body.contains("secret"));
    }

    #[tokio::test]
    async fn a_slow_handler_is_ended_and_a_good_one_left_alone() {
        assert_eq!(ask("/slow").await.0, 503);
        assert_eq!(ask("/fine").await.2, "fine");
    }

    #[test]
    fn requests_are_named_by_the_nearest_pattern() {
        let patterns = [
            "/",
            "/places",
            "/places/{place}",
            "/{county}/record",
            "/{county}/{list}",
            "/{county}/notices/{id}",
        ];
        for (path, name) in [
            ("/", "/"),
            ("/places", "/places"),
            ("/api/v1/places/420583", "/places/{place}"),
            ("/420583/record", "/{county}/record"),
            ("/420583/problems", "/{county}/{list}"),
            ("/420583/notices/SECRET", "/{county}/notices/{id}"),
            ("/420583/notices/", "-"),
            ("/a/b/c/d", "-"),
        ] {
            assert_eq!(route(&patterns, path), name, "{path}");
        }
    }
}
