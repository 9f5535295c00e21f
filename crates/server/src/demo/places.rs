//! 演示地方 — The places of the demo, by their real codes; `note` says where the sources leave a choice.

use kernel::{PlaceCode, Result};
use store::Tx;

use super::{cell, lines};

const PLACES: &str = include_str!("../../data/places.csv");

/// Adds every place, highest first.
pub(super) async fn put(tx: &mut Tx) -> Result<()> {
    for line in lines(PLACES) {
        let line = line?;
        let code = PlaceCode::parse(cell(&line, 0)?)?;
        ground::place::put(tx, &code, cell(&line, 1)?, cell(&line, 2)?).await?;
    }
    Ok(())
}
