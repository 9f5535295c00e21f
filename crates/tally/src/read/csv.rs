//! CSV 表 — Rows of a text file, apart at commas, tabs or semicolons.

use ::csv::{Position, ReaderBuilder, StringRecord};

use super::Bad;
use super::table::Each;
use super::text::decode;

/// Hands on each row with its line. Lines without anything are passed over.
///
/// A quotation mark that is never closed would swallow the ballots after it unseen, so marks must
/// come in pairs and no cell may hold a line end.
pub(super) fn rows(bytes: &[u8], each: &mut Each<'_>) -> Result<(), Bad> {
    let text = decode(bytes)?;
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return Err(Bad::whole(
            "引号没有成对：文件不完整或有误。",
            "quotation marks do not come in pairs: the file is cut short or damaged.",
        ));
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        let more = reader.read_record(&mut record).map_err(|error| {
            Bad::at(line, format!("读不懂：{error}"), format!("cannot be read: {error}"))
        })?;
        if !more {
            return Ok(());
        }
        let line = record.position().map_or(line, Position::line);
        let row: Vec<&str> = record.iter().collect();
        if row.iter().any(|cell| cell.contains(['\n', '\r'])) {
            return Err(Bad::at(
                line,
                "格内有换行，可能是引号没有成对。",
                "a cell holds a line end; a quotation mark may not be closed.",
            ));
        }
        each(line, &row)?;
    }
}

/// The sign that stands most often in the first lines; a comma when none does.
fn delimiter(text: &str) -> u8 {
    let count = |sign: u8| {
        let lines = text.lines().take(10);
        lines.map(|line| line.bytes().filter(|byte| *byte == sign).count()).sum::<usize>()
    };
    let signs = [b',', b'\t', b';'];
    signs.into_iter().rev().max_by_key(|&sign| count(sign)).unwrap_or(b',')
}
