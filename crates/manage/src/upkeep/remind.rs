//! 到期再看 — Three and twelve months after a duty was taken, the thread says that it is time to look again.

use ::store::{Told, Tx};
use kernel::{Id, Moment, Result};

use super::{REMINDED, store};

/// The job of [`super::take_over`]: tells a fact when the same keeping still runs.
///
/// # Errors
/// A fault when the database fails.
pub async fn remind(tx: &mut Tx, told: &Told) -> Result<()> {
    let upkeep = store::load(tx, &told.county(), &Id::parse(&told.subject)?).await?;
    let Some(kept) = upkeep.kept.as_ref().filter(|k| k.since == Moment(told.int("taken"))) else {
        return Ok(());
    };
    let fact = upkeep.fact(REMINDED).with("title", &upkeep.title).with("body", &kept.name);
    tx.tell(fact.with("months", told.int("months"))).await
}
