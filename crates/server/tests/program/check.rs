//! `gongdi check`: nothing is changed, everything wrong is told, and a changed record is seen.

use std::os::unix::fs::PermissionsExt as _;

use kernel::{Actor, Clock as _, Fact, PlaceCode, Stage, SystemClock, SystemRng};
use store::{Db, Tx, binds};

use crate::gongdi::{Folder, Program, command, run, said};
use crate::http;

struct Host {
    folder: Folder,
    file: String,
    database: String,
}

impl Host {
    fn new() -> Self {
        let folder = Folder::new();
        let database = format!("sqlite:{}", folder.join("gongdi.db").display());
        let (key, rules) = (folder.join("gongdi.key"), folder.join("rules"));
        // A calendar that does not end: this test must hold in any year.
        std::fs::create_dir(&rules).unwrap();
        std::fs::write(rules.join("holidays.txt"), "cover 2026-12-01 2999-12-31\n").unwrap();
        let text = format!(
            "database = \"{database}\"\nlisten = \"127.0.0.1:0\"\nkey_file = \"{}\"\nrules = \"{}\"\n",
            key.display(),
            rules.display()
        );
        let file = folder.write("gongdi.toml", &text).display().to_string();
        Self { folder, file, database }
    }

    fn check(&self) -> (Option<i32>, String) {
        let output = run(&["check", "--config", &self.file]);
        (output.status.code(), said(&output, &self.folder.0))
    }

    async fn change(&self, sql: &'static str) {
        let db = server::open(&self.database).await.unwrap();
        let mut tx = begin(&db).await;
        tx.run(sql, binds![]).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    }
}

async fn begin(db: &Db) -> Tx {
    db.begin(&Actor::visitor(), SystemClock.now(), Box::new(SystemRng)).await.unwrap()
}

