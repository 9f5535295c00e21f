//! 认可票文件 — The `.abc.yaml` files in which research shares approval ballots.
//!
//! Read strictly, and only as much YAML as such files hold: `profile` (for each ballot the names it
//! approves, as `[[0, 2], [1]]`, with `{0, 2}` for a set, or as a list of dashes), `num_cand`,
//! `committeesize`, `voter_weights` (whole numbers: equal ballots); `description` and `compute` are
//! passed over. Any other key is refused. Names have no text there: numbers from 0 stand for them,
//! and are their names here; the result numbers them from 1 as it does every file.

use std::collections::BTreeMap;

use super::approvals::{Approvals, Heap, MAX_CANDIDATES};
use crate::invalid::Invalid;
use crate::read::Bad;

/// Reads an `.abc.yaml` file.
pub fn read_yaml(bytes: &[u8]) -> Result<Approvals, Bad> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Bad::whole("文件不是 UTF-8 文字。", "the file is not UTF-8 text."))?;
    let parts = parts(text.trim_start_matches('\u{feff}'))?;
    let Some(profile) = parts.get("profile") else {
        return Err(Bad::whole("没有 profile：选票在哪里？", "no profile: where are the ballots?"));
    };
    let ballots = Tokens::try_new(profile)?.ballots()?;
    let number = |key| parts.get(key).map(|part| Tokens::try_new(part)?.number()).transpose();
    let names = match number("num_cand")? {
        Some(names) => usize::try_from(names).unwrap_or(usize::MAX),
        None => ballots
            .iter()
            .flat_map(|ballot| &ballot.marks)
            .max()
            .map_or(0, |&most| most.saturating_add(1)),
    };
    if names > MAX_CANDIDATES {
        return Err(Bad::whole(
            format!("候选人超过 {MAX_CANDIDATES} 名。"),
            format!("more than {MAX_CANDIDATES} candidates."),
        ));
    }
    let weights = match parts.get("voter_weights") {
        Some(part) => weights(part, ballots.len())?,
        None => vec![1; ballots.len()],
    };
    let seats = number("committeesize")?.map(|seats| u32::try_from(seats).unwrap_or(u32::MAX));
    let mut heaps = Vec::with_capacity(ballots.len());
    for (Ballot { line, mut marks }, count) in ballots.into_iter().zip(weights) {
        marks.sort_unstable();
        if let Some(name) = marks.iter().find(|&&name| name >= names) {
            return Err(Bad::at(
                line,
                format!("没有候选人 {name}：编号从 0 起，共 {names} 名。"),
                format!("there is no candidate {name}: {names} of them, numbered from 0."),
            ));
        }
        if let Some([name, _]) = marks.windows(2).find(|pair| pair.first() == pair.last()) {
            return Err(Bad::at(
                line,
                format!("一张票上 {name} 写了两次。"),
                format!("{name} stands twice on one ballot."),
            ));
        }
        heaps.push(Heap { approved: marks, count });
    }
    let names = (0..names).map(|name| name.to_string()).collect();
    let read = Approvals::try_new(names, heaps).map_err(|error: Invalid| {
        Bad::whole(format!("选票不能计数：{error}。"), format!("cannot be counted: {error}."))
    })?;
    Ok(Approvals { seats, ..read })
}

fn weights(part: &Part, ballots: usize) -> Result<Vec<u64>, Bad> {
    let weights = Tokens::try_new(part)?.numbers()?;
    if weights.len() == ballots {
        return Ok(weights);
    }
    Err(Bad::at(
        part.line,
        format!("{ballots} 张票，却有 {} 个权重。", weights.len()),
        format!("{ballots} ballots but {} weights.", weights.len()),
    ))
}

/// What stands under one key.
struct Part<'a> {
    line: u64,
    lines: Vec<(u64, &'a str)>,
}

const KEYS: [&str; 6] =
    ["profile", "num_cand", "committeesize", "voter_weights", "description", "compute"];

/// The keys of the file with their lines.
fn parts(text: &str) -> Result<BTreeMap<&str, Part<'_>>, Bad> {
    let mut parts: BTreeMap<&str, Part> = BTreeMap::new();
    let mut current = None;
    for (number, line) in (1..).zip(text.lines()) {
        let key = line.split_once(':').filter(|(key, _)| KEYS.contains(key));
        let inner = line.starts_with([' ', '\t', '-', ']', '}']) && !line.starts_with("---");
        if let Some((key, rest)) = key {
            let part = Part { line: number, lines: vec![(number, rest)] };
            if parts.insert(key, part).is_some() {
                return Err(Bad::at(number, format!("{key} 写了两次。"), format!("{key} twice.")));
            }
            current = Some(key);
        } else if line.trim().is_empty() || line.starts_with('#') || line.trim_end() == "---" {
            // Says nothing.
        } else if let Some(part) = current.filter(|_| inner).and_then(|key| parts.get_mut(key)) {
            part.lines.push((number, line));
        } else {
            return Err(Bad::at(
                number,
                format!("看不懂这一行；认识的只有 {}。", KEYS.join("、")),
                format!("cannot be read; known are only {}.", KEYS.join(", ")),
            ));
        }
    }
    Ok(parts)
}

