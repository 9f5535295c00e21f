//! 快慢 — Runs the benchmark of the whole house: ratios measured in one run, never absolute promises.

use std::path::Path;
use std::process::Command;

use crate::command::{self, Outcome};

/// `cargo xtask bench`: builds the optimised program's benchmark and runs it with a small and a large house.
///
/// # Errors
/// When it does not build or a measured page does not answer.
pub fn run(root: &Path, matters: u32) -> Outcome {
    let mut bench = Command::new("cargo");
    bench.current_dir(root).args(["bench", "--package", "server", "--bench", "ratios"]);
    bench.env("GONGDI_BENCH_MATTERS", matters.to_string());
    command::run(&mut bench)
}
