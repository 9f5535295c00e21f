//! 行 — A `;`-separated file row by row, with quotes, and the line each row starts on.
//!
//! Written here because a count must say on which line a file is wrong and must notice a quote that
//! is never closed, the usual mark of a file cut short. Quotes are read as Python's csv does: `""`
//! inside quotes is one, quotes elsewhere than at a field's start are letters, text after a closing
//! quote still belongs to the field.

use std::io::{BufRead, Read as _};
use std::ops::Range;

use crate::read::Bad;

/// The longest row, in bytes: a ballot on ten thousand projects fits, a file that is no text does
/// not fill the memory.
const LONGEST: u64 = 1 << 20;

/// The rows of a file.
pub(super) struct Rows<R> {
    source: R,
    /// The line the next read starts on, from 1.
    next: u64,
    /// The line the current row starts on.
    line: u64,
    raw: Vec<u8>,
    text: Vec<u8>,
    fields: Vec<Range<usize>>,
}

impl<R: BufRead> Rows<R> {
    pub(super) const fn new(source: R) -> Self {
        Self { source, next: 1, line: 0, raw: Vec::new(), text: Vec::new(), fields: Vec::new() }
    }

    /// Steps to the next row that is not blank; `false` at the end of the file.
    pub(super) fn step(&mut self) -> Result<bool, Bad> {
        loop {
            self.line = self.next;
            self.raw.clear();
            if !self.pull()? {
                return Ok(false);
            }
            if self.line == 1 && self.raw.starts_with(b"\xef\xbb\xbf") {
                self.raw.drain(..3);
            }
            self.split()?;
            if self.fields.len() > 1 || !self.field(0).is_empty() {
                return Ok(true);
            }
        }
    }

    /// The line the current row starts on.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// How many fields the row has.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field without the blanks around it; empty when there is none.
    pub(super) fn field(&self, at: usize) -> &[u8] {
        let range = self.fields.get(at).cloned().unwrap_or_default();
        self.text.get(range).unwrap_or_default().trim_ascii()
    }

    /// A field as text, or what is wrong.
    pub(super) fn text(&self, at: usize) -> Result<&str, Bad> {
        std::str::from_utf8(self.field(at)).map_err(|_| {
            Bad::at(
                self.line,
                "文字不是 UTF-8 编码。请把文件另存为 UTF-8。",
                "the text is not UTF-8; save the file as UTF-8",
            )
        })
    }

    /// Reads one more line into `raw`, its end included; `false` at the end of the file.
    fn pull(&mut self) -> Result<bool, Bad> {
        let line = self.next;
        let read = self.source.by_ref().take(LONGEST).read_until(b'\n', &mut self.raw);
        let read = read.map_err(|error| {
            Bad::at(line, format!("读不下去：{error}。"), format!("cannot read on: {error}"))
        })?;
        if u64::try_from(self.raw.len()).unwrap_or(u64::MAX) >= LONGEST {
            let (zh, en) = ("这一行长得不像选票。", "the row is too long to be true");
            return Err(Bad::at(line, zh, en));
        }
        self.next += 1;
        Ok(read > 0)
    }

    fn split(&mut self) -> Result<(), Bad> {
        self.fields.clear();
        if self.raw.contains(&b'"') {
            return self.split_quoted();
        }
        std::mem::swap(&mut self.raw, &mut self.text);
        let mut start = 0;
        for (at, &byte) in self.text.iter().enumerate() {
            if byte == b';' {
                self.fields.push(start..at);
                start = at + 1;
            }
        }
        self.fields.push(start..self.text.len());
        Ok(())
    }

    fn split_quoted(&mut self) -> Result<(), Bad> {
        self.text.clear();
        let (mut at, mut start, mut quoted, mut opened) = (0, 0, false, self.line);
        loop {
            let Some(&byte) = self.raw.get(at) else {
                if !quoted {
                    break;
                }
                if !self.pull()? {
                    let (zh, en) = (
                        "引号没有收尾，文件可能不完整。",
                        "a quote is never closed; the file may be cut short",
                    );
                    return Err(Bad::at(opened, zh, en));
                }
                continue;
            };
            at += 1;
            match byte {
                b'"' if quoted && self.raw.get(at) == Some(&b'"') => {
                    self.text.push(b'"');
                    at += 1;
                }
                b'"' if quoted => quoted = false,
                b'"' if self.text.len() == start => (quoted, opened) = (true, self.next - 1),
                b';' if !quoted => {
                    self.fields.push(start..self.text.len());
                    start = self.text.len();
                }
                _ => self.text.push(byte),
            }
        }
        self.fields.push(start..self.text.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<(u64, Vec<String>)>, Bad> {
        let mut rows = Rows::new(text.as_bytes());
        let mut found = Vec::new();
        while rows.step()? {
            let fields = (0..rows.len()).map(|at| rows.text(at).map(str::to_owned));
            found.push((rows.line(), fields.collect::<Result<_, _>>()?));
        }
        Ok(found)
    }

    #[test]
    fn rows_know_their_lines() {
        let rows = all("\u{feff}a;b\r\n\r\n \"x;\"\"y\"\"\nz\" ;2\n\"p;q\nr\";1\n;\nlast").unwrap();
        let fields = |at: usize| rows[at].1.iter().map(String::as_str).collect::<Vec<_>>();
        let lines: Vec<_> = rows.iter().map(|row| row.0).collect();
        assert_eq!(lines, [1, 3, 4, 5, 7, 8]);
        assert_eq!(fields(0), ["a", "b"]);
        assert_eq!(fields(1), ["\"x", "y\"\""], "a quote not at the start is a letter");
        assert_eq!(fields(3), ["p;q\nr", "1"]);
        assert_eq!(fields(4), ["", ""]);
        assert_eq!(fields(5), ["last"]);
    }

    #[test]
    fn doubled_quotes_and_text_behind_quotes() {
        assert_eq!(all("\"a \"\"b\"\" c\"d;\"\"").unwrap()[0].1, ["a \"b\" cd", ""]);
    }

    #[test]
    fn a_quote_left_open_is_said_with_its_line() {
        assert_eq!(all("a\nb;\"c\nd\n").unwrap_err().line, 2);
    }

    #[test]
    fn a_row_too_long_is_refused_and_so_is_other_text() {
        assert_eq!(all(&"x".repeat(1 << 20)).unwrap_err().line, 1);
        let mut rows = Rows::new(&b"ok\n\xb9\xb2\n"[..]);
        assert!(rows.step().unwrap() && rows.step().unwrap());
        assert_eq!(rows.text(0).unwrap_err().line, 2);
    }
}
