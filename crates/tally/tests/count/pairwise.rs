//! 两两比较 — Cases of `tally::pairwise`.
