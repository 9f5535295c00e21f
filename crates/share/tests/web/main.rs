//! 成果共享 — Tests of the pages and the API of `share`, one module per noun.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that finds something else than it expects must stop"
)]

mod board;
mod case;
mod open_data;

use ground::matter::{self, Matter};
use kernel::{Fact, Klass, PlaceCode, Role, Stage, Standing, days};
use testkit::World;
use web::{Slice, Strings};

/// Stands for the slices that tell of listening, building and evaluating: only their words.
fn others() -> Slice {
    let words = "listen-report-said = { $who } 反映：{ $title }\n\
                 build-contribution-accepted = { $who } 收到 { $giver } 出的 { $what }\n\
                 build-project-finished = 《{ $title }》完工，花费 { $cost } 元\n\
                 evaluate-matter-solved = 居民说解决了 { $solved }，部分 { $partly }，没有 { $not }，没联系上 { $unreached }\n";
    Slice {
        name: "others",
        verbs: Vec::new(),
        migrations: &[],
        strings: Strings { room: "others", zh: words, en: words },
        facts: &[],
        nav: &[],
        cards: Vec::new(),
        samples: |_| Box::pin(async { Ok(Vec::new()) }),
    }
}

async fn worlds() -> Vec<World> {
    World::each(vec![ground::slice(), share::slice(), others()], Vec::new()).await
}

async fn sqlite() -> World {
    World::sqlite(vec![ground::slice(), share::slice(), others()], Vec::new()).await
}

fn place(code: &str) -> PlaceCode {
    PlaceCode::parse(code).unwrap()
}

/// A matter at a place that stands so.
async fn matter(w: &World, code: &str, title: &str, standing: Standing) -> Matter {
    let mut tx = w.tx().await;
    tx.actor.name = "居民甲".into();
    let at = place(code);
    let mut m = matter::open(&mut tx, &at, title, Stage::Listen).await.unwrap();
    m.joined();
    let said =
        Fact::new("listen-report-said", Stage::Listen, &at, &m.id).on(&m.id).with("title", title);
    tx.tell(said).await.unwrap();
    let (soon, late) = (tx.now.plus(days(3)), tx.now.plus(days(30)));
    match standing {
        Standing::Open => m.accept(Klass::Small, "七口堰社区", soon).unwrap(),
        Standing::Parked => m.park("钱不够", "马家店街道", late, tx.now).unwrap(),
        Standing::Waiting => m.handled().unwrap(),
        Standing::Solved => {
            m.handled().unwrap();
            m.solved().unwrap();
        }
        Standing::Lapsed => {
            m.handled().unwrap();
            m.lapsed().unwrap();
        }
        Standing::Heard | Standing::Merged => {}
    }
    matter::save(&mut tx, &mut m).await.unwrap();
    tx.commit().await.unwrap();
    m
}

/// A matter that went the whole way: said, money given, finished, residents say solved 41 days later.
async fn solved(w: &World, code: &str, title: &str) -> Matter {
    let mut m = matter(w, code, title, Standing::Open).await;
    let at = place(code);
    w.advance(days(20)).await;
    let mut tx = w.tx().await;
    tx.actor.name = "理事会".into();
    let fact = |kind| Fact::new(kind, Stage::Build, &at, &m.id).on(&m.id);
    let given =
        fact("build-contribution-accepted").with("giver", "居民乙").with("what", "50000 元");
    tx.tell(given).await.unwrap();
    let done = fact("build-project-finished")
        .with("title", title)
        .with("cost", "150000.00")
        .with("upkeep", false);
    tx.tell(done).await.unwrap();
    tx.commit().await.unwrap();
    w.advance(days(21)).await;
    let mut tx = w.tx().await;
    tx.actor.name = "gongdi".into();
    m.handled().unwrap();
    m.solved().unwrap();
    m.advance(Stage::Share).unwrap();
    matter::save(&mut tx, &mut m).await.unwrap();
    let verdict = Fact::new("evaluate-matter-solved", Stage::Evaluate, &at, &m.id).on(&m.id);
    let verdict = verdict.with("solved", 12).with("partly", 2).with("not", 1).with("unreached", 3);
    tx.tell(verdict).await.unwrap();
    tx.commit().await.unwrap();
    m
}

/// Somebody who serves the community.
async fn worker(w: &World) -> testkit::Browser {
    w.person("网格员", Role::Worker, testkit::COMMUNITY).await
}
