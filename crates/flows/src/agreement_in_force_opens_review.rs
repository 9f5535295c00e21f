//! 约定生效后请大家评 — What two parties agreed on is judged like anything else.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    evaluate::review::open(tx, told).await
}
