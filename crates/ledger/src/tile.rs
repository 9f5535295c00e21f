//! 瓦片路径 — Where a static copy of the log keeps its hashes and entries (C2SP tlog-tiles).
//!
//! A log printed as plain files can be checked by any tile client: 256 hashes or entries a file,
//! the number in groups of three digits so that no folder grows large.

use std::fmt::Write as _;

/// How many hashes or entries a full tile holds.
pub const WIDTH: u16 = 256;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tile {
    /// Hashes of the given tile level (level 0 holds leaf hashes, level 1 the nodes 8 above).
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// The path of tile number `index` holding `width` of 256; anything less than 256 is partial.
pub fn path(tile: Tile, index: u64, width: u16) -> String {
    let mut out = match tile {
        Tile::Hashes(level) => format!("tile/{level}"),
        Tile::Entries => "tile/entries".to_owned(),
    };
    let mut groups = vec![index % 1000];
    let mut rest = index / 1000;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    for (place, group) in groups.iter().enumerate().rev() {
        let mark = if place == 0 { "" } else { "x" };
        // Writing to a String cannot fail.
        let _ = write!(out, "/{mark}{group:03}");
    }
    if width < WIDTH {
        let _ = write!(out, ".p/{width}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(path(Tile::Hashes(0), 0, WIDTH), "tile/0/000");
        assert_eq!(path(Tile::Hashes(2), 1_000_000, 1), "tile/2/x001/x000/000.p/1");
        assert_eq!(path(Tile::Entries, 999, WIDTH), "tile/entries/999");
    }
}
