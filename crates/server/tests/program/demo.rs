//! The demo: one command, kept between starts, started over on demand, and never anybody else's files.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Instant;

use kernel::{Clock as _, Seal, SystemClock};
use server::demo::{self, Stage};
use store::binds;

use crate::gongdi::{Folder, Program, run, said};
use crate::http;

fn start(folder: &Folder, more: &[&str]) -> Program {
    let data = folder.join("demo");
    Program::start(&[&["demo", "--port", "0", "--data", data.to_str().unwrap()], more].concat())
}

/// What has happened in the county, as the public record tells it.
fn record(program: &Program) -> serde_json::Value {
    let record = http::get(&program.address, "/api/v1/420583/record");
    assert_eq!(record.status, 200, "{}", record.body);
    record.json()
}

/// How many facts there are.
fn size(program: &Program) -> i64 {
    record(program).pointer("/head/size").and_then(serde_json::Value::as_i64).unwrap()
}

fn sign_in(program: &Program, role: &str) -> http::Answer {
    let link = program.link(role);
    let code = link.split_once("code=").unwrap().1.to_owned();
    let body = serde_json::json!({ "code": code }).to_string();
    http::act(&program.address, "/sign-in", "A2345678901234567890123456", "sign-in-key", &body)
        .unwrap()
}

#[test]
fn it_starts_twice_keeps_what_was_done_and_starts_over_on_demand() {
    let folder = Folder::new();
    let first = start(&folder, &[]);
    assert_eq!(http::get(&first.address, "/").status, 200);
    for role in kernel::Role::ALL.iter().skip(1) {
        assert!(first.link(role.word()).starts_with("/sign-in?code="), "{role}");
    }
    // A session is something that was done: it must outlive the restart, and not a fresh start.
    let session = sign_in(&first, "worker").cookie("gongdi_session").unwrap();
    let desk = |program: &Program| {
        let cookie = format!("gongdi_session={session}");
        http::send(&program.address, "GET /desk", &[("cookie", &cookie)], "").unwrap().status
    };
    assert_eq!(desk(&first), 200);
    let told = record(&first);
    assert_eq!(first.stop(), Some(0));

    let again = Instant::now();
    let second = start(&folder, &[]);
    assert_eq!(http::get(&second.address, "/").status, 200);
    // A second as it is shipped; this build is slower and shares the machine with other tests.
    let limit = if cfg!(debug_assertions) { 5_000 } else { 1_000 };
    assert!(again.elapsed().as_millis() < limit, "the first page took {:?}", again.elapsed());
    assert_eq!(desk(&second), 200);
    assert_eq!(record(&second), told);
    assert_eq!(sign_in(&second, "resident").status, 200);
    second.kill();

    let third = start(&folder, &["--fresh"]);
    assert_eq!(sign_in(&third, "resident").status, 200);
    assert_ne!(desk(&third), 200);
    assert_eq!(third.stop(), Some(0));
}

#[test]
fn it_leaves_other_things_alone_and_runs_once_per_folder() {
    let folder = Folder::new();
    let data = folder.join("demo");
    let arguments = ["demo", "--port", "0", "--data", data.to_str().unwrap()];
    let running = start(&folder, &[]);
    let twice = run(&[&arguments[..], &["--fresh"]].concat());
    assert_eq!(twice.status.code(), Some(1));
    assert!(said(&twice, &folder.0).contains("another demo is running in DIR/demo"));
    assert_eq!(http::get(&running.address, "/").status, 200);
    assert_eq!(running.stop(), Some(0));

    let other = folder.write("demo/family.jpg", "not ours");
    for more in [&[][..], &["--fresh"]] {
        let refused = run(&[&arguments[..], more].concat());
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused, &folder.0).contains("holds other things (family.jpg)"));
    }
    assert_eq!(std::fs::read_to_string(other).unwrap(), "not ours");
    assert!(data.join("gongdi-demo.db").exists());
}

