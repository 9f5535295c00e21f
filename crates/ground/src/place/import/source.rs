//! 数据文件 — A file of places: plain or gzip, UTF-8 or GB18030, its level told by its header.
//!
//! Rows are read line by line: a division never spans lines, so a stray quotation mark costs its own
//! line and no other, and the numbers of lines are those an editor shows. Commas, quotation marks and
//! line ends never occur inside a GB18030 character, so lines are split before they are decoded.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, GB18030, UTF_8};
use flate2::bufread::MultiGzDecoder;
use kernel::{Error, Level, Result};

use super::{Bad, Reason};

/// Longer lines are no divisions; they are cut, so that memory stays bounded.
const LONGEST_LINE: u64 = 65_536;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A file that was looked through once.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) level: Level,
    /// How many lines follow the header.
    pub(super) rows: u64,
    pub(super) columns: Columns,
    encoding: &'static Encoding,
}

/// Where in a line things stand.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) code: usize,
    pub(super) name: usize,
    /// The codes above, the nearest first.
    pub(super) above: Vec<usize>,
}

/// Looks a file through: its level, its encoding, its length.
///
/// # Errors
/// A fault when the file cannot be read to its end (missing, or gzip cut short).
pub(super) fn survey(path: &Path) -> Result<std::result::Result<Source, Bad>> {
    let mut lines = Lines::open(path)?;
    let header = lines.next()?.map(<[u8]>::to_vec).unwrap_or_default();
    let (mut rows, mut read, mut unread) = (0, 0_u64, 0_u64);
    while let Some(line) = lines.next()? {
        rows += 1;
        if !line.is_ascii() {
            let counter = if std::str::from_utf8(line).is_ok() { &mut read } else { &mut unread };
            *counter += 1;
        }
    }
    // A few damaged lines do not make a UTF-8 file GB18030, nor a few lucky ones the reverse.
    let encoding = if unread > read { GB18030 } else { UTF_8 };
    Ok(match columns(&header) {
        Some((level, columns)) => {
            Ok(Source { path: path.to_owned(), level, rows, columns, encoding })
        }
        None => Err(Bad { file: path.to_owned(), line: 1, reason: Reason::Header }),
    })
}

/// The level is told by the nearest code above that the header names.
fn columns(header: &[u8]) -> Option<(Level, Columns)> {
    let header = header.strip_prefix(BOM).unwrap_or(header);
    let names: Vec<String> =
        split(header)?.iter().map(|f| String::from_utf8_lossy(f).trim().to_lowercase()).collect();
    let find = |name: &str| names.iter().position(|n| n == name);
    let above = [
        ("streetcode", Level::Community),
        ("areacode", Level::Street),
        ("citycode", Level::County),
        ("provincecode", Level::City),
    ];
    let level = above.iter().find(|(name, _)| find(name).is_some());
    let level = level.map_or(Level::Province, |(_, level)| *level);
    let above = above.iter().filter_map(|(name, _)| find(name)).collect();
    Some((level, Columns { code: find("code")?, name: find("name")?, above }))
}

impl Source {
    /// Its lines after the header.
    pub(super) fn lines(&self) -> Result<Lines> {
        let mut lines = Lines::open(&self.path)?;
        lines.next()?;
        Ok(lines)
    }

    /// The fields of a line as text; `None` where a field cannot be read. No fields at all when
    /// quotation marks do not match.
    pub(super) fn fields<'a>(&self, line: &'a [u8]) -> Vec<Option<Cow<'a, str>>> {
        split(line).unwrap_or_default().into_iter().map(|field| self.decode(field)).collect()
    }

    fn decode<'a>(&self, field: Cow<'a, [u8]>) -> Option<Cow<'a, str>> {
        match field {
            Cow::Borrowed(bytes) => {
                self.encoding.decode_without_bom_handling_and_without_replacement(bytes)
            }
            Cow::Owned(bytes) => self
                .encoding
                .decode_without_bom_handling_and_without_replacement(&bytes)
                .map(|text| Cow::Owned(text.into_owned())),
        }
    }
}

/// The lines of a file, unpacked when it is gzip by its first bytes, whatever its name says.
pub(super) struct Lines {
    path: PathBuf,
    reader: Box<dyn BufRead + Send>,
    line: Vec<u8>,
    /// The number of the line last read; the header is 1.
    pub(super) number: u64,
}

