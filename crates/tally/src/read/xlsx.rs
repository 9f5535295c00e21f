//! 工作簿 — Rows of the one sheet of a workbook that holds something.
//!
//! ECMA-376, *Office Open XML*, part 1, section 18: the workbook names its sheets, its relationships
//! say where they lie, and most texts lie in a table of shared strings. Sheets that are hidden are
//! not read; two that hold something are refused, for either might hold ballots. Texts and whole
//! numbers are handed on as they are shown; an error or a date in a cell is refused.

use std::collections::BTreeMap;

use super::Bad;
use super::archive::{Archive, damaged};
use super::table::{Each, letters};
use super::text::{quote, whole};
use super::xml::{Piece, Tag, Xml};

/// Rows and columns of the largest sheet an office program writes.
const MOST: (u64, usize) = (1 << 20, 1 << 14);

/// How much a sheet is forgiven.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Ballots: what cannot be read for certain is refused.
    Strict,
    /// Lists people keep: an error in a cell is an empty cell, a date is its text, and only the first
    /// sheet that holds something is read.
    Loose,
}

/// Hands on each row that holds something with its number, and an empty one for each gap.
pub(super) fn rows(bytes: &[u8], each: &mut Each<'_>) -> Result<(), Bad> {
    read(bytes, Care::Strict, each)
}

/// Hands on the rows of a list people keep: the first visible sheet that holds something, with the number
/// of each row and its cells as text. Cells with an error are empty; dates kept as numbers stay numbers
/// (days since 1899-12-30).
///
/// # Errors
/// A damaged workbook, one that unpacks to too much, or what `each` refuses.
pub fn list_rows(
    bytes: &[u8],
    mut each: impl FnMut(u64, &[&str]) -> Result<(), Bad>,
) -> Result<(), Bad> {
    read(bytes, Care::Loose, &mut each)
}

fn read(bytes: &[u8], care: Care, each: &mut Each<'_>) -> Result<(), Bad> {
    let mut archive = Archive::try_new(bytes)?;
    let root = relations(&mut archive, "_rels/.rels", "")?;
    let book = root.into_values().find(|relation| relation.kind == "officeDocument");
    let book = book.ok_or_else(damaged)?.target;
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let relations = relations(&mut archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let shared = relations.values().find(|relation| relation.kind == "sharedStrings");
    let strings = match shared {
        Some(shared) => strings(&archive.part(&shared.target)?.ok_or_else(damaged)?)?,
        None => Vec::new(),
    };
    let book = archive.part(&book)?.ok_or_else(damaged)?;
    let mut read: Option<String> = None;
    for piece in Xml::new(&book) {
        let Piece::Open { name: "sheet", tag } = piece.ok_or_else(damaged)? else { continue };
        let id = tag.get("id").ok_or_else(damaged)?;
        let sheet = relations.get(id).ok_or_else(damaged)?;
        if sheet.kind != "worksheet" || tag.get("state").is_some_and(|state| state != "visible") {
            continue;
        }
        let name = tag.get("name").unwrap_or_default().to_owned();
        let part = archive.part(&sheet.target)?.ok_or_else(damaged)?;
        if care == Care::Loose && read.is_some() {
            return Ok(());
        }
        let mut used = false;
        let mut guarded = |row: u64, cells: &[&str]| {
            used = true;
            match &read {
                None => each(row, cells),
                Some(first) => Err(Bad::at(
                    row,
                    format!("“{}”与“{}”两张表都有内容，请只留一张。", quote(first), quote(&name)),
                    format!(
                        "sheets `{}` and `{}` both hold something; leave one.",
                        quote(first),
                        quote(&name)
                    ),
                )),
            }
        };
        Sheet::new(&strings, care).read(&part, &mut guarded)?;
        if used {
            read = Some(name);
        }
    }
    Ok(())
}

/// Where a part lies and what it is.
struct Relation {
    kind: String,
    target: String,
}

fn relations(
    archive: &mut Archive<'_>,
    part: &str,
    folder: &str,
) -> Result<BTreeMap<String, Relation>, Bad> {
    let text = archive.part(part.trim_start_matches('/'))?.ok_or_else(damaged)?;
    let mut relations = BTreeMap::new();
    for piece in Xml::new(&text) {
        let Piece::Open { name: "Relationship", tag } = piece.ok_or_else(damaged)? else {
            continue;
        };
        let (Some(id), Some(kind), Some(target)) =
            (tag.get("Id"), tag.get("Type"), tag.get("Target"))
        else {
            return Err(damaged());
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let target = match target.strip_prefix('/') {
            Some(from_root) => from_root.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        relations.insert(id.to_owned(), Relation { kind, target });
    }
    Ok(relations)
}

/// The table of shared strings: each is the text of its runs, without what tells how to pronounce it.
fn strings(part: &str) -> Result<Vec<String>, Bad> {
    let (mut strings, mut taking, mut spoken) = (Vec::new(), false, false);
    for piece in Xml::new(part) {
        match piece.ok_or_else(damaged)? {
            Piece::Open { name: "si", .. } => strings.push(String::new()),
            Piece::Open { name: "rPh", .. } => spoken = true,
            Piece::Close { name: "rPh" } => spoken = false,
            Piece::Open { name: "t", .. } => taking = !spoken,
            Piece::Close { name: "t" } => taking = false,
            Piece::Text(text) if taking => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(&text);
                }
            }
            _ => {}
        }
    }
    Ok(strings)
}

/// A sheet being read, row by row and cell by cell.
struct Sheet<'s> {
    strings: &'s [String],
    care: Care,
    row: u64,
    /// The row handed on last.
    handed: u64,
    cells: Vec<String>,
    column: usize,
    kind: String,
    text: String,
}

