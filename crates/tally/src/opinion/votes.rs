//! 表态 — Who said what: a sparse matrix of people × statements, and who counts as taking part.
//!
//! Rows stand in the order of people's first votes, columns by statement id; so renaming people
//! changes no number anywhere. A vote takes four bytes (`3 × column + 0, 1 or 2`), which also makes
//! every sum over votes a walk along one table.
//!
//! Taking part (in Polis "in conversation"): whoever has voted on at least seven statements, or on
//! all there were while there were fewer; and whoever votes while fewer than fifteen take part.
//! Once in, always in.

use serde::{Deserialize, Serialize};

use super::id;
use crate::Invalid;

/// The most people in one conversation.
pub const MOST_PEOPLE: u32 = 1_000_000;
/// The most statements in one conversation.
pub const MOST_STATEMENTS: u32 = 20_000;
/// The most rows of a file.
pub const MOST_ROWS: u32 = 100_000_000;

/// Votes needed to take part.
pub(super) const ENOUGH_VOTES: usize = 7;
/// People who take part in any case, so that a map can begin.
pub(super) const ENOUGH_PEOPLE: usize = 15;

/// What somebody says of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// 不同意, −1.
    Disagree,
    /// 说不好, 0.
    Pass,
    /// 同意, +1.
    Agree,
}

impl Stance {
    /// The stance of a number as written in files: 1, −1 or 0.
    pub fn of(text: &[u8]) -> Option<Self> {
        match text {
            b"1" | b"+1" => Some(Self::Agree),
            b"-1" => Some(Self::Disagree),
            b"0" => Some(Self::Pass),
            _ => None,
        }
    }

    pub(super) const fn code(self) -> u32 {
        self as u32
    }
}

/// The last vote of each person on each statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    people: Vec<String>,
    by_id: Vec<u32>,
    statements: Vec<String>,
    ends: Vec<u32>,
    cells: Vec<u32>,
    joined: Vec<bool>,
}

/// What one more vote changed in the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub person: usize,
    pub statement: usize,
    /// The column is new: the columns from `statement` on have moved up by one.
    pub new_statement: bool,
    /// The person's earlier vote, which no longer counts.
    pub before: Option<u32>,
    pub cell: u32,
}

impl Votes {
    /// A matrix from its parts: `ends` of the rows in `cells`, each row by column, no pair twice.
    pub(super) fn of_rows(
        people: Vec<String>,
        statements: Vec<String>,
        ends: Vec<u32>,
        cells: Vec<u32>,
        joined: Vec<bool>,
    ) -> Self {
        let by_id = id::sorted(&people);
        Self { people, by_id, statements, ends, cells, joined }
    }

    /// The people, in the order of their first votes.
    pub fn people(&self) -> &[String] {
        &self.people
    }

