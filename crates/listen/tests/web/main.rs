//! 察民情 — Tests of the pages and the API of `listen`, one module per noun, and the story of the lights.

mod dispatch;
mod group;
mod lights;
mod matter;
mod report;
mod samples;
#[cfg(test)]
mod triage;

use kernel::Role;
use testkit::{Browser, COMMUNITY, World};

/// One world per database.
async fn worlds() -> Vec<World> {
    World::each(vec![ground::slice(), listen::slice()], Vec::new()).await
}

/// A neighbourhood worker of the community.
async fn worker(w: &World) -> Browser {
    w.person("网格员", Role::Worker, COMMUNITY).await
}

/// Reports as a visitor; gives the private page's address and the address of the matter's page.
async fn said(w: &World, place: &str, words: &str) -> (String, String) {
    let follow = w
        .visitor()
        .post(
            &format!("/places/{place}/report"),
            &[("words", words), ("place", place), ("anyway", "on")],
        )
        .await;
    let public = follow.ok().link("看这件事的公开页面");
    (follow.path.clone(), public)
}