/// A database with the record of two counties, seven facts each.
async fn filled(host: &Host) {
    assert_eq!(run(&["migrate", "--config", &host.file]).status.code(), Some(0));
    let db = server::open(&host.database).await.unwrap();
    for county in ["420583", "420106"] {
        for n in 0..7 {
            let mut tx = begin(&db).await;
            let place = PlaceCode::parse(county).unwrap();
            let fact =
                Fact::new("ground-notice-opened", Stage::Decide, &place, n).with("title", "公示");
            tx.tell(fact).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    db.close().await;
}

#[tokio::test]
async fn a_host_is_followed_from_nothing_to_good() {
    let host = Host::new();
    let (code, words) = host.check();
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(words);
    assert!(!host.folder.join("gongdi.db").exists(), "a check makes nothing");

    filled(&host).await;
    let (code, words) = host.check();
    assert_eq!(code, Some(1), "the key is missing beside a database: {words}");
    assert!(words.contains("✗ 密钥文件 DIR/gongdi.key 不见了"), "{words}");

    let program = Program::start(&["serve", "--config", &host.file]);
    assert_eq!(http::get(&program.address, "/").status, 200);
    assert_eq!(program.stop(), Some(0));
    let (code, words) = host.check();
    let steps = format!(
        ": {} steps",
        server::migrations().iter().filter(|step| step.is_for(store::Dialect::Sqlite)).count()
    );
    insta::assert_snapshot!(words.replace(&steps, ": all steps"));
    assert_eq!(code, Some(0));
}

#[tokio::test]
async fn a_record_that_was_changed_is_seen() {
    let host = Host::new();
    filled(&host).await;
    let (key, key_text) =
        (host.folder.join("gongdi.key"), "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n");
    std::fs::write(&key, key_text).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(host.check().0, Some(0));
    // Each change is undone by the next statement, so that each is seen alone.
    for (change, undo, sign) in [
        (
            "UPDATE store_fact SET leaf = REPLACE(leaf, 'opened', 'ended') WHERE county = '420583' AND seq = 3",
            "UPDATE store_fact SET leaf = REPLACE(leaf, 'ended', 'opened') WHERE county = '420583' AND seq = 3",
            "the leaves do not give the root",
        ),
        (
            "UPDATE store_fact SET subject = '9' WHERE county = '420583' AND seq = 3",
            "UPDATE store_fact SET subject = '3' WHERE county = '420583' AND seq = 3",
            "fact 3: what is shown is not what the leaf says",
        ),
        (
            "UPDATE store_fact SET body = REPLACE(body, '公示', '通过') WHERE county = '420583' AND seq = 0",
            "UPDATE store_fact SET body = REPLACE(body, '通过', '公示') WHERE county = '420583' AND seq = 0",
            "fact 0: the body is not the one that was told",
        ),
        (
            "UPDATE store_head SET size = 6 WHERE county = '420583'",
            "UPDATE store_head SET size = 7 WHERE county = '420583'",
            "the leaves do not give the root",
        ),
    ] {
        host.change(change).await;
        let (code, words) = host.check();
        assert_eq!(code, Some(1), "{change}");
        assert!(
            words.contains("✗ 420583 的公开记录被改动过") && words.contains(sign),
            "{change}: {words}"
        );
        assert!(words.contains("✓ 420106 的公开记录完整"), "{words}");
        host.change(undo).await;
    }
    // Erasing a person's words is lawful and leaves the record whole.
    host.change(
        "UPDATE store_fact SET body = NULL, salt = NULL WHERE county = '420583' AND seq = 5",
    )
    .await;
    assert_eq!(host.check().0, Some(0));
    host.change("DELETE FROM store_fact WHERE county = '420583' AND seq = 6").await;
    assert!(host.check().1.contains("6 facts are there, 7 were told"));
    host.change("DELETE FROM store_head WHERE county = '420106'").await;
    assert!(host.check().1.contains("the head of the tree is gone"));
}

#[tokio::test]
async fn stuck_jobs_and_missing_steps_are_told() {
    let host = Host::new();
    filled(&host).await;
    host.change(
        "INSERT INTO store_job (county, id, flow, due, tries, fact, fault) \
         VALUES ('420583', 'x', 'ground_notice_ends', 0, 3, '{}', 'no such notice')",
    )
    .await;
    let (code, words) = host.check();
    assert_eq!(code, Some(1));
    assert!(
        words.contains("ground_notice_ends 失败 3 次 failed 3 times: no such notice"),
        "{words}"
    );
    host.change("DELETE FROM store_migration WHERE name = 'ground-20261122-begin'").await;
    assert!(host.check().1.contains("ground-20261122-begin is missing: run gongdi migrate"));
    host.change(
        "INSERT INTO store_migration (county, name, sum) VALUES ('000000', 'ground-29991231-moon', 'x')",
    )
    .await;
    assert!(host.check().1.contains("ground-29991231-moon is of a newer program"));
    host.change("DROP TABLE store_migration").await;
    assert!(host.check().1.contains("The database is empty"));
}

#[test]
fn the_key_is_made_for_its_owner_only_and_refused_when_others_can_read_it() {
    let host = Host::new();
    let key = host.folder.join("gongdi.key");
    let mode = || std::fs::metadata(&key).unwrap().permissions().mode() & 0o777;
    let program = Program::start(&["serve", "--config", &host.file]);
    assert_eq!(mode(), 0o600);
    let text = std::fs::read_to_string(&key).unwrap();
    assert_eq!(text.trim_end().trim_end_matches('=').len(), 43, "32 bytes in base64");
    assert_eq!(program.stop(), Some(0));
    let program = Program::start(&["serve", "--config", &host.file]);
    assert_eq!(std::fs::read_to_string(&key).unwrap(), text, "a key is made once");
    assert_eq!(program.stop(), Some(0));

    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let refused = run(&["serve", "--config", &host.file]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused, &host.folder.0).contains("Run: chmod 600 DIR/gongdi.key"));
    assert!(host.check().1.contains("✗ 密钥文件 DIR/gongdi.key 别人也能读（权限 644）"));

    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&key, "not a key").unwrap();
    assert!(
        said(&run(&["serve", "--config", &host.file]), &host.folder.0).contains("32 random bytes")
    );
}

#[test]
fn listening_to_the_outside_wants_an_origin() {
    let host = Host::new();
    let check = |origin: Option<&str>| {
        let mut command = command(&["check", "--config", &host.file]);
        command.env("GONGDI_LISTEN", "0.0.0.0:8420");
        command.envs(origin.map(|origin| ("GONGDI_ORIGIN", origin)));
        said(&command.output().unwrap(), &host.folder.0)
    };
    assert!(check(None).contains("✗ 对外提供服务时要在配置里写 origin"));
    assert!(check(Some("https://gongdi.example")).contains("✓ 配置可用"));
}

#[test]
fn the_log_names_routes_and_nothing_people_typed_or_carry() {
    let host = Host::new();
    let log = host.folder.join("log");
    let mut command = command(&["serve", "--config", &host.file]);
    command.env("GONGDI_LOG", "trace").stderr(std::fs::File::create(&log).unwrap());
    let program = Program::spawn(&mut command);
    let cookie =
        ("cookie", "gongdi_session=420583-COOKIESECRET; gongdi_visitor=VISITORSECRET2345678901234");
    let head = "GET /places?name=QUERYSECRET";
    assert_eq!(http::send(&program.address, head, &[cookie], "").unwrap().status, 200);
    assert_eq!(http::get(&program.address, "/nowhere/PATHSECRET").status, 404);
    let slip = r#"{"code": "420583-BODYSECRET"}"#;
    let refused =
        http::act(&program.address, "/sign-in", "VISITORSECRET2345678901234", "KEYSECRET", slip);
    assert_eq!(refused.unwrap().status, 403);
    assert_eq!(program.stop(), Some(0));
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("method=GET route=/places status=200"), "{log}");
    assert!(!log.contains("SECRET"), "{log}");
}
