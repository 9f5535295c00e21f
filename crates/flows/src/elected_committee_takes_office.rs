//! 公示后上岗 — An elected committee takes office when its notice has ended.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    manage::committee::install(tx, told).await
}
