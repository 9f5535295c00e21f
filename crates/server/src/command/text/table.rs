//! 留言表 — Reads lists of messages as people keep them: JSON lines, CSV, workbooks, plain lines; `.gz` too.
//!
//! Columns are found by the names people give them, in whichever order they stand, under a title or not;
//! `--columns` says it where nothing fits. A cell that makes no sense is an empty cell, never a failure: what
//! is wanted here are the words.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};
use tally::read::list_rows;

use super::when;
use crate::Failure;
use crate::command::count::{bytes, ending, refused};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Its number.
    Id,
    /// Its row in the list it came from.
    Number,
    /// Messages that are the same again: never on both sides of a split.
    Group,
    /// The class somebody gave it.
    Label,
    /// A headline.
    Title,
    /// The words.
    Body,
    /// When it was written.
    Time,
    /// Where it belongs.
    Place,
    /// Who wrote it, as a mark.
    Author,
    /// How many agree.
    Up,
    /// How many do not.
    Down,
    /// Whether it is solved.
    Solved,
    /// What was answered.
    Reply,
}

/// The names a column may go by, lower case; the first is the one in docs/text.md.
const NAMES: [(Field, &[&str]); 13] = [
    (Field::Id, &["id", "编号", "留言编号", "事项编号"]),
    (Field::Number, &["row", "序号", "行号"]),
    (Field::Group, &["dup_group"]),
    (Field::Label, &["label", "class", "类别", "分类", "标签", "一级标签", "一级分类"]),
    (Field::Title, &["title", "subject", "标题", "主题", "留言主题"]),
    (
        Field::Body,
        &[
            "body",
            "text",
            "words",
            "message",
            "question",
            "内容",
            "正文",
            "详情",
            "留言详情",
            "留言内容",
            "诉求",
        ],
    ),
    (Field::Time, &["time", "date", "时间", "日期", "留言时间"]),
    (Field::Place, &["place", "地点", "地方", "小区", "社区", "地址"]),
    (Field::Author, &["author", "user", "用户", "留言用户", "反映人"]),
    (Field::Up, &["up", "likes", "点赞", "点赞数", "赞"]),
    (Field::Down, &["down", "反对", "反对数"]),
    (Field::Solved, &["solved", "解决", "已解决"]),
    (Field::Reply, &["reply", "answer", "答复", "回复", "答复意见", "答复内容"]),
];

impl Field {
    fn named(name: &str) -> Option<Self> {
        let name = text::fold(name);
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
    }
}

/// A message as it stands in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its line or row, from 1.
    pub line: u64,
    cells: BTreeMap<Field, String>,
    /// Whether its id is a text although it looks like a number.
    textual: bool,
    /// Of which file it is, from 1; 0 where there is only one.
    file: usize,
}

impl Row {
    /// A cell, trimmed; empty where there is none.
    pub(super) fn get(&self, field: Field) -> &str {
        self.cells.get(&field).map_or("", |cell| cell.trim())
    }

    /// Says of which of several files it is.
    pub(super) fn of_file(&mut self, file: usize) {
        self.file = file;
    }

    /// Whether there is such a cell, be it empty.
    pub(super) fn has(&self, field: Field) -> bool {
        self.cells.contains_key(&field)
    }

    /// What names the row in output: its id, else its row number, else its line.
    pub(super) fn key(&self) -> String {
        let named = [Field::Id, Field::Number].map(|field| self.get(field));
        let named = named.into_iter().find(|name| !name.is_empty());
        match (named, self.file) {
            (Some(name), 0) => name.to_owned(),
            (Some(name), _) if !self.get(Field::Id).is_empty() => name.to_owned(),
            (Some(name), file) => format!("{file}:{name}"),
            (None, 0) => self.line.to_string(),
            (None, file) => format!("{file}:{}", self.line),
        }
    }

