//! 公示期满 — When the notice of an award ends, the award is due.

use ::store::{Told, Tx};
use kernel::{Error, Id, Result};

use super::store;

/// The flow that follows `ground-notice-ended` about an award. Notices about other things, and awards
/// that were replaced meanwhile, are left alone. Doing it twice changes nothing.
///
/// # Errors
/// A fault when the database fails.
pub async fn notice_ended(tx: &mut Tx, told: &Told) -> Result<()> {
    if told.text("about") != "award" {
        return Ok(());
    }
    let mut award = match store::load(tx, &told.county(), &Id::parse(told.text("record"))?).await {
        Ok(award) => award,
        Err(Error::NotFound) => return Ok(()),
        Err(cause) => return Err(cause),
    };
    // An award has one notice: only that one ends its wait.
    if award.notice.as_ref().map(Id::as_str) != Some(told.subject.as_str()) || !award.end_notice() {
        return Ok(());
    }
    store::save(tx, &mut award).await
}
