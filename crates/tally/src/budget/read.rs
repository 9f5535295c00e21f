//! 读 `.pb` — Pabulib files (Faliszewski et al., IJCAI 2023; pabulib.org/format), read strictly.
//!
//! ```text
//! META      key;value rows: budget, vote_type, num_projects, num_votes; description, rule, currency
//! PROJECTS  columns in any order: project_id, cost; name, selected
//! VOTES     columns in any order: voter_id, vote (ids with commas); points where there are points
//! ```
//!
//! Other keys and columns are skipped. The number of projects and votes is checked against the
//! file's own words, so a file cut short is noticed. Ballots are merged while they are read.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hash as _, Hasher as _};
use std::io::BufRead;

use super::instance::{About, Draft, Instance, Project, VoteType};
use super::money::Decimal;
use super::rows::Rows;
use crate::read::Bad;

/// No budget has as many projects.
const MOST_PROJECTS: usize = 100_000;

type Hashed = BuildHasherDefault<DefaultHasher>;

/// Reads a `.pb` file from a stream (unpacked, UTF-8, with or without a byte order mark).
pub fn read(source: impl BufRead) -> Result<Instance, Bad> {
    let mut rows = Rows::new(source);
    expect_section(&mut rows, "META")?;
    let meta = Meta::read(&mut rows)?;
    let projects = read_projects(&mut rows, &meta)?;
    read_votes(&mut rows, &meta, projects)
}

/// Steps to the next row, which must head this section.
fn expect_section<R: BufRead>(rows: &mut Rows<R>, name: &str) -> Result<(), Bad> {
    let here = rows.step()? && heading(rows).is_some_and(|heading| heading == name);
    if here { Ok(()) } else { Err(missing_section(rows.line(), name)) }
}

fn missing_section(line: u64, name: &str) -> Bad {
    Bad::at(
        line,
        format!("这里应当是 {name} 段。文件可能不完整，或者不是 .pb 文件。"),
        format!("the section {name} should start here; the file may be cut short or no .pb file"),
    )
}

/// The section a row heads, if it does.
fn heading<R: BufRead>(rows: &Rows<R>) -> Option<&'static str> {
    let alone = (1..rows.len()).all(|at| rows.field(at).is_empty());
    let named = |name: &&str| rows.field(0).eq_ignore_ascii_case(name.as_bytes());
    ["META", "PROJECTS", "VOTES"].into_iter().find(|name| alone && named(name))
}

/// The column names of a section: where each wanted one stands, and how many there are.
struct Columns {
    at: BTreeMap<String, usize>,
    count: usize,
}

impl Columns {
    fn read<R: BufRead>(rows: &mut Rows<R>) -> Result<Self, Bad> {
        let line = rows.line();
        if !rows.step()? {
            let (zh, en) =
                ("缺少列名，文件可能不完整。", "no column names; the file may be cut short");
            return Err(Bad::at(line, zh, en));
        }
        let mut at = BTreeMap::new();
        for column in 0..rows.len() {
            let name = rows.text(column)?.to_ascii_lowercase();
            if at.insert(name.clone(), column).is_some() {
                let zh = format!("列 {name} 出现了两次。");
                return Err(Bad::at(rows.line(), zh, format!("the column {name} stands twice")));
            }
        }
        Ok(Self { at, count: rows.len() })
    }

    fn need<R: BufRead>(&self, rows: &Rows<R>, name: &str) -> Result<usize, Bad> {
        self.at.get(name).copied().ok_or_else(|| {
            let (zh, en) = (format!("缺少列 {name}。"), format!("the column {name} is missing"));
            Bad::at(rows.line(), zh, en)
        })
    }

    /// Steps to the next row of this section; `false` when another starts or the file ends.
    fn step<R: BufRead>(&self, rows: &mut Rows<R>) -> Result<bool, Bad> {
        if !rows.step()? || heading(rows).is_some() {
            return Ok(false);
        }
        let (has, needs) = (rows.len(), self.count);
        if has == needs {
            return Ok(true);
        }
        let zh = format!("这一行有 {has} 列，应当有 {needs} 列。");
        Err(Bad::at(rows.line(), zh, format!("the row has {has} fields, not {needs}")))
    }
}

/// A number of the META section, and the line it was said on.
struct Said<T> {
    line: u64,
    value: T,
}

