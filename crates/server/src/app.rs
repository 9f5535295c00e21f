//! 组装 — Puts the program together: database, schema, slices.

use std::sync::Arc;

use kernel::{Clock, Result, Rng, Seal, SystemRng};
use store::{Db, Flows, Migration};
use web::{App, Settings};

/// The machine's randomness, as [`App`] wants it.
pub(crate) fn chance() -> Box<dyn Rng> {
    Box::new(SystemRng)
}

/// Every table of the house, in the order they are made.
pub fn migrations() -> Vec<Migration> {
    let slices = crate::slices();
    store::MIGRATIONS.iter().chain(slices.iter().flat_map(|s| s.migrations)).copied().collect()
}

/// Opens `sqlite:path` or `postgres://…` with all flows; the schema is left as it is.
///
/// # Errors
/// A fault when the database cannot be reached.
pub async fn open(database: &str) -> Result<Db> {
    Db::open(database, Flows::new(crate::flows())).await
}

/// The program over a database whose schema is up to date.
///
/// # Errors
/// A fault when the words of a slice cannot be read.
pub fn app(db: Db, clock: Arc<dyn Clock>, seal: Seal, settings: Settings) -> Result<App> {
    App::try_new(db, clock, chance, seal, settings, crate::slices(), ground::session::identify)
}
