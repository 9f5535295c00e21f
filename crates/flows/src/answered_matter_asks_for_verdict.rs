//! 答复以后问居民 — Whoever raised an answered matter is asked whether it is solved.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    evaluate::verdict::ask(tx, told).await
}
