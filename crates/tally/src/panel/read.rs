//! 读名单与名额 — The two files of a panel, read strictly: what is wrong is said by line.
//!
//! `features.csv` has a row a value: `feature,value,min,max`, and `min_flex,max_flex` where quotas
//! may give way (the Sortition Foundation's files say `category,name` or `feature,value`).
//! `people.csv` has a row a person: an id, a column a feature, and whatever else, which is not
//! read. UTF-8 with or without a byte-order mark, or GB18030.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::pool::{MOST_PEOPLE, Person, Quota};
use crate::read::Bad;

/// Larger files are no list of people.
const MOST_BYTES: usize = 64 << 20;
/// Seats beyond any panel.
const MOST_SEATS: u32 = 1_000_000;

const FEATURE: &[&str] = &["feature", "category", "特征", "类别"];
const VALUE: &[&str] = &["value", "name", "取值", "选项"];
const MIN: &[&str] = &["min", "最少"];
const MAX: &[&str] = &["max", "最多"];
const MIN_FLEX: &[&str] = &["min_flex", "最少可降至"];
const MAX_FLEX: &[&str] = &["max_flex", "最多可升至"];
const ID: &[&str] = &["id", "编号", "nationbuilder_id"];

/// The quotas of `features.csv`.
///
/// # Errors
/// A missing column, a value twice, a number that is none, a least above its most.
pub fn quotas(bytes: &[u8]) -> Result<Vec<Quota>, Bad> {
    let table = Table::read(bytes)?;
    let needed = |names: &[&str]| table.column(names)?.ok_or_else(|| missing(names));
    let (feature, value) = (needed(FEATURE)?, needed(VALUE)?);
    let (min, max) = (needed(MIN)?, needed(MAX)?);
    let (lowest, highest) = (table.column(MIN_FLEX)?, table.column(MAX_FLEX)?);
    let mut quotas: Vec<Quota> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let flex = |column: Option<usize>| {
            column.filter(|&at| !row.cell(at).is_empty()).map(|at| row.number(at)).transpose()
        };
        let quota = Quota {
            feature: row.text(feature)?,
            value: row.text(value)?,
            min: row.number(min)?,
            max: row.number(max)?,
            lowest: flex(lowest)?,
            highest: flex(highest)?,
        };
        row.judge(&quota)?;
        if !seen.insert((quota.feature.clone(), quota.value.clone())) {
            let (f, v) = (&quota.feature, &quota.value);
            let zh = format!("“{f}”的“{v}”写了两次，请只留一行。");
            return Err(Bad::at(row.line, zh, format!("{f}={v} stands twice; keep one row.")));
        }
        quotas.push(quota);
    }
    if quotas.is_empty() {
        return Err(Bad::whole("没有一行名额。", "there is no quota."));
    }
    Ok(quotas)
}

/// The people of `people.csv`. `household` names the columns that together say where somebody
/// lives (none: households are not read; all blank: lives alone).
///
/// # Errors
/// A missing column, an id twice or blank, an answer that has no quota.
pub fn people(bytes: &[u8], quotas: &[Quota], household: &[&str]) -> Result<Vec<Person>, Bad> {
    let table = Table::read(bytes)?;
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for quota in quotas {
        values.entry(&quota.feature).or_default().insert(&quota.value);
    }
    let needed = |name: &str| table.column(&[name])?.ok_or_else(|| missing(&[name]));
    let mut features = Vec::new();
    for (feature, known) in &values {
        features.push((*feature, known, needed(feature)?));
    }
    let homes = household.iter().map(|name| needed(name)).collect::<Result<Vec<_>, _>>()?;
    // Where no column is called so, the first is the id unless it is an answer.
    let id = table.column(ID)?.or_else(|| features.iter().all(|&(.., at)| at != 0).then_some(0));
    let id = id.ok_or_else(|| missing(ID))?;
    if table.rows.len() > MOST_PEOPLE {
        let zh = format!("名单超过 {MOST_PEOPLE} 人。");
        return Err(Bad::whole(zh, format!("more than {MOST_PEOPLE} people.")));
    }
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let mut people = Vec::new();
    for row in &table.rows {
        let id = row.text(id)?;
        if let Some(first) = seen.insert(id.clone(), row.line) {
            let zh = format!("编号“{id}”重复，第 {first} 行已有。");
            return Err(Bad::at(row.line, zh, format!("id {id} is already on line {first}.")));
        }
        let mut answers = BTreeMap::new();
        for &(feature, known, at) in &features {
            answers.insert(feature.to_owned(), row.answer(feature, known, at)?);
        }
        let home: Vec<&str> = homes.iter().map(|&at| row.cell(at)).collect();
        let lives = home.iter().any(|part| !part.is_empty());
        people.push(Person { id, answers, household: lives.then(|| home.join("\n")) });
    }
    Ok(people)
}

fn missing(names: &[&str]) -> Bad {
    let name = names.first().copied().unwrap_or_default();
    Bad::at(1, format!("缺少“{name}”一列。"), format!("there is no column {name}."))
}