/// What of the META section is used.
struct Meta {
    about: About,
    budget: Said<Decimal>,
    projects: Said<u64>,
    votes: Said<u64>,
}

impl Meta {
    /// Reads the section and the heading of the next one, which must be PROJECTS.
    fn read<R: BufRead>(rows: &mut Rows<R>) -> Result<Self, Bad> {
        let start = rows.line();
        let columns = Columns::read(rows)?;
        let (key, value) = (columns.need(rows, "key")?, columns.need(rows, "value")?);
        let mut said = BTreeMap::new();
        loop {
            if !rows.step()? {
                return Err(missing_section(rows.line(), "PROJECTS"));
            }
            match heading(rows) {
                Some("PROJECTS") => break,
                Some(_) => return Err(missing_section(rows.line(), "PROJECTS")),
                None => {}
            }
            let (name, line) = (rows.text(key)?.to_ascii_lowercase(), rows.line());
            let value = rows.text(value)?.to_owned();
            if let Some(Said { line: first, .. }) = said.insert(name.clone(), Said { line, value })
            {
                let zh = format!("{name} 在第 {first} 行已经写过。");
                return Err(Bad::at(line, zh, format!("{name} was already said on line {first}")));
            }
        }
        let mut text = |name: &str| said.remove(name).map(|said| said.value).unwrap_or_default();
        let (title, currency, rule) = (text("description"), text("currency"), text("rule"));
        let kind = need(&mut said, start, "vote_type")?;
        let vote_type = vote_type(&kind)?;
        let budget = need(&mut said, start, "budget")?;
        let budget =
            Said { line: budget.line, value: money("budget", budget.line, &budget.value)? };
        let projects = whole(need(&mut said, start, "num_projects")?)?;
        let votes = whole(need(&mut said, start, "num_votes")?)?;
        Ok(Self { about: About { title, currency, rule, vote_type }, budget, projects, votes })
    }
}

fn need(
    said: &mut BTreeMap<String, Said<String>>,
    start: u64,
    name: &str,
) -> Result<Said<String>, Bad> {
    said.remove(name).ok_or_else(|| {
        let (zh, en) = (format!("META 段缺少 {name}。"), format!("META does not say {name}"));
        Bad::at(start, zh, en)
    })
}

fn vote_type(said: &Said<String>) -> Result<VoteType, Bad> {
    Ok(match said.value.to_ascii_lowercase().as_str() {
        "approval" => VoteType::Approval,
        "choose-1" => VoteType::ChooseOne,
        "ordinal" => VoteType::Ordinal,
        "cumulative" => VoteType::Cumulative,
        "scoring" => VoteType::Scoring,
        other => {
            let known = "approval, choose-1, ordinal, cumulative, scoring";
            let zh = format!("不认识的 vote_type：{other}。认识的有：{known}。");
            return Err(Bad::at(said.line, zh, format!("unknown vote_type {other}, not {known}")));
        }
    })
}

fn whole(said: Said<String>) -> Result<Said<u64>, Bad> {
    let Said { line, value } = said;
    let found = value.parse().ok().filter(|_| value.bytes().all(|byte| byte.is_ascii_digit()));
    let value = found.ok_or_else(|| {
        Bad::at(line, format!("{value} 不是整数。"), format!("{value} is not a whole number"))
    })?;
    Ok(Said { line, value })
}

fn money(field: &str, line: u64, text: &str) -> Result<Decimal, Bad> {
    let decimal = Decimal::parse(text).ok_or_else(|| {
        let zh = format!("{field} “{text}”不是金额。请写成 1234.5 这样，不带千分位和逗号。");
        let en = format!("{field} {text} is no amount; write it like 1234.5, without commas");
        Bad::at(line, zh, en)
    })?;
    if decimal.negative {
        let zh = format!("{field} 是负数：{text}。");
        return Err(Bad::at(line, zh, format!("{field} is below zero: {text}")));
    }
    Ok(decimal)
}

/// A project as read, its cost still as written.
struct Costed {
    project: Project,
    line: u64,
    cost: Decimal,
}

