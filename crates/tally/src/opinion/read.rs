//! 读表态 — VOTES.csv, piece by piece: `participant,statement,vote[,time]`.
//!
//! The columns stand in any order, others are passed over; `vote` is 1, −1 or 0. Of two votes of one
//! person on one statement the later counts, by time and, at the same time or without times, by row.
//! A row takes 16 bytes until the end and 4 bytes after, however the file is cut into pieces.

use super::id::Ids;
use super::plain::Line;
use super::votes::{MOST_PEOPLE, MOST_ROWS, MOST_STATEMENTS, Stance, Votes};
use crate::read::Bad;

/// The longest line, in bytes.
const LONGEST_LINE: usize = 1 << 16;

/// Reads votes from pieces of a file.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    columns: Option<Columns>,
    line: u64,
    rest: Vec<u8>,
    pub(super) people: Ids,
    pub(super) statements: Ids,
    pub(super) rows: Vec<Row>,
    pub(super) times: Vec<i64>,
}

/// One row: who, and `3 × statement + stance`, both by first appearance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub person: u32,
    pub cell: u32,
}

/// Where the fields of a row stand.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    participant: usize,
    statement: usize,
    vote: usize,
    time: Option<usize>,
}

impl Votes {
    /// The votes of a whole file.
    pub fn read(file: &[u8]) -> Result<Self, Bad> {
        let mut reader = Reader::default();
        reader.push(file)?;
        reader.finish()
    }
}

impl Reader {
    /// The next piece of the file, cut anywhere.
    pub fn push(&mut self, mut piece: &[u8]) -> Result<(), Bad> {
        loop {
            if self.rest.is_empty() {
                piece = self.plain_rows(piece);
            }
            let Some(end) = piece.iter().position(|&byte| byte == b'\n') else { break };
            let (line, rest) = piece.split_at(end);
            piece = rest.get(1..).unwrap_or_default();
            if self.rest.is_empty() {
                self.line(line)?;
            } else {
                self.keep(line)?;
                let line = std::mem::take(&mut self.rest);
                self.line(&line)?;
            }
        }
        self.keep(piece)
    }

    /// The votes, when the file has ended.
    pub fn finish(mut self) -> Result<Votes, Bad> {
        let last = std::mem::take(&mut self.rest);
        self.line(&last)?;
        if self.columns.is_none() {
            return Err(Bad::whole(
                "文件是空的，第一行应是 participant,statement,vote,time",
                "the file is empty; its first line should be participant,statement,vote,time",
            ));
        }
        Ok(self.sheet())
    }

