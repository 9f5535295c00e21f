//! 抽签小组 — Cases of `tally::panel`.
