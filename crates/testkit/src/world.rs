//! 世界 — The world of a test: a database, a clock, people.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use kernel::{Actor, Id, MockClock, Moment, PlaceCode, Result, Rng, Role, Seal, SystemRng};
use store::{Db, Flow, Flows, Tx};
use web::{App, Settings, Slice};

use crate::{Browser, COMMUNITY, COUNTY, ESTATE, NEIGHBOUR};

/// The program with a database of its own, a clock that stands still, and the usual places.
#[derive(Debug)]
pub struct World {
    /// The program.
    pub app: App,
    /// The clock: 2023-03-01 09:00 in Shanghai at first, a Wednesday.
    pub clock: Arc<MockClock>,
    /// `sqlite` or `postgres`: for messages of failing tests.
    pub engine: &'static str,
    pub(crate) router: Router,
    _folder: Option<Folder>,
}

#[derive(Debug)]
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // Leaving a folder in the system's temporary place behind is no reason to fail a test.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn rng() -> Box<dyn Rng> {
    Box::new(SystemRng)
}

static COUNT: AtomicU64 = AtomicU64::new(0);

fn fresh_name() -> String {
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("gongdi_{}_{n}_{}", std::process::id(), kernel::token(&mut SystemRng, 6).to_lowercase())
}

impl World {
    /// One world on SQLite, and one on PostgreSQL when `GONGDI_TEST_PG` says where that is.
    /// `ground` is added by itself.
    pub async fn each(slices: Vec<Slice>, flows: Vec<Flow>) -> Vec<World> {
        let mut worlds = vec![World::sqlite(slices.clone(), flows.clone()).await];
        if let Ok(server) = std::env::var("GONGDI_TEST_PG") {
            worlds.push(World::postgres(&server, slices, flows).await);
        }
        worlds
    }

    /// A world on SQLite only.
    pub async fn sqlite(slices: Vec<Slice>, flows: Vec<Flow>) -> World {
        let folder = std::env::temp_dir().join(fresh_name());
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let url = format!("sqlite:{}", folder.join("test.db").display());
        World::at(&url, "sqlite", Some(Folder(folder)), slices, flows).await
    }

    async fn postgres(server: &str, slices: Vec<Slice>, flows: Vec<Flow>) -> World {
        let name = fresh_name();
        let admin = sqlx::PgPool::connect(server).await.expect("the test server answers");
        let sql = format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&admin).await.expect("a database is made");
        admin.close().await;
        let (head, _) = server.rsplit_once('/').expect("an address of a database");
        World::at(&format!("{head}/{name}"), "postgres", None, slices, flows).await
    }

    async fn at(
        url: &str,
        engine: &'static str,
        folder: Option<Folder>,
        mut slices: Vec<Slice>,
        flows: Vec<Flow>,
    ) -> World {
        if !slices.iter().any(|s| s.name == "ground") {
            slices.insert(0, ground::slice());
        }
        let migrations: Vec<_> = store::MIGRATIONS
            .iter()
            .chain(slices.iter().flat_map(|s| s.migrations))
            .copied()
            .collect();
        let flows = Flows::new(ground::flows().into_iter().chain(flows));
        let db = Db::open_migrated(url, flows, &migrations).await.expect("the schema applies");
        let start: jiff::civil::DateTime = "2023-03-01T09:00".parse().expect("a date");
        let clock = Arc::new(MockClock::new(Moment::from_civil(start)));
        let settings = Settings { origin: "http://gongdi.test".to_owned(), demo: true };
        let seal = Seal::new([42; 32]);
        let app =
            App::try_new(db, clock.clone(), rng, seal, settings, slices, ground::session::identify)
                .expect("the languages can be read");
        let router = web::router(&app);
        let world = World { app, clock, engine, router, _folder: folder };
        world.places().await;
        world
    }

    /// The usual places: 湖北省 … 七口堰社区 / 国税小区, and a neighbouring community.
    async fn places(&self) {
        let mut tx = self.tx().await;
        for (code, kind, name) in [
            ("42", "province", "湖北省"),
            ("4205", "city", "宜昌市"),
            (COUNTY, "county", "枝江市"),
            ("420583001", "street", "马家店街道"),
            (COMMUNITY, "community", "七口堰社区"),
            (NEIGHBOUR, "community", "五柳树社区"),
            (ESTATE, "estate", "国税小区"),
        ] {
            let code = PlaceCode::parse(code).expect("a code");
            ground::place::put(&mut tx, &code, kind, name).await.expect("a place is added");
        }
        tx.commit().await.expect("committed");
    }

    /// An act outside any page, for setting things up.
    pub async fn tx(&self) -> Tx {
        self.app
            .db
            .begin(&Actor::visitor(), self.app.clock.now(), rng())
            .await
            .expect("a transaction")
    }

    /// Somebody who is not signed in, with a browser of their own.
    pub fn visitor(&self) -> Browser {
        Browser::new(self)
    }

    /// Somebody with an alias and an office at a place, signed in.
    pub async fn person(&self, alias: &str, role: Role, place: &str) -> Browser {
        let (_, browser) = self.person_with_id(alias, role, place).await;
        browser
    }

    /// As [`World::person`], with the person's id (for rolls).
    pub async fn person_with_id(&self, alias: &str, role: Role, place: &str) -> (String, Browser) {
        let place = PlaceCode::parse(place).expect("a code");
        let mut tx = self.tx().await;
        let county = place.county();
        let person: Id<ground::person::Person> =
            ground::person::add(&mut tx, &county, alias).await.expect("a person");
        ground::person::appoint(&mut tx, &person, role, &place, alias, None)
            .await
            .expect("an office");
        let secret = ground::session::begin_session(&mut tx, &county, person.as_str())
            .await
            .expect("a session");
        tx.commit().await.expect("committed");
        let mut browser = Browser::new(self);
        browser.keep_cookie("gongdi_session", &secret);
        (person.as_str().to_owned(), browser)
    }

    /// Moves the clock (see [`kernel::days`]) and does what falls due on the way.
    pub async fn advance(&self, millis: i64) {
        self.clock.advance(millis);
        self.settle().await;
    }

    /// Puts the clock at a wall clock reading in Shanghai, `2023-05-01T09:00`, and settles.
    pub async fn at_time(&self, civil: &str) {
        let civil: jiff::civil::DateTime = civil.parse().expect("a date and time");
        self.clock.set(Moment::from_civil(civil));
        self.settle().await;
    }

    /// Does what follows from facts; a flow that fails fails the test.
    pub async fn settle(&self) {
        self.app.settle().await.expect("every flow works");
    }

    /// As [`World::settle`], for tests of failing flows.
    ///
    /// # Errors
    /// The fault of the flow.
    pub async fn try_settle(&self) -> Result<()> {
        self.app.settle().await
    }
}
