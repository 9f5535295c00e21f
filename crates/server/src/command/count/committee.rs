//! 认可选举委员会 — `gongdi count committee`: a body chosen by approval, one or all that are tied.

use std::path::Path;

use tally::committee::{Approvals, Method, Reading, Ties, elect, explain, read_yaml};

use super::{Out, bytes, ending, invalid, refused, show};
use crate::Failure;
use crate::cli::count::{Approve, Count, Shown};

pub(super) fn run(count: &Count, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Committee { file, method, seats, approve, all, .. } = count else {
        return Ok(());
    };
    let known: Method = method.parse().map_err(|known| {
        Failure::new(format!("没有数法 {method}。{known}"), format!("no method {method}; {known}"))
    })?;
    let approvals = read(file, *approve)?;
    let ties = if *all { Ties::All } else { Ties::First };
    let elected = elect(&approvals, known, *seats, ties).map_err(|why| invalid(file, &why))?;
    show(shown, &elected, |lang| explain(&elected, lang), out)
}

fn read(file: &Path, approve: Option<Approve>) -> Result<Approvals, Failure> {
    let text = bytes(file)?;
    if ["yaml", "yml"].contains(&ending(file).as_str()) {
        return read_yaml(&text).map_err(|bad| refused(file, &bad));
    }
    let profile = super::election::profile(file, &text)?;
    let reading = approve.map(|approve| match approve {
        Approve::First => Reading::FirstStep,
        Approve::Listed => Reading::Listed,
    });
    Approvals::from_profile(&profile, reading).map_err(|bad| refused(file, &bad))
}
