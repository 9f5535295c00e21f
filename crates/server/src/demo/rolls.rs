//! 演示名册 — The rolls of the demo. The numbers are made up; the first lines belong to the demo's people.

use ground::roll::{self, Entry, Kind};
use kernel::{Area, Error, PlaceCode, Result};
use store::Tx;

use super::people::Members;
use super::{cell, lines};

const ROLLS: &str = include_str!("../../data/rolls.csv");

/// Flats of a building: two on each of six floors.
const PER_BUILDING: i64 = 12;

/// Adds every roll.
pub(super) async fn put(tx: &mut Tx, members: &Members) -> Result<()> {
    for line in lines(ROLLS) {
        let line = line?;
        let place = PlaceCode::parse(cell(&line, 0)?)?;
        let kind =
            Kind::parse(cell(&line, 1)?).ok_or_else(|| Error::fault("no roll has this kind"))?;
        let (count, area, step) = (number(&line, 2)?, number(&line, 4)?, number(&line, 5)?);
        let people = members.get(&place).map_or(&[][..], Vec::as_slice);
        for at in 0..count {
            let person = usize::try_from(at).ok().and_then(|at| people.get(at)).cloned();
            let size = Area(area + at % 5 * step);
            roll::put(tx, &place, kind, &entry(cell(&line, 3)?, at, size, person)).await?;
        }
    }
    Ok(())
}

fn number(line: &csv::StringRecord, at: usize) -> Result<i64> {
    cell(line, at)?.parse().map_err(Error::fault)
}

/// One line by its pattern: `unit` 1-101, `household` 户001, `person` 人001 (two adults to a household).
fn entry(pattern: &str, at: i64, area: Area, person: Option<String>) -> Entry {
    let (unit, household) = match pattern {
        "unit" => {
            let (building, flat) = (at / PER_BUILDING + 1, at % PER_BUILDING);
            let unit = format!("{building}-{}0{}", flat / 2 + 1, flat % 2 + 1);
            (unit.clone(), unit)
        }
        "household" => (format!("户{:03}", at + 1), format!("户{:03}", at + 1)),
        _ => (format!("人{:03}", at + 1), format!("户{:03}", at / 2 + 1)),
    };
    Entry { head: unit.clone(), unit, household, area, person }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flats_are_numbered_as_on_their_doors() {
        let unit = |at| entry("unit", at, Area(0), None).unit;
        assert_eq!(
            [unit(0), unit(1), unit(2), unit(11), unit(12)],
            ["1-101", "1-102", "1-201", "1-602", "2-101"]
        );
        assert_eq!(entry("person", 3, Area(0), None).household, "户002");
    }
}
