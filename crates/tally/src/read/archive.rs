//! 压缩包 — The parts of a workbook, unpacked within bounds.
//!
//! A workbook is a ZIP archive of XML parts. A few kilobytes of it can unpack to terabytes, so all
//! parts together may take [`MAX_WORKBOOK`] bytes, whatever the archive says of its sizes.
//!
//! Fields and offsets: PKWARE, *.ZIP File Format Specification* 6.3, sections 4.3 and 4.4. Nothing
//! that office programs do not write is read: no encryption, no second disk, no 64-bit sizes.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::{Bad, MAX_WORKBOOK};

/// An archive and how much may still be unpacked from it.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// By name in lower case, as office programs look parts up.
    entries: BTreeMap<String, Entry>,
    room: usize,
}

#[derive(Clone, Copy)]
struct Entry {
    method: u64,
    crc: u64,
    packed: usize,
    header: usize,
}

/// The archive or a part of it is not as it should be.
pub(super) fn damaged() -> Bad {
    Bad::whole("工作簿损坏或不完整。", "the workbook is damaged or cut short.")
}

impl<'a> Archive<'a> {
    /// Reads the directory at the end of the file.
    pub(super) fn try_new(bytes: &'a [u8]) -> Result<Self, Bad> {
        let entries = directory(bytes).ok_or_else(damaged)?;
        Ok(Self { bytes, entries, room: MAX_WORKBOOK })
    }

    /// A part as text; none when there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Bad> {
        let Some(entry) = self.entries.get(&name.to_ascii_lowercase()) else { return Ok(None) };
        let packed = entry.body(self.bytes).ok_or_else(damaged)?;
        let mut part = Vec::new();
        let limit = self.room as u64 + 1;
        match entry.method {
            0 => packed.take(limit).read_to_end(&mut part),
            8 => DeflateDecoder::new(packed).take(limit).read_to_end(&mut part),
            _ => return Err(damaged()),
        }
        .map_err(|_| damaged())?;
        self.room = self.room.checked_sub(part.len()).ok_or_else(|| {
            Bad::whole(
                format!("工作簿展开后超过 {MAX_WORKBOOK} 字节，请另存为 .csv。"),
                format!("the workbook unpacks to over {MAX_WORKBOOK} bytes; save it as .csv."),
            )
        })?;
        let mut crc = Crc::new();
        crc.update(&part);
        if u64::from(crc.sum()) != entry.crc {
            return Err(damaged());
        }
        String::from_utf8(part).map(Some).map_err(|_| damaged())
    }
}

impl Entry {
    /// The packed bytes, behind the entry's own header.
    fn body(self, bytes: &[u8]) -> Option<&[u8]> {
        let header = bytes.get(self.header..).filter(|rest| rest.starts_with(b"PK\x03\x04"))?;
        let start = 30 + number(header, 26, 2)? + number(header, 28, 2)?;
        let start = usize::try_from(start).ok()?;
        header.get(start..start.checked_add(self.packed)?)
    }
}

/// All entries; none when the directory is damaged, encrypted or names a part twice.
fn directory(bytes: &[u8]) -> Option<BTreeMap<String, Entry>> {
    // The record at the end is 22 bytes and a remark of at most 65 535.
    let first = bytes.len().saturating_sub(22 + 0xffff);
    let is_end = |&at: &usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = number(rest, 20, 2).and_then(|remark| usize::try_from(remark + 22).ok());
        rest.starts_with(b"PK\x05\x06") && length == Some(rest.len())
    };
    let end = bytes.get((first..bytes.len()).rev().find(is_end)?..)?;
    let mut at = usize::try_from(number(end, 16, 4)?).ok()?;
    let mut entries = BTreeMap::new();
    for _ in 0..number(end, 10, 2)? {
        let header = bytes.get(at..).filter(|rest| rest.starts_with(b"PK\x01\x02"))?;
        let length = |at| usize::try_from(number(header, at, 2)?).ok();
        let name = header.get(46..46 + length(28)?)?;
        let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
        let encrypted = number(header, 8, 2)? & 1 == 1;
        let entry = Entry {
            method: number(header, 10, 2)?,
            crc: number(header, 16, 4)?,
            packed: usize::try_from(number(header, 20, 4)?).ok()?,
            header: usize::try_from(number(header, 42, 4)?).ok()?,
        };
        if encrypted || entries.insert(name, entry).is_some() {
            return None;
        }
        at = at.checked_add(46 + length(28)? + length(30)? + length(32)?)?;
    }
    Some(entries)
}

/// A little-endian number of at most eight bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