#[test]
fn an_idle_browser_does_not_hold_the_end_up() {
    let folder = Folder::new();
    let program = start(&folder, &[]);
    let mut idle = TcpStream::connect(&program.address).unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut answer = [0; 12];
    idle.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    let begun = Instant::now();
    assert_eq!(program.stop(), Some(0));
    assert!(begun.elapsed().as_secs() < 10);
}

#[test]
fn half_told_stories_are_told_anew() {
    let folder = Folder::new();
    let whole = start(&folder, &[]);
    let told = size(&whole);
    whole.kill();
    std::fs::remove_file(folder.join("demo/gongdi-demo.loaded")).unwrap();
    let anew = start(&folder, &[]);
    assert!(anew.said.contains("Setting up the demo neighbourhoods"));
    assert_eq!(size(&anew), told);
}

async fn stage(folder: &Folder) -> Stage {
    let db = server::open(&format!("sqlite:{}", folder.join("x.db").display())).await.unwrap();
    store::migrate(&db, &server::migrations()).await.unwrap();
    Stage::try_new(db, Seal::new([1; 32]), web::Settings::default()).unwrap()
}

#[tokio::test]
async fn stories_are_told_at_their_time_by_their_people() {
    let folder = Folder::new();
    let mut stage = stage(&folder).await;
    demo::load(&mut stage).await.unwrap();
    assert!(SystemClock.now().0 - stage.now().0 < kernel::minutes(5));
    let mut tx = stage.tx().await.unwrap();
    let county = kernel::County::parse("420583").unwrap();
    let facts = store::facts_since(&mut tx, &county, 0, 4).await.unwrap();
    let told: Vec<String> =
        facts.iter().map(|f| format!("{} {} {} {}", f.at, f.role, f.name, f.kind)).collect();
    insta::assert_snapshot!(told.join("\n"));
    let places = tx
        .one("SELECT COUNT(*) AS n FROM ground_place WHERE county >= '000000' AND way LIKE '湖北省%'", binds![])
        .await
        .unwrap();
    let listed = include_str!("../../data/places.csv").lines().count() - 1;
    assert_eq!(usize::try_from(places.int("n").unwrap()).unwrap(), listed);
    let estate = kernel::PlaceCode::parse("420583001003.01").unwrap();
    let roll = ground::roll::entries(&mut tx, &estate, ground::roll::Kind::Owners).await.unwrap();
    assert_eq!(roll.len(), 48);
    assert_eq!(roll.iter().filter(|e| e.person.is_some()).count(), 7);
    let verdicts = server::record::verify(&mut tx).await.unwrap();
    assert!(verdicts.iter().all(|v| v.faults.is_empty()), "{verdicts:?}");
}

#[tokio::test]
async fn a_refused_act_ends_the_story_with_its_path_and_reason() {
    let folder = Folder::new();
    let mut stage = stage(&folder).await;
    demo::found(&mut stage).await.unwrap();
    stage.begin("test");
    stage.at("2023-05-01T09:00").await.unwrap();
    let who = stage.persona("国税小区居民甲").await.unwrap();
    let wrong = stage.post(
        &who,
        "/420583/notices/AAAAAAAAAAAAAAAA/object",
        serde_json::json!({ "words": "x" }),
    );
    let wrong = wrong.await.unwrap_err().to_string();
    assert!(
        wrong.contains("test, 2023-05-01 09:00: POST /420583/notices/AAAAAAAAAAAAAAAA/object"),
        "{wrong}"
    );
    assert!(wrong.contains("国税小区居民甲") && wrong.contains("404"), "{wrong}");
    assert!(stage.at("2023-04-30T09:00").await.is_err());
    assert!(stage.persona("张三").await.is_err());
    stage.begin("another");
    stage.at("2021-01-01T09:00").await.unwrap();
    assert!(stage.get(&who, "/desk").await.is_ok(), "a session begun later is begun anew");
}
