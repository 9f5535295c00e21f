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
mod vote;

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use tally::explain::explain_invalid;
use tally::lot::Lot;
use tally::read::Bad;
use tally::{Invalid, Lang};

use super::{Out, print_json};
use crate::Failure;
use crate::cli::count::{Count, Seed, Shown, Tongue};

/// Bytes a file may hold, unpacked: far above any real count. A longer one is refused, never cut.
const MOST: u64 = 4 << 30;
/// Bytes a file may hold that is read whole before it is counted.
const MOST_WHOLE: u64 = 1 << 30;

pub(super) fn run(count: &Count, out: Out<'_>) -> Result<ExitCode, Failure> {
    match count {
        Count::Vote { file, host, shown } => return vote::run(file, host, *shown, out),
        Count::Owners { file, host, shown } => owners::run(file, host, *shown, out),
        Count::Meeting { shown, .. } => meeting::run(count, *shown, out),
        Count::Election { shown, .. } => election::run(count, *shown, out),
        Count::Committee { shown, .. } => committee::run(count, *shown, out),
        Count::Seats { votes, method, seats, lot, shown } => {
            seats::run(votes, method, *seats, lot, *shown, out)
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
    Ok(Box::new(Bounded { plain, left: MOST }))
}

/// A stream that breaks with an error, not with an end, where it is longer than allowed: a file
/// counted in part would be counted wrong.
struct Bounded {
    plain: Box<dyn Read>,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.plain.read(into)?;
        let length = u64::try_from(read).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or_else(|| {
            io::Error::other("文件太大，没有数 the file is too large and was not counted")
        })?;
        Ok(read)
    }
}

/// All bytes of a file, unpacked.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut source = Bounded { plain: open(path)?, left: MOST_WHOLE };
    source.read_to_end(&mut bytes).map_err(|e| unread(path, &e))?;
    Ok(bytes)
}

/// The bytes of a JSON file without the mark some editors put before it.
fn json(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The rule a judgement stands on, as the first sentence.
fn judged_by(rule: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("按规则 {rule}（条文见 gongdi rules show {rule}）："),
        Lang::En => format!("By the rule {rule} (gongdi rules show {rule}):"),
    }
}

/// The ending of a file's name in lower case, `.gz` looked through: it tells the format.
pub(super) fn ending(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_owned())
}

fn unread(path: &Path, cause: &std::io::Error) -> Failure {
    let shown = path.display();
    Failure::new(format!("{shown} 读不出来：{cause}"), format!("{shown} cannot be read: {cause}"))
}

/// What a reader refused, with the file, the line and the reason.
pub(super) fn refused(path: &Path, bad: &Bad) -> Failure {
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
        return print_json(result, out);
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