/// A sign of the file and where it stands.
#[derive(Clone, Copy)]
struct Token {
    line: u64,
    column: usize,
    sign: Sign,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `[` or `{`, with what closes it.
    Open(char),
    Close(char),
    Comma,
    /// The dash before an entry of a list.
    Dash,
    Number(u64),
}

/// One ballot as it stands.
struct Ballot {
    line: u64,
    marks: Vec<usize>,
}

/// The signs under one key.
struct Tokens {
    line: u64,
    next: std::iter::Peekable<std::vec::IntoIter<Token>>,
}

impl Tokens {
    fn try_new(part: &Part) -> Result<Self, Bad> {
        let mut tokens = Vec::new();
        for &(line, text) in &part.lines {
            tokenize(line, text, &mut tokens)?;
        }
        Ok(Self { line: part.line, next: tokens.into_iter().peekable() })
    }

    fn wrong(&self, line: u64) -> Bad {
        Bad::at(
            line.max(self.line),
            "这里的括号、逗号或数字不对。",
            "bracket, comma or number amiss.",
        )
    }

    /// The next sign, which must be there.
    fn take(&mut self) -> Result<Token, Bad> {
        let line = self.line;
        let token = self.next.next().ok_or_else(|| self.wrong(line))?;
        self.line = token.line;
        Ok(token)
    }

    fn is_next(&mut self, sign: Sign) -> bool {
        self.next.peek().is_some_and(|token| token.sign == sign)
    }

    fn end(&mut self) -> Result<(), Bad> {
        match self.next.next() {
            Some(token) => Err(self.wrong(token.line)),
            None => Ok(()),
        }
    }

    /// A single number.
    fn number(&mut self) -> Result<u64, Bad> {
        let Token { sign: Sign::Number(number), .. } = self.take()? else {
            return Err(self.wrong(self.line));
        };
        self.end().map(|()| number)
    }

    /// `[1, 2]`, or a list of dashes, to the end.
    fn numbers(&mut self) -> Result<Vec<u64>, Bad> {
        let first = self.take()?;
        let numbers = match first.sign {
            Sign::Open(close) => self.flow(close)?,
            Sign::Dash => self.dashes(first.column)?,
            _ => return Err(self.wrong(first.line)),
        };
        self.end().map(|()| numbers)
    }

    /// The ballots, to the end.
    fn ballots(&mut self) -> Result<Vec<Ballot>, Bad> {
        let first = self.take()?;
        let mut ballots = Vec::new();
        match first.sign {
            Sign::Open(']') => {
                while !self.is_next(Sign::Close(']')) {
                    ballots.push(self.ballot(None)?);
                    if !self.is_next(Sign::Close(']')) && self.take()?.sign != Sign::Comma {
                        return Err(self.wrong(self.line));
                    }
                }
                self.take()?;
            }
            Sign::Dash => loop {
                ballots.push(self.ballot(Some(first.column))?);
                match self.next.peek() {
                    Some(next) if next.sign == Sign::Dash && next.column == first.column => {
                        self.take()?;
                    }
                    _ => break,
                }
            },
            _ => return Err(self.wrong(first.line)),
        }
        self.end().map(|()| ballots)
    }

    /// One ballot: names in brackets or, in a list of dashes, dashes further in.
    fn ballot(&mut self, outer: Option<usize>) -> Result<Ballot, Bad> {
        let first = self.take()?;
        let numbers = match (first.sign, outer) {
            (Sign::Open(close), _) => self.flow(close)?,
            (Sign::Dash, Some(outer)) if first.column > outer => self.dashes(first.column)?,
            _ => return Err(self.wrong(first.line)),
        };
        let marks = numbers.into_iter().map(|name| usize::try_from(name).unwrap_or(usize::MAX));
        Ok(Ballot { line: first.line, marks: marks.collect() })
    }

    /// Numbers up to the bracket that closes them.
    fn flow(&mut self, close: char) -> Result<Vec<u64>, Bad> {
        let mut numbers = Vec::new();
        while !self.is_next(Sign::Close(close)) {
            let Token { sign: Sign::Number(number), .. } = self.take()? else {
                return Err(self.wrong(self.line));
            };
            numbers.push(number);
            if !self.is_next(Sign::Close(close)) && self.take()?.sign != Sign::Comma {
                return Err(self.wrong(self.line));
            }
        }
        self.take().map(|_| numbers)
    }

    /// Numbers behind dashes of one column, the first dash taken.
    fn dashes(&mut self, column: usize) -> Result<Vec<u64>, Bad> {
        let mut numbers = Vec::new();
        loop {
            let Token { sign: Sign::Number(number), .. } = self.take()? else {
                return Err(self.wrong(self.line));
            };
            numbers.push(number);
            match self.next.peek() {
                Some(next) if next.sign == Sign::Dash && next.column == column => self.take()?,
                _ => return Ok(numbers),
            };
        }
    }
}