impl<'s> Sheet<'s> {
    fn new(strings: &'s [String], care: Care) -> Self {
        let (cells, kind, text) = (Vec::new(), String::new(), String::new());
        Self { strings, care, row: 0, handed: 0, cells, column: 0, kind, text }
    }

    fn read(&mut self, part: &str, each: &mut Each<'_>) -> Result<(), Bad> {
        let (mut data, mut taking, mut spoken) = (None, false, false);
        for piece in Xml::new(part) {
            let piece = piece.ok_or_else(damaged)?;
            match piece {
                Piece::Open { name: "sheetData", .. } => data = Some(true),
                Piece::Close { name: "sheetData" } => data = Some(false),
                _ if data != Some(true) => {}
                Piece::Open { name: "row", tag } => self.open_row(&tag)?,
                Piece::Open { name: "c", tag } => self.open_cell(&tag)?,
                Piece::Open { name: "rPh", .. } => spoken = true,
                Piece::Close { name: "rPh" } => spoken = false,
                Piece::Open { name: "v", .. } => taking = self.kind != "inlineStr",
                Piece::Open { name: "t", .. } => taking = self.kind == "inlineStr" && !spoken,
                Piece::Close { name: "v" | "t" } => taking = false,
                Piece::Text(text) if taking => self.text.push_str(&text),
                Piece::Close { name: "c" } => self.close_cell()?,
                Piece::Close { name: "row" } => self.close_row(each)?,
                _ => {}
            }
        }
        if data == Some(false) { Ok(()) } else { Err(damaged()) }
    }

    /// Rows rise; one without a number follows the one before.
    fn open_row(&mut self, tag: &Tag<'_>) -> Result<(), Bad> {
        let row = match tag.get("r") {
            Some(number) => whole(number).ok_or_else(damaged)?,
            None => self.row + 1,
        };
        if row <= self.row || row > MOST.0 {
            return Err(damaged());
        }
        (self.row, self.column) = (row, 0);
        self.cells.clear();
        Ok(())
    }

    /// Cells of a row rise; one without a place follows the one before.
    fn open_cell(&mut self, tag: &Tag<'_>) -> Result<(), Bad> {
        if let Some(place) = tag.get("r") {
            let (column, row) = position(place).ok_or_else(damaged)?;
            if row != self.row || column < self.column {
                return Err(damaged());
            }
            self.column = column;
        }
        if self.column >= MOST.1 {
            return Err(damaged());
        }
        tag.get("t").unwrap_or_default().clone_into(&mut self.kind);
        self.text.clear();
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Bad> {
        let text = std::mem::take(&mut self.text);
        let value = match self.kind.as_str() {
            "s" if !text.is_empty() => {
                let index = whole(text.trim()).and_then(|it| usize::try_from(it).ok());
                index.and_then(|index| self.strings.get(index)).ok_or_else(damaged)?.clone()
            }
            "e" if self.care == Care::Loose => String::new(),
            "e" | "d" if self.care == Care::Strict => {
                let column = letters(self.column);
                return Err(Bad::at(
                    self.row,
                    format!("{column} 列：这一格是错误值或日期“{}”。", quote(&text)),
                    format!("column {column}: an error or a date, `{}`.", quote(&text)),
                ));
            }
            "n" | "" => shown(text.trim()).to_owned(),
            _ => text,
        };
        if !value.is_empty() {
            self.cells.resize(self.column, String::new());
            self.cells.push(value);
        }
        self.column += 1;
        Ok(())
    }

    fn close_row(&mut self, each: &mut Each<'_>) -> Result<(), Bad> {
        let cells: Vec<&str> = self.cells.iter().map(String::as_str).collect();
        if cells.is_empty() {
            return Ok(());
        }
        if self.row > self.handed + 1 {
            each(self.handed + 1, &[])?;
        }
        self.handed = self.row;
        each(self.row, &cells)
    }
}

/// A number as a cell shows it: `3.00` is 3.
fn shown(number: &str) -> &str {
    match number.split_once('.') {
        Some((before, zeros)) if zeros.bytes().all(|byte| byte == b'0') => before,
        _ => number,
    }
}

/// Column from 0 and row from 1 of a place such as `AB12`.
fn position(place: &str) -> Option<(usize, u64)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = place.split_at(digits);
    if column.is_empty() || column.len() > 3 {
        return None;
    }
    let mut number = 0;
    for letter in column.bytes() {
        number = number * 26 + usize::from(letter.checked_sub(b'A').filter(|it| *it < 26)?) + 1;
    }
    Some((number - 1, whole(row)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_numbers() {
        assert_eq!(position("A1"), Some((0, 1)));
        assert_eq!(position("XFD1048576"), Some((16_383, 1_048_576)));
        for place in ["", "1", "A", "a1", "A-1", "AAAA1", "A99999999999999999999"] {
            assert_eq!(position(place), None, "{place}");
        }
        assert_eq!(["3", "3.00", "3.5", "-2.0", "1E3"].map(shown), ["3", "3", "3.5", "-2", "1E3"]);
    }
}
