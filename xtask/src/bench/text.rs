//! 看得快 — `gongdi text` beside scikit-learn and jieba on the same messages: time, memory and outcome, in one run.

use std::path::{Path, PathBuf};

use super::beside::Beside;
use crate::command::{Failure, Outcome};

/// What measures, and what it is measured against.
const BESIDE: Beside = Beside {
    work: "bench-text",
    scripts: [
        ("text.py", include_str!("text.py")),
        ("text-reference.py", include_str!("text-reference.py")),
    ],
    references: &["scikit-learn==1.7.2 jieba==0.42.1"],
};

/// Builds the optimised program, fetches the references and compares.
///
/// # Errors
/// Without the open data or Python, when it does not build, or when ours fails.
pub(super) fn run(root: &Path) -> Outcome {
    let data = data(root, std::env::var_os("GONGDI_OPEN_DATA").map(PathBuf::from))?;
    BESIDE.run(root, &data)
}

/// The open messages: beside the open data of counts where the variable names those, else beside the checkout.
fn data(root: &Path, named: Option<PathBuf>) -> Outcome<PathBuf> {
    let folder = match named {
        Some(named) if named.join("classify.jsonl.gz").is_file() => named,
        Some(named) => named.with_file_name("text"),
        None => root.join("../shared/data/text"),
    };
    if folder.join("classify.jsonl.gz").is_file() {
        return Ok(folder);
    }
    Err(Failure::new(format!(
        "no open messages in {}: put classify.jsonl.gz, messages.jsonl.gz and groups.json there, or name their \
         folder in GONGDI_OPEN_DATA",
        folder.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_data_it_says_where_to_put_it() {
        let nowhere = PathBuf::from("no-such-folder/count");
        let sentence = data(Path::new("."), Some(nowhere)).unwrap_err().to_string();
        assert!(sentence.contains("no-such-folder/text") && sentence.contains("GONGDI_OPEN_DATA"));
    }

    #[test]
    fn every_reference_has_a_version() {
        assert!(BESIDE.references.iter().all(|names| names.contains("==")));
    }
}
