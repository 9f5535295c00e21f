//! 各家卡片 — Collecting what every slice has to show on a matter's page.

use kernel::{Result, Stage};
use store::Tx;
use web::{Cx, Frame};

use super::Matter;

/// A slice's part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The stage it stands under.
    pub stage: Stage,
    /// Ready HTML from the slice's own template.
    pub html: String,
}

/// Draws the cards of all slices, in the order of the way.
pub(super) async fn draw(
    cx: &Cx,
    tx: &mut Tx,
    frame: &Frame,
    matter: &Matter,
) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let county = matter.place.county();
    let mut cards: Vec<_> = cx.app.slices.iter().flat_map(|s| s.cards.iter().copied()).collect();
    cards.sort_by_key(|c| c.stage);
    for card in cards {
        if let Some(html) = (card.draw)(tx, frame, &county, &matter.id).await? {
            parts.push(Part { stage: card.stage, html });
        }
    }
    Ok(parts)
}
