//! 并排比 — Our optimised program beside Python references: fetched into an environment of their own, measured by a
//! script that runs both.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, Failure, Outcome};

/// A comparison.
pub(super) struct Beside {
    /// The folder below cargo's, for what is written.
    pub work: &'static str,
    /// What measures, then what is measured against; both are written next to each other before they run.
    pub scripts: [(&'static str, &'static str); 2],
    /// The references, for this benchmark only: nothing of theirs is shipped or used elsewhere.
    pub references: &'static [&'static str],
}

impl Beside {
    /// Builds the optimised program, fetches the references and compares on the data.
    pub(super) fn run(&self, root: &Path, data: &Path) -> Outcome {
        let target = target(root);
        let gongdi = gongdi(root, &target)?;
        let python = environment(&target.join("bench-venv"), self.references)?;
        let work = target.join(self.work);
        std::fs::create_dir_all(&work).map_err(|e| unwritten(&work, &e))?;
        for (name, text) in self.scripts {
            let path = work.join(name);
            std::fs::write(&path, text).map_err(|e| unwritten(&path, &e))?;
        }
        let [(measures, _), _] = self.scripts;
        let mut script = Command::new(python);
        script.arg(work.join(measures)).arg(&gongdi).arg(data).arg(&work);
        command::run(&mut script)
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot write {}: {error}", path.display()))
}

/// Where cargo puts what it builds.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

/// The optimised program: the one named in `GONGDI_BIN`, else built now.
fn gongdi(root: &Path, target: &Path) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("GONGDI_BIN") {
        return Ok(named.into());
    }
    command::run(command::cargo(root).args(["build", "--release", "--bin", "gongdi"]))?;
    Ok(target.join("release/gongdi"))
}

/// A Python environment with those references that can be had; the rows of the others are left out.
fn environment(folder: &Path, references: &[&str]) -> Outcome<PathBuf> {
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
