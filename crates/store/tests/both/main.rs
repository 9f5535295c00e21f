//! 存储 — The same assertions on SQLite and PostgreSQL.

mod act;
mod fact;
mod job;
mod migrate;
mod record;
mod schema;
mod value;

use kernel::{Actor, Moment, Rng, SystemRng};
use store::{Db, Tx};

/// Randomness for tests that do not look at it.
fn rng() -> Box<dyn Rng> {
    Box::new(SystemRng)
}

async fn begin(db: &Db) -> Tx {
    db.begin(&Actor::visitor(), Moment(1_000), rng()).await.unwrap()
}
