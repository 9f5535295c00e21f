//! 快慢 — Runs the benchmarks, of the whole house or of the counts: ratios measured in one run, never absolute promises.

mod beside;
mod count;
mod text;

use std::path::Path;

use crate::command::{self, Outcome};
use crate::postgres;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// The whole house: pages and reports beside the best this machine could do
    House,
    /// `gongdi count` beside well-known programs: time, memory, outcome
    Count,
    /// `gongdi text` beside scikit-learn and jieba: time, memory, outcome
    Text,
}

/// `cargo xtask bench`: builds what is optimised and measures it.
///
/// # Errors
/// When it does not build, or something measured does not answer.
pub fn run(root: &Path, what: What, matters: u32) -> Outcome {
    match what {
        What::House => house(root, matters),
        What::Count => count::run(root),
        What::Text => text::run(root),
    }
}

/// The house, small and large, on SQLite and on a PostgreSQL of its own.
fn house(root: &Path, matters: u32) -> Outcome {
    let mut bench = command::cargo(root);
    bench.args(["bench", "--package", "server", "--bench", "ratios"]);
    bench.env("GONGDI_BENCH_MATTERS", matters.to_string());
    let server = postgres::Server::start()?;
    bench.envs(server.environment());
    command::run(&mut bench)
}
