//! 受理·存取 — Keeping what triage adds to a matter: by which rule, and what would set it free.

use ::store::{Tx, binds};
use ground::matter::Matter;
use kernel::{County, MatterId, Moment, Result, Role};
use web::Sample;

/// Keeps by what a due date was set: the version of a rule, `hand` or `dispatch`.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn keep_rule(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
    rule: &str,
    due: Moment,
) -> Result<()> {
    tx.run(
        "INSERT INTO listen_acceptance (county, matter, rule, due, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (county, matter) DO UPDATE SET rule = excluded.rule, due = excluded.due, \
         at = excluded.at",
        binds![county, matter, rule, due, tx.now],
    )
    .await?;
    Ok(())
}

/// Keeps what would set a parked matter free.
pub(super) async fn keep_unlock(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
    unlock: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO listen_parking (county, matter, unlock, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (county, matter) DO UPDATE SET unlock = excluded.unlock, at = excluded.at",
        binds![county, matter, unlock, tx.now],
    )
    .await?;
    Ok(())
}

/// By what its due date was set, and what would set it free, where there are such.
pub(super) async fn terms(
    tx: &mut Tx,
    county: &County,
    matter: &Matter,
) -> Result<(Option<String>, Option<String>)> {
    let row = tx
        .one(
            "SELECT (SELECT rule FROM listen_acceptance WHERE county = $1 AND matter = $2 AND due = $3) \
             AS rule, (SELECT unlock FROM listen_parking WHERE county = $1 AND matter = $2) AS unlock",
            binds![county, &matter.id, matter.due],
        )
        .await?;
    Ok((row.opt_text("rule")?, row.opt_text("unlock")?))
}

/// The forms of triage, for matters in the right state.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    let heard = tx
        .all(
            "SELECT '/' || county || '/matters/' || id AS path FROM ground_matter WHERE county >= '000000' \
             AND stage = 'listen' AND standing = 'heard' ORDER BY raised, id LIMIT 9",
            binds![],
        )
        .await?;
    for row in heard {
        let path = row.text("path")?;
        for verb in ["accept", "answer", "take-up", "park", "merge", "note", "label", "reveal"] {
            pages.push(Sample::of(Role::Worker, format!("{path}/{verb}")));
        }
    }
    Ok(pages)
}
