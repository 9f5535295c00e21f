//! 选票表 — One ballot a row under a row of names, from a CSV file or a workbook.
//!
//! ```text
//! 第三小组推选选票                     题目（可无） a title of one cell (may be left out)
//! 票号 │ 居民甲 │ 居民乙 │ 另选人 │ 张数   the names; the other columns may be left out
//! 1    │ √      │        │        │ 3
//! 2    │        │ ×      │ 赵六   │ 1
//! 3    │ 空白   │        │        │ 2      blank ballots
//! ```
//!
//! Columns that are no names: 张数 (how many equal ballots), 票号/编号/序号 (once each), 另选人 (names
//! written in, several with 、), 废票 (是: nobody can read this ballot), 备注 (not read).
//! Empty rows at the end are forgiven. An empty row between ballots is refused: it might be a blank
//! ballot, which is written as 空白 or with its number or count.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::piles::Ids;
use super::text::{quote, whole};
use super::{Bad, MAX_CANDIDATES, csv, xlsx};

/// What takes each row: its number from 1 and its cells.
pub(super) type Each<'e> = dyn FnMut(u64, &[&str]) -> Result<(), Bad> + 'e;

/// What a table's ballots become.
pub(super) trait Ballots {
    /// The names, once, before any ballot.
    fn open(&mut self, row: u64, names: &[String]) -> Result<(), Bad>;
    /// One row.
    fn lay(&mut self, line: &Line<'_>) -> Result<(), Bad>;
}

/// One row of ballots.
pub(super) struct Line<'a> {
    pub(super) row: u64,
    /// Column and text of each name's cell that is not empty, with the name's index.
    pub(super) cells: Vec<(usize, usize, Cow<'a, str>)>,
    /// How many ballots.
    pub(super) count: u64,
    /// Names written in.
    pub(super) write_in: Vec<String>,
    /// Nobody can read it.
    pub(super) void: bool,
}

/// Reads a table into ballots; returns the names. Which kind of file it is its first bytes say.
pub(super) fn read(bytes: &[u8], ballots: &mut dyn Ballots) -> Result<Vec<String>, Bad> {
    let workbook = bytes.starts_with(b"PK\x03\x04");
    let mut table = Table {
        ballots,
        // A sheet leaves empty cells out; a line of text that is too short was cut off.
        whole_rows: !workbook,
        title: None,
        columns: Vec::new(),
        names: Vec::new(),
        ids: Ids::new(),
        empty: None,
    };
    if workbook {
        xlsx::rows(bytes, &mut |row, cells| table.row(row, cells))?;
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Bad::whole(
            "这是旧式或加密的 Excel 文件，请另存为不加密的 .xlsx 或 .csv。",
            "an old or encrypted workbook; save it as a plain .xlsx or .csv.",
        ));
    } else {
        csv::rows(bytes, &mut |row, cells| table.row(row, cells))?;
    }
    table.finish()
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Name(usize),
    Count,
    Id,
    WriteIn,
    Void,
    Remark,
    Unnamed,
}

struct Table<'b> {
    ballots: &'b mut dyn Ballots,
    whole_rows: bool,
    /// A first row with one cell: a title, or a single name.
    title: Option<(u64, Vec<String>)>,
    columns: Vec<Column>,
    names: Vec<String>,
    ids: Ids<String>,
    /// The first empty row after the last ballot.
    empty: Option<u64>,
}