struct Table {
    header: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    line: u64,
    cells: StringRecord,
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Self, Bad> {
        if bytes.len() > MOST_BYTES {
            return Err(Bad::whole("文件太大。", "the file is too large."));
        }
        let text = decode(bytes)?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let broken = |error: &csv::Error| {
            let line = error.position().map_or(0, csv::Position::line);
            Bad::at(line, "不是合格的 CSV。", format!("not proper CSV ({error})."))
        };
        let header = reader.headers().map_err(|error| broken(&error))?;
        let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let cells = record.map_err(|error| broken(&error))?;
            let line = cells.position().map_or(0, csv::Position::line);
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if cells.len() != header.len() {
                let (has, wants) = (cells.len(), header.len());
                let zh = format!("有 {has} 格，表头有 {wants} 格。");
                return Err(Bad::at(
                    line,
                    zh,
                    format!("{has} cells where the header has {wants}."),
                ));
            }
            rows.push(Row { line, cells });
        }
        Ok(Self { header, rows })
    }

    /// The place of the column called by one of these names, in any case.
    fn column(&self, names: &[&str]) -> Result<Option<usize>, Bad> {
        let is = |name: &String| names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted));
        let mut found = self.header.iter().enumerate().filter(|(_, name)| is(name));
        let first = found.next();
        if let (Some(_), Some((_, again))) = (first, found.next()) {
            let zh = format!("“{again}”一列出现两次。");
            return Err(Bad::at(1, zh, format!("column {again} stands twice.")));
        }
        Ok(first.map(|(at, _)| at))
    }
}

impl Row {
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).unwrap_or_default().trim()
    }

    fn text(&self, at: usize) -> Result<String, Bad> {
        let cell = self.cell(at);
        if cell.is_empty() {
            let column = at + 1;
            let zh = format!("第 {column} 格是空的。");
            return Err(Bad::at(self.line, zh, format!("cell {column} is blank.")));
        }
        Ok(cell.to_owned())
    }

    fn number(&self, at: usize) -> Result<u32, Bad> {
        let cell = self.cell(at);
        cell.parse().ok().filter(|&number| number <= MOST_SEATS).ok_or_else(|| {
            let zh = format!("“{cell}”不是名额数（0 至 {MOST_SEATS} 的整数）。");
            let en = format!("{cell:?} is not a number of seats (0 to {MOST_SEATS}).");
            Bad::at(self.line, zh, en)
        })
    }

    fn answer(&self, feature: &str, known: &BTreeSet<&str>, at: usize) -> Result<String, Bad> {
        let answer = self.cell(at);
        if !known.contains(answer) {
            let zh = format!("“{feature}”的“{answer}”不在名额表里。");
            let en = format!("{feature} {answer:?} has no quota.");
            return Err(Bad::at(self.line, zh, en));
        }
        Ok(answer.to_owned())
    }

    fn judge(&self, quota: &Quota) -> Result<(), Bad> {
        let Quota { min, max, lowest, highest, .. } = quota;
        if min > max {
            let zh = format!("最少 {min} 大于最多 {max}。");
            return Err(Bad::at(self.line, zh, format!("min {min} is above max {max}.")));
        }
        if lowest.is_some_and(|lowest| lowest > *min) || highest.is_some_and(|most| most < *max) {
            let zh = "可降至的数大于最少，或可升至的数小于最多。";
            return Err(Bad::at(self.line, zh, "min_flex is above min, or max_flex below max."));
        }
        Ok(())
    }
}

fn decode(bytes: &[u8]) -> Result<String, Bad> {
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(plain) {
        return Ok(text.to_owned());
    }
    let (text, _, damaged) = encoding_rs::GB18030.decode(plain);
    if damaged {
        return Err(Bad::whole(
            "文字编码既不是 UTF-8 也不是 GB18030。",
            "neither UTF-8 nor GB18030.",
        ));
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEATURES: &str = "feature,value,min,max\n性别,女,1,2\n性别,男,1,2\n";

    fn line(result: Result<impl Sized, Bad>) -> u64 {
        result.err().unwrap().line
    }

    #[test]
    fn files_are_read_as_they_come() {
        let known = quotas(FEATURES.as_bytes()).unwrap();
        assert_eq!((known.len(), known[0].max, known[0].lowest), (2, 2, None));
        let text = "编号,性别,楼\n甲,女,1\n\n乙,男,\n";
        let (gb, ..) = encoding_rs::GB18030.encode(text);
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let read = people(text.as_bytes(), &known, &["楼"]).unwrap();
        assert_eq!(read, people(&gb, &known, &["楼"]).unwrap());
        assert_eq!(read, people(&marked, &known, &["楼"]).unwrap());
        assert_eq!((read[0].household.as_deref(), read[1].household.as_deref()), (Some("1"), None));
        let foundation = "category,name,min,max,min_flex,max_flex\n性别,女,1,2,0,3\n";
        assert_eq!(quotas(foundation.as_bytes()).unwrap()[0].highest, Some(3));
    }

    #[test]
    fn what_is_wrong_is_said_by_line() {
        let known = quotas(FEATURES.as_bytes()).unwrap();
        let read = |text: &str| people(text.as_bytes(), &known, &[]);
        assert_eq!(line(read("id,性别\n甲,女\n甲,男\n")), 3);
        assert_eq!(line(read("id,性别\n甲,女\n乙,其他\n")), 3);
        assert_eq!(line(read("id,楼\n甲,1\n")), 1);
        assert_eq!(line(read("id,性别\n甲\n")), 2);
        assert_eq!(line(read("id,性别\n ,女\n")), 2);
        assert_eq!(line(people(b"id,\xFF\xFF\n", &known, &[])), 0);
        let asked = |text: &str| quotas(text.as_bytes());
        assert_eq!(line(asked("feature,value,min,max\n性别,女,3,2\n")), 2);
        assert_eq!(line(asked("feature,value,min,max\n性别,女,-1,2\n")), 2);
        assert_eq!(line(asked("feature,value,min,max\n性别,女,1,2\n性别,女,1,2\n")), 3);
        assert_eq!(line(asked("feature,value,min\n")), 1);
        assert_eq!(line(asked("feature,value,min,max\n")), 0);
    }
}
