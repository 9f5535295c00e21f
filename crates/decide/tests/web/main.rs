//! 决策共谋 — Tests of the pages and the API of `decide`, one module per noun.

#![expect(clippy::unwrap_used, reason = "what sets a test up may fail it")]

mod assembly;
mod election;
mod proposal;
mod story;
mod topic;
mod vote;

use ground::matter;
use ground::roll::{self, Entry, Kind};
use kernel::{Area, MatterId, PlaceCode, Result, Role, Stage};
use store::{Told, Tx};
use testkit::{Browser, COMMUNITY, ESTATE, World};

/// What `flows` does when a notice ends.
async fn notice_ended(tx: &mut Tx, told: &Told) -> Result<()> {
    decide::proposal::notice_ended(tx, told).await?;
    decide::election::notice_ended(tx, told).await
}

async fn worlds() -> Vec<World> {
    let mut flows = decide::flows();
    flows.push(store::follow!("test_notice_ended", "ground-notice-ended", notice_ended));
    World::each(vec![ground::slice(), decide::slice()], flows).await
}

/// A matter at the estate; gives the address of its page.
async fn matter_at(w: &World, title: &str, stage: Stage) -> String {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let mut tx = w.tx().await;
    let matter = matter::open(&mut tx, &place, title, stage).await.unwrap();
    tx.commit().await.unwrap();
    matter.url()
}

/// A matter under discussion.
async fn matter(w: &World) -> String {
    matter_at(w, "广场建在哪里", Stage::Decide).await
}

/// The number at the end of an address.
fn number(url: &str) -> MatterId {
    MatterId::parse(url.rsplit('/').next().unwrap()).unwrap()
}

async fn worker(w: &World, alias: &str) -> Browser {
    w.person(alias, Role::Worker, COMMUNITY).await
}

/// A line of the estate's roll.
async fn enrol(w: &World, kind: Kind, unit: &str, person: Option<&str>) {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let entry = Entry {
        unit: unit.to_owned(),
        head: format!("户主{unit}"),
        household: unit.to_owned(),
        area: Area(10_000),
        person: person.map(str::to_owned),
    };
    let mut tx = w.tx().await;
    roll::put(&mut tx, &place, kind, &entry).await.unwrap();
    tx.commit().await.unwrap();
}

/// `n` units whose owners have no account (`1-001`, `1-002` …).
async fn owners(w: &World, n: usize) {
    for i in 1..=n {
        enrol(w, Kind::Owners, &format!("1-{i:03}"), None).await;
    }
}

/// A person on the roll of owners.
async fn owner(w: &World, alias: &str, unit: &str) -> Browser {
    let (id, browser) = w.person_with_id(alias, Role::Resident, ESTATE).await;
    enrol(w, Kind::Owners, unit, Some(&id)).await;
    browser
}

/// Proposes a plan; gives its address.
async fn propose(by: &mut Browser, matter: &str) -> String {
    let plan = [("title", "改造小区环境"), ("body", "清理菜园，建停车位。"), ("cost", "50000")];
    let shown = by.post(&format!("{matter}/propose"), &plan).await;
    shown.ok();
    shown.path
}

/// What opening a binding vote of owners on rebuilding types.
const SPECIAL: &[(&str, &str)] = &[
    ("rule", "cn-civil-278-special"),
    ("mode", "binding"),
    ("basis", "本小区业主大会议事规则第十二条"),
    ("closes", "2023-03-20"),
];

/// Enters a paper ballot and has somebody else confirm it.
async fn paper(
    first: &mut Browser,
    second: &mut Browser,
    vote: &str,
    serial: &str,
    unit: &str,
    choice: &str,
) {
    let typed = [("serial", serial), ("unit", unit), ("choice", choice)];
    first.post(&format!("{vote}/enter"), &typed).await.ok().shows("已录入");
    let again = [("serial", serial), ("choice", choice)];
    second.post(&format!("{vote}/confirm-paper"), &again).await.ok().shows("两次一致");
}

/// No key may be missing in either language.
async fn reads_in_english(w: &World, by: &Browser, path: &str) {
    let mut reader = by.clone();
    reader.keep_cookie("gongdi_lang", "en");
    reader.get(path).await.ok().hides("⟦");
    let mut reader = by.clone();
    reader.get(path).await.ok().hides("⟦");
    assert!(!w.engine.is_empty());
}
