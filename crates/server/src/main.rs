//! 共缔 — The program: reads the command line, does it, says what went wrong.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = server::cli::Cli::parse();
    match server::command::run(cli.command, &mut std::io::stdout()) {
        Ok(code) => code,
        // The reader of our output has gone: they have what they wanted.
        Err(failure) if failure.0.is_empty() => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "gongdi: {failure}");
            ExitCode::FAILURE
        }
    }
}
