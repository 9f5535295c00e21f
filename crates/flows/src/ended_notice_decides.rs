//! 公示期满 — When a notice has ended, the record it announced goes on: never earlier.

use kernel::Result;
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    match told.text("about") {
        "proposal" => decide::proposal::notice_ended(tx, told).await,
        "election" => decide::election::notice_ended(tx, told).await,
        "award" => build::award::notice_ended(tx, told).await,
        _ => Ok(()),
    }
}
