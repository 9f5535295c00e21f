//! 数得快 — `gongdi count` beside well-known programs that count the same: time, memory and outcome, in one run.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, Failure, Outcome};

/// What measures, and what is measured against; both are written next to each other before they run.
const SCRIPTS: [(&str, &str); 2] =
    [("count.py", include_str!("count.py")), ("references.py", include_str!("references.py"))];

/// The references, for this benchmark only: nothing of theirs is shipped or used elsewhere.
const REFERENCES: [&str; 5] = [
    "pabutools==1.2.3 gmpy2",
    "red-dwarf==0.4.0",
    "votekit==3.5.0",
    "abcvoting==2.19.2",
    "sortition-algorithms==0.12.15",
];

/// Builds the optimised program, fetches the references into an environment of their own and compares.
///
/// # Errors
/// Without the open data or Python, when it does not build, or when a count of ours fails.
pub(super) fn run(root: &Path) -> Outcome {
    let data = data(root, std::env::var_os("GONGDI_OPEN_DATA").map(PathBuf::from))?;
    let target = target(root);
    let gongdi = gongdi(root, &target)?;
    let python = environment(&target.join("bench-venv"), &REFERENCES)?;
    let work = target.join("bench-count");
    std::fs::create_dir_all(&work).map_err(|e| unwritten(&work, &e))?;
    for (name, text) in SCRIPTS {
        let path = work.join(name);
        std::fs::write(&path, text).map_err(|e| unwritten(&path, &e))?;
    }
    command::run(Command::new(python).arg(work.join("count.py")).args([&gongdi, &data, &work]))
}

pub(super) fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot write {}: {error}", path.display()))
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

/// Where cargo puts what it builds.
pub(super) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

/// The optimised program: the one named in `GONGDI_BIN`, else built now.
pub(super) fn gongdi(root: &Path, target: &Path) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("GONGDI_BIN") {
        return Ok(named.into());
    }
    command::run(command::cargo(root).args(["build", "--release", "--bin", "gongdi"]))?;
    Ok(target.join("release/gongdi"))
}

/// A Python environment with those references that can be had; the rows of the others are left out.
pub(super) fn environment(folder: &Path, references: &[&str]) -> Outcome<PathBuf> {
    let python = folder.join("bin/python");
    if !python.is_file() {
        let found = command::find(&["python3"])
            .ok_or_else(|| Failure::new("the references need Python 3.11 or newer: python3"))?;
        command::run(Command::new(found).args(["-m", "venv"]).arg(folder))?;
    }
    for names in references {
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        if let Err(failure) = command::capture(install.args(names.split(' '))) {
            command::say(&format!("{names} is left out: {failure}"));
        }
    }
    Ok(python)
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
        assert!(REFERENCES.iter().all(|names| names.contains("==")));
    }
}
