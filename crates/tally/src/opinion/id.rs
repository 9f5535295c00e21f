//! 编号 — Ids as the file writes them: text that sorts by number where it is a number.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::read::Bad;

/// The longest id, in bytes.
const LONGEST: usize = 200;
/// Whole numbers below this are found in a table instead of by hashing.
const TABLE: usize = 1 << 22;

/// The order of ids: numbers first, by size; then other text, by its characters. `7` and `007` are
/// different ids, side by side.
pub fn order(a: &str, b: &str) -> Ordering {
    let number = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    match (number(a), number(b)) {
        (true, true) => {
            let (small, large) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
            small.len().cmp(&large.len()).then(small.cmp(large)).then(a.cmp(b))
        }
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.cmp(b),
    }
}

/// The places of different ids in their [`order`].
pub(super) fn sorted(ids: &[String]) -> Vec<u32> {
    let mut glances: Vec<_> = ids.iter().map(|id| glance(id)).zip(0..).collect();
    let id = |place: u32| ids.get(place as usize).map_or("", String::as_str);
    glances
        .sort_unstable_by(|(a, at), (b, other)| a.cmp(b).then_with(|| order(id(*at), id(*other))));
    glances.into_iter().map(|(_, place)| place).collect()
}

/// What tells most ids apart and sorts as they do: for a number how many digits it has, for text
/// that it is none; then the first eight bytes.
fn glance(id: &str) -> (usize, u64) {
    let is_text = id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit());
    let written = if is_text { id } else { id.trim_start_matches('0') };
    let mut first = [0; 8];
    for (slot, byte) in first.iter_mut().zip(written.bytes()) {
        *slot = byte;
    }
    (if is_text { usize::MAX } else { written.len() }, u64::from_be_bytes(first))
}

/// Ids numbered in the order in which they first appear.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    texts: Vec<String>,
    small: Vec<u32>,
    // Only ever asked by key: its order reaches no result.
    other: HashMap<Box<[u8]>, u32>,
}

impl Ids {
    /// The number of an id, a new one if it was not seen before. `most` ids are allowed.
    pub fn number(&mut self, id: &[u8], most: u32, line: u64) -> Result<u32, Bad> {
        if let Some(small) = canonical(id) {
            if self.small.len() <= small {
                self.small.resize(small + 1, u32::MAX);
            }
            if let Some(known) = self.known(small) {
                return Ok(known);
            }
            let new = self.add(id, most, line)?;
            if let Some(slot) = self.small.get_mut(small) {
                *slot = new;
            }
            return Ok(new);
        }
        if let Some(&known) = self.other.get(id) {
            return Ok(known);
        }
        let new = self.add(id, most, line)?;
        self.other.insert(id.into(), new);
        Ok(new)
    }

    /// The number of a small whole number seen before.
    #[inline]
    pub fn known(&self, small: usize) -> Option<u32> {
        self.small.get(small).copied().filter(|&known| known != u32::MAX)
    }

    fn add(&mut self, id: &[u8], most: u32, line: u64) -> Result<u32, Bad> {
        if id.is_empty() || id.len() > LONGEST {
            return Err(Bad::at(
                line,
                format!("编号要有 1 到 {LONGEST} 个字节"),
                format!("an id has 1 to {LONGEST} bytes"),
            ));
        }
        let text = std::str::from_utf8(id).map_err(|_| {
            Bad::at(
                line,
                "编号不是 UTF-8 文字，请另存为 UTF-8",
                "an id is not UTF-8; save as UTF-8",
            )
        })?;
        let new =
            u32::try_from(self.texts.len()).ok().filter(|&new| new < most).ok_or_else(|| {
                Bad::at(
                    line,
                    format!("编号超过 {most} 个，放不下"),
                    format!("more than {most} different ids"),
                )
            })?;
        self.texts.push(text.to_owned());
        Ok(new)
    }

    /// The ids by number.
    pub fn into_texts(self) -> Vec<String> {
        self.texts
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.texts.len()
    }
}

/// A small whole number written the usual way (no leading zero), which is most ids.
fn canonical(id: &[u8]) -> Option<usize> {
    if id.is_empty() || id.len() > 7 || (id.len() > 1 && id.first() == Some(&b'0')) {
        return None;
    }
    let mut number = 0;
    for byte in id {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + usize::from(byte - b'0');
    }
    (number < TABLE).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_size_and_text_after_them() {
        let mut ids = vec!["b", "10", "9", "a", "009", "123456789012345678901", "甲"];
        let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let places = sorted(&texts);
        ids.sort_by(|a, b| order(a, b));
        assert!(places.iter().map(|&place| &texts[place as usize]).eq(&ids));
        assert_eq!(ids, ["009", "9", "10", "123456789012345678901", "a", "b", "甲"]);
    }

    #[test]
    fn an_id_keeps_its_number() {
        let mut ids = Ids::default();
        let mut number = |id: &str| ids.number(id.as_bytes(), 4, 2);
        assert_eq!(number("7").unwrap(), 0);
        assert_eq!(number("007").unwrap(), 1);
        assert_eq!(number("甲").unwrap(), 2);
        assert_eq!(number("7").unwrap(), 0);
        assert_eq!(number("4194304").unwrap(), 3);
        assert_eq!(number("8").unwrap_err().line, 2);
        assert_eq!(number("").unwrap_err().line, 2);
        assert_eq!(ids.number(&[0xff], 9, 3).unwrap_err().line, 3);
        assert_eq!(ids.into_texts(), ["7", "007", "甲", "4194304"]);
    }
}
