//! 边界 — What every page shares: bad input, cookies, headers, languages, the cache, the API.

#[cfg(test)]
mod api;
#[cfg(test)]
mod input;
#[cfg(test)]
mod pages;

use kernel::{PlaceCode, Stage};
use tally::Period;
use testkit::ground::notice::{self, Notice};
use testkit::{COMMUNITY, World};

/// Worlds with the ground only.
#[cfg(test)]
async fn worlds() -> Vec<World> {
    World::each(Vec::new(), Vec::new()).await
}

/// A notice that hangs for seven days: its objection form is the act these tests send.
#[cfg(test)]
async fn notice(w: &World) -> Notice {
    let place = PlaceCode::parse(COMMUNITY).unwrap();
    let mut tx = w.tx().await;
    let about = ("proposal", "p1");
    let notice = notice::open(
        &mut tx,
        &place,
        None,
        Stage::Decide,
        about,
        "广场方案公示",
        "晒谷、停车",
        "cn-notice-decision@test",
        Period::days(7),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    notice
}
