//! 解决了的可以分享 — What residents call solved may become a case for others.

use kernel::{Error, Result, Stage, Standing};
use store::{Told, Tx};

pub(crate) async fn then(tx: &mut Tx, told: &Told) -> Result<()> {
    let id = told.matter.as_ref().ok_or_else(|| Error::fault("a solved matter has no number"))?;
    let mut matter = ground::matter::load(tx, &told.county(), id).await?;
    // Between the fact and this flow somebody may have said "not solved": then there is nothing to share.
    if matter.standing == Standing::Solved && matter.stage != Stage::Share {
        matter.advance(Stage::Share)?;
        ground::matter::save(tx, &mut matter).await?;
    }
    Ok(())
}
