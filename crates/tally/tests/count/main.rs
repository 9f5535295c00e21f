//! 验证 — Every open vector, and what must hold for any input.

#[cfg(test)]
mod ballots;
#[cfg(test)]
mod props;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod vectors;
