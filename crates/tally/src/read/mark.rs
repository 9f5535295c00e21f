//! 画票表 — Tables of marks: √, ×, 赞成, 反对, 弃权, 1.
//!
//! | mark | says |
//! |---|---|
//! | √ ✓ ✔ 赞成 同意 是 1 yes for | chosen |
//! | × ✕ ✗ ✘ 反对 不同意 否 no against | rejected |
//! | 弃权 abstain | abstained |
//! | 0 空白 - (or nothing) | no mark |
//! | ○ | abstained, where the table also uses √ or its like |
//! | x (the letter) | chosen, where the table has no other mark for yes or no |
//!
//! Custom differs on the last two: ○ is a yes on the ballots of people's congresses, a typed x is a
//! yes in some countries and a × here. Where the table itself does not settle it, it is refused and
//! words are asked for.

use super::piles::Piles;
use super::rank::is_blank;
use super::table::{self, Ballots, Line, letters};
use super::text::quote;
use super::{Bad, MAX_MARKS};
use crate::ballot::{Paper, Papers};
use crate::election::{Ballot, Mark};

/// Reads a CSV file or workbook of marks.
pub fn marks(bytes: &[u8]) -> Result<Papers, Bad> {
    let mut rows =
        Rows { piles: Piles::new(MAX_MARKS), yes: false, no: false, ring: None, cross: None };
    let candidates = table::read(bytes, &mut rows)?;
    rows.settled()?;
    let mark = |sign| match sign {
        Sign::Yes | Sign::Cross => Mark::Yes,
        Sign::No => Mark::No,
        Sign::Abstain | Sign::Ring => Mark::Abstain,
    };
    let paper = |(row, count): (Row, u64)| {
        let named =
            |(index, sign): (usize, Sign)| Some((candidates.get(index)?.clone(), mark(sign)));
        let marks = row.signs.into_iter().filter_map(named).collect();
        let ballot = Ballot { marks, write_in: row.write_in, illegible_all: row.void };
        Paper { ballot, count }
    };
    let heaps = rows.piles.finish().map(paper).collect();
    Ok(Papers { candidates, heaps })
}

/// A mark as it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sign {
    Yes,
    No,
    Abstain,
    /// ○.
    Ring,
    /// The letter x.
    Cross,
}

impl Sign {
    fn read(said: &str) -> Option<Self> {
        let any_case = |words: &[&str]| words.iter().any(|word| said.eq_ignore_ascii_case(word));
        Some(match said {
            "√" | "✓" | "✔" | "☑" | "赞成" | "同意" | "是" | "1" | "1.0" => Self::Yes,
            "×" | "✕" | "✖" | "✗" | "✘" | "╳" | "反对" | "不同意" | "否" => {
                Self::No
            }
            "○" | "〇" | "◯" => Self::Ring,
            "弃权" => Self::Abstain,
            "x" | "X" => Self::Cross,
            _ if any_case(&["yes", "for"]) => Self::Yes,
            _ if any_case(&["no", "against"]) => Self::No,
            _ if any_case(&["abstain"]) => Self::Abstain,
            _ => return None,
        })
    }
}

/// Whether a cell says a mark or that there is none.
pub(super) fn is_sign(said: &str) -> bool {
    is_empty(said) || Sign::read(said).is_some()
}