    /// The same as JSON: digits alone are a number, unless they were a text before.
    pub(super) fn name(&self) -> Value {
        let key = self.key();
        let plain = key.len() < 16 && !(key.len() > 1 && key.starts_with('0'));
        let number = (plain && !self.textual).then(|| key.parse::<u64>().ok()).flatten();
        number.map_or_else(|| Value::from(key), Value::from)
    }

    /// Puts its id or row number in front of what is printed about it.
    pub(super) fn name_into(&self, object: &mut Map<String, Value>) {
        let field = if self.get(Field::Id).is_empty() { "row" } else { "id" };
        object.insert(field.to_owned(), self.name());
    }

    /// Which messages are the same again.
    pub(super) fn group(&self) -> Option<u64> {
        self.get(Field::Group).parse().ok()
    }

    /// A cell that says yes or no.
    pub(super) fn yes(&self, field: Field) -> Option<bool> {
        match text::fold(self.get(field)).as_str() {
            "1" | "true" | "yes" | "y" | "是" | "已解决" | "解决" => Some(true),
            "0" | "false" | "no" | "n" | "否" | "未解决" => Some(false),
            _ => None,
        }
    }

    /// When it was written, in minutes since 1970 of its place's own clock.
    pub(super) fn minute(&self) -> Option<i64> {
        when::minute(self.get(Field::Time))
    }

    /// A number, 0 where there is none.
    pub(super) fn number(&self, field: Field) -> u32 {
        let cell = text::fold(self.get(field));
        cell.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(0)
    }
}

/// Columns somebody named: `title=主题,body=3`.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns(Vec<(Field, String)>);

impl Columns {
    /// Reads what was typed.
    pub(super) fn read(typed: Option<&str>) -> Result<Self, Failure> {
        let pairs = typed.unwrap_or_default().split(',').filter(|pair| !pair.trim().is_empty());
        let read = |pair: &str| {
            let (field, column) = pair.split_once('=')?;
            Some((Field::named(field)?, text::fold(column)))
        };
        let read = |pair| read(pair).ok_or_else(|| unknown_columns(pair));
        pairs.map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Which field each column of a header is, where any is one.
    fn of(&self, header: &[&str]) -> Option<Vec<Option<Field>>> {
        let chosen = |at: usize, name: &str| {
            let (name, number) = (text::fold(name), (at + 1).to_string());
            self.0.iter().find(|(_, c)| *c == name || *c == number).map(|(field, _)| *field)
        };
        let found: Vec<_> = header
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let known = Field::named(name).filter(|f| !self.0.iter().any(|(one, _)| one == f));
                chosen(at, name).or(known)
            })
            .collect();
        let says = |field: &Option<Field>| {
            matches!(field, Some(Field::Title | Field::Body | Field::Reply))
        };
        found.iter().any(says).then_some(found)
    }
}

fn unknown_columns(pair: &str) -> Failure {
    let names: Vec<&str> = NAMES.iter().filter_map(|(_, names)| names.first().copied()).collect();
    let names = names.join(" ");
    Failure::new(
        format!("--columns 里的“{pair}”读不懂：写成 title=主题,body=3 这样，列名有 {names}"),
        format!("--columns: `{pair}` is not like title=主题,body=3; the fields are {names}"),
    )
}

/// How many rows may stand above the names of the columns.
const ABOVE: u64 = 10;

/// Reads a file of messages.
///
/// # Errors
/// When the file cannot be read at all, or no column of it holds words.
pub(super) fn read(path: &Path, columns: &Columns) -> Result<Vec<Row>, Failure> {
    let bytes = bytes(path)?;
    let rows = match ending(path).as_str() {
        _ if bytes.starts_with(b"PK\x03\x04") => workbook(path, &bytes, columns)?,
        "json" | "jsonl" | "ndjson" => json(path, &decoded(&bytes))?,
        "txt" | "text" | "md" => Some(lines(&decoded(&bytes))),
        _ => sheet(&decoded(&bytes), columns),
    };
    rows.filter(|rows| !rows.is_empty()).ok_or_else(|| {
        let shown = path.display();
        Failure::new(
            format!("{shown} 里没有找到留言：要有一列叫“标题”或“内容”，或用 --columns 指明"),
            format!("no messages in {shown}: name a column title or body, or use --columns"),
        )
    })
}

