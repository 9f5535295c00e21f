//! 办理 — Does what the command line asks: one file per command.

mod check;
mod count;
mod demo;
mod import;
mod migrate;
mod rules;
mod serve;
mod text;

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use crate::Failure;
use crate::cli::Command;

/// Does a command; what it has to say goes to `out`. Only what keeps a database or serves pages starts threads:
/// counting and reading text are over sooner than threads are there.
///
/// # Errors
/// Why it could not be done, in words for the person at the terminal.
pub fn run(command: Command, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    match command {
        Command::Demo(demo) => threads()?.block_on(demo::run(&demo, out)),
        Command::Serve(host) => threads()?.block_on(serve::run(&host, out)),
        Command::Migrate(host) => threads()?.block_on(migrate::run(&host, out)),
        Command::Check(host) => threads()?.block_on(check::run(&host, out)),
        Command::Import(import) => threads()?.block_on(import::run(&import, out)),
        Command::Rules(rules) => rules::run(&rules, out),
        Command::Count(count) => count::run(&count, out),
        Command::Text(text) => text::run(&text, out),
    }
}

/// What many connections at once are served on.
fn threads() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Runtime::new()?)
}

/// Where a result is written.
type Out<'a> = &'a mut (dyn Write + Send);

/// Prints one JSON value on a line of its own, at once: standard output looks for line ends in every piece
/// it is given.
fn print_json<T: Serialize>(value: &T, out: Out<'_>) -> Result<(), Failure> {
    let mut text = serde_json::to_vec(value).map_err(|e| Failure(e.to_string()))?;
    text.push(b'\n');
    out.write_all(&text)?;
    Ok(())
}

/// Ready when the person presses Ctrl-C or the host says it is time to end. It listens from this call on:
/// make it before saying that the program is there.
fn told_to_stop() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut ended, mut pressed) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = ended.recv() => {}
            _ = pressed.recv() => {}
        }
    })
}

/// SQLite makes the file but not the folder it lies in.
fn make_folder_of(database: &str) -> Result<(), Failure> {
    if let Some(folder) = sqlite_path(database).and_then(std::path::Path::parent) {
        std::fs::create_dir_all(folder)?;
    }
    Ok(())
}

/// The file of an embedded database; `None` for a server.
fn sqlite_path(database: &str) -> Option<&std::path::Path> {
    let path = database.strip_prefix("sqlite:")?;
    Some(std::path::Path::new(path.split('?').next().unwrap_or(path)))
}
