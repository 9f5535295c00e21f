//! BLT 选票文件 — Ranked ballots as Hill, Wichmann and Woodall wrote them down.
//!
//! "Algorithm 123: Single Transferable Vote by Meek's Method", The Computer Journal 30 (1987), with
//! the extensions of `OpenSTV` and `OpaVote`:
//!
//! ```text
//! 4 2                  四名候选人，两个席位 candidates, seats
//! -2                   二号退出 withdrawn (may be left out; several: -2 -3)
//! 3 1 3 4 0            三张票：先 1，再 3，再 4 weight, ranking, 0
//! (a17) 1 4 1=3 0      票号；1 与 3 并列 ballot id (weight 1); = on a par
//! 1 2 - 4 0            空一位 a rank left empty: the names below move up
//! 1 0                  白票 blank
//! 0                    选票到此为止 end of the ballots
//! "居民甲"              姓名，按号码 one name a candidate
//! "居民乙"
//! "居民丙"
//! "居民丁"
//! "第三小组推选"          名称 title (may be left out), then at most two further texts, not kept
//! ```
//!
//! `#` begins a comment. A ballot ends with 0 on the line it began on: a forgotten 0 would otherwise
//! swallow the next ballot unseen. Weights are whole: a fraction is a count half done elsewhere.

use super::Bad;
use super::heaps::Heaps;
use super::piles::Ids;
use super::text::{decode, quote, whole};
use crate::profile::Profile;

/// Reads a BLT file. Two candidates of one name are kept apart by number.
pub fn blt(bytes: &[u8]) -> Result<Profile, Bad> {
    let text = decode(bytes)?;
    let mut words = Words { rest: &text, line: 1 };
    let (names, seats, mut heaps) = header(&mut words)?;
    let mut profile = Profile { seats: Some(seats), ..Profile::default() };
    withdrawals(&mut words, names, &mut profile)?;
    ballots(&mut words, &mut heaps)?;
    profile.heaps = heaps.finish();
    for number in 1..=names {
        let name = words.text()?.ok_or_else(|| {
            Bad::at(
                words.line,
                format!("应有 {names} 个姓名，只有 {} 个：文件不完整。", number - 1),
                format!("{names} names wanted, {} found: the file is cut short.", number - 1),
            )
        })?;
        profile.candidates.push(name);
    }
    profile.title = words.text()?.unwrap_or_default();
    // Wichmann's files go on with a source and a comment.
    let further = [words.text()?, words.text()?];
    if further.iter().all(Option::is_some) && words.peek().is_some() {
        return Err(Bad::at(
            words.line,
            format!("姓名比第一行写的 {names} 个多。"),
            format!("more names than the {names} of the first line."),
        ));
    }
    Ok(profile)
}

/// The numbers of candidates and of seats.
fn header(words: &mut Words<'_>) -> Result<(u64, u32, Heaps), Bad> {
    let names = words.next().and_then(whole);
    let line = words.line;
    let seats = words.next().and_then(whole).filter(|_| words.line == line);
    let (Some(names), Some(seats)) = (names, seats) else {
        return Err(Bad::at(
            line,
            "第一行应为两个整数：候选人数和席位数。",
            "the first line must be two whole numbers: candidates and seats.",
        ));
    };
    let heaps = Heaps::try_new(line, names)?;
    match u32::try_from(seats) {
        Ok(number @ 1..) if seats <= names => Ok((names, number, heaps)),
        _ => Err(Bad::at(
            line,
            format!("席位数应在 1 与候选人数 {names} 之间，这里是 {seats}。"),
            format!("seats must be between 1 and the {names} candidates, not {seats}."),
        )),
    }
}

/// The line of withdrawn candidates, if there is one.
fn withdrawals(words: &mut Words<'_>, names: u64, profile: &mut Profile) -> Result<(), Bad> {
    let header = words.line;
    let mut last = header;
    while let Some(number) = words.peek().and_then(|word| word.strip_prefix('-')) {
        last = words.line;
        let index = whole(number).filter(|number| (1..=names).contains(number));
        let index = index.and_then(|number| usize::try_from(number - 1).ok());
        if !index.is_some_and(|index| profile.withdrawn.insert(index)) {
            return Err(Bad::at(
                last,
                format!("退出的候选人 -{} 写错或写了两次。", quote(number)),
                format!("withdrawn candidate -{} is unknown or listed twice.", quote(number)),
            ));
        }
        words.next();
    }
    if last != header && words.peek().is_some() && words.line == last {
        return Err(Bad::at(
            last,
            "退出的候选人与选票在同一行：票数写成了负数？",
            "withdrawn candidates and a ballot on one line: is a weight below zero?",
        ));
    }
    Ok(())
}