fn decoded(bytes: &[u8]) -> String {
    text::fold::from_bytes(bytes).text
}

fn lines(text: &str) -> Vec<Row> {
    let row = |(at, line): (usize, &str)| Row {
        line: at as u64 + 1,
        cells: BTreeMap::from([(Field::Body, line.to_owned())]),
        textual: false,
        file: 0,
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(row).collect()
}

/// JSON: one object a line, one array, or one object.
fn json(path: &Path, text: &str) -> Result<Option<Vec<Row>>, Failure> {
    let whole =
        text.trim_start().starts_with('[').then(|| serde_json::from_str::<Vec<Value>>(text));
    let values: Vec<(u64, Value)> = if let Some(values) = whole {
        let values = values.map_err(|why| no_json(path, 1, &why))?;
        values.into_iter().enumerate().map(|(at, v)| (at as u64 + 1, v)).collect()
    } else {
        let mut values = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let value = serde_json::from_str(line).map_err(|why| no_json(path, at + 1, &why))?;
            values.push((at as u64 + 1, value));
        }
        values
    };
    let row = |(line, value): (u64, Value)| {
        let (mut cells, mut textual) = (BTreeMap::new(), false);
        match value {
            Value::String(words) => _ = cells.insert(Field::Body, words),
            Value::Object(object) => {
                for (name, value) in object {
                    let Some(field) = Field::named(&name) else { continue };
                    textual |= field == Field::Id && value.is_string();
                    cells.entry(field).or_insert(match value {
                        Value::String(words) => words,
                        Value::Null => String::new(),
                        other => other.to_string(),
                    });
                }
            }
            _ => {}
        }
        Row { line, cells, textual, file: 0 }
    };
    Ok(Some(values.into_iter().map(row).collect()))
}

fn no_json(path: &Path, line: usize, why: &serde_json::Error) -> Failure {
    let at = format!("{}:{line}", path.display());
    Failure::new(format!("{at}: 不是 JSON：{why}"), "not JSON")
}

/// Rows under a row of names.
struct Sheet<'c> {
    columns: &'c Columns,
    fields: Option<Vec<Option<Field>>>,
    rows: Vec<Row>,
    seen: u64,
}

impl<'c> Sheet<'c> {
    fn new(columns: &'c Columns) -> Self {
        Self { columns, fields: None, rows: Vec::new(), seen: 0 }
    }

    fn row(&mut self, line: u64, cells: &[&str]) {
        self.seen += 1;
        let Some(fields) = &self.fields else {
            if self.seen <= ABOVE {
                self.fields = self.columns.of(cells);
            }
            return;
        };
        let mut kept = BTreeMap::new();
        for (field, cell) in fields.iter().zip(cells) {
            if let (Some(field), false) = (field, cell.trim().is_empty()) {
                kept.entry(*field).or_insert_with(|| (*cell).to_owned());
            }
        }
        if !kept.is_empty() {
            self.rows.push(Row { line, cells: kept, textual: false, file: 0 });
        }
    }

    fn done(self) -> Option<Vec<Row>> {
        self.fields.map(|_| self.rows)
    }
}

fn sheet(text: &str, columns: &Columns) -> Option<Vec<Row>> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let tabs = count('\t') > count(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::new(columns);
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, csv::Position::line);
        sheet.row(line, &record.iter().collect::<Vec<_>>());
    }
    sheet.done()
}

fn workbook(path: &Path, bytes: &[u8], columns: &Columns) -> Result<Option<Vec<Row>>, Failure> {
    let mut sheet = Sheet::new(columns);
    let read = list_rows(bytes, |line, cells| {
        sheet.row(line, cells);
        Ok(())
    });
    read.map_err(|bad| refused(path, &bad))?;
    Ok(sheet.done())
}
