//! 排序票表 — Tables of ranks: 1 beside the first choice, 2 beside the second.
//!
//! Equal numbers put names on a par; an empty cell leaves a name out; a number left out (1, 3) moves
//! the names below up. Nobody can be written in, and no ballot can be void: what cannot be ranked is
//! decided before ranks are typed.

use super::Bad;
use super::heaps::Heaps;
use super::table::{self, Ballots, Line, integer, letters};
use super::text::quote;
use crate::profile::Profile;

/// Reads a CSV file or workbook of ranks.
pub fn ranks(bytes: &[u8]) -> Result<Profile, Bad> {
    let mut ranks = Ranks { heaps: None, names: 0 };
    let candidates = table::read(bytes, &mut ranks)?;
    let heaps = ranks.heaps.map(Heaps::finish).unwrap_or_default();
    Ok(Profile { candidates, heaps, ..Profile::default() })
}

struct Ranks {
    heaps: Option<Heaps>,
    names: i64,
}

impl Ballots for Ranks {
    fn open(&mut self, row: u64, names: &[String]) -> Result<(), Bad> {
        self.names = i64::try_from(names.len()).unwrap_or(i64::MAX);
        self.heaps = Some(Heaps::try_new(row, names.len() as u64)?);
        Ok(())
    }

    fn lay(&mut self, line: &Line<'_>) -> Result<(), Bad> {
        let row = line.row;
        if line.void || !line.write_in.is_empty() {
            return Err(Bad::at(
                row,
                "排序票表里不能有废票或另选人。",
                "a table of ranks holds no void ballots and no written-in names.",
            ));
        }
        let mut ranked = Vec::new();
        for (at, index, said) in line.cells.iter().filter(|(.., said)| !is_blank(said)) {
            let rank = integer(said).filter(|rank| (1..=self.names).contains(rank));
            let rank = rank.ok_or_else(|| {
                Bad::at(
                    row,
                    format!(
                        "{} 列：名次应为 1 至 {}，这里是“{}”。",
                        letters(*at),
                        self.names,
                        quote(said)
                    ),
                    format!(
                        "column {}: a rank from 1 to {} wanted, not `{}`.",
                        letters(*at),
                        self.names,
                        quote(said)
                    ),
                )
            })?;
            ranked.push((rank, *index));
        }
        ranked.sort_unstable();
        let Some(heaps) = &mut self.heaps else { return Ok(()) };
        let mut above = None;
        for (rank, index) in ranked {
            heaps.put(row, index as u64 + 1, above == Some(rank))?;
            above = Some(rank);
        }
        heaps.close(row, line.count)
    }
}

/// Words for a space left empty on purpose.
pub(super) fn is_blank(said: &str) -> bool {
    matches!(said, "空白" | "白票" | "blank" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Heap;

    #[test]
    fn ranks_become_steps() {
        let csv =
            "票号,甲,乙,丙,张数\n1,1,2,,3\n2,２,1,2,1\n3,3,1.0,,2\n4,,,空白,1\n5,1,2,,1\n,,,,\n";
        let profile = ranks(csv.as_bytes()).unwrap();
        let heap = |ranking: &[&[usize]], count| Heap {
            ranking: ranking.iter().map(|step| step.to_vec()).collect(),
            count,
        };
        let heaps = [
            heap(&[&[0], &[1]], 4),
            heap(&[&[1], &[0, 2]], 1),
            heap(&[&[1], &[0]], 2),
            heap(&[], 1),
        ];
        assert_eq!(profile.heaps, heaps);
        assert_eq!(profile.candidates, ["甲", "乙", "丙"]);
    }

    #[test]
    fn wrong_ranks_are_refused_by_row_and_column() {
        for (cell, said) in [
            ("0", "column B"),
            ("4", "column B"),
            ("1.5", "column B"),
            ("-1", "column B"),
            ("√", "column B"),
        ] {
            let bad = ranks(format!("甲,乙,丙\n1,2,3\n1,{cell},\n").as_bytes()).unwrap_err();
            assert_eq!(bad.line, 3);
            assert!(bad.en.starts_with(said), "{bad}");
        }
        assert!(ranks("甲,另选人\n1,赵\n".as_bytes()).is_err());
        assert!(ranks("甲,废票\n1,是\n".as_bytes()).is_err());
    }
}