/// Reads the section and the heading of the next one, which must be VOTES.
fn read_projects<R: BufRead>(rows: &mut Rows<R>, meta: &Meta) -> Result<Draft, Bad> {
    let columns = Columns::read(rows)?;
    let (id, cost) = (columns.need(rows, "project_id")?, columns.need(rows, "cost")?);
    let optional = |name: &str| columns.at.get(name).copied();
    let (name, selected) = (optional("name"), optional("selected"));
    let mut lines = HashMap::<String, u64, Hashed>::default();
    let mut found = Vec::new();
    while columns.step(rows)? {
        let (line, id) = (rows.line(), rows.text(id)?.to_owned());
        if id.is_empty() || id.contains(',') {
            let (zh, en) =
                ("项目编号为空，或者带有逗号。", "the project id is empty or has a comma");
            return Err(Bad::at(line, zh, en));
        }
        if let Some(first) = lines.insert(id.clone(), line) {
            let zh = format!("项目编号 {id} 在第 {first} 行已经用过。");
            return Err(Bad::at(line, zh, format!("project {id} already stands on line {first}")));
        }
        if found.len() >= MOST_PROJECTS {
            let (zh, en) = ("项目多得不真实。", "there are too many projects to be true");
            return Err(Bad::at(line, zh, en));
        }
        let name = name.map_or(Ok(""), |name| rows.text(name))?.to_owned();
        let selected = selected.map(|at| rows.field(at)).filter(|text| !text.is_empty());
        let selected = selected.map(|text| text == b"1");
        let cost = money("cost", line, rows.text(cost)?)?;
        found.push(Costed { project: Project { id, name, cost: 0, selected }, line, cost });
    }
    let (counted, said) = (found.len() as u64, &meta.projects);
    if counted != said.value {
        return Err(miscounted(said, "num_projects", counted));
    }
    if heading(rows) != Some("VOTES") {
        return Err(missing_section(rows.line(), "VOTES"));
    }
    draft(found, meta)
}

fn miscounted(said: &Said<u64>, field: &str, counted: u64) -> Bad {
    let value = said.value;
    let zh = format!("{field} 写的是 {value}，文件里是 {counted}。文件可能不完整。");
    let en = format!("{field} says {value}, the file has {counted}; it may be cut short");
    Bad::at(said.line, zh, en)
}

/// Brings all money to the same smallest unit.
fn draft(found: Vec<Costed>, meta: &Meta) -> Result<Draft, Bad> {
    let digits = found.iter().map(|costed| costed.cost.digits).max().unwrap_or(0);
    let digits = digits.max(meta.budget.value.digits);
    let large = |line: u64| {
        Bad::at(line, "金额大得不真实。", "the amount of money is too large to be true")
    };
    let budget = meta.budget.value.at(digits).ok_or_else(|| large(meta.budget.line))?;
    let mut projects = Vec::with_capacity(found.len());
    for Costed { project, line, cost } in found {
        projects.push(Project { cost: cost.at(digits).ok_or_else(|| large(line))?, ..project });
    }
    Draft::try_new(budget, digits, projects)
        .map_err(|error| Bad::whole("这些项目不能计票。", error.to_string()))
}

fn read_votes<R: BufRead>(
    rows: &mut Rows<R>,
    meta: &Meta,
    mut draft: Draft,
) -> Result<Instance, Bad> {
    let columns = Columns::read(rows)?;
    let (id, vote) = (columns.need(rows, "voter_id")?, columns.need(rows, "vote")?);
    let points = match meta.about.vote_type {
        VoteType::Cumulative | VoteType::Scoring => Some(columns.need(rows, "points")?),
        VoteType::Approval | VoteType::ChooseOne | VoteType::Ordinal => None,
    };
    let numbers: HashMap<Vec<u8>, u32, Hashed> =
        draft.projects().iter().map(|project| project.id.clone().into_bytes()).zip(0..).collect();
    // 64 bits of each voter's id: two different ids of ten million collide once in 370,000 files,
    // and then an honest file is refused; a count is never wrong.
    let mut seen = HashSet::<u64, Hashed>::default();
    let (mut marks, mut counted) = (Vec::new(), 0_u64);
    while columns.step(rows)? {
        if rows.field(id).is_empty() {
            return Err(Bad::at(rows.line(), "没有选民编号。", "the voter id is empty"));
        }
        let mut hash = DefaultHasher::new();
        rows.field(id).hash(&mut hash);
        if !seen.insert(hash.finish()) {
            let id = rows.text(id)?;
            let zh = format!("选民 {id} 的票出现了两次。");
            return Err(Bad::at(rows.line(), zh, format!("voter {id} votes twice")));
        }
        read_marks(rows, vote, points, &numbers, &mut marks)?;
        if meta.about.vote_type == VoteType::ChooseOne && marks.len() > 1 {
            let (zh, en) =
                ("只能选一个项目，这一票选了几个。", "this ballot may choose one project only");
            return Err(Bad::at(rows.line(), zh, en));
        }
        let put = draft.put(&marks);
        put.ok_or_else(|| Bad::at(rows.line(), "选票多得不真实。", "too many votes to be true"))?;
        counted += 1;
    }
    if let Some(section) = heading(rows) {
        let zh = format!("{section} 段出现了两次。");
        return Err(Bad::at(rows.line(), zh, format!("the section {section} stands twice")));
    }
    if counted != meta.votes.value {
        return Err(miscounted(&meta.votes, "num_votes", counted));
    }
    Ok(draft.finish(meta.about.clone()))
}

