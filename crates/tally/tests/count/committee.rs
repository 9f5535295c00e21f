//! 认可选举委员会 — Cases of `tally::committee`.