    /// Takes the plain rows at the front of a piece. What is left begins with a line that is not
    /// plain, names somebody or something new, or is not whole.
    fn plain_rows<'a>(&mut self, mut piece: &'a [u8]) -> &'a [u8] {
        let Some(columns) = self.columns else { return piece };
        let mut line = Line::default();
        while let Some(length) = line.take(piece) {
            if self.plain_row(columns, &line).is_none() {
                break;
            }
            self.line += 1;
            piece = piece.get(length..).unwrap_or_default();
        }
        piece
    }

    fn plain_row(&mut self, columns: Columns, line: &Line) -> Option<()> {
        let stance = line.stance(columns.vote)?;
        let time = columns.time.map(|column| line.time(column).ok_or(())).transpose().ok()?;
        let person = self.people.known(line.id(columns.participant)?)?;
        let statement = self.statements.known(line.id(columns.statement)?)?;
        if self.rows.len() >= MOST_ROWS as usize {
            return None;
        }
        self.times.extend(time);
        self.rows.push(Row { person, cell: 3 * statement + stance.code() });
        Some(())
    }

    /// Keeps the beginning of a line whose end has not come yet.
    fn keep(&mut self, piece: &[u8]) -> Result<(), Bad> {
        if self.rest.len() + piece.len() > LONGEST_LINE {
            return Err(Bad::at(
                self.line + 1,
                format!("这一行超过 {LONGEST_LINE} 字节"),
                format!("the line is longer than {LONGEST_LINE} bytes"),
            ));
        }
        self.rest.extend_from_slice(piece);
        Ok(())
    }

    fn line(&mut self, line: &[u8]) -> Result<(), Bad> {
        self.line += 1;
        let line =
            if self.line == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        let line = line.trim_ascii();
        if line.is_empty() {
            return Ok(());
        }
        if line.contains(&b'"') {
            let plain = unquoted(line).ok_or_else(|| {
                Bad::at(self.line, "引号没有配对", "a quotation mark is not closed")
            })?;
            let fields: Vec<&[u8]> = plain.iter().map(Vec::as_slice).collect();
            return self.fields(&fields);
        }
        let Some(columns) = self.columns else {
            let fields: Vec<&[u8]> = line.split(|&byte| byte == b',').collect();
            return self.fields(&fields);
        };
        let (mut row, mut count) = ([&b""[..]; 4], 0);
        for (place, field) in line.split(|&byte| byte == b',').enumerate() {
            columns.sort(place, field, &mut row);
            count += 1;
        }
        self.row(columns, row, count)
    }

    fn fields(&mut self, fields: &[&[u8]]) -> Result<(), Bad> {
        let Some(columns) = self.columns else {
            self.columns = Some(Columns::of(fields, self.line)?);
            return Ok(());
        };
        let mut row = [&b""[..]; 4];
        for (place, field) in fields.iter().enumerate() {
            columns.sort(place, field, &mut row);
        }
        self.row(columns, row, fields.len())
    }

    fn row(&mut self, columns: Columns, row: [&[u8]; 4], fields: usize) -> Result<(), Bad> {
        let line = self.line;
        let needed = columns.last() + 1;
        if fields < needed {
            return Err(Bad::at(
                line,
                format!("只有 {fields} 栏，应有 {needed} 栏"),
                format!("{fields} fields, {needed} expected"),
            ));
        }
        let [participant, statement, vote, time] = row.map(<[u8]>::trim_ascii);
        let stance = Stance::of(vote).ok_or_else(|| {
            let vote = String::from_utf8_lossy(vote.get(..vote.len().min(40)).unwrap_or_default());
            Bad::at(
                line,
                format!("表态“{vote}”看不懂，应是 1（同意）、-1（不同意）或 0（说不好）"),
                format!("vote \"{vote}\" is not 1 (agree), -1 (disagree) or 0 (pass)"),
            )
        })?;
        if columns.time.is_some() {
            self.times.push(whole(time).ok_or_else(|| {
                Bad::at(line, "时间应是一个整数", "the time should be a whole number")
            })?);
        }
        if self.rows.len() >= MOST_ROWS as usize {
            return Err(Bad::at(
                line,
                format!("超过 {MOST_ROWS} 行，放不下"),
                format!("more than {MOST_ROWS} rows"),
            ));
        }
        let person = self.people.number(participant, MOST_PEOPLE, line)?;
        let statement = self.statements.number(statement, MOST_STATEMENTS, line)?;
        self.rows.push(Row { person, cell: 3 * statement + stance.code() });
        Ok(())
    }
}

impl Columns {
    fn of(header: &[&[u8]], line: u64) -> Result<Self, Bad> {
        let find = |name: &str| {
            let is = |field: &&[u8]| field.trim_ascii().eq_ignore_ascii_case(name.as_bytes());
            let mut found =
                (0..).zip(header).filter(|(_, field)| is(field)).map(|(place, _)| place);
            let first = found.next();
            match found.next() {
                Some(_) => Err(Bad::at(
                    line,
                    format!("表头里 {name} 出现两次"),
                    format!("the header names {name} twice"),
                )),
                None => Ok(first),
            }
        };
        let need = |name: &str| {
            find(name)?.ok_or_else(|| {
                Bad::at(
                    line,
                    format!("表头缺少 {name}，应是 participant,statement,vote,time"),
                    format!(
                        "the header lacks {name}; it should be participant,statement,vote,time"
                    ),
                )
            })
        };
        Ok(Self {
            participant: need("participant")?,
            statement: need("statement")?,
            vote: need("vote")?,
            time: find("time")?,
        })
    }

    const fn sort<'a>(self, place: usize, field: &'a [u8], row: &mut [&'a [u8]; 4]) {
        let [participant, statement, vote, time] = row;
        if place == self.participant {
            *participant = field;
        } else if place == self.statement {
            *statement = field;
        } else if place == self.vote {
            *vote = field;
        } else if matches!(self.time, Some(column) if column == place) {
            *time = field;
        }
    }