/// All ballots up to the final 0.
fn ballots(words: &mut Words<'_>, heaps: &mut Heaps) -> Result<(), Bad> {
    let mut ids = Ids::new();
    loop {
        let id = words.id()?;
        let Some(word) = words.next() else {
            return Err(Bad::at(
                words.line,
                "选票之后没有单独的 0：文件不完整。",
                "no final 0 after the ballots: the file is cut short.",
            ));
        };
        let line = words.line;
        if id.is_none() && word == "0" {
            break;
        }
        let weight =
            whole(word).filter(|weight| *weight > 0).ok_or_else(|| wrong_weight(line, word))?;
        if let Some(id) = id {
            if weight != 1 {
                return Err(Bad::at(
                    line,
                    "有票号的选票只能是一张。",
                    "a ballot with an id is one ballot: its weight must be 1.",
                ));
            }
            ids.note(id, line)?;
        }
        ranking(words, line, heaps)?;
        heaps.close(line, weight)?;
    }
    ids.check()
}

/// The names of one ballot up to its 0.
fn ranking(words: &mut Words<'_>, line: u64, heaps: &mut Heaps) -> Result<(), Bad> {
    loop {
        let word = words.next().filter(|_| words.line == line).ok_or_else(|| {
            Bad::at(line, "这张选票没有以 0 结尾。", "this ballot does not end with 0 on its line.")
        })?;
        match word {
            "0" => return Ok(()),
            "-" => {}
            _ => {
                for (place, part) in word.split('=').enumerate() {
                    let name = whole(part).ok_or_else(|| wrong_name(line, word))?;
                    heaps.put(line, name, place > 0)?;
                }
            }
        }
    }
}

fn wrong_weight(line: u64, word: &str) -> Bad {
    let said = quote(word);
    if word.starts_with('"') {
        return Bad::at(
            line,
            "姓名之前没有单独的 0：选票没有结束。",
            "names begin before the final 0 of the ballots.",
        );
    }
    if word.contains(['.', '/']) {
        return Bad::at(
            line,
            format!("票数 {said} 不是整数：只收整张的选票。"),
            format!("weight {said} is a fraction: only whole ballots are counted."),
        );
    }
    Bad::at(
        line,
        format!("票数应为正整数，这里是“{said}”。"),
        format!("a weight must be a whole number above 0, not `{said}`."),
    )
}

fn wrong_name(line: u64, word: &str) -> Bad {
    Bad::at(
        line,
        format!("“{}”不是候选人号码。", quote(word)),
        format!("`{}` is not a candidate's number.", quote(word)),
    )
}

/// The file from here on, and the line of what was taken last.
struct Words<'a> {
    rest: &'a str,
    line: u64,
}

impl<'a> Words<'a> {
    /// Steps over blanks, line ends and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| {
                self.line += u64::from(c == '\n');
                c.is_ascii_whitespace()
            });
            if !self.rest.starts_with('#') {
                return;
            }
            self.rest = self.rest.find('\n').map_or("", |end| self.rest.get(end..).unwrap_or(""));
        }
    }

    fn peek(&mut self) -> Option<&'a str> {
        self.skip();
        let end = self.rest.find(|c: char| c.is_ascii_whitespace() || c == '#');
        let word = self.rest.get(..end.unwrap_or(self.rest.len()))?;
        (!word.is_empty()).then_some(word)
    }

    fn next(&mut self) -> Option<&'a str> {
        let word = self.peek()?;
        self.rest = self.rest.get(word.len()..).unwrap_or("");
        Some(word)
    }

    /// A ballot id in parentheses, if one comes next.
    fn id(&mut self) -> Result<Option<&'a str>, Bad> {
        self.skip();
        let Some(inside) = self.rest.strip_prefix('(') else { return Ok(None) };
        let end = inside.find([')', '\n']);
        let closed = end.and_then(|end| inside.split_at_checked(end));
        let Some((id, rest)) = closed.filter(|(_, rest)| rest.starts_with(')')) else {
            return Err(Bad::at(
                self.line,
                "票号缺右括号（同分并列请用 1=2）。",
                "a ballot id lacks its closing parenthesis (write names on a par as 1=2).",
            ));
        };
        self.rest = rest.get(1..).unwrap_or("");
        Ok(Some(id.trim()))
    }

    /// A name or title: quoted, or the rest of a line.
    fn text(&mut self) -> Result<Option<String>, Bad> {
        self.skip();
        let line = self.rest.split('\n').next().unwrap_or("");
        if line.is_empty() {
            return Ok(None);
        }
        if line.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '(') {
            return Err(Bad::at(
                self.line,
                "选票已以 0 结束，后面又出现选票；姓名请加引号。",
                "a ballot after the final 0 (put names in quotation marks).",
            ));
        }
        let (name, length) = if line.starts_with('"') {
            quoted(line).ok_or_else(|| {
                Bad::at(self.line, "姓名的引号没有成对。", "a quotation mark is not closed.")
            })?
        } else {
            let name = line.split('#').next().unwrap_or("");
            (name.trim().to_owned(), name.len())
        };
        self.rest = self.rest.get(length..).unwrap_or("");
        Ok(Some(name))
    }
}

