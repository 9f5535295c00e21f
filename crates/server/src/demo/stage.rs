//! 戏台 — Plays stories through the very JSON API: as somebody, at a stated time, without a network.
//!
//! ```text
//! stage.at("2022-08-03T19:30")            the clock, and everything that fell due on the way, at its own time
//! stage.persona("国税小区居民甲", …)       who
//! stage.post(&who, "/420583/…", json!({…})) what they do: refused acts end the story with path and reason
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use kernel::{
    Actor, Clock as _, Error, MockClock, Moment, PlaceCode, Result, Role, Seal, SystemRng, days,
    token,
};
use serde_json::Value as Json;
use store::{Db, Tx, binds};
use tower::ServiceExt as _;
use web::{App, Settings};

use crate::app::chance;

/// A session is begun anew when it is older: the story's clock runs through years.
const SESSION_AGE: i64 = days(20);

/// Somebody on the stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// The public alias; empty for somebody who is not signed in.
    pub alias: String,
    /// County and id of the person, when signed in.
    pub person: Option<(kernel::County, String)>,
    visitor: String,
}

/// The program on a clock of the story's own.
#[derive(Debug)]
pub struct Stage {
    app: App,
    router: Router,
    clock: Arc<MockClock>,
    story: &'static str,
    from: Option<Moment>,
    acts: u64,
    sessions: BTreeMap<String, (String, Moment)>,
}

impl Stage {
    /// A stage over a database whose schema is up to date.
    ///
    /// # Errors
    /// A fault when the words of a slice cannot be read.
    pub fn try_new(db: Db, seal: Seal, settings: Settings) -> Result<Self> {
        let clock = Arc::new(MockClock::new(Moment(0)));
        let app = crate::app(db, clock.clone(), seal, settings)?;
        let router = web::router(&app);
        Ok(Self { app, router, clock, story: "", from: None, acts: 0, sessions: BTreeMap::new() })
    }

    /// Begins a story: its time may lie before the last one's.
    pub fn begin(&mut self, story: &'static str) {
        self.story = story;
        self.from = None;
    }

    /// Moves to a wall clock reading in Shanghai, `2022-08-03T19:30`.
    ///
    /// # Errors
    /// A fault when it is no time, lies before what the story told last, or something that fell due failed.
    pub async fn at(&mut self, civil: &str) -> Result<()> {
        let at: jiff::civil::DateTime =
            civil.parse().map_err(|e| Error::fault(format!("{}: {civil}: {e}", self.story)))?;
        self.until(Moment::from_civil(at)).await
    }

    /// Moves to a moment; what falls due on the way is done at its own time.
    ///
    /// # Errors
    /// As [`Stage::at`].
    pub async fn until(&mut self, at: Moment) -> Result<()> {
        match self.from {
            Some(from) if at < from => {
                return Err(Error::fault(format!("{}: {at} lies before {from}", self.story)));
            }
            Some(_) => {}
            None => self.clock.set(at),
        }
        while let Some(due) = self.next_due(at).await? {
            self.clock.set(self.clock.now().max(due));
            self.settle().await?;
        }
        self.clock.set(at);
        self.from = Some(at);
        Ok(())
    }

    async fn next_due(&self, at: Moment) -> Result<Option<Moment>> {
        let mut tx = self.app.db.read(&Actor::visitor(), at, chance()).await?;
        let sql = "SELECT MIN(due) AS due FROM store_job WHERE county >= '000000' AND due <= $1";
        tx.one(sql, binds![at]).await?.opt_moment("due")
    }

    /// Does what follows from what was told.
    ///
    /// # Errors
    /// The fault of a flow, with the story.
    pub async fn settle(&self) -> Result<()> {
        self.app.settle().await.map_err(|e| Error::fault(format!("{}: {e}", self.story)))
    }

    /// The story's present moment.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The program, for what a story wants to look up.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// An act without a page, for what the world brings with it: places, rolls.
    ///
    /// # Errors
    /// A fault when no connection is free in time.
    pub async fn tx(&self) -> Result<Tx> {
        self.app.db.begin(&Actor::visitor(), self.now(), chance()).await
    }

    /// As [`Stage::tx`], in the name of somebody: what is told there is told by them.
    ///
    /// # Errors
    /// As [`Stage::tx`].
    pub async fn tx_as(&self, who: &Persona) -> Result<Tx> {
        let mut tx = self.tx().await?;
        if let Some((county, id)) = &who.person {
            tx.actor = ground::person::actor(&mut tx, county, id).await?;
        }
        Ok(tx)
    }

    /// Somebody who is not signed in, with a browser of their own.
    pub fn visitor(&self) -> Persona {
        Persona { alias: String::new(), person: None, visitor: token(&mut SystemRng, 26) }
    }

