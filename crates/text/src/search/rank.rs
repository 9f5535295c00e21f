//! 序 — Which of the rows an index gave back fit a query, in which order, and why.

use serde::Serialize;

use crate::fold::fold;
use crate::near::Place;

use super::NAME;
use super::query::Query;

/// A row an index gave back.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its title, as written.
    pub title: &'a str,
    /// Its words, as written.
    pub words: &'a str,
    /// The names of its places and bodies, each after [`NAME`].
    pub names: &'a str,
    /// How many days ago it was said.
    pub days: u32,
    /// How its place and the reader's agree.
    pub place: Place,
}

/// A row that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Which of the rows, from 0.
    pub index: usize,
    /// What it is ordered by: the points of its reasons, raised for recency and place.
    pub score: u64,
    /// What each part of the query gave.
    pub because: Vec<Reason>,
    /// By how many per mille recency raised it: 1500 for today, 1250 after 90 days.
    pub recency: u64,
    /// By how many per mille the place raised it.
    pub place: u64,
}

/// What one part of the query gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The part, folded.
    pub part: String,
    /// How often the title has it.
    pub title: u64,
    /// How often the words have it.
    pub words: u64,
    /// Whether the name of its place, or of the body that answers for it, begins so.
    pub name: bool,
    /// Its points: BM25 of this part in thousandths.
    pub points: u64,
}

/// One row read: for each part how often title and words have it, and its length in characters.
struct Read {
    counts: Vec<Reason>,
    length: u64,
}

/// The rows that fit, the best first; of equals, the one given first.
///
/// BM25 with k1 = 1.2 and b = 0.75, a hit in the title counting as three and one by name as two. What a
/// part weighs, and the average length, are taken from the rows given.
pub fn rank(query: &Query, rows: &[Row]) -> Vec<Found> {
    if query.is_empty() {
        return Vec::new();
    }
    let read: Vec<(usize, Read)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, read(query, row)?))).collect();
    let total: u64 = read.iter().map(|(_, one)| one.length).sum();
    let average = total.checked_div(read.len() as u64).unwrap_or(1).max(1);
    let weigh = |(index, one): (usize, Read)| {
        let row = rows.get(index)?;
        let mut because = one.counts;
        for reason in &mut because {
            reason.points = points(reason, one.length, average);
        }
        let (recency, place) = (recency(row.days), nearness(row.place));
        let sum: u64 = because.iter().map(|reason| reason.points).sum();
        Some(Found { index, score: sum * recency * place / 1_000_000, because, recency, place })
    };
    let mut found: Vec<Found> = read.into_iter().filter_map(weigh).collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.score), one.index));
    found
}

/// Reads a row; `None` when a part is nowhere in it.
fn read(query: &Query, row: &Row) -> Option<Read> {
    let (title, words) = (fold(row.title), fold(row.words));
    let mut counts = Vec::with_capacity(query.parts().len());
    for part in query.parts() {
        let reason = Reason {
            title: times(&title, part),
            words: times(&words, part),
            name: begins(row.names, part),
            part: part.clone(),
            points: 0,
        };
        if reason.title == 0 && reason.words == 0 && !reason.name {
            return None;
        }
        counts.push(reason);
    }
    let length = title.chars().count() + words.chars().count();
    Some(Read { counts, length: length as u64 })
}

/// How often a part stands in a folded text, in half hits: a number that goes on to the left (5栋 in
/// 15栋) is half a hit.
fn times(text: &str, part: &str) -> u64 {
    let numbered = part.starts_with(|c: char| c.is_ascii_digit());
    let whole = |at: usize| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        !(numbered && before.is_some_and(|c| c.is_ascii_digit()))
    };
    text.match_indices(part).map(|(at, _)| if whole(at) { 2 } else { 1 }).sum()
}

fn begins(names: &str, part: &str) -> bool {
    let mut after = names.split(NAME).skip(1);
    part.chars().count() > 1 && after.any(|name| name.starts_with(part))
}

/// BM25 of one part in thousandths: `tf (k1 + 1) / (tf + k1 (1 - b + b length / average))`.
fn points(reason: &Reason, length: u64, average: u64) -> u64 {
    // In half hits, see `times`; capped, so that one word said a thousand times does not overflow.
    let often = (reason.title * 3 + reason.words + u64::from(reason.name) * 4).min(2_000);
    let ratio = (length * 1_000 / average).min(20_000);
    often * 2_200_000 / (often * 1_000 + 2 * (300 + 900 * ratio / 1_000))
}

/// By how much what is recent is raised: half as much again today, a quarter after 90 days.
fn recency(days: u32) -> u64 {
    1_000 + 500 * 90 / (90 + u64::from(days))
}

fn nearness(place: Place) -> u64 {
    match place {
        Place::Same => 1_300,
        Place::Near => 1_100,
        Place::Unknown | Place::Other => 1_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Row<'static> =
        Row { title: "", words: "", names: "", days: 0, place: Place::Other };

    fn order(query: &str, rows: &[Row]) -> Vec<usize> {
        rank(&Query::parse(query), rows).iter().map(|one| one.index).collect()
    }

    #[test]
    fn every_part_must_be_there_as_written() {
        let rows = [
            Row { title: "小区大门坏了", ..PLAIN },
            Row { title: "小區门口积水", ..PLAIN },
            Row { words: "门口积水", names: "\u{e000}xiaoqu\u{e000}xq", ..PLAIN },
        ];
        assert_eq!(order("小区门", &rows), [1]);
        assert_eq!(order("积水 xiao", &rows), [2]);
        assert_eq!(order("积水 iaoqu", &rows), Vec::<usize>::new());
        assert_eq!(order("", &rows), Vec::<usize>::new());
    }

    #[test]
    fn titles_short_texts_recent_and_near_ones_come_first() {
        let long = "路灯".to_owned() + &"很长的话".repeat(40);
        let rows = [
            Row { words: &long, ..PLAIN },
            Row { words: "路灯", ..PLAIN },
            Row { title: "路灯", ..PLAIN },
            Row { title: "路灯", days: 900, ..PLAIN },
            Row { title: "路灯", place: Place::Same, ..PLAIN },
        ];
        assert_eq!(order("路灯", &rows), [4, 2, 1, 3, 0]);
        let found = rank(&Query::parse("路灯"), &rows);
        assert_eq!((found[0].recency, found[0].place), (1_500, 1_300));
        assert_eq!((found[0].because[0].title, found[0].because[0].words), (2, 0));
    }

    #[test]
    fn a_number_that_goes_on_is_half_a_hit() {
        assert_eq!(
            order("5栋", &[Row { title: "15栋漏水", ..PLAIN }, Row { title: "5栋漏水", ..PLAIN }]),
            [1, 0]
        );
    }
}
