//! 定了就建 — An adopted plan starts its project: nothing is built that was not decided.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    if told.text("kind") == "plan" {
        build::project::start(tx, told).await?;
    }
    Ok(())
}
