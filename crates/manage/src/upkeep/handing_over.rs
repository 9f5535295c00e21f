//! 交接 — The duties of a body that ended go to the next one. No personal data moves: only the duty does.

use ::store::Tx;
use kernel::Result;

use super::store;
use crate::committee::Committee;
use crate::rota;

/// Moves every duty of a body to its heir; without one, the duties await a taker.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    from: &Committee,
    heir: Option<&Committee>,
) -> Result<()> {
    let county = from.place.county();
    for mut upkeep in store::of_body(tx, &county, &from.id).await? {
        let fact = match heir {
            Some(heir) => upkeep.hand_over(heir)?,
            None => upkeep.release(from.reason.as_deref().unwrap_or_default())?,
        };
        store::save(tx, &mut upkeep).await?;
        tx.tell(fact).await?;
    }
    rota::hand_over(tx, &county, &from.id, heir.map(|h| &h.id)).await
}
