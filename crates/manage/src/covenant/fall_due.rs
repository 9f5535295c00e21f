//! 公约复议 — A year after it came into force, the thread says that it is time to look at a covenant again.

use ::store::{Told, Tx};
use kernel::{Id, Result};

use super::{DUE, store};

/// The job of [`super::enact`]: tells a fact when the same edition is still in force.
///
/// # Errors
/// A fault when the database fails.
pub async fn fall_due(tx: &mut Tx, told: &Told) -> Result<()> {
    let covenant = store::load(tx, &told.county(), &Id::parse(&told.subject)?).await?;
    if covenant.ends.is_some() {
        return Ok(());
    }
    tx.tell(covenant.fact(DUE)).await
}