/// The approved projects of one ballot, ascending. With points, those with more than 0.
fn read_marks<R: BufRead>(
    rows: &Rows<R>,
    vote: usize,
    points: Option<usize>,
    numbers: &HashMap<Vec<u8>, u32, Hashed>,
    marks: &mut Vec<u32>,
) -> Result<(), Bad> {
    marks.clear();
    let (line, vote) = (rows.line(), rows.field(vote));
    let listed = |field: &'static str, text: &[u8]| {
        let count = text.split(|&byte| byte == b',').count();
        (field, if text.is_empty() { 0 } else { count })
    };
    if let Some(points) = points {
        let (vote, points) = (listed("vote", vote), listed("points", rows.field(points)));
        if vote.1 != points.1 {
            let zh = format!("选了 {} 个项目，却有 {} 个分数。", vote.1, points.1);
            let en = format!("{} projects are marked with {} points", vote.1, points.1);
            return Err(Bad::at(line, zh, en));
        }
    }
    if vote.is_empty() {
        return Ok(());
    }
    let mut points = points.map(|at| rows.field(at).split(|&byte| byte == b','));
    let mut zeros = Vec::new();
    for id in vote.split(|&byte| byte == b',') {
        let id = id.trim_ascii();
        let Some(&number) = numbers.get(id) else {
            let id = String::from_utf8_lossy(id);
            let zh = format!("票上的项目“{id}”不在 PROJECTS 段里。");
            return Err(Bad::at(line, zh, format!("project {id} of the ballot does not stand")));
        };
        match points.as_mut().and_then(Iterator::next) {
            Some(given) if !above_zero(line, given)? => zeros.push(number),
            _ => marks.push(number),
        }
    }
    // Each project once, counting also those that got no points.
    let mut all: Vec<_> = if zeros.is_empty() { Vec::new() } else { [&marks[..], &zeros].concat() };
    marks.sort_unstable();
    all.sort_unstable();
    let twice = |marks: &[u32]| marks.windows(2).any(|pair| pair.first() == pair.last());
    if twice(marks) || twice(&all) {
        let (zh, en) =
            ("同一个项目在这一票上出现了两次。", "a project stands twice on this ballot");
        return Err(Bad::at(line, zh, en));
    }
    Ok(())
}

