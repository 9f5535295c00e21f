//! 地基测试 — What the ground promises to the slices that stand on it.

#[cfg(test)]
mod matter;
#[cfg(test)]
mod notice;
#[cfg(test)]
mod place;
#[cfg(test)]
mod record;
#[cfg(test)]
mod search;
#[cfg(test)]
mod session;
#[cfg(test)]
mod voice;
