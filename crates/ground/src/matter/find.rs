//! 按编号找 — Finding a matter by the number somebody read aloud.

use kernel::{Error, MatterId, PlaceCode, Refusal, Stage, Subject};
use store::binds;
use web::{Cx, Reply, Verb};

use super::policy;

pub(super) fn verb() -> Verb {
    Verb::page("ground-matter-find", "/find", policy::may_find, get)
}

/// `GET /find?number=7KQ2-MXA9`: goes to the matter's page.
async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_find, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    let typed = cx.query("number").unwrap_or_default();
    let missing =
        || Error::from(Refusal::new("ground-matter-refused-number").next("/", "web-home"));
    let id = MatterId::parse(&typed).map_err(|_| missing())?;
    let mut tx = cx.read().await?;
    // The number alone does not say the county: this one look goes to every shard, by its own index.
    let row = tx
        .maybe("SELECT county FROM ground_matter WHERE county >= '000000' AND id = $1", binds![&id])
        .await?
        .ok_or_else(missing)?;
    let url = format!("/{}/matters/{id}", row.text("county")?);
    Ok(cx.go(&url))
}
