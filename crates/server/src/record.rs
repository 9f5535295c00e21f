//! 核对记录 — Recomputes the public record from its leaves: nobody changes it unseen, not even with database access.
//!
//! Three things must agree for every fact: what pages show (the columns), the leaf, and the tree over all
//! leaves (RFC 6962). An erased body is no fault: its salted commitment stays in the leaf.

use kernel::{County, Error, Result};
use ledger::{Algorithm, Commitment, Frontier, Salt};
use serde_json::{Value as Json, json};
use store::{Row, Tx, binds};

/// How many faults of one county are told; more would not say more.
const MOST: usize = 20;
/// How many facts are read at once.
const STEP: i64 = 1_000;

/// What was found in the record of one county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The county.
    pub county: County,
    /// How many facts its record has.
    pub facts: i64,
    /// What does not agree; empty when the record verifies.
    pub faults: Vec<String>,
}

/// Verifies the record of every county, while others may go on writing.
///
/// # Errors
/// A fault when the database fails.
pub async fn verify(tx: &mut Tx) -> Result<Vec<Verdict>> {
    let heads = tx
        .all("SELECT county, size, frontier FROM store_head WHERE county >= '000000' ORDER BY county", binds![])
        .await?;
    let mut verdicts = Vec::new();
    for head in &heads {
        verdicts.push(of_county(tx, head).await?);
    }
    let orphans = tx
        .all(
            "SELECT county, COUNT(*) AS n FROM store_fact WHERE county >= '000000' AND county NOT IN \
             (SELECT county FROM store_head WHERE county >= '000000') GROUP BY county ORDER BY county",
            binds![],
        )
        .await?;
    for row in &orphans {
        let faults = vec!["the head of the tree is gone".to_owned()];
        verdicts.push(Verdict { county: row.county("county")?, facts: row.int("n")?, faults });
    }
    Ok(verdicts)
}

async fn of_county(tx: &mut Tx, head: &Row) -> Result<Verdict> {
    let (county, size) = (head.county("county")?, head.int("size")?);
    let mut verdict = Verdict { county, facts: size, faults: Vec::new() };
    let mut tree = Frontier::new(Algorithm::Sha256);
    let mut next = 0;
    // Only what the head covers: facts told since then belong to a later head.
    while next < size {
        let rows = page(tx, &verdict.county, next, size.min(next + STEP)).await?;
        for row in &rows {
            let leaf = row.text("leaf")?;
            tree.append(Algorithm::Sha256.leaf(leaf.as_bytes()));
            if let Err(why) = agrees(row, &leaf) {
                verdict.faults.push(format!("fact {}: {why}", row.int("seq")?));
            }
        }
        next += STEP;
    }
    let kept: std::result::Result<Frontier, _> = head.text("frontier")?.parse();
    if tree.size() != u64::try_from(size).map_err(Error::fault)? {
        verdict.faults.push(format!("{} facts are there, {size} were told", tree.size()));
    } else if kept.ok().map(|kept| kept.root()) != Some(tree.root()) {
        verdict.faults.push("the leaves do not give the root".to_owned());
    }
    verdict.faults.truncate(MOST);
    Ok(verdict)
}

async fn page(tx: &mut Tx, county: &County, from: i64, to: i64) -> Result<Vec<Row>> {
    tx.all(
        "SELECT seq, kind, place, matter, stage, subject, at, role, body, salt, leaf FROM store_fact \
         WHERE county = $1 AND seq >= $2 AND seq < $3 ORDER BY seq",
        binds![county, from, to],
    )
    .await
}

/// Whether a fact says what its leaf says.
fn agrees(row: &Row, leaf: &str) -> std::result::Result<(), String> {
    let parsed: Json = serde_json::from_str(leaf).map_err(|_| "the leaf cannot be read")?;
    let columns = columns(row, parsed.get("body")).map_err(|e| e.to_string())?;
    if ledger::canonical::to_bytes(&columns).map_err(|e| e.to_string())? != leaf.as_bytes() {
        return Err("what is shown is not what the leaf says".to_owned());
    }
    let erased = (row.opt_text("body"), row.opt_text("salt"));
    let (Ok(Some(body)), Ok(Some(salt))) = erased else { return Ok(()) };
    let commitment: Commitment = parsed
        .get("body")
        .and_then(|body| serde_json::from_value(body.clone()).ok())
        .ok_or("the leaf has no commitment")?;
    let body: Json = serde_json::from_str(&body).map_err(|_| "the body cannot be read")?;
    let salt = unhex(&salt).ok_or("the salt cannot be read")?;
    commitment
        .verify(Algorithm::Sha256, &Salt::new(salt), &body)
        .map_err(|_| "the body is not the one that was told".to_owned())
}

fn columns(row: &Row, body: Option<&Json>) -> Result<Json> {
    Ok(json!({
        "seq": row.int("seq")?, "kind": row.text("kind")?, "place": row.text("place")?,
        "matter": row.opt_text("matter")?, "stage": row.text("stage")?,
        "subject": row.text("subject")?, "at": row.int("at")?, "role": row.text("role")?, "body": body,
    }))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let bytes: Option<Vec<u8>> = (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect();
    bytes?.try_into().ok()
}