    fn last(self) -> usize {
        self.participant.max(self.statement).max(self.vote).max(self.time.unwrap_or(0))
    }
}

fn whole(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// The fields of a line with quotation marks; `None` when one is not closed.
fn unquoted(line: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (mut fields, mut field) = (Vec::new(), Vec::new());
    let mut quoted = false;
    let mut bytes = line.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => {
                field.push(b'"');
                bytes.next();
            }
            b'"' => quoted = !quoted,
            b',' if !quoted => fields.push(std::mem::take(&mut field)),
            _ => field.push(byte),
        }
    }
    fields.push(field);
    (!quoted).then_some(fields)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn rows(file: &str) -> Vec<(String, String, u32)> {
        let votes = Votes::read(file.as_bytes()).unwrap();
        let mut rows = Vec::new();
        for (person, row) in votes.people().iter().zip(votes.rows()) {
            for &cell in row {
                let statement = votes.statements()[cell as usize / 3].clone();
                rows.push((person.clone(), statement, cell % 3));
            }
        }
        rows
    }

    fn vote(person: &str, statement: &str, code: u32) -> (String, String, u32) {
        (person.to_owned(), statement.to_owned(), code)
    }

    #[test]
    fn the_last_vote_of_a_pair_counts_by_time_then_by_row() {
        let file = "participant,statement,vote,time\n2,10,1,5\n1,9,-1,7\n2,10,-1,4\n1,9,0,7\n";
        assert_eq!(rows(file), [vote("2", "10", 2), vote("1", "9", 1)]);
        let file = "vote,note,statement,participant\r\n1,x,a,甲\r\n-1,x,a,甲\r\n\r\n0,,b,甲";
        assert_eq!(rows(file), [vote("甲", "a", 0), vote("甲", "b", 1)]);
    }

    #[test]
    fn people_stand_in_the_order_of_their_first_votes() {
        let file = "participant,statement,vote,time\n1,1,1,9\n2,1,1,8\n1,2,1,8\n3,1,1,1\n";
        let votes = Votes::read(file.as_bytes()).unwrap();
        assert_eq!(votes.people(), ["3", "2", "1"]);
    }

    #[test]
    fn quotes_a_byte_order_mark_and_cuts_anywhere_change_nothing() {
        let file =
            "\u{feff}\"participant\",Statement , vote\n\"a,\"\"b\"\"\",1, 1 \nc,1,-1\n".as_bytes();
        let whole = Votes::read(file).unwrap();
        assert_eq!(whole.people(), ["a,\"b\"", "c"]);
        for cut in 0..file.len() {
            let mut reader = Reader::default();
            reader.push(&file[..cut]).unwrap();
            reader.push(&file[cut..]).unwrap();
            assert_eq!(reader.finish().unwrap(), whole);
        }
    }

    #[test]
    fn bad_lines_are_named() {
        let bad = |file: &[u8]| Votes::read(file).unwrap_err();
        assert_eq!(bad(b"").line, 0);
        assert_eq!(bad(b"participant,vote\n").line, 1);
        assert_eq!(bad(b"vote,vote,participant,statement\n").line, 1);
        let head = "participant,statement,vote,time\n1,1,1,1\n";
        let line = |rest: &str| bad(format!("{head}{rest}").as_bytes()).line;
        for rest in ["1,2,2,1", "1,2,,1", "1,2,1", "1,2,1,x", ",2,1,1", "1,\"2,1,1", "1, ,1,1"] {
            assert_eq!(line(rest), 3, "{rest}");
        }
        assert_eq!(line(&format!("\n{}", "x".repeat(1 << 17))), 4);
        assert!(bad(b"participant,statement,vote\n1,1,5\n").to_string().contains('5'));
    }

    #[test]
    fn whoever_voted_on_all_there_was_takes_part() {
        let mut file = "participant,statement,vote\n".to_owned();
        for person in 0..16 {
            writeln!(file, "{person},a,1").unwrap();
        }
        for statement in 0..7 {
            writeln!(file, "0,s{statement},1").unwrap();
        }
        file += "17,a,1\n";
        let votes = Votes::read(file.as_bytes()).unwrap();
        let out: Vec<_> = votes.joined().iter().map(|&joined| u8::from(!joined)).collect();
        assert_eq!(out.iter().sum::<u8>(), 1);
        assert_eq!(out[16], 1);
    }
}
