//! 地基测试 — What the ground promises to the slices that stand on it.

mod place;
