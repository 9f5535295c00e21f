//! 断电 — `kill -9` in the middle of writing loses nothing that was acknowledged and makes nothing twice.
//!
//! ```text
//! eight neighbours object to a notice at once ─▶ kill -9 ─▶ start again ─▶ retry what got no answer, same keys
//! then: every objection is there exactly once, one fact each, and the public record verifies
//! ```

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use kernel::{Actor, Clock as _, Id, Moment, PlaceCode, Stage, SystemClock, SystemRng, days};
use store::{Db, binds};
use tally::Period;

use crate::gongdi::{Folder, Program, run, said};
use crate::http;
use crate::postgres::Postgres;

const NEIGHBOURS: usize = 8;
const ACTS: usize = 60;
/// After so many answers the program is killed.
const KILL_AFTER: usize = 40;

/// One act, by neighbour and number.
type Which = (usize, usize);

fn words((neighbour, number): Which) -> String {
    format!("邻居{neighbour}的第{number}条意见")
}

fn object(address: &str, notice: &str, which: Which) -> bool {
    let (neighbour, number) = which;
    let visitor = format!("NEIGHBOUR{neighbour:017}");
    let key = format!("objection-{number:04}");
    let body = serde_json::json!({ "words": words(which) }).to_string();
    match http::act(address, &format!("{notice}/object"), &visitor, &key, &body) {
        Ok(answer) => {
            assert_eq!(answer.status, 200, "{}", answer.body);
            true
        }
        Err(_) => false,
    }
}

/// A notice that hangs today, whatever day it is: opened when the holiday calendar reaches, ending later.
async fn notice(db: &Db) -> String {
    let opened: jiff::civil::DateTime = "2026-03-02T09:00".parse().unwrap();
    let opened = Moment::from_civil(opened);
    let mut tx = db.begin(&Actor::visitor(), opened, Box::new(SystemRng)).await.unwrap();
    for (code, kind, name) in
        [("42", "province", "湖北省"), ("4205", "city", "宜昌市"), ("420583", "county", "枝江市")]
    {
        ground::place::put(&mut tx, &PlaceCode::parse(code).unwrap(), kind, name).await.unwrap();
    }
    let (place, about) = (PlaceCode::parse("420583").unwrap(), ("custom", "x"));
    let notice = ground::notice::open(
        &mut tx,
        &place,
        None,
        Stage::Decide,
        about,
        "公示",
        "内容",
        "test",
        Period::days(7),
    );
    let notice = notice.await.unwrap();
    let ends = SystemClock.now().plus(days(30));
    let county = place.county();
    tx.run("UPDATE ground_notice SET ends = $2 WHERE county = $1", binds![&county, ends])
        .await
        .unwrap();
    tx.run("UPDATE store_job SET due = $2 WHERE county = $1", binds![&county, ends.plus(1)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    notice.url()
}

/// Everybody objects at once; the program is killed on the way. Gives who was answered.
fn object_until_killed(program: Program, notice: &str) -> BTreeMap<Which, bool> {
    let address = program.address.clone();
    let over = AtomicBool::new(false);
    let (answered, answers) = mpsc::channel();
    std::thread::scope(|scope| {
        for neighbour in 0..NEIGHBOURS {
            let (answered, address, over) = (answered.clone(), &address, &over);
            scope.spawn(move || {
                for number in 0..ACTS {
                    // After the kill nothing answers any more; those acts count as not answered.
                    let done = !over.load(Ordering::SeqCst)
                        && object(address, notice, (neighbour, number));
                    answered.send(((neighbour, number), done)).unwrap();
                }
            });
        }
        drop(answered);
        let (mut program, mut seen, mut all) = (Some(program), 0, BTreeMap::new());
        for (which, done) in answers {
            seen += usize::from(done);
            all.insert(which, done);
            if seen >= KILL_AFTER
                && let Some(program) = program.take()
            {
                program.kill();
                over.store(true, Ordering::SeqCst);
            }
        }
        all
    })
}

async fn kept(db: &Db, notice: &str) -> (BTreeMap<String, usize>, i64) {
    let mut tx = db.read(&Actor::visitor(), SystemClock.now(), Box::new(SystemRng)).await.unwrap();
    let id: Id<ground::notice::Notice> = Id::parse(notice.rsplit('/').next().unwrap()).unwrap();
    let rows = tx
        .all(
            "SELECT words FROM ground_objection WHERE county = $1 AND notice = $2",
            binds!["420583", &id],
        )
        .await
        .unwrap();
    let mut times = BTreeMap::new();
    for row in rows {
        *times.entry(row.text("words").unwrap()).or_default() += 1;
    }
    let facts = tx
        .one(
            "SELECT COUNT(*) AS n FROM store_fact WHERE county = $1 AND kind = $2",
            binds!["420583", "ground-notice-objected"],
        )
        .await
        .unwrap();
    (times, facts.int("n").unwrap())
}

async fn nothing_acknowledged_is_lost(database: &str, crash: impl FnOnce()) {
    let folder = Folder::new();
    let key = folder.join("gongdi.key");
    let text = format!(
        "database = \"{database}\"\nlisten = \"127.0.0.1:0\"\nkey_file = \"{}\"\n",
        key.display()
    );
    let file = folder.write("gongdi.toml", &text).display().to_string();
    let db = server::open(database).await.unwrap();
    store::migrate(&db, &server::migrations()).await.unwrap();
    let notice = notice(&db).await;
    db.close().await;

    let acts = object_until_killed(Program::start(&["serve", "--config", &file]), &notice);
    let lost: Vec<Which> =
        acts.iter().filter(|(_, done)| !**done).map(|(which, _)| *which).collect();
    assert_eq!(acts.len(), NEIGHBOURS * ACTS);
    assert!(
        lost.len() > NEIGHBOURS && acts.len() - lost.len() >= KILL_AFTER,
        "it was killed on the way"
    );
    crash();

    // What was answered is there, once; what was not may be there, but not twice.
    let program = Program::start(&["serve", "--config", &file]);
    let db = server::open(database).await.unwrap();
    let (times, facts) = kept(&db, &notice).await;
    for (which, done) in &acts {
        let n = times.get(&words(*which)).copied().unwrap_or(0);
        assert!(if *done { n == 1 } else { n <= 1 }, "{which:?}: {n} times, answered: {done}");
    }
    assert_eq!(usize::try_from(facts).unwrap(), times.len(), "one fact for each objection");

    // Everybody tries again with the same key, those who were answered too: nobody knows what was lost.
    for which in acts.keys() {
        assert!(object(&program.address, &notice, *which), "{which:?}");
    }
    let (times, facts) = kept(&db, &notice).await;
    assert_eq!(times.len(), NEIGHBOURS * ACTS);
    assert!(times.values().all(|n| *n == 1));
    assert_eq!(usize::try_from(facts).unwrap(), times.len());
    db.close().await;
    assert_eq!(program.stop(), Some(0));
    let check = run(&["check", "--config", &file]);
    assert_eq!(check.status.code(), Some(0), "{}", said(&check, &folder.0));
}

#[tokio::test]
async fn kill_nine_loses_nothing_on_sqlite() {
    let folder = Folder::new();
    let database = format!("sqlite:{}", folder.join("gongdi.db").display());
    nothing_acknowledged_is_lost(&database, || {}).await;
}

/// The database goes down with the program: as when the power of the whole machine fails.
#[tokio::test]
async fn kill_nine_loses_nothing_on_postgres() {
    let Some(postgres) = Postgres::start() else { return };
    nothing_acknowledged_is_lost(&postgres.url(), || postgres.crash()).await;
}
