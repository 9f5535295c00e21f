//! 工坊命令 — The command line of the workshop: `cargo xtask test`, `cargo xtask tidy`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{bench, command, new, root, test, tidy};

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
    /// Print performance as ratios, all measured in one run on this machine
    Bench {
        /// What is measured
        #[arg(value_enum, default_value_t = bench::What::House)]
        what: bench::What,
        /// How many matters the large house has
        #[arg(long, default_value_t = 470_000)]
        matters: u32,
    },
    /// Write the skeleton of a verb or a noun, with a test that fails until it is finished
    #[command(subcommand)]
    New(New),
    /// Hold the rules of the house: rooms, sizes, names, glossary, tables, licences
    Tidy,
}

#[derive(Subcommand)]
enum New {
    /// A verb on a noun: file, policy, words, test
    Verb {
        /// listen, decide, build, manage, evaluate or share
        slice: String,
        /// The noun's folder
        noun: String,
        /// What is done: imperative, lower case
        verb: String,
    },
    /// A noun: folder, table, page, test
    Noun {
        /// listen, decide, build, manage, evaluate or share
        slice: String,
        /// Singular, from the glossary
        noun: String,
    },
}

fn main() -> ExitCode {
    let outcome = match Line::parse().verb {
        Verb::Test { only, skip } => test::run(&root(), &test::chosen(&only, &skip)),
        Verb::Bench { what, matters } => bench::run(&root(), what, matters),
        Verb::New(New::Verb { slice, noun, verb }) => new::verb(&root(), &slice, &noun, &verb),
        Verb::New(New::Noun { slice, noun }) => new::noun(&root(), &slice, &noun),
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
