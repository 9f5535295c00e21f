//! 打分票表 — Tables of scores: a whole number beside each name.

use super::piles::Piles;
use super::rank::is_blank;
use super::table::{self, Ballots, Line, integer, letters};
use super::text::quote;
use super::{Bad, MAX_RANKS};
use crate::ballot::{Scored, Scores};

/// Reads a CSV file or workbook of scores. Whether they are within the range is for the count to
/// judge ([`crate::ballot::score`]).
pub fn scores(bytes: &[u8]) -> Result<Scores, Bad> {
    let mut rows = Rows { piles: Piles::new(MAX_RANKS), names: 0 };
    let candidates = table::read(bytes, &mut rows)?;
    let heaps = rows.piles.finish().map(|(scores, count)| Scored { scores, count });
    Ok(Scores { candidates, heaps: heaps.collect() })
}

struct Rows {
    piles: Piles<Vec<Option<i64>>>,
    names: usize,
}

impl Ballots for Rows {
    fn open(&mut self, _: u64, names: &[String]) -> Result<(), Bad> {
        self.names = names.len();
        Ok(())
    }

    fn lay(&mut self, line: &Line<'_>) -> Result<(), Bad> {
        if line.void || !line.write_in.is_empty() {
            return Err(Bad::at(
                line.row,
                "打分票表里不能有废票或另选人。",
                "a table of scores holds no void ballots and no written-in names.",
            ));
        }
        let mut scores = vec![None; self.names];
        for (at, index, said) in line.cells.iter().filter(|(.., said)| !is_blank(said)) {
            let score = integer(said).ok_or_else(|| {
                Bad::at(
                    line.row,
                    format!("{} 列：应为整数，这里是“{}”。", letters(*at), quote(said)),
                    format!(
                        "column {}: a whole number wanted, not `{}`.",
                        letters(*at),
                        quote(said)
                    ),
                )
            })?;
            if let Some(place) = scores.get_mut(*index) {
                *place = Some(score);
            }
        }
        self.piles.lay(line.row, &scores, self.names, line.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_whole_numbers() {
        let read = scores("甲,乙\n5,-3\n5,－３\n,空白\n".as_bytes()).unwrap();
        let heap = |scores: [Option<i64>; 2], count| Scored { scores: scores.to_vec(), count };
        assert_eq!(read.heaps, [heap([Some(5), Some(-3)], 2), heap([None; 2], 1)]);
        let bad = scores("甲,乙\n5,3.5\n".as_bytes()).unwrap_err();
        assert_eq!((bad.line, &bad.en[..8]), (2, "column B"));
    }
}
