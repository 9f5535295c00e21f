//! 参与式预算 — Cases of `tally::budget`.