    /// Somebody new, with an office at a place: `title` names the body or unit.
    ///
    /// # Errors
    /// A fault when the place's code is wrong or the database fails.
    pub async fn person(
        &mut self,
        alias: &str,
        role: Role,
        place: &str,
        title: &str,
    ) -> Result<Persona> {
        let place = PlaceCode::parse(place)
            .map_err(|_| Error::fault(format!("no place has the code {place}")))?;
        let mut tx = self.tx().await?;
        let id = ground::person::add(&mut tx, &place.county(), alias).await?;
        ground::person::appoint(&mut tx, &id, role, &place, title, None).await?;
        tx.commit().await?;
        let person = Some((place.county(), id.as_str().to_owned()));
        Ok(Persona { alias: alias.to_owned(), person, visitor: token(&mut SystemRng, 26) })
    }

    /// Somebody of the demo's people (`data/people.csv`) or of an earlier story, by alias.
    ///
    /// # Errors
    /// A fault when nobody has this alias.
    pub async fn persona(&self, alias: &str) -> Result<Persona> {
        let mut tx = self.app.db.read(&Actor::visitor(), self.now(), chance()).await?;
        let row = tx
            .maybe(
                "SELECT county, id FROM ground_person WHERE county >= '000000' AND alias = $1 ORDER BY county, id",
                binds![alias],
            )
            .await?
            .ok_or_else(|| Error::fault(format!("{}: nobody is called {alias}", self.story)))?;
        let person = Some((row.county("county")?, row.text("id")?));
        Ok(Persona { alias: alias.to_owned(), person, visitor: token(&mut SystemRng, 26) })
    }

    /// Acts over the API: `path` without `/api/v1`. Gives `{done, message, url, data}`.
    ///
    /// # Errors
    /// A fault with the story, the path and what the program answered.
    pub async fn post(&mut self, who: &Persona, path: &str, body: Json) -> Result<Json> {
        self.acts += 1;
        let key = format!("{}-{:08}", self.story, self.acts);
        let request = self
            .request(who)
            .await?
            .method("POST")
            .uri(address(path))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))
            .map_err(Error::fault)?;
        let answer = self.send("POST", who, path, request).await?;
        self.settle().await?;
        Ok(answer)
    }

    /// Reads a page as JSON: `path` without `/api/v1`.
    ///
    /// # Errors
    /// As [`Stage::post`].
    pub async fn get(&mut self, who: &Persona, path: &str) -> Result<Json> {
        let request = self
            .request(who)
            .await?
            .uri(address(path))
            .body(Body::empty())
            .map_err(Error::fault)?;
        self.send("GET", who, path, request).await
    }

    async fn request(&mut self, who: &Persona) -> Result<Builder> {
        let mut cookies = format!("gongdi_visitor={}", who.visitor);
        if let Some((county, id)) = &who.person {
            let secret = self.session(county, id).await?;
            cookies = format!("{cookies}; gongdi_session={secret}");
        }
        Ok(Request::builder().header(header::COOKIE, cookies))
    }

    async fn session(&mut self, county: &kernel::County, id: &str) -> Result<String> {
        let now = self.now();
        if let Some((secret, begun)) = self.sessions.get(id)
            && *begun <= now
            && now < begun.plus(SESSION_AGE)
        {
            return Ok(secret.clone());
        }
        let mut tx = self.tx().await?;
        let secret = ground::session::begin_session(&mut tx, county, id).await?;
        tx.commit().await?;
        self.sessions.insert(id.to_owned(), (secret.clone(), now));
        Ok(secret)
    }

    async fn send(
        &self,
        verb: &str,
        who: &Persona,
        path: &str,
        request: Request<Body>,
    ) -> Result<Json> {
        let wrong = |words: String| {
            Error::fault(format!(
                "{}, {}: {verb} {path} as “{}”: {words}",
                self.story,
                self.now(),
                who.alias
            ))
        };
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let status = response.status();
        let bytes =
            response.into_body().collect().await.map_err(|e| wrong(e.to_string()))?.to_bytes();
        let answer: Json = serde_json::from_slice(&bytes).map_err(|_| {
            wrong(format!("{status}, no JSON: {}", String::from_utf8_lossy(&bytes)))
        })?;
        if status == StatusCode::OK {
            Ok(answer)
        } else {
            Err(wrong(format!("{status}: {answer}")))
        }
    }
}

/// The address in the API, with what is not ASCII percent-encoded, as a browser does.
fn address(path: &str) -> String {
    let encoded = path.bytes().map(|b| {
        if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") }
    });
    std::iter::once("/api/v1".to_owned()).chain(encoded).collect()
}
