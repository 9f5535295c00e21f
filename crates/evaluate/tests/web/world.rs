//! What the tests of this slice begin with: a matter that was handled and whose voices are asked.

use ground::matter::{self, Matter};
use ground::voice;
use kernel::{Channel, MatterId, PlaceCode, Stage};
use store::Told;
use testkit::{COUNTY, ESTATE, World};

pub(crate) async fn worlds() -> Vec<World> {
    World::each(vec![ground::slice(), evaluate::slice()], evaluate::flows()).await
}

/// What a slice tells when its part is done, as flows receive it.
pub(crate) fn told(matter: &Matter, kind: &str, seq: i64, who: &str) -> Told {
    Told {
        seq,
        kind: kind.to_owned(),
        place: matter.place.clone(),
        matter: Some(matter.id.clone()),
        stage: Stage::Listen,
        subject: "x".to_owned(),
        at: matter.raised,
        role: "worker".to_owned(),
        name: who.to_owned(),
        body: serde_json::Map::new(),
    }
}

/// A matter raised by voices through these channels, reported handled by 网格员, its voices asked.
pub(crate) async fn handled(w: &World, channels: &[Channel]) -> (Matter, Vec<String>) {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let county = place.county();
    let mut tx = w.tx().await;
    let mut m = matter::open(&mut tx, &place, "路灯不亮", Stage::Listen).await.unwrap();
    let mut secrets = Vec::new();
    for channel in channels {
        secrets.push(voice::add(&mut tx, &county, &m.id, *channel, None, None).await.unwrap().1);
        m.joined();
    }
    m.handled().unwrap();
    matter::save(&mut tx, &mut m).await.unwrap();
    evaluate::verdict::ask(&mut tx, &told(&m, "listen-matter-answered", 1000, "网格员"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (m, secrets)
}

/// The matter as it stands.
pub(crate) async fn now(w: &World, id: &MatterId) -> Matter {
    let mut tx = w.tx().await;
    matter::load(&mut tx, &PlaceCode::parse(COUNTY).unwrap().county(), id).await.unwrap()
}

/// The address of a verb behind a private link.
pub(crate) fn link(secret: &str, verb: &str) -> String {
    format!("/{COUNTY}/follow/{secret}/{verb}")
}

/// How often a fact of a kind stands on the thread.
pub(crate) async fn times(w: &World, id: &MatterId, kind: &str) -> usize {
    let mut tx = w.tx().await;
    let county = PlaceCode::parse(COUNTY).unwrap().county();
    let thread = store::facts_of(&mut tx, &county, id).await.unwrap();
    thread.iter().filter(|f| f.kind == kind).count()
}
