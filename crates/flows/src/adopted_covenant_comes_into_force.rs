//! 公约施行 — An adopted covenant comes into force clause by clause.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    if told.text("kind") == "covenant" {
        manage::covenant::enact(tx, told).await?;
    }
    Ok(())
}
