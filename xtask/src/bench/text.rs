//! 看得快 — `gongdi text` beside scikit-learn and jieba on the same messages: time, memory and outcome, in one run.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::count::{environment, gongdi, target, unwritten};
use crate::command::{self, Failure, Outcome};

/// What measures, and what is measured against.
const SCRIPTS: [(&str, &str); 2] = [
    ("text.py", include_str!("text.py")),
    ("text-reference.py", include_str!("text-reference.py")),
];

/// The references, for this benchmark only.
const REFERENCES: [&str; 1] = ["scikit-learn==1.7.2 jieba==0.42.1"];

/// Builds the optimised program, fetches the references and compares.
///
/// # Errors
/// Without the open data or Python, when it does not build, or when ours fails.
pub(super) fn run(root: &Path) -> Outcome {
    let data = data(root, std::env::var_os("GONGDI_OPEN_DATA").map(PathBuf::from))?;
    let target = target(root);
    let gongdi = gongdi(root, &target)?;
    let python = environment(&target.join("bench-venv"), &REFERENCES)?;
    let work = target.join("bench-text");
    std::fs::create_dir_all(&work).map_err(|e| unwritten(&work, &e))?;
    for (name, text) in SCRIPTS {
        let path = work.join(name);
        std::fs::write(&path, text).map_err(|e| unwritten(&path, &e))?;
    }
    command::run(Command::new(python).arg(work.join("text.py")).args([&gongdi, &data, &work]))
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
}
