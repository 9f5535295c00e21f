//! 重数 — `gongdi count`: anybody counts again what was counted, from the published file, and gets the same.
//!
//! One file per kind of count. Each reads strictly, counts with `tally`, and prints either sentences a
//! person can follow or JSON whose fields docs/count.md tells. Nothing here counts.

mod budget;
mod committee;
mod election;
mod meeting;
mod opinions;
mod owners;
mod panel;
mod seats;

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use tally::explain::explain_invalid;
use tally::lot::Lot;
use tally::read::Bad;
use tally::{Invalid, Lang};

use crate::Failure;
use crate::cli::count::{Count, Seed, Shown, Tongue};

/// Where a result is written.
type Out<'a> = &'a mut (dyn Write + Send);

/// Bytes one file may hold, unpacked: far above any real count, far below what a laptop cannot bear.
const MOST: u64 = 4 << 30;

pub(super) fn run(count: &Count, out: Out<'_>) -> Result<ExitCode, Failure> {
    match count {
        Count::Owners { file, shown } => owners::run(file, *shown, out),
        Count::Meeting { shown, .. } => meeting::run(count, *shown, out),
        Count::Election { shown, .. } => election::run(count, *shown, out),
        Count::Committee { shown, .. } => committee::run(count, *shown, out),
        Count::Seats { votes, method, seats, shown } => {
            seats::run(votes, method, *seats, *shown, out)
        }
        Count::Budget { shown, .. } => budget::run(count, *shown, out),
        Count::Opinions { file, groups, svg, shown } => {
            opinions::run(file, groups.as_deref(), svg.as_deref(), *shown, out)
        }
        Count::Panel { shown, .. } => panel::run(count, *shown, out),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Opens a file, unpacking it when its name ends in `.gz`; reads no more than [`MOST`].
fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    let file = File::open(path).map_err(|e| unread(path, &e))?;
    let file = BufReader::new(file);
    let plain: Box<dyn Read> = if path.extension().is_some_and(|ending| ending == "gz") {
        Box::new(flate2::bufread::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    Ok(Box::new(plain.take(MOST)))
}

/// All bytes of a file, unpacked.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|e| unread(path, &e))?;
    Ok(bytes)
}

/// The name of a file without its folder and without `.gz`: its ending tells its format.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.strip_suffix(".gz").map_or(name.clone(), str::to_owned)
}

fn unread(path: &Path, cause: &std::io::Error) -> Failure {
    let shown = path.display();
    Failure::new(format!("{shown} 读不出来：{cause}"), format!("{shown} cannot be read: {cause}"))
}

/// What a reader refused, with the file, the line and the reason.
fn refused(path: &Path, bad: &Bad) -> Failure {
    let Bad { line, zh, en } = bad;
    let at = if *line == 0 { String::new() } else { format!(":{line}") };
    Failure::new(format!("{}{at}: {zh}", path.display()), en)
}

/// What a count refused, with the file it was about.
fn invalid(path: &Path, why: &Invalid) -> Failure {
    let zh = explain_invalid(why, Lang::Zh);
    Failure::new(format!("{}: {zh}", path.display()), explain_invalid(why, Lang::En))
}

/// What a count of numbers that were typed refused.
fn impossible(why: &Invalid) -> Failure {
    Failure::new(explain_invalid(why, Lang::Zh), explain_invalid(why, Lang::En))
}

fn lot(seed: &Seed) -> Option<Lot> {
    seed.seed.as_deref().map(Lot::new)
}

/// Prints a result: the JSON of the contract, or its sentences.
fn show<T: Serialize>(
    shown: Shown,
    result: &T,
    sentences: impl FnOnce(Lang) -> Vec<String>,
    out: Out<'_>,
) -> Result<(), Failure> {
    if shown.json {
        serde_json::to_writer(&mut *out, result).map_err(|e| Failure(e.to_string()))?;
        writeln!(out)?;
        return Ok(());
    }
    let lang = match shown.lang {
        Tongue::Zh => Lang::Zh,
        Tongue::En => Lang::En,
    };
    for sentence in sentences(lang) {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}
