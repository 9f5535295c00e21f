//! Sample addresses of every page, for the tests that visit them all.

use axum::http::header;
use axum::response::IntoResponse;
use kernel::{Error, PlaceCode, Stage, Subject};
use serde_json::{Value as Json, json};
use store::{Row, binds};
use web::{Cx, Reply, Verb};

use super::policy;

pub(super) fn verb() -> Verb {
    Verb::page("ground-home-sitemap", "/sitemap.json", policy::may_sitemap, get)
}

/// `GET /sitemap.json`, in the demo only: public pages as they come, desks by role.
async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_sitemap, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    if !cx.app.settings.demo {
        return Err(Error::NotFound.into());
    }
    let mut tx = cx.read().await?;
    let mut pages: Vec<Json> = ["/", "/places", "/places?name=社区", "/sign-in", "/sign-out"]
        .iter()
        .map(|path| json!({ "path": path }))
        .collect();
    pages.push(json!({ "path": "/desk", "role": "worker" }));
    pages.push(json!({ "path": "/desk", "role": "resident" }));
    let some = |rows: Vec<Row>, name: &str| rows.iter().map(|r| r.text(name)).collect::<kernel::Result<Vec<_>>>();
    let places = tx
        .all("SELECT DISTINCT place FROM ground_tally WHERE county >= '000000' ORDER BY place LIMIT 2", binds![])
        .await?;
    for place in some(places, "place")? {
        pages.push(json!({ "path": format!("/places/{place}") }));
        for list in ["problem", "task", "outcome"] {
            pages.push(json!({ "path": format!("/places/{place}/lists/{list}") }));
        }
    }
    let matters = tx
        .all(
            "SELECT '/' || county || '/matters/' || id AS path FROM ground_matter WHERE county >= '000000' \
             ORDER BY raised LIMIT 8",
            binds![],
        )
        .await?;
    for path in some(matters, "path")? {
        pages.push(json!({ "path": path }));
    }
    let notices = tx
        .all(
            "SELECT '/' || county || '/notices/' || id AS path FROM ground_notice WHERE county >= '000000' \
             ORDER BY opened LIMIT 2",
            binds![],
        )
        .await?;
    for path in some(notices, "path")? {
        pages.push(json!({ "path": format!("{path}/object") }));
        pages.push(json!({ "path": path }));
    }
    Ok(([(header::CONTENT_TYPE, "application/json")], Json::Array(pages).to_string()).into_response())
}
