//! 开放数据取数 — Reading the matters of a place in one fixed order, a file at a time.

use kernel::{County, MatterId, PlaceCode, Result};
use store::{Row, Tx, binds};

use crate::board::counties;
use crate::line::Line;

/// The most rows of a file.
pub(super) const MOST: i64 = 10_000;

/// Where a file begins: after this county, list, last change and number. The order is that of the index
/// every list uses, so any file costs the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    county: String,
    list: String,
    changed: i64,
    id: String,
}

impl Cursor {
    /// Before everything.
    pub fn begin() -> Self {
        Self { county: String::new(), list: String::new(), changed: i64::MIN, id: String::new() }
    }

    /// This cursor, or the beginning when it points to a county outside the place.
    fn within(&self, at: &PlaceCode) -> Self {
        let (low, high) = counties(at);
        let inside = (low.as_str()..=high.as_str()).contains(&self.county.as_str());
        if inside { self.clone() } else { Self::begin() }
    }

    /// As it stands in an address: `420583.task.1677632400000.7KQ2MXA9`.
    pub fn text(&self) -> String {
        format!("{}.{}.{}.{}", self.county, self.list, self.changed, self.id)
    }

    /// Reads it back; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let county = County::parse(parts.next()?).ok()?.to_string();
        let list = parts.next().filter(|l| l.bytes().all(|b| b.is_ascii_lowercase()))?.to_owned();
        let changed = parts.next()?.parse().ok()?;
        let id = MatterId::parse(parts.next()?).ok()?.to_string();
        parts.next().is_none().then_some(Self { county, list, changed, id })
    }
}

/// The matters of a place after a cursor, and the cursor after the last when the file is full.
pub(super) async fn file(
    tx: &mut Tx,
    at: &PlaceCode,
    after: &Cursor,
    most: i64,
) -> Result<(Vec<Line>, Option<Cursor>)> {
    let rows = rows(tx, at, after, most).await?;
    let full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= most;
    let next = match rows.last().filter(|_| full) {
        Some(last) => Some(cursor(last)?),
        None => None,
    };
    let lines = rows.iter().map(Line::read).collect::<Result<Vec<_>>>()?;
    Ok((lines, next))
}

/// The cursor after a full file that begins here; `None` when the file is the last one. Read from the
/// index alone.
pub(super) async fn next(tx: &mut Tx, at: &PlaceCode, after: &Cursor) -> Result<Option<Cursor>> {
    let two = last_two(tx, at, after).await?;
    match two.as_slice() {
        [last, _] => cursor(last).map(Some),
        _ => Ok(None),
    }
}

/// The last row of a full file, and the one after it.
async fn last_two(tx: &mut Tx, at: &PlaceCode, after: &Cursor) -> Result<Vec<Row>> {
    let after = after.within(at);
    let (list, changed, id) = (&after.list, after.changed, &after.id);
    match at.as_str().len() {
        ..=6 => {
            let (low, high) = counties(at);
            tx.all(
                "SELECT county, list, changed, id FROM ground_matter WHERE county >= $1 AND county <= $2 \
                 AND (county, list, changed, id) > ($3, $4, $5, $6) \
                 ORDER BY county, list, changed, id LIMIT 2 OFFSET $7",
                binds![low, high, &after.county, list, changed, id, MOST - 1],
            )
            .await
        }
        9 => {
            tx.all(
                "SELECT county, list, changed, id FROM ground_matter WHERE county = $1 AND street = $2 \
                 AND (list, changed, id) > ($3, $4, $5) ORDER BY list, changed, id LIMIT 2 OFFSET $6",
                binds![at.county(), at, list, changed, id, MOST - 1],
            )
            .await
        }
        _ => {
            let (from, to) = at.range();
            tx.all(
                "SELECT county, list, changed, id FROM ground_matter WHERE county = $1 \
                 AND community = $2 AND place >= $3 AND place < $4 AND (list, changed, id) > ($5, $6, $7) \
                 ORDER BY list, changed, id LIMIT 2 OFFSET $8",
                binds![at.county(), at.community(), from, to, list, changed, id, MOST - 1],
            )
            .await
        }
    }
}

fn cursor(row: &Row) -> Result<Cursor> {
    Ok(Cursor {
        county: row.text("county")?,
        list: row.text("list")?,
        changed: row.int("changed")?,
        id: row.text("id")?,
    })
}

/// A file's rows. A county's rows all lie in the places above it, a street's in the street: only below the
/// community the place itself must be looked at.
async fn rows(tx: &mut Tx, at: &PlaceCode, after: &Cursor, most: i64) -> Result<Vec<Row>> {
    let after = after.within(at);
    let (list, changed, id) = (&after.list, after.changed, &after.id);
    match at.as_str().len() {
        ..=6 => {
            let (low, high) = counties(at);
            tx.all(
                "SELECT county, list, id, place, title, stage, standing, klass, answers, due, voices, \
                 raised, changed FROM ground_matter WHERE county >= $1 AND county <= $2 \
                 AND (county, list, changed, id) > ($3, $4, $5, $6) \
                 ORDER BY county, list, changed, id LIMIT $7",
                binds![low, high, &after.county, list, changed, id, most],
            )
            .await
        }
        9 => {
            tx.all(
                "SELECT county, list, id, place, title, stage, standing, klass, answers, due, voices, \
                 raised, changed FROM ground_matter WHERE county = $1 AND street = $2 \
                 AND (list, changed, id) > ($3, $4, $5) ORDER BY list, changed, id LIMIT $6",
                binds![at.county(), at, list, changed, id, most],
            )
            .await
        }
        _ => {
            let (from, to) = at.range();
            tx.all(
                "SELECT county, list, id, place, title, stage, standing, klass, answers, due, voices, \
                 raised, changed FROM ground_matter WHERE county = $1 AND community = $2 \
                 AND place >= $3 AND place < $4 AND (list, changed, id) > ($5, $6, $7) \
                 ORDER BY list, changed, id LIMIT $8",
                binds![at.county(), at.community(), from, to, list, changed, id, most],
            )
            .await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_as_it_was_written() {
        let id = MatterId::random(&mut kernel::Seeded::new(4)).to_string();
        for list in ["problem", ""] {
            let cursor =
                Cursor { county: "420583".into(), list: list.into(), changed: -5, id: id.clone() };
            assert_eq!(Cursor::parse(&cursor.text()), Some(cursor));
        }
        for bad in [
            "",
            "....",
            "420583.task.x.7KQ2MXA9",
            "420583.task.1.AAAAAAAA.x",
            "4205.task.1.AAAAAAAA",
        ] {
            assert_eq!(Cursor::parse(bad), None, "{bad}");
        }
    }
}
