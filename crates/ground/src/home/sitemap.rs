//! 样页 — Sample addresses of every page, for the tests that visit them all.

use axum::http::header;
use axum::response::IntoResponse;
use kernel::{Error, PlaceCode, Result, Role, Stage, Subject};
use store::{Tx, binds};
use web::{Cx, Reply, Sample, Verb};

use super::{policy, within_reach};

pub(super) fn verb() -> Verb {
    Verb::page("ground-home-sitemap", "/sitemap.json", policy::may_sitemap, get)
}

/// `GET /sitemap.json`, in the demo only.
async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_sitemap, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    if !cx.app.settings.demo {
        return Err(Error::NotFound.into());
    }
    let mut tx = cx.read().await?;
    let mut samples = Vec::new();
    for slice in &cx.app.slices {
        samples.extend((slice.samples)(&mut tx).await?);
    }
    let samples = within_reach(&mut tx, samples).await?;
    let text = serde_json::to_string(&samples).map_err(Error::fault)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// The pages of the ground.
pub(crate) async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages: Vec<Sample> =
        ["/", "/places", "/places?name=社区", "/places/42/search", "/sign-in", "/sign-out"]
            .into_iter()
            .map(Sample::public)
            .collect();
    pages.push(Sample::of(Role::Worker, "/desk"));
    pages.push(Sample::of(Role::Resident, "/desk"));
    pages.push(Sample::of(Role::Resident, "/sessions"));
    pages.push(Sample::of(Role::Resident, "/sessions/others"));
    let places = tx
        .all("SELECT DISTINCT place FROM ground_tally WHERE county >= '000000' AND level >= 12 AND n > 0 ORDER BY place LIMIT 2", binds![])
        .await?;
    for row in places {
        let place = row.text("place")?;
        pages.push(Sample::public(format!("/places/{place}")));
        pages.push(Sample::public(format!("/places/{place}/search?words=路灯")));
        for list in ["problem", "task", "outcome"] {
            pages.push(Sample::public(format!("/places/{place}/lists/{list}")));
        }
    }
    let matters = tx
        .all(
            "SELECT '/' || county || '/matters/' || id AS path FROM ground_matter WHERE county >= '000000' \
             ORDER BY raised LIMIT 8",
            binds![],
        )
        .await?;
    for row in matters {
        pages.push(Sample::public(row.text("path")?));
    }
    let records = tx
        .all(
            "SELECT county FROM store_head WHERE county >= '000000' ORDER BY county LIMIT 1",
            binds![],
        )
        .await?;
    for row in records {
        let county = row.text("county")?;
        pages.push(Sample::public(format!("/{county}/record")));
        pages.push(Sample::public(format!("/{county}/record/0")));
    }
    let notices = tx
        .all(
            "SELECT '/' || county || '/notices/' || id AS path FROM ground_notice WHERE county >= '000000' \
             ORDER BY opened LIMIT 2",
            binds![],
        )
        .await?;
    for row in notices {
        let path = row.text("path")?;
        pages.push(Sample::public(format!("{path}/object")));
        pages.push(Sample::public(path));
    }
    unanswered(tx, &mut pages).await?;
    Ok(pages)
}

/// The forms that answer what was asked about a notice.
async fn unanswered(tx: &mut Tx, pages: &mut Vec<Sample>) -> Result<()> {
    let asked = tx
        .all(
            "SELECT '/' || county || '/notices/' || notice || '/objections/' || id || '/answer' AS path \
             FROM ground_objection WHERE county >= '000000' AND answer IS NULL ORDER BY at LIMIT 9",
            binds![],
        )
        .await?;
    for row in asked {
        pages.push(Sample::of(Role::Worker, row.text("path")?));
    }
    Ok(())
}
