//! 意见地图 — What people agree on across groups, as in Polis.
