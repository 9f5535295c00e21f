//! 列表 — The rows of a file set out as a matrix of people and statements.
//!
//! People stand in the order of their first votes, statements by id; of two votes of one person on
//! one statement the later stays.

use super::id;
use super::read::{Reader, Row};
use super::votes::{ENOUGH_PEOPLE, ENOUGH_VOTES, Votes, narrow};

impl Reader {
    /// When a row was cast: its time, then its place in the file.
    fn when(&self, row: usize) -> (i64, usize) {
        (self.times.get(row).copied().unwrap_or(0), row)
    }

    /// Sets the rows out as a matrix.
    pub(super) fn sheet(mut self) -> Votes {
        let people = self.first_seen(self.people.len(), |row| row.person);
        let first_statements = self.first_seen(self.statements.len(), |row| row.cell / 3);
        let rank = ranks(&people);
        let joined_early = self.joined_early(&rank, &first_statements);
        let (ends, order) = self.by_person(&rank);

        let mut texts = std::mem::take(&mut self.statements).into_texts();
        let statements = id::sorted(&texts);
        let (ends, cells) = self.last_votes(&ends, &order, &ranks(&statements));
        drop(order);

        let enough = if texts.len() < ENOUGH_VOTES { usize::MAX } else { ENOUGH_VOTES };
        let mut start = 0;
        let joined = ends.iter().zip(joined_early).map(|(&end, early)| {
            let votes = (end - std::mem::replace(&mut start, end)) as usize;
            early || votes >= enough
        });
        let joined = joined.collect();
        let statements = in_order(&mut texts, &statements);
        let people = in_order(&mut self.people.into_texts(), &people);
        Votes::of_rows(people, statements, ends, cells, joined)
    }

    /// People or statements in the order of their first votes.
    fn first_seen(&self, count: usize, of: impl Fn(&Row) -> u32) -> Vec<u32> {
        let mut first = vec![(i64::MAX, usize::MAX); count];
        for (place, row) in self.rows.iter().enumerate() {
            if let Some(first) = first.get_mut(of(row) as usize) {
                *first = self.when(place).min(*first);
            }
        }
        let mut order: Vec<u32> = (0..narrow(count)).collect();
        order.sort_by_key(|&one| first.get(one as usize).copied());
        order
    }

    /// Who took part by what was asked while there were fewer than seven statements: all of them;
    /// and the first fifteen people. From then on the number of votes alone decides.
    fn joined_early(&self, rank: &[u32], statements: &[u32]) -> Vec<bool> {
        let mut joined: Vec<bool> = (0..rank.len()).map(|rank| rank < ENOUGH_PEOPLE).collect();
        let mut place = vec![ENOUGH_VOTES; statements.len()];
        for (nth, &statement) in statements.iter().enumerate().take(ENOUGH_VOTES) {
            if let Some(place) = place.get_mut(statement as usize) {
                *place = nth;
            }
        }
        let (mut early, mut until) = (Vec::new(), (i64::MAX, usize::MAX));
        for (at, row) in self.rows.iter().enumerate() {
            let nth = place.get(row.cell as usize / 3).copied().unwrap_or(ENOUGH_VOTES);
            if nth == ENOUGH_VOTES - 1 {
                until = until.min(self.when(at));
            } else if nth < ENOUGH_VOTES {
                early.push((self.when(at), nth, row));
            }
        }
        early.retain(|&(when, ..)| when < until);
        early.sort_unstable_by_key(|&(when, ..)| when);
        // Statements open in the order of `nth`, so the highest seen says how many there are.
        let (mut said, mut open) = (vec![0_u8; rank.len()], 0);
        for (_, nth, row) in early {
            open = open.max(nth + 1);
            let person = rank.get(row.person as usize).map_or(0, |&rank| rank as usize);
            if let (Some(said), Some(joined)) = (said.get_mut(person), joined.get_mut(person)) {
                *said |= 1 << nth;
                *joined |= said.count_ones() as usize >= open;
            }
        }
        joined
    }

    /// The rows of the file gathered by person, each person's in the order of the file, and where
    /// each person's end.
    fn by_person(&self, rank: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let person = |row: &Row| rank.get(row.person as usize).map_or(0, |&rank| rank as usize);
        let mut ends = vec![0_u32; rank.len()];
        for row in &self.rows {
            if let Some(end) = ends.get_mut(person(row)) {
                *end += 1;
            }
        }
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut order = vec![0; self.rows.len()];
        for (place, row) in (0..).zip(&self.rows) {
            if let Some(end) = ends.get_mut(person(row)) {
                if let Some(slot) = order.get_mut(*end as usize) {
                    *slot = place;
                }
                *end += 1;
            }
        }
        (ends, order)
    }

    /// The last vote of each pair, each person's by column.
    fn last_votes(&self, ends: &[u32], order: &[u32], column: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let mut cells = Vec::with_capacity(order.len());
        let (mut new_ends, mut start) = (Vec::with_capacity(ends.len()), 0);
        let mut mine = Vec::new();
        for &end in ends {
            let rows = order.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            mine.clear();
            mine.extend(rows.iter().filter_map(|&place| {
                let cell = self.rows.get(place as usize)?.cell;
                let column = column.get(cell as usize / 3)?;
                Some((*column, place, cell % 3))
            }));
            mine.sort_unstable();
            let mut last = None;
            for &(column, place, stance) in &mine {
                if let Some((_, before)) = last.filter(|&(known, _)| known == column) {
                    if self.when(before) > self.when(place as usize) {
                        continue;
                    }
                    cells.pop();
                }
                cells.push(3 * column + stance);
                last = Some((column, place as usize));
            }
            new_ends.push(narrow(cells.len()));
        }
        (new_ends, cells)
    }
}

/// The texts in an order of their places.
fn in_order(texts: &mut [String], order: &[u32]) -> Vec<String> {
    order.iter().filter_map(|&at| texts.get_mut(at as usize).map(std::mem::take)).collect()
}

/// For each number its place in an order of all of them.
fn ranks(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, &one) in (0..).zip(order) {
        if let Some(slot) = ranks.get_mut(one as usize) {
            *slot = rank;
        }
    }
    ranks
}
