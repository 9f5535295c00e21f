//! 交接 — The duties of a body that ended go to the next one. No personal data moves: only the duty does.

use ::store::Tx;
use kernel::{Fact, Result};

use super::store;
use crate::committee::Committee;
use crate::rota;

/// Moves every duty of a body to its heir; without one, the duties await a taker. Gives what is to be
/// told once every row is kept: telling locks the county's record, and a row waited for after that could be
/// held by an act that waits for the record.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    from: &Committee,
    heir: Option<&Committee>,
) -> Result<Vec<Fact>> {
    let county = from.place.county();
    let mut facts = Vec::new();
    for mut upkeep in store::of_body(tx, &county, &from.id).await? {
        let fact = match heir {
            Some(heir) => upkeep.hand_over(heir)?,
            None => upkeep.release(from.reason.as_deref().unwrap_or_default())?,
        };
        store::save(tx, &mut upkeep).await?;
        facts.push(fact);
    }
    rota::hand_over(tx, &county, &from.id, heir.map(|h| &h.id)).await?;
    Ok(facts)
}
