//! 静态文件 — Stylesheet and script, in the program itself, named by fingerprint, kept a year.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static [u8],
    mark: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |name, kind, body: &'static [u8]| {
        let text = String::from_utf8_lossy(body);
        let mark = kernel::digest(&text).chars().take(12).collect();
        Asset { name, kind, body, mark }
    };
    vec![
        asset("gongdi.css", "text/css; charset=utf-8", include_bytes!("../assets/gongdi.css")),
        asset("gongdi.js", "text/javascript; charset=utf-8", include_bytes!("../assets/gongdi.js")),
        asset("seal.svg", "image/svg+xml", include_bytes!("../assets/seal.svg")),
    ]
});

/// The address of an asset.
pub(crate) fn address(name: &str) -> String {
    match ASSETS.iter().find(|a| a.name == name) {
        Some(asset) => format!("/assets/{}/{}", asset.mark, asset.name),
        None => format!("/assets/missing/{name}"),
    }
}

/// `GET /assets/{mark}/{name}`
pub(crate) async fn get(Path((mark, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.iter().find(|a| a.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A page of an older copy may ask for an older mark: it gets the present file, not kept.
    let keep = if mark == asset.mark { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, keep)], asset.body)
        .into_response()
}
