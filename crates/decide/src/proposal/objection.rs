//! 意见 — What speaks against a proposal, tied to the edition it was made on, and its public answer.

use ::store::{Tx, binds};
use ground::notice;
use kernel::{Error, Id, Moment, Refusal, Result};
use serde::Serialize;

use super::Proposal;

/// An objection, without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Objection {
    /// Its id.
    pub id: Id<Objection>,
    /// The edition it was made on.
    pub edition: i64,
    /// What was said, masked.
    pub words: String,
    /// When.
    pub at: Moment,
    /// What was answered.
    pub answer: Option<String>,
}

pub(super) async fn insert(tx: &mut Tx, proposal: &Proposal, words: &str) -> Result<()> {
    let id: Id<Objection> = Id::random(&mut *tx.rng);
    tx.run(
        "INSERT INTO decide_objection (county, proposal, id, edition, words, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        binds![proposal.place.county(), &proposal.id, &id, proposal.edition, words, tx.now],
    )
    .await?;
    Ok(())
}

/// The objections to a proposal, oldest first.
pub(super) async fn of(tx: &mut Tx, proposal: &Proposal) -> Result<Vec<Objection>> {
    tx.all(
        "SELECT id, edition, words, at, answer FROM decide_objection \
         WHERE county = $1 AND proposal = $2 ORDER BY at, id",
        binds![proposal.place.county(), &proposal.id],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Objection {
            id: row.id("id")?,
            edition: row.int("edition")?,
            words: row.text("words")?,
            at: row.moment("at")?,
            answer: row.opt_text("answer")?,
        })
    })
    .collect()
}

pub(super) async fn answer(
    tx: &mut Tx,
    proposal: &Proposal,
    id: &Id<Objection>,
    words: &str,
) -> Result<()> {
    let known = of(tx, proposal).await?;
    known.iter().find(|o| o.id == *id).ok_or(Error::NotFound)?;
    let kept = tx
        .run(
            "UPDATE decide_objection SET answer = $4, answered = $5 \
             WHERE county = $1 AND proposal = $2 AND id = $3 AND answer IS NULL",
            binds![proposal.place.county(), &proposal.id, id, words, tx.now],
        )
        .await?;
    // An answer people have read is not replaced unseen.
    if kept == 1 { Ok(()) } else { Err(Refusal::new("decide-proposal-refused-answered").into()) }
}

/// How many objections wait for an answer: those to the proposal and those to its notices.
pub(super) async fn unanswered(tx: &mut Tx, proposal: &Proposal) -> Result<i64> {
    let county = proposal.place.county();
    let row = tx
        .one(
            "SELECT COUNT(*) AS n FROM decide_objection \
             WHERE county = $1 AND proposal = $2 AND answer IS NULL",
            binds![&county, &proposal.id],
        )
        .await?;
    let mut waiting = row.int("n")?;
    for notice in notice::of_subject(tx, &county, proposal.id.as_str()).await? {
        waiting += notice::unanswered(tx, &county, &notice.id).await?;
    }
    Ok(waiting)
}