fn above_zero(line: u64, points: &[u8]) -> Result<bool, Bad> {
    let text = String::from_utf8_lossy(points.trim_ascii());
    let points = Decimal::parse(&text).ok_or_else(|| {
        Bad::at(line, format!("“{text}”不是分数。"), format!("{text} are no points"))
    })?;
    Ok(points.mantissa > 0 && !points.negative)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "META
key;value
description;Town
num_projects;3
num_votes;4
budget;100.50
vote_type;approval
currency;CNY
rule;greedy-no-skip
PROJECTS
name;selected;project_id;cost
\"Park; big\";1;p10;60.5
Bench;0;p2;40
Lamp;;p1;0
VOTES
age;vote;voter_id
30;p10,p2;a
;\"p2,p10\";b
41;;c
5; p1 ;d
";

    /// The file with some text changed, read.
    fn with(from: &str, to: &str) -> Result<Instance, Bad> {
        assert!(FILE.contains(from), "{from}");
        read(FILE.replacen(from, to, 1).as_bytes())
    }

    /// The line a changed file is refused at, and the reason.
    fn refused(from: &str, to: &str) -> (u64, String) {
        let bad = with(from, to).unwrap_err();
        assert!(!bad.zh.is_empty() && !bad.en.is_empty());
        (bad.line, bad.en)
    }

    #[test]
    fn a_file_is_read_whatever_the_order_of_its_columns() {
        let instance = read(FILE.as_bytes()).unwrap();
        let ids: Vec<_> = instance.projects().iter().map(|project| project.id.as_str()).collect();
        assert_eq!(ids, ["p1", "p10", "p2"]);
        assert_eq!((instance.budget(), instance.digits()), (1_005, 1));
        assert_eq!(instance.projects()[1].cost, 605);
        assert_eq!(instance.projects()[1].name, "Park; big");
        assert_eq!(instance.votes(), [1, 2, 2]);
        assert_eq!((instance.voters(), instance.heaps()), (4, 3), "blank ballots are voters");
        assert_eq!(instance.official().unwrap(), ["p10"]);
        assert_eq!(instance.about().rule, "greedy-no-skip");
    }

    #[test]
    fn byte_order_marks_and_line_ends_of_windows_do_no_harm() {
        let file = format!("\u{feff}{}", FILE.replace('\n', "\r\n"));
        assert_eq!(read(file.as_bytes()).unwrap().votes(), [1, 2, 2]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let cases = [
            ("META\n", "", 1, "META"),
            ("key;value\n", "a;b\n", 2, "key"),
            ("num_votes;4", "num_votes;5", 5, "cut short"),
            ("num_votes;4", "num_votes;four", 5, "whole number"),
            ("num_votes;4\n", "", 1, "num_votes"),
            ("num_projects;3", "num_projects;2", 4, "the file has 3"),
            ("budget;100.50", "budget;-1", 6, "below zero"),
            ("budget;100.50", "budget;1,000", 6, "no amount"),
            ("budget;100.50", "budget;1e30", 6, "no amount"),
            ("budget;100.50", "budget;2000000000000000000", 6, "too large"),
            ("approval", "tick", 7, "unknown vote_type"),
            ("currency;CNY", "budget;7", 8, "already"),
            ("PROJECTS\n", "", 14, "PROJECTS"),
            ("cost\n", "price\n", 11, "cost"),
            ("cost\n", "name\n", 11, "twice"),
            ("p2;40", "p2;-40", 13, "below zero"),
            ("p2;40", "p10;40", 13, "already stands on line 12"),
            ("p2;40", ";40", 13, "empty"),
            ("p2;40", "p2;40;7", 13, "5 fields"),
            ("VOTES\n", "", 15, "3 fields"),
            ("vote;voter_id", "vote;id", 16, "voter_id"),
            ("p10,p2;a", "p10,p3;a", 17, "p3"),
            ("p10,p2;a", "p10,;a", 17, "does not stand"),
            ("p10,p2;a", "p10,p10;a", 17, "twice"),
            (";d", ";a", 20, "votes twice"),
            (";d", ";", 20, "empty"),
            ("5; p1 ;d\n", "5;p", 20, "2 fields"),
            (";\"p2,p10\"", ";\"p2,p10", 18, "never closed"),
            ("5; p1 ;d\n", "VOTES\n", 20, "twice"),
        ];
        for (from, to, line, reason) in cases {
            let (at, said) = refused(from, to);
            assert!(at == line && said.contains(reason), "{from} → {to}: {at} {said}");
        }
        for cut in 0..FILE.len() - 1 {
            assert!(read(&FILE.as_bytes()[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn points_above_zero_are_approvals() {
        let points = |kind: &str, points: &str| {
            let file = FILE.replace("approval", kind).replace("age;vote", "points;vote");
            let file = file.replace("30;p10", &format!("{points};p10"));
            let file = file.replace("\n;\"p2", "\n1,1;\"p2").replace("41;", ";");
            read(file.as_bytes()).map(|instance| instance.votes().to_vec())
        };
        assert_eq!(points("scoring", "0,2.5").unwrap(), [1, 1, 2]);
        assert_eq!(points("cumulative", "-1,3").unwrap(), [1, 1, 2]);
        assert_eq!(points("cumulative", "1").unwrap_err().line, 17);
        assert_eq!(points("scoring", "1,x").unwrap_err().line, 17);
        assert_eq!(with("approval", "scoring").unwrap_err().line, 16, "no points");
    }

    #[test]
    fn rankings_are_approvals_and_one_choice_is_one() {
        assert_eq!(with("approval", "ordinal").unwrap().votes(), [1, 2, 2]);
        assert_eq!(with("approval", "choose-1").unwrap_err().line, 17);
    }
}