/// The signs of a line.
fn tokenize(line: u64, text: &str, tokens: &mut Vec<Token>) -> Result<(), Bad> {
    let mut rest = text.char_indices().peekable();
    let mut spaced = true;
    while let Some((column, sign)) = rest.next() {
        let sign = match sign {
            ' ' | '\t' => {
                spaced = true;
                continue;
            }
            '#' if spaced => return Ok(()),
            '[' => Sign::Open(']'),
            '{' => Sign::Open('}'),
            ']' | '}' => Sign::Close(sign),
            ',' => Sign::Comma,
            '-' if rest.peek().is_none_or(|&(_, next)| next == ' ') => Sign::Dash,
            '0'..='9' => {
                let mut end = column + 1;
                while rest.next_if(|(_, next)| next.is_ascii_digit()).is_some() {
                    end += 1;
                }
                let digits = text.get(column..end).unwrap_or_default();
                Sign::Number(digits.parse().map_err(|_| amiss(line, digits))?)
            }
            other => return Err(amiss(line, &other.to_string())),
        };
        spaced = false;
        tokens.push(Token { line, column, sign });
    }
    Ok(())
}

fn amiss(line: u64, text: &str) -> Bad {
    Bad::at(
        line,
        format!("“{text}”不该在这里：只认整数、括号、逗号和列表的短横。"),
        format!(
            "“{text}” does not belong here: whole numbers, brackets, commas, list dashes only."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "description: \"generated, num_voters=4,\n  num_cand=3\"\n\
        profile: [[0, 2], [1], [\n    ], {2, 0}]\nnum_cand: 4\ncommitteesize: 2\n\
        compute:\n- rule_id: pav\n  result: [[0, 1]]\n  resolute: false\n";

    fn heaps(text: &str) -> Vec<(Vec<usize>, u64)> {
        let read = read_yaml(text.as_bytes()).unwrap();
        read.heaps().iter().map(|heap| (heap.approved.clone(), heap.count)).collect()
    }

    #[test]
    fn a_shared_file_is_read() {
        let read = read_yaml(FILE.as_bytes()).unwrap();
        assert_eq!(heaps(FILE), [(vec![], 1), (vec![0, 2], 2), (vec![1], 1)]);
        assert_eq!((read.seats, read.candidates().len()), (Some(2), 4));
        assert_eq!((read.candidates()[3].number, read.candidates()[3].name.as_str()), (4, "3"));
    }

    #[test]
    fn lists_of_dashes_mean_the_same() {
        let flow = heaps("profile: [[0, 2], [1], [], [2, 0]]");
        assert_eq!(heaps("---\nprofile:\n- [0, 2]\n- [1]   # one\n- []\n- [0,\n   2]\n"), flow);
        assert_eq!(
            heaps("profile:\n  - - 0\n    - 2\n  - - 1\n  - []\n  -\n    - 2\n    - 0"),
            flow
        );
        assert_eq!(
            heaps("\u{feff}profile:\r\n  - {0, 2}\r\n  - {1}\r\n  - {}\r\n  - [0, 2]\r\n"),
            flow
        );
        let weighed = "profile: [[0], [1]]\nvoter_weights: [3, 2]";
        assert_eq!(heaps(weighed), [(vec![0], 3), (vec![1], 2)]);
        assert_eq!(heaps(&weighed.replace("[3, 2]", "\n- 3\n- 2")), heaps(weighed));
    }

    #[test]
    fn what_is_wrong_is_said_by_line() {
        let refused = |text: &str, line, part: &str| {
            let bad = read_yaml(text.as_bytes()).unwrap_err();
            assert!(bad.line == line && bad.en.contains(part), "{text}: {bad}");
        };
        refused("num_cand: 3\n", 0, "no profile");
        refused("profile: [[0, 3]]\nnum_cand: 3", 1, "no candidate 3");
        refused("profile: [[0],\n  [1, 1]]", 2, "twice on one ballot");
        refused("profile: [[0]]\nprofile: [[1]]", 2, "twice");
        refused("profile: [[0], [-1]]", 1, "does not belong");
        refused("profile: [[0.5]]", 1, "does not belong");
        refused("profile: [[0], 1]", 1, "amiss");
        refused("profile: [[0] [1]]", 1, "amiss");
        refused("profile: [[0}]", 1, "amiss");
        refused("profile: [[0],\n  [1]", 2, "amiss");
        refused("profile: [[0]]\n\nvoters: 3", 3, "known are only");
        refused("profile:\n- 0\n- 1", 2, "amiss");
        refused("profile: [[0]]\nvoter_weights: [1, 2]", 2, "1 ballots but 2 weights");
        refused("profile: [[99999999999999999999]]", 1, "does not belong");
        refused("profile: [[4000000000]]", 0, "more than 10000");
        refused("profile: []\nnum_cand: 4000000000", 0, "more than 10000");
        refused("profile: [[0]]\ncommitteesize: two", 2, "does not belong");
        refused("profile:\n  - - 0\n   - 1", 3, "amiss");
        assert!(read_yaml(&[0xff, 0xfe, 0x00]).is_err());
    }
}
