//! 计票 — Cases of `tally::ballot`.
