//! 文字试验 — What the crate promises on the open messages, one module a part.

#[cfg(test)]
mod classify;
#[cfg(test)]
mod group;
#[cfg(test)]
mod near;
#[cfg(test)]
mod open;
#[cfg(test)]
mod search;
