//! 待接管 — What was built and needs upkeep awaits a body that takes it.

use ::store::{Told, Tx};
use ground::matter;
use kernel::{Id, Result, Stage, Standing};

use super::{AWAITED, Upkeep, store};

/// Follows `build-project-finished` {title}; the same project twice is once.
///
/// # Errors
/// A fault when the database fails.
pub async fn await_taker(tx: &mut Tx, told: &Told) -> Result<()> {
    let county = told.county();
    if store::known(tx, &county, &told.subject).await? {
        return Ok(());
    }
    let upkeep = Upkeep {
        id: Id::random(&mut *tx.rng),
        source: told.subject.clone(),
        matter: told.matter.clone(),
        place: told.place.clone(),
        title: told.text("title").to_owned(),
        kept: None,
        reason: None,
        at: tx.now,
        version: 0,
    };
    store::insert(tx, &upkeep).await?;
    if let Some(id) = &told.matter {
        let mut matter = matter::load(tx, &county, id).await?;
        if matter.standing != Standing::Merged {
            matter.advance(Stage::Manage)?;
            matter::save(tx, &mut matter).await?;
        }
    }
    tx.tell(upkeep.fact(AWAITED).with("title", &upkeep.title)).await
}
