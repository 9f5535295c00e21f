//! 有人管了，请大家评 — When upkeep has a taker, residents judge what was built.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    evaluate::review::open(tx, told).await
}