fn is_empty(said: &str) -> bool {
    is_blank(said) || matches!(said, "0" | "0.0")
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Row {
    signs: Vec<(usize, Sign)>,
    write_in: Vec<String>,
    void: bool,
}

struct Rows {
    piles: Piles<Row>,
    /// Whether a mark for yes, or for no, was seen that means the same everywhere.
    yes: bool,
    no: bool,
    /// Row and column of the first ○ and the first x.
    ring: Option<(u64, usize)>,
    cross: Option<(u64, usize)>,
}

impl Rows {
    /// Refuses signs whose meaning the table leaves open.
    fn settled(&self) -> Result<(), Bad> {
        if let Some((row, at)) = self.ring.filter(|_| !self.yes) {
            return Err(Bad::at(
                row,
                format!(
                    "{} 列：“○”有的地方表示赞成，有的表示弃权，请写“赞成”或“弃权”。",
                    letters(at)
                ),
                format!("column {}: ○ may mean yes or abstain; write 赞成 or 弃权.", letters(at)),
            ));
        }
        if let Some((row, at)) = self.cross.filter(|_| self.yes || self.no) {
            return Err(Bad::at(
                row,
                format!("{} 列：字母 x 是选中还是反对？请写“赞成”或“反对”。", letters(at)),
                format!(
                    "column {}: the letter x may mean yes or no; write 赞成 or 反对.",
                    letters(at)
                ),
            ));
        }
        Ok(())
    }
}

impl Ballots for Rows {
    fn open(&mut self, _: u64, _: &[String]) -> Result<(), Bad> {
        Ok(())
    }

    fn lay(&mut self, line: &Line<'_>) -> Result<(), Bad> {
        let mut row = Row { signs: Vec::new(), write_in: line.write_in.clone(), void: line.void };
        for (at, index, said) in line.cells.iter().filter(|(.., said)| !is_empty(said)) {
            let sign = Sign::read(said).ok_or_else(|| {
                Bad::at(
                    line.row,
                    format!(
                        "{} 列：“{}”不是画票符号，请写“赞成”“反对”或“弃权”。",
                        letters(*at),
                        quote(said)
                    ),
                    format!(
                        "column {}: `{}` is no mark; write 赞成, 反对 or 弃权.",
                        letters(*at),
                        quote(said)
                    ),
                )
            })?;
            match sign {
                Sign::Yes => self.yes = true,
                Sign::No => self.no = true,
                Sign::Ring => self.ring = self.ring.or(Some((line.row, *at))),
                Sign::Cross => self.cross = self.cross.or(Some((line.row, *at))),
                Sign::Abstain => {}
            }
            row.signs.push((*index, sign));
        }
        let parts = row.signs.len() + row.write_in.len();
        self.piles.lay(line.row, &row, parts, line.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(csv: &str) -> Vec<(String, u64)> {
        let one = |paper: Paper| {
            let marks =
                paper.ballot.marks.into_iter().map(|(name, mark)| format!("{name}{mark:?}"));
            let mut said: Vec<_> = marks.chain(paper.ballot.write_in).collect();
            if paper.ballot.illegible_all {
                said.push("void".to_owned());
            }
            (said.join(" "), paper.count)
        };
        marks(csv.as_bytes()).expect(csv).heaps.into_iter().map(one).collect()
    }

    fn refused(csv: &str) -> (u64, String) {
        let bad = marks(csv.as_bytes()).expect_err(csv);
        (bad.line, bad.en)
    }

    #[test]
    fn marks_words_and_written_names() {
        let csv = "推选,,,,\n甲,乙,另选人,废票,张数\n√,×,,,2\n赞成,反对,,,1\n1,0,张 三、李四,,1\n√,○,,,1\n弃权,空白,,,3\n,,,看不清,1\n";
        let expected = [
            ("乙No 甲Yes", 3),
            ("甲Yes 张三 李四", 1),
            ("乙Abstain 甲Yes", 1),
            ("甲Abstain", 3),
            ("void", 1),
        ];
        assert_eq!(said(csv), expected.map(|(said, count)| (said.to_owned(), count)));
        assert_eq!(
            said("甲,乙\nx,\n,X\nｘ,\n"),
            [("甲Yes".to_owned(), 2), ("乙Yes".to_owned(), 1)]
        );
    }

    #[test]
    fn signs_that_custom_reads_both_ways_are_refused() {
        assert_eq!(refused("甲,乙\n×,×\n○,×\n").0, 3);
        assert_eq!(refused("甲,乙\n√,x\n").0, 2);
        assert_eq!(refused("甲,乙\nx,\n×,\n").0, 2);
        assert_eq!(
            refused("甲,乙\n√,?\n"),
            (2, "column B: `?` is no mark; write 赞成, 反对 or 弃权.".into())
        );
    }

    #[test]
    fn what_a_table_may_not_say() {
        for (csv, line) in [
            ("", 0),
            ("\n,,\n", 0),
            ("备注,张数\n", 1),
            ("甲,甲\n√,\n", 1),
            ("甲,√\n√,\n", 1),
            ("甲,3\n√,\n", 1),
            ("甲,乙\n√\n", 2),
            ("甲,乙\n√,,√\n", 2),
            ("甲,,乙\n√,√,\n", 2),
            ("甲,张数\n√,0\n", 2),
            ("甲,张数\n√,\n", 2),
            ("甲,张数\n√,1.5\n", 2),
            ("甲,乙\n√,\n,\n√,\n", 3),
            ("票号,甲\n7,√\n8,√\n7,√\n", 4),
            ("甲,乙\n\"√,\n√,√\n", 0),
            ("甲,备注\n√,\"x\n√,y\"\n", 2),
            ("张数,张数,甲\n1,1,√\n", 1),
            ("甲,废票\n√,×\n", 2),
        ] {
            assert_eq!(refused(csv).0, line, "{csv}");
        }
        assert_eq!(said("甲,废票\n√,否\n,是\n√,0\n"), [("甲Yes".into(), 2), ("void".into(), 1)]);
        assert_eq!(marks("甲\n".as_bytes()).unwrap().heaps.len(), 0);
        assert_eq!(marks("甲\n√\n√\n\n".as_bytes()).unwrap().heaps[0].count, 2);
        assert_eq!(marks("甲\t乙\n√\t\n".as_bytes()).unwrap().candidates.len(), 2);
        assert_eq!(marks("甲;乙\r\n√;\r\n".as_bytes()).unwrap().candidates.len(), 2);
    }
}