impl Table<'_> {
    fn row(&mut self, row: u64, cells: &[&str]) -> Result<(), Bad> {
        if !self.columns.is_empty() {
            if cells.iter().any(|cell| !plain(cell).is_empty()) {
                return self.ballot(row, cells);
            }
            self.empty.get_or_insert(row);
            return Ok(());
        }
        let filled = cells.iter().filter(|cell| !plain(cell).is_empty()).count();
        match (filled, self.title.take()) {
            (0, title) => self.title = title,
            (1, None) => {
                self.title = Some((row, cells.iter().map(|&cell| cell.to_owned()).collect()));
            }
            (1, Some((first, names))) => {
                self.header(first, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
                self.ballot(row, cells)?;
            }
            _ => self.header(row, cells)?,
        }
        Ok(())
    }

    fn header(&mut self, row: u64, cells: &[&str]) -> Result<(), Bad> {
        let used = cells.iter().rposition(|cell| !plain(cell).is_empty());
        let mut once = BTreeSet::new();
        for (at, cell) in cells.iter().take(used.map_or(0, |last| last + 1)).enumerate() {
            let column =
                known(&plain(cell).to_lowercase()).unwrap_or(Column::Name(self.names.len()));
            let wrong = |zh: &str, en: &str| {
                let (at, said) = (letters(at), quote(cell));
                Bad::at(
                    row,
                    format!("{at} 列“{said}”：{zh}"),
                    format!("column {at}, `{said}`: {en}"),
                )
            };
            if let Column::Name(_) = column {
                if super::mark::is_sign(&plain(cell)) || integer(&plain(cell)).is_some() {
                    return Err(wrong("第一行应为姓名。", "the first row must be names."));
                }
                self.names.push(tidy(cell));
            }
            let twice = !matches!(column, Column::Unnamed | Column::Remark);
            if twice && !once.insert(tidy(cell)) {
                return Err(wrong("出现两次，请加以区别。", "stands twice; tell them apart."));
            }
            self.columns.push(column);
        }
        if self.names.is_empty() || self.names.len() > MAX_CANDIDATES {
            let found = self.names.len();
            return Err(Bad::at(
                row,
                format!("候选人应为 1 至 {MAX_CANDIDATES} 名，这里是 {found} 名。"),
                format!("there must be 1 to {MAX_CANDIDATES} candidates, not {found}."),
            ));
        }
        self.ballots.open(row, &self.names)
    }

    fn ballot(&mut self, row: u64, cells: &[&str]) -> Result<(), Bad> {
        if let Some(empty) = self.empty {
            return Err(Bad::at(
                empty,
                "选票之间有空行：白票请写“空白”，否则请删去这一行。",
                "an empty row between ballots: write 空白 (blank) for a blank ballot, or delete it.",
            ));
        }
        if self.whole_rows && cells.len() < self.columns.len() {
            let (wanted, found) = (self.columns.len(), cells.len());
            return Err(Bad::at(
                row,
                format!("这一行应有 {wanted} 格，只有 {found} 格：文件不完整。"),
                format!("{wanted} cells wanted, {found} found: the row is cut short."),
            ));
        }
        let mut line = Line { row, cells: Vec::new(), count: 1, write_in: Vec::new(), void: false };
        for (at, &cell) in cells.iter().enumerate() {
            let said = plain(cell);
            let column = self.columns.get(at).copied().unwrap_or(Column::Unnamed);
            match column {
                Column::Count => line.count = count_of(row, at, &said)?,
                _ if said.is_empty() => {}
                Column::Name(index) => line.cells.push((at, index, said)),
                Column::Id => self.ids.note(said.into_owned(), row)?,
                Column::WriteIn => line.write_in = written(cell),
                Column::Void => line.void = void_of(row, at, &said)?,
                Column::Remark => {}
                Column::Unnamed => {
                    return Err(Bad::at(
                        row,
                        format!("{} 列没有姓名，却有“{}”。", letters(at), quote(cell)),
                        format!("column {} has no name but says `{}`.", letters(at), quote(cell)),
                    ));
                }
            }
        }
        self.ballots.lay(&line)
    }

    fn finish(mut self) -> Result<Vec<String>, Bad> {
        if let Some((row, names)) = self.title.take() {
            self.header(row, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
        if self.columns.is_empty() {
            return Err(Bad::whole("表是空的。", "the table is empty."));
        }
        self.ids.check()?;
        Ok(self.names)
    }
}

/// The columns that are no names, by their headings.
fn known(heading: &str) -> Option<Column> {
    Some(match heading {
        "" => Column::Unnamed,
        "张数" | "票数" | "数量" | "count" | "ballots" | "weight" => Column::Count,
        "票号" | "编号" | "序号" | "选票编号" | "id" | "no" | "no." => Column::Id,
        "另选人" | "另选他人" | "另选" | "write-in" | "write_in" | "write in" => {
            Column::WriteIn
        }
        "废票" | "作废" | "无效" | "void" | "illegible" => Column::Void,
        "备注" | "说明" | "remark" | "remarks" | "note" | "notes" => Column::Remark,
        _ => return None,
    })
}

fn count_of(row: u64, at: usize, said: &str) -> Result<u64, Bad> {
    let count = integer(said).and_then(|count| u64::try_from(count).ok());
    count.filter(|count| *count > 0).ok_or_else(|| {
        Bad::at(
            row,
            format!("{} 列：张数应为正整数，这里是“{}”。", letters(at), quote(said)),
            format!("column {}: a count above 0 wanted, not `{}`.", letters(at), quote(said)),
        )
    })
}

/// Whether the space for void ballots says so. Nobody may guess what a × in it means.
fn void_of(row: u64, at: usize, said: &str) -> Result<bool, Bad> {
    match said.to_lowercase().as_str() {
        "0" | "0.0" | "-" | "否" | "no" => Ok(false),
        "×" | "x" | "✕" | "✖" | "✗" | "✘" => Err(Bad::at(
            row,
            format!("{} 列：“{}”是不是废票？请写“是”或“否”。", letters(at), quote(said)),
            format!("column {}: is `{}` void or not? Write 是 or 否.", letters(at), quote(said)),
        )),
        _ => Ok(true),
    }
}

/// Names written in, apart at 、 and the like.
fn written(cell: &str) -> Vec<String> {
    let names = cell.split(['、', ',', '，', ';', '；', '/']).map(tidy);
    names.filter(|name| !name.is_empty()).collect()
}

/// A whole number as tables hold it, `3` or `3.0`, with or without a minus sign.
pub(super) fn integer(said: &str) -> Option<i64> {
    let said = said.strip_suffix(".0").unwrap_or(said);
    match said.strip_prefix('-') {
        Some(digits) => i64::try_from(whole(digits)?).ok().map(|number| -number),
        None => i64::try_from(whole(said)?).ok(),
    }
}

/// A cell without blanks around it, full-width signs and digits made plain.
pub(super) fn plain(cell: &str) -> Cow<'_, str> {
    let cell =
        cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'));
    // Every full-width sign begins with this byte.
    if !cell.as_bytes().contains(&0xef) {
        return Cow::Borrowed(cell);
    }
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    Cow::Owned(cell.chars().map(narrow).collect())
}

/// A name without blanks around it or between Chinese characters: 张　三 is 张三.
fn tidy(cell: &str) -> String {
    let words: Vec<_> = cell.split(|c: char| c.is_whitespace() || c == '\u{feff}').collect();
    let mut name = String::new();
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        let joined = wide(name.chars().last()) && wide(word.chars().next());
        if !name.is_empty() && !joined {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// A column as spreadsheets call it: A, B, …, Z, AA.
pub(super) fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn names_and_numbers_are_made_plain() {
        assert_eq!(
            [" 张　三 ", "Ann  Lee", "张三 (大)"].map(tidy),
            ["张三", "Ann Lee", "张三 (大)"]
        );
        assert_eq!(plain("\u{3000}１２．０ "), "12.0");
        assert_eq!(
            ["12.0", "-3", "1.5", "--1", ""].map(integer),
            [Some(12), Some(-3), None, None, None]
        );
    }
}
