//! 建成以后 — A finished project looks for who keeps it up, or goes straight to the residents' judgement.

use kernel::Result;
use serde_json::Value;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    let upkeep = told.body.get("upkeep").and_then(Value::as_bool).unwrap_or(false);
    if upkeep {
        manage::upkeep::await_taker(tx, told).await
    } else {
        evaluate::review::open(tx, told).await
    }
}
