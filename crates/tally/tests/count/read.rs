//! 读票 — Cases of `tally::read`, good files and bad ones.
