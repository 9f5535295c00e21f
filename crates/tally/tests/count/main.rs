//! 验证 — Every open vector, and what must hold for any input.

#[cfg(test)]
mod ballot;
#[cfg(test)]
mod ballots;
#[cfg(test)]
mod budget;
#[cfg(test)]
mod committee;
#[cfg(test)]
mod open;
#[cfg(test)]
mod opinion;
#[cfg(test)]
mod owners;
#[cfg(test)]
mod pairwise;
#[cfg(test)]
mod panel;
#[cfg(test)]
mod props;
#[cfg(test)]
mod read;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod seats;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod vectors;
