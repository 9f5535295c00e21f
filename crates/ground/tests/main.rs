//! 地基测试 — What the ground promises to the slices that stand on it.

#[cfg(test)]
mod place;
