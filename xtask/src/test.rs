//! 测试 — Runs everything that must hold before work lands, in order, and stops at the first thing that does not.
//!
//! ```text
//! set up → fmt → clippy → test (both databases) → journeys (browser, axe) → tidy
//! ```
//!
//! Warnings are denied by a flag after `--`, never by `RUSTFLAGS`, which would build every dependency again. The
//! journeys drive the development build that `cargo test` has just made, for the same reason.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::command::{self, Failure, Outcome};
use crate::{chromium, node, postgres, setup, tidy};

/// One step of `cargo xtask test`; they run in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// rustfmt has nothing to change
    Fmt,
    /// clippy has nothing to say, warnings denied
    Clippy,
    /// unit, property, page, story and doc tests, on both databases
    Test,
    /// the browser journeys with axe, against the program itself
    Journeys,
    /// the rules of the house
    Tidy,
}

impl Step {
    const ALL: [Self; 5] = [Self::Fmt, Self::Clippy, Self::Test, Self::Journeys, Self::Tidy];

    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Test => "test",
            Self::Journeys => "journeys",
            Self::Tidy => "tidy",
        }
    }
}

/// The steps to run, in their order: those of `only` (all, if it is empty) without those of `skip`.
pub fn chosen(only: &[Step], skip: &[Step]) -> Vec<Step> {
    Step::ALL
        .into_iter()
        .filter(|step| (only.is_empty() || only.contains(step)) && !skip.contains(step))
        .collect()
}

/// Sets up what the steps need, then runs them; the first that fails ends it.
pub fn run(root: &Path, steps: &[Step]) -> Outcome {
    setup::prepare(steps)?;
    let mut times = Vec::new();
    for step in steps {
        command::say(&format!("▶ {}", step.name()));
        let start = Instant::now();
        let outcome = perform(*step, root);
        let took = seconds(start.elapsed());
        outcome
            .map_err(|why| Failure::new(format!("{} failed after {took}: {why}", step.name())))?;
        command::say(&format!("✓ {} {took}", step.name()));
        times.push(format!("{} {took}", step.name()));
    }
    command::say(&format!("✓ all: {}", times.join(", ")));
    Ok(())
}

fn perform(step: Step, root: &Path) -> Outcome {
    let cargo = |arguments: &[&str]| command::run(command::cargo(root).args(arguments));
    match step {
        Step::Fmt => cargo(&["fmt", "--all", "--check"]),
        Step::Clippy => cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        Step::Test => test(root),
        Step::Journeys => journeys(root),
        Step::Tidy => tidy::run(root),
    }
}

fn test(root: &Path) -> Outcome {
    let server = postgres::Server::start()?;
    command::run(command::cargo(root).args(["test", "--workspace"]).envs(server.environment()))
}

fn journeys(root: &Path) -> Outcome {
    node::install(root)?;
    command::run(command::cargo(root).args(["build", "--workspace", "--bin", "gongdi"]))?;
    let lacks = |what: &str| Failure::new(format!("{what} is missing"));
    let mut node = Command::new(node::find().ok_or_else(|| lacks("Node.js"))?);
    node.current_dir(root)
        .args(["--test", "--test-reporter=spec"])
        .args(journey_files(root)?)
        .env("GONGDI_BIN", program(root)?)
        .env("CHROMIUM", chromium::find().ok_or_else(|| lacks("Chromium"))?);
    command::run(&mut node)
}

/// The development build of the program, in the target folder cargo itself uses.
fn program(root: &Path) -> Outcome<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .exec()
        .map_err(|e| Failure::new(e.to_string()))?;
    Ok(metadata.target_directory.join("debug/gongdi").into_std_path_buf())
}

/// Named one by one: a folder as argument means different things to different versions of Node.js.
fn journey_files(root: &Path) -> Outcome<Vec<PathBuf>> {
    let folder = root.join("journeys");
    let entries = std::fs::read_dir(&folder)
        .map_err(|e| Failure::new(format!("cannot read {}: {e}", folder.display())))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() { Err(Failure::new("journeys/ has no *.test.mjs")) } else { Ok(files) }
}

fn seconds(duration: Duration) -> String {
    format!("{}.{} s", duration.as_secs(), duration.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_keep_their_order_whatever_was_asked() {
        assert_eq!(chosen(&[], &[]), Step::ALL);
        assert_eq!(chosen(&[Step::Tidy, Step::Fmt], &[]), [Step::Fmt, Step::Tidy]);
        let without = chosen(&[], &[Step::Journeys, Step::Test]);
        assert_eq!(without, [Step::Fmt, Step::Clippy, Step::Tidy]);
        assert_eq!(chosen(&[Step::Fmt], &[Step::Fmt]), []);
    }

    #[test]
    fn journeys_are_found_and_a_folder_without_any_is_a_failure() {
        let root = std::env::temp_dir().join(format!("gongdi-journeys-{}", std::process::id()));
        std::fs::create_dir_all(root.join("journeys/lib")).unwrap();
        assert!(journey_files(&root).is_err());
        for file in ["b.test.mjs", "a.test.mjs", "package.json"] {
            std::fs::write(root.join("journeys").join(file), "").unwrap();
        }
        let names: Vec<_> = journey_files(&root).unwrap();
        let names: Vec<_> = names.iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(names, ["a.test.mjs", "b.test.mjs"]);
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn durations_read_in_seconds() {
        assert_eq!(seconds(Duration::from_millis(61_270)), "61.2 s");
    }
}
