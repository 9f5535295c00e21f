//! 在我们这里试试 — A case tried in another place opens a topic there.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    decide::topic::open_from_case(tx, told).await
}
