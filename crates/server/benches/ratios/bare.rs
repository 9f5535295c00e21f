//! 光板 — A bare axum handler that returns the same bytes under the same headers: what the framework can do.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::runtime::Handle;

use crate::Outcome;
use crate::client::Client;

/// Serves what `client` just got, at `/`.
pub async fn serve(host: &Handle, client: &Client) -> Outcome<SocketAddr> {
    let mut headers = HeaderMap::new();
    for (name, value) in client.headers() {
        // The server writes these two itself.
        if !["content-length", "date"].contains(&name) {
            headers.append(name.parse::<HeaderName>()?, HeaderValue::from_str(value)?);
        }
    }
    let body = Bytes::copy_from_slice(client.body());
    let answer = move || {
        let mut response = Response::new(Body::from(body.clone()));
        *response.headers_mut() = headers.clone();
        std::future::ready(response)
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?.into_std()?;
    let at = listener.local_addr()?;
    host.spawn(async move {
        let listener = TcpListener::from_std(listener)?;
        axum::serve(listener, Router::new().route("/", get(answer))).await
    });
    Ok(at)
}