impl Lines {
    fn open(path: &Path) -> Result<Self> {
        let failed = |cause| fault(path, &cause);
        let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(failed)?);
        let gzip = file.fill_buf().map_err(failed)?.starts_with(&[0x1f, 0x8b]);
        let reader: Box<dyn BufRead + Send> = if gzip {
            Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file)))
        } else {
            Box::new(file)
        };
        Ok(Self { path: path.to_owned(), reader, line: Vec::new(), number: 0 })
    }

    /// The next line, without its end.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>> {
        self.line.clear();
        let mut most = (&mut self.reader).take(LONGEST_LINE);
        let read = most.read_until(b'\n', &mut self.line).map_err(|e| fault(&self.path, &e))?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(self.line.trim_ascii_end()))
    }
}

fn fault(path: &Path, cause: &std::io::Error) -> Error {
    Error::fault(format!("{}: {cause}", path.display()))
}

/// The fields of one line of CSV (RFC 4180 within a line); `None` when quotation marks do not match.
fn split(line: &[u8]) -> Option<Vec<Cow<'_, [u8]>>> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let (field, after) = if rest.first() == Some(&b'"') { quoted(rest)? } else { plain(rest) };
        fields.push(field);
        match after.split_first() {
            None => return Some(fields),
            Some((b',', next)) => rest = next,
            Some(_) => return None,
        }
    }
}

fn plain(rest: &[u8]) -> (Cow<'_, [u8]>, &[u8]) {
    let end = rest.iter().position(|b| *b == b',').unwrap_or(rest.len());
    let (field, after) = rest.split_at(end);
    (Cow::Borrowed(field), after)
}

fn quoted(rest: &[u8]) -> Option<(Cow<'_, [u8]>, &[u8])> {
    let mut field = Cow::Borrowed(&b""[..]);
    let mut rest = rest.get(1..)?;
    loop {
        let end = rest.iter().position(|b| *b == b'"')?;
        let (part, after) = rest.split_at(end);
        if field.is_empty() {
            field = Cow::Borrowed(part);
        } else {
            field.to_mut().extend_from_slice(part);
        }
        match after.get(1..)? {
            // Two quotation marks inside a quoted field are one.
            [b'"', next @ ..] => {
                field.to_mut().push(b'"');
                rest = next;
            }
            after => return Some((field, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, split};
    use kernel::Level;
    use proptest::prelude::*;

    fn texts(line: &str) -> Option<Vec<String>> {
        let fields = split(line.as_bytes())?;
        Some(fields.iter().map(|f| String::from_utf8_lossy(f).into_owned()).collect())
    }

    #[test]
    fn a_line_splits_at_commas_outside_quotation_marks() {
        assert_eq!(texts("42,\"湖北省\"").unwrap(), ["42", "湖北省"]);
        assert_eq!(texts("42,\"第二、一,\"\"甲\"\"\",").unwrap(), ["42", "第二、一,\"甲\"", ""]);
        assert_eq!(texts("42,\"湖北省"), None);
        assert_eq!(texts("42,\"湖北\"省"), None);
    }

    #[test]
    fn the_level_is_told_by_the_nearest_code_above() {
        for (header, level, above) in [
            ("code,name", Level::Province, 0),
            ("\u{feff}code,name,provinceCode", Level::City, 1),
            ("name, CODE ,cityCode,provinceCode", Level::County, 2),
            ("code,name,areaCode,provinceCode,cityCode", Level::Street, 3),
            (
                "\u{feff}\"code\",\"name\",streetCode,provinceCode,cityCode,areaCode",
                Level::Community,
                4,
            ),
        ] {
            let (found, columns) = columns(header.as_bytes()).unwrap();
            assert_eq!((found, columns.above.len()), (level, above), "{header}");
        }
        assert!(columns("代码,名称".as_bytes()).is_none());
        assert!(columns(b"").is_none());
    }

    proptest! {
        #[test]
        fn any_field_survives_writing_and_reading(fields in proptest::collection::vec("[^\r\n]{0,8}", 1..6)) {
            let quoted: Vec<String> =
                fields.iter().map(|f| format!("\"{}\"", f.replace('"', "\"\""))).collect();
            prop_assert_eq!(texts(&quoted.join(",")), Some(fields));
        }

        #[test]
        fn any_bytes_are_answered(line: Vec<u8>) {
            let most = line.split(|b| *b == b',').count();
            prop_assert!(split(&line).is_none_or(|fields| fields.len() <= most));
        }
    }
}
