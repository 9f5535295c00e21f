//! 工坊命令 — The command line of the workshop: `cargo xtask test`, `cargo xtask tidy`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{command, root, test, tidy};

/// Set up, test and tidy Gongdi.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Line {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Set up what the tests need, then run all of them: format, clippy, tests on both databases, browser journeys, tidy
    Test {
        /// Run only these steps (may be given several times)
        #[arg(long, value_enum)]
        only: Vec<test::Step>,
        /// Leave these steps out (may be given several times)
        #[arg(long, value_enum)]
        skip: Vec<test::Step>,
    },
    /// Hold the rules of the house: rooms, sizes, names, glossary, tables, licences
    Tidy,
}

fn main() -> ExitCode {
    let outcome = match Line::parse().verb {
        Verb::Test { only, skip } => test::run(&root(), &test::chosen(&only, &skip)),
        Verb::Tidy => tidy::run(&root()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            command::say(&format!("✗ {failure}"));
            ExitCode::FAILURE
        }
    }
}
