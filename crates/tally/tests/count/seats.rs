//! 席位 — Cases of `tally::seats`.
