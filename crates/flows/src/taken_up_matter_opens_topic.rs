//! 大家一起商量 — A matter taken up together becomes a topic.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    decide::topic::open_from(tx, told).await
}
