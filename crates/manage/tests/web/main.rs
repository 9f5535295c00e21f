//! 建设共管 — Tests of the pages and the API of `manage`, one module per noun, and two stories.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod agreement;
mod committee;
mod covenant;
mod pages;
mod rota;
mod story;
mod upkeep;

use kernel::{Id, MatterId, Moment, PlaceCode, Stage};
use serde_json::{Map, Value, json};
use store::Told;
use testkit::{Browser, ESTATE, World};

async fn worlds() -> Vec<World> {
    World::each(vec![ground::slice(), manage::slice()], manage::flows()).await
}

async fn sqlite() -> World {
    World::sqlite(vec![ground::slice(), manage::slice()], manage::flows()).await
}

/// A matter at a stage; gives its number and the address of its page.
async fn matter(w: &World, title: &str, stage: Stage) -> (MatterId, String) {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let mut tx = w.tx().await;
    let matter = ground::matter::open(&mut tx, &place, title, stage).await.unwrap();
    tx.commit().await.unwrap();
    (matter.id.clone(), matter.url())
}

async fn stage_of(w: &World, id: &MatterId) -> Stage {
    let mut tx = w.tx().await;
    let county = PlaceCode::parse(ESTATE).unwrap().county();
    ground::matter::load(&mut tx, &county, id).await.unwrap().stage
}

/// A fact another slice tells, with a subject of its own.
fn told(kind: &str, matter: Option<&MatterId>, body: Value) -> Told {
    let Value::Object(body) = body else { panic!("a body is an object") };
    let body: Map<String, Value> = body;
    Told {
        seq: 0,
        kind: kind.to_owned(),
        place: PlaceCode::parse(ESTATE).unwrap(),
        matter: matter.cloned(),
        stage: Stage::Decide,
        subject: Id::<()>::random(&mut kernel::SystemRng).to_string(),
        at: Moment(0),
        role: "worker".to_owned(),
        name: "gongdi".to_owned(),
        body,
    }
}

/// The committee an election of the estate installs.
fn elected(name: &str) -> Told {
    told(
        "decide-election-installed",
        None,
        json!({
            "body": name, "kind": "committee", "until": "2026-03-01",
            "members": "居民甲、居民乙、居民丙、居民丁、居民戊",
            "chair": "居民甲", "vice": "居民乙",
        }),
    )
}

async fn install(w: &World, told: &Told) {
    let mut tx = w.tx().await;
    manage::committee::install(&mut tx, told).await.unwrap();
    tx.commit().await.unwrap();
}

async fn finish_project(w: &World, told: &Told) {
    let mut tx = w.tx().await;
    manage::upkeep::await_taker(&mut tx, told).await.unwrap();
    tx.commit().await.unwrap();
}

async fn enact(w: &World, told: &Told) {
    let mut tx = w.tx().await;
    manage::covenant::enact(&mut tx, told).await.unwrap();
    tx.commit().await.unwrap();
}

/// How many facts of a kind the county's record has.
async fn count(w: &World, kind: &str) -> usize {
    let mut tx = w.tx().await;
    let county = PlaceCode::parse(ESTATE).unwrap().county();
    let facts = store::facts_since(&mut tx, &county, 0, 1000).await.unwrap();
    facts.iter().filter(|f| f.kind == kind).count()
}

/// The value of the first option of a choice whose words contain these.
async fn option(b: &mut Browser, form: &str, field: &str, words: &str) -> String {
    let (_, view) = b.api_get(form).await;
    let fields = view["fields"].as_array().expect("a form");
    let field = fields.iter().find(|f| f["name"] == field).expect("a field");
    let options = field["options"].as_array().unwrap();
    let found = options.iter().find(|o| o["label"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("no “{words}” in {options:?}"))["value"]
        .as_str()
        .unwrap()
        .to_owned()
}
