//! 分席位 — `gongdi count seats`: seats shared among lists by their votes.

use tally::seats::{Method, explain, share};

use super::{Out, impossible, lot, show};
use crate::Failure;
use crate::cli::count::{Seed, Shown};

pub(super) fn run(
    votes: &[u64],
    method: &str,
    seats: u32,
    seed: &Seed,
    shown: Shown,
    out: Out<'_>,
) -> Result<(), Failure> {
    let known = Method::by_name(method).ok_or_else(|| {
        let names: Vec<&str> = Method::NAMED.iter().map(|(name, _)| *name).collect();
        let names = names.join(" ");
        Failure::new(
            format!("没有数法 {method}，只有 {names}"),
            format!("no method {method}, known are: {names}"),
        )
    })?;
    let shares = share(known, seats, votes, lot(seed).as_ref()).map_err(|why| impossible(&why))?;
    show(shown, &shares, |lang| explain(&shares, lang), out)
}
