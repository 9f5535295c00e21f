//! 一次 — A double click, a retried request and two tabs never make two acts.

use kernel::{County, Error, Moment, Result};

use crate::{Db, Tx, binds};

/// The key of one act, as the form or the header carried it, bound to who sent it and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act(pub String);

impl Tx {
    /// Claims the act's key for this transaction. A second transaction with the same key waits for the
    /// first and then learns its answer.
    ///
    /// # Errors
    /// [`Error::Again`] with the first answer when the act was done before.
    pub async fn claim(&mut self, county: &County, act: &Act) -> Result<()> {
        let fresh = self
            .run(
                "INSERT INTO store_act (county, actkey, at, answer) VALUES ($1, $2, $3, '') \
                 ON CONFLICT (county, actkey) DO NOTHING",
                binds![county, &act.0, self.now],
            )
            .await?;
        if fresh == 1 {
            return Ok(());
        }
        let row = self
            .one(
                "SELECT answer FROM store_act WHERE county = $1 AND actkey = $2",
                binds![county, &act.0],
            )
            .await?;
        Err(Error::Again(row.text("answer")?))
    }

    /// Keeps the answer beside the key, so that a retry gets the same one.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub async fn answer(&mut self, county: &County, act: &Act, answer: &str) -> Result<()> {
        self.run(
            "UPDATE store_act SET answer = $3 WHERE county = $1 AND actkey = $2",
            binds![county, &act.0, answer],
        )
        .await?;
        Ok(())
    }
}

/// Forgets keys older than a moment, in every county: a retry after a week is a new act.
///
/// # Errors
/// A fault when the database fails.
pub async fn forget_old(db: &Db, before: Moment) -> Result<u64> {
    let actor = kernel::Actor::visitor();
    let mut tx = db.begin(&actor, before, Box::new(kernel::SystemRng)).await?;
    let gone = tx
        .run("DELETE FROM store_act WHERE county >= '000000' AND at < $1", binds![before])
        .await?;
    tx.commit().await?;
    Ok(gone)
}
