//! 数得快 — `gongdi count` beside well-known programs that count the same: time, memory and outcome, in one run.

use std::path::{Path, PathBuf};

use super::beside::Beside;
use crate::command::{Failure, Outcome};

/// What measures, and what it is measured against.
const BESIDE: Beside = Beside {
    work: "bench-count",
    scripts: [
        ("count.py", include_str!("count.py")),
        ("references.py", include_str!("references.py")),
    ],
    references: &[
        "pabutools==1.2.3 gmpy2",
        "red-dwarf==0.4.0",
        "votekit==3.5.0",
        "abcvoting==2.19.2",
        "sortition-algorithms==0.12.15",
    ],
};

/// Builds the optimised program, fetches the references into an environment of their own and compares.
///
/// # Errors
/// Without the open data or Python, when it does not build, or when a count of ours fails.
pub(super) fn run(root: &Path) -> Outcome {
    let data = data(root, std::env::var_os("GONGDI_OPEN_DATA").map(PathBuf::from))?;
    BESIDE.run(root, &data)
}

/// The open data: where the variable says, else beside the checkout.
fn data(root: &Path, named: Option<PathBuf>) -> Outcome<PathBuf> {
    let folder = named.unwrap_or_else(|| root.join("../shared/data/count"));
    if folder.join("B_pb").is_dir() {
        return Ok(folder);
    }
    Err(Failure::new(format!(
        "no open data in {}: put the folders A_polis, B_pb, C_elections and D_sortition there, or name their \
         folder in GONGDI_OPEN_DATA",
        folder.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_data_it_says_where_to_put_it() {
        let nowhere = PathBuf::from("no-such-folder");
        let sentence = data(Path::new("."), Some(nowhere)).unwrap_err().to_string();
        assert!(sentence.contains("no-such-folder") && sentence.contains("GONGDI_OPEN_DATA"));
    }

    #[test]
    fn every_reference_has_a_version() {
        assert!(BESIDE.references.iter().all(|names| names.contains("==")));
    }
}