    /// The rows in the order of the people's ids.
    pub fn rows_by_id(&self) -> impl Iterator<Item = usize> + '_ {
        self.by_id.iter().map(|&person| person as usize)
    }

    /// The statements, by id.
    pub fn statements(&self) -> &[String] {
        &self.statements
    }

    /// Votes that count: one for each person and statement.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nobody voted.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Who takes part, by row.
    pub fn joined(&self) -> &[bool] {
        &self.joined
    }

    /// The votes of a row, by column: `3 × column +` 0 disagree, 1 pass, 2 agree.
    pub fn row(&self, person: usize) -> &[u32] {
        let end = |row: usize| self.ends.get(row).map_or(0, |&end| end as usize);
        let start = person.checked_sub(1).map_or(0, end);
        self.cells.get(start..end(person)).unwrap_or_default()
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let start = std::mem::replace(&mut start, end as usize);
            self.cells.get(start..end as usize).unwrap_or_default()
        })
    }

    /// The row of a person.
    pub fn person(&self, id: &str) -> Option<usize> {
        let slot = self.slot(id).ok()?;
        self.by_id.get(slot).map(|&person| person as usize)
    }

    /// The column of a statement.
    pub fn statement(&self, id: &str) -> Option<usize> {
        self.statements.binary_search_by(|known| id::order(known, id)).ok()
    }

    /// One more vote, later than all before; it replaces the person's earlier vote on the statement.
    pub(super) fn cast(
        &mut self,
        person: &str,
        statement: &str,
        stance: Stance,
    ) -> Result<Change, Invalid> {
        let full = |field, most: u32, len: usize| {
            if len < most as usize { Ok(()) } else { Err(Invalid::TooLarge { field }) }
        };
        full("votes", MOST_ROWS, self.cells.len())?;
        let found = self.statements.binary_search_by(|known| id::order(known, statement));
        if found.is_err() {
            full("statements", MOST_STATEMENTS, self.statements.len())?;
        }
        let person = match self.slot(person) {
            Ok(slot) => self.by_id.get(slot).map_or(0, |&person| person as usize),
            Err(slot) => {
                full("people", MOST_PEOPLE, self.people.len())?;
                self.seat(person, slot)
            }
        };
        let (column, new_statement) = match found {
            Ok(column) => (column, false),
            Err(column) => {
                self.widen(statement, column);
                (column, true)
            }
        };
        let cell = 3 * narrow(column) + stance.code();
        let before = self.put(person, cell);
        let enough = ENOUGH_VOTES.min(self.statements.len());
        let taking_part = self.joined.iter().filter(|&&joined| joined).take(ENOUGH_PEOPLE).count();
        let joins = self.row(person).len() >= enough || taking_part < ENOUGH_PEOPLE;
        if let Some(joined) = self.joined.get_mut(person) {
            *joined |= joins;
        }
        Ok(Change { person, statement: column, new_statement, before, cell })
    }

    fn slot(&self, id: &str) -> Result<usize, usize> {
        self.by_id.binary_search_by(|&person| {
            id::order(self.people.get(person as usize).map_or("", String::as_str), id)
        })
    }

    /// A row for somebody new, below all others.
    fn seat(&mut self, id: &str, slot: usize) -> usize {
        let person = self.people.len();
        self.by_id.insert(slot, narrow(person));
        self.people.push(id.to_owned());
        self.ends.push(narrow(self.cells.len()));
        self.joined.push(false);
        person
    }

    /// A column for a new statement: those behind it move up.
    fn widen(&mut self, id: &str, column: usize) {
        self.statements.insert(column, id.to_owned());
        let first = 3 * narrow(column);
        for cell in self.cells.iter_mut().filter(|cell| **cell >= first) {
            *cell += 3;
        }
    }

    /// Puts a vote into its row; the vote it replaces, if any.
    fn put(&mut self, person: usize, cell: u32) -> Option<u32> {
        let row = self.row(person);
        let place = row.binary_search_by_key(&(cell / 3), |known| known / 3);
        let start = self.ends.get(person).map_or(0, |&end| end as usize) - row.len();
        match place {
            Ok(place) => {
                self.cells.get_mut(start + place).map(|known| std::mem::replace(known, cell))
            }
            Err(place) => {
                self.cells.insert(start + place, cell);
                for end in self.ends.iter_mut().skip(person) {
                    *end += 1;
                }
                None
            }
        }
    }
}

/// A number of rows, columns or votes: all are far below 32 bits.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_vote_replaces_the_earlier_and_columns_keep_their_order() {
        let mut votes = Votes::default();
        votes.cast("b", "10", Stance::Agree).unwrap();
        votes.cast("a", "9", Stance::Pass).unwrap();
        let change = votes.cast("b", "10", Stance::Disagree).unwrap();
        assert_eq!((change.before, change.cell), (Some(5), 3));
        assert_eq!(votes.people(), ["b", "a"]);
        assert_eq!(votes.statements(), ["9", "10"]);
        assert_eq!(votes.rows().collect::<Vec<_>>(), [&[3][..], &[1]]);
        assert_eq!(
            (votes.person("a"), votes.statement("10"), votes.person("c")),
            (Some(1), Some(1), None)
        );
        assert_eq!(votes.rows_by_id().collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn the_first_fifteen_take_part_and_then_whoever_votes_enough() {
        let mut votes = Votes::default();
        for statement in 0..9 {
            votes.cast("0", &statement.to_string(), Stance::Agree).unwrap();
        }
        for person in 1..20 {
            votes.cast(&person.to_string(), "0", Stance::Agree).unwrap();
        }
        assert_eq!(votes.joined().iter().filter(|&&joined| joined).count(), 15);
        for statement in 1..7 {
            assert!(!votes.joined()[19]);
            votes.cast("19", &statement.to_string(), Stance::Pass).unwrap();
        }
        assert!(votes.joined()[19]);
    }
}
