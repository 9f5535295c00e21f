//! 意见地图 — Cases of `tally::opinion`.