/// A quoted text at the start of a line, and how many bytes it takes. `\"`, `\\` and `""` are
/// escapes; marks inside a name that nobody escaped are forgiven when the name is alone on its line.
fn quoted(line: &str) -> Option<(String, usize)> {
    let ends = |rest: &str| {
        let next = rest.trim_start();
        next.is_empty() || next.starts_with('#') || (next != rest && next.starts_with('"'))
    };
    let mut name = String::new();
    let mut left = line.get(1..)?.char_indices().peekable();
    while let Some((at, c)) = left.next() {
        let following = left.peek().map(|&(_, c)| c);
        match (c, following) {
            ('\\', Some(mark @ ('"' | '\\'))) | ('"', Some(mark @ '"')) => {
                name.push(mark);
                left.next();
            }
            ('"', _) if line.get(at + 2..).is_some_and(ends) => return Some((name, at + 2)),
            ('"', _) => break,
            _ => name.push(c),
        }
    }
    let last = line.rfind('"').filter(|last| line.get(last + 1..).is_some_and(ends))?;
    Some((line.get(1..last)?.to_owned(), last + 1))
}

/// Writes a profile as BLT, one line a heap, so that anybody can count it again. Where the profile
/// does not say how many seats, the file says one. [`blt`] reads it back as it was.
pub fn write_blt(profile: &Profile) -> String {
    let mut lines = vec![format!("{} {}", profile.candidates.len(), profile.seats.unwrap_or(1))];
    if !profile.withdrawn.is_empty() {
        let out: Vec<_> = profile.withdrawn.iter().map(|index| format!("-{}", index + 1)).collect();
        lines.push(out.join(" "));
    }
    for heap in &profile.heaps {
        let step = |step: &Vec<usize>| {
            let names: Vec<_> = step.iter().map(|index| (index + 1).to_string()).collect();
            names.join("=")
        };
        let mut words = vec![heap.count.to_string()];
        words.extend(heap.ranking.iter().map(step));
        words.push("0".to_owned());
        lines.push(words.join(" "));
    }
    lines.push("0".to_owned());
    let quoted = |text: &String| {
        let plain = text.replace(['\n', '\r'], " ");
        format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
    };
    lines.extend(profile.candidates.iter().map(quoted));
    lines.push(quoted(&profile.title));
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Heap;

    const SMALL: &str = "4 2\n-2\n3 1 3 4 0\n4 1 3 2 0\n2 4 1=3 0\n1 2 0\n2 2=4=3 1 0\n1 0\n0\n\
        \"Adam\"\n\"Basil\"\n\"Charlotte\"\n\"Donald\"\n\"Title\"\n";

    fn refused(text: &str) -> (u64, String) {
        let bad = blt(text.as_bytes()).expect_err(text);
        assert!(!bad.zh.is_empty());
        (bad.line, bad.en)
    }

    #[test]
    fn the_example_of_the_algorithm_reads() {
        let profile = blt(SMALL.as_bytes()).unwrap();
        assert_eq!((profile.title.as_str(), profile.seats), ("Title", Some(2)));
        assert_eq!(profile.candidates, ["Adam", "Basil", "Charlotte", "Donald"]);
        assert_eq!((profile.stands(1), profile.stands(3), profile.cast()), (false, true, 13));
        let heap = |count, ranking: &[&[usize]]| Heap {
            ranking: ranking.iter().map(|step| step.to_vec()).collect(),
            count,
        };
        let heaps = [
            heap(3, &[&[0], &[2], &[3]]),
            heap(4, &[&[0], &[2], &[1]]),
            heap(2, &[&[3], &[0, 2]]),
            heap(1, &[&[1]]),
            heap(2, &[&[1, 2, 3], &[0]]),
            heap(1, &[]),
        ];
        assert_eq!(profile.heaps, heaps);
        assert_eq!(write_blt(&profile), SMALL.replace("2=4=3", "2=3=4"));
    }

    #[test]
    fn what_cannot_change_a_count_is_forgiven() {
        let plain = blt(SMALL.as_bytes()).unwrap();
        let one_line = SMALL.replace('\n', " ");
        let windows = format!("\u{feff}# made by hand\r\n{}", SMALL.replace('\n', "  # x\r\n\r\n"));
        for text in [SMALL.trim_end(), &one_line, &windows, &SMALL.replace(" 3", " -  3")] {
            assert_eq!(blt(text.as_bytes()).unwrap(), plain, "{text}");
        }
        let untitled = blt(SMALL.replace("\"Title\"\n", "").as_bytes()).unwrap();
        assert_eq!(untitled, Profile { title: String::new(), ..plain.clone() });
        let more = format!("{SMALL}\"source\"\n\"remark\"\n");
        assert_eq!(blt(more.as_bytes()).unwrap(), plain);
        let ids = SMALL.replace("1 2 0\n", "(b-7) 1 2 0 # by post\n");
        assert_eq!(blt(ids.as_bytes()).unwrap(), plain);
    }

    #[test]
    fn names_keep_their_marks() {
        let names = |text: &str| {
            let file = format!("2 1\n1 1 0\n0\n{text}");
            let profile = blt(file.as_bytes()).unwrap();
            (profile.candidates, profile.title)
        };
        let (names_of, title) = names("\"a \\\"b\\\" \\\\c\"\n\"a \"\"b\"\" c\"\nT # no\n");
        assert_eq!(names_of, ["a \"b\" \\c", "a \"b\" c"]);
        assert_eq!(title, "T");
        assert_eq!(names("\"Jo \"Mac\" Neil\"\nWang Wu\n").0, ["Jo \"Mac\" Neil", "Wang Wu"]);
        assert_eq!(names("\"甲\" \"乙\" \"\"").0, ["甲", "乙"]);
        assert_eq!(names("\"甲\"\n\"甲\"").0, ["甲", "甲"]);
    }

    #[test]
    fn what_could_change_a_count_is_refused() {
        let with = |from: &str, to: &str| refused(&SMALL.replacen(from, to, 1));
        let starts = |(line, en): (u64, String), at: u64, begin: &str| {
            assert!(line == at && en.starts_with(begin), "line {line}: {en}");
        };
        starts(refused(""), 1, "the first line");
        starts(with("4 2\n", "4\n2 "), 1, "the first line");
        starts(with("4 2", "4 5"), 1, "seats must be");
        starts(with("4 2", "4 0"), 1, "seats must be");
        starts(with("4 2", "0 0"), 1, "there must be 1 to");
        starts(with("4 2", "99999999999999999999 2"), 1, "the first line");
        starts(with("4 2", "3 2"), 3, "there is no candidate 4");
        starts(with("-2", "-2 -2"), 2, "withdrawn");
        starts(with("-2", "-5"), 2, "withdrawn");
        starts(with("3 1 3 4 0", "3 1 3 3 0"), 3, "candidate 3 stands twice");
        starts(with("1=3", "3=3"), 5, "candidate 3 stands twice");
        starts(with("1=3", "1=0"), 5, "there is no candidate 0");
        starts(with("1=3", "1="), 5, "`1=` is not");
        starts(with("3 1 3 4 0", "3 1 3 4"), 3, "this ballot does not end");
        starts(with("3 1 3 4 0", "1.5 1 3 4 0"), 3, "weight 1.5 is a fraction");
        starts(with("3 1 3 4 0", "1/2 1 3 4 0"), 3, "weight 1/2 is a fraction");
        starts(with("3 1 3 4 0", "-3 1 3 4 0"), 3, "withdrawn candidates and");
        starts(with("3 1 3 4 0", "+3 1 3 4 0"), 3, "a weight must be");
        starts(with("3 1 3 4 0", "1000000000000001 1 0"), 3, "more than 1000000000000000 ballots");
        starts(with("1 0\n0\n", "1 0\n"), 9, "names begin before");
        starts(with("0\n\"A", "0\n1 2 0\n\"A"), 10, "a ballot after the final 0");
        starts(with("\"Donald\"\n\"Title\"\n", ""), 13, "4 names wanted, 3 found");
        starts(with("\"Title\"", "\"Title"), 14, "a quotation mark");
        starts(with("\"Title\"", "\"E\"\n\"F\"\n\"G\"\n\"H\""), 17, "more names than");
        starts(
            with("1 2 0\n", "(a) 1 2 0\n(b) 1 1 0\n(a) 1 2 0\n"),
            8,
            "ballot id a stands in line 6",
        );
        starts(with("1 2 0\n", "(a) 2 1 0\n"), 6, "a ballot with an id");
        starts(with("1 2 0\n", "(a 2 1 0\n"), 6, "a ballot id lacks");
        for end in 0..SMALL.find("\"Donald").unwrap() {
            refused(SMALL.get(..end).unwrap());
        }
    }
}
