//! 存储 — The same assertions on SQLite and PostgreSQL.

#[cfg(test)]
mod act;
#[cfg(test)]
mod fact;
#[cfg(test)]
mod job;
#[cfg(test)]
mod migrate;
#[cfg(test)]
mod record;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod value;

use kernel::{Actor, Moment, Rng, SystemRng};
use store::{Db, Tx};

/// Randomness for tests that do not look at it.
#[cfg(test)]
fn rng() -> Box<dyn Rng> {
    Box::new(SystemRng)
}

#[cfg(test)]
async fn begin(db: &Db) -> Tx {
    db.begin(&Actor::visitor(), Moment(1_000), rng()).await.unwrap()
}
