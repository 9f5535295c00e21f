//! 转移 — Cases of `tally::transfer`.
