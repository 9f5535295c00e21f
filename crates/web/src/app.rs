//! 程序 — What all requests share: database, clock, keys, languages and the list of slices.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use kernel::{Actor, Clock, Moment, Result, Rng, Seal};
use store::Db;

use crate::cache::Cache;
use crate::{Locales, Slice};

/// Turns a session token into who acts; `ground` provides it.
pub type Identify = for<'a> fn(
    &'a App,
    &'a str,
    Moment,
) -> Pin<Box<dyn Future<Output = Result<Option<Actor>>> + Send + 'a>>;

/// What the host decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address people reach this host by, without a trailing slash: used in printed links and QR codes.
    pub origin: String,
    /// Whether this host shows the demo neighbourhoods.
    pub demo: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { origin: "http://127.0.0.1:8420".to_owned(), demo: false }
    }
}

/// The program as the handlers see it. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What stands behind [`App`].
pub struct Inner {
    /// The database.
    pub db: Db,
    /// Where "now" comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub rng: fn() -> Box<dyn Rng>,
    /// The key outside the database.
    pub seal: Seal,
    /// The languages.
    pub locales: Locales,
    /// What the host decides.
    pub settings: Settings,
    /// Every slice, in the order of the way.
    pub slices: Vec<Slice>,
    pub(crate) identify: Identify,
    pub(crate) cache: Cache,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Puts the program together.
    ///
    /// # Errors
    /// A fault when a locale file cannot be read.
    pub fn try_new(
        db: Db,
        clock: Arc<dyn Clock>,
        rng: fn() -> Box<dyn Rng>,
        seal: Seal,
        settings: Settings,
        slices: Vec<Slice>,
        identify: Identify,
    ) -> Result<Self> {
        let strings: Vec<_> =
            std::iter::once(crate::STRINGS).chain(slices.iter().map(|s| s.strings)).collect();
        let locales = Locales::try_new(&strings)?;
        let cache = Cache::default();
        Ok(Self(Arc::new(Inner {
            db,
            clock,
            rng,
            seal,
            locales,
            settings,
            slices,
            identify,
            cache,
        })))
    }

    /// Does what follows from facts and falls due now (tests and demo; the server works by itself).
    ///
    /// # Errors
    /// A fault when a flow failed.
    pub async fn settle(&self) -> Result<()> {
        store::settle(&self.db, self.clock.now(), self.rng).await
    }
}
