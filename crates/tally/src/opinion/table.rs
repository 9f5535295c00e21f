//! 表格 — The table beside the map, and which groups may be shown.
//!
//! A group of fewer than five people is never shown apart: not its place, not its votes, and not by
//! subtraction either, so nothing here or in the sentences sums up more than the groups shown.

use serde::Serialize;

use super::counts::Said;
use super::map::Map;
use super::votes::narrow;

/// Groups of fewer people are not shown apart.
pub const FEWEST: u32 = 5;

/// What every shown group said of every statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The groups, in the order of the cells.
    pub groups: Vec<Shown>,
    /// Groups of fewer than five people, left out.
    pub small_groups: u32,
    /// One row for each statement that was not moderated out, by id.
    pub rows: Vec<Row>,
}

/// A group that may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Its place among the map's groups.
    #[serde(skip)]
    pub group: usize,
    /// Its letter: A, B, …
    pub letter: String,
    /// Its members.
    pub people: u32,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its id.
    pub statement: String,
    /// Its column.
    #[serde(skip)]
    pub column: usize,
    /// The votes of each group.
    pub cells: Vec<Cell>,
}

/// A group's votes on a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Who agreed.
    pub agree: u32,
    /// Who disagreed.
    pub disagree: u32,
    /// Who passed.
    pub pass: u32,
}

impl From<Said> for Cell {
    fn from(said: Said) -> Self {
        Self { agree: said.agree, disagree: said.disagree, pass: said.pass() }
    }
}

impl Map {
    /// The table beside the map.
    pub fn table(&self) -> Table {
        let groups = self.shown();
        let kept = self.votes.statements().iter().enumerate();
        let kept = kept.filter(|&(column, _)| !self.columns.is_zero(column));
        let row = |(column, id): (usize, &String)| Row {
            statement: id.clone(),
            column,
            cells: groups
                .iter()
                .map(|shown| self.counts.said(shown.group, column).into())
                .collect(),
        };
        let rows = kept.map(row).collect();
        let small_groups = narrow(self.groups() - groups.len());
        Table { groups, small_groups, rows }
    }

    /// The groups that may be shown, with their letters.
    pub fn shown(&self) -> Vec<Shown> {
        let large = self.sizes().into_iter().enumerate().filter(|&(_, people)| people >= FEWEST);
        let lettered = (0..).zip(large);
        lettered.map(|(at, (group, people))| Shown { group, letter: letter(at), people }).collect()
    }
}

/// A, B, … Z, A2, B2, …
fn letter(at: u32) -> String {
    let letter = char::from_u32(u32::from('A') + at % 26).unwrap_or('A');
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26 + 1) }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::opinion::{Given, Moderation, Votes};

    #[test]
    fn groups_under_five_have_no_row_of_their_own() {
        let mut file = "participant,statement,vote\n".to_owned();
        for person in 0..13 {
            write!(file, "{person},a,{}\n{person},b,0\n{person},c,1\n", i32::from(person < 6))
                .unwrap();
        }
        let votes = Votes::read(file.as_bytes()).unwrap();
        let mut moderation = Moderation::default();
        moderation.out.insert("c".to_owned());
        let given: Given =
            serde_json::from_str("[[0,1,2,3,4], [5,6,7,8], [9,10,11,12], []]").unwrap();
        let table = Map::draw_given(votes, moderation, &given).unwrap().table();
        assert_eq!(table.groups, [Shown { group: 0, letter: "A".to_owned(), people: 5 }]);
        assert_eq!(table.small_groups, 2);
        let cell = |agree, pass| Cell { agree, disagree: 0, pass };
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            (&table.rows[0].cells[..], table.rows[1].cells[0]),
            (&[cell(5, 0)][..], cell(0, 5))
        );
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 53].map(letter), ["A", "Z", "A2", "B3"]);
    }
}
