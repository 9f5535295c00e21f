//! 门牌 — Buildings, entrances, floors and rooms as people write them: 三号楼, 3#, ３栋2单元501, 3-2-501.

use super::numeral::{self, Numeral};
use super::trace::Trace;

/// A building or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Dwelling {
    building: Option<String>,
    unit: Option<String>,
    floor: Option<String>,
    room: Option<String>,
    /// How many cells it takes.
    pub length: usize,
}

impl Dwelling {
    /// Whether it leads to one door.
    pub fn is_exact(&self) -> bool {
        self.room.is_some()
    }

    /// `3号楼2单元5层501室`.
    pub fn plain(&self) -> String {
        let part = |part: &Option<String>, sign: &str| {
            part.as_ref().map_or_else(String::new, |part| format!("{part}{sign}"))
        };
        [
            part(&self.building, "号楼"),
            part(&self.unit, "单元"),
            part(&self.floor, "层"),
            part(&self.room, "室"),
        ]
        .concat()
    }
}

/// Words for a building after its number; longer ones first.
const BUILDINGS: [&str; 10] =
    ["号楼栋", "号楼", "号栋", "号幢", "#楼", "#栋", "#幢", "栋", "幢", "座"];
/// Words for a room after its number.
const ROOMS: [&str; 5] = ["号房", "房间", "室", "号", "户"];

/// The dwelling at a cell, if the number there does not continue another one.
pub(crate) fn read(trace: &Trace, at: usize) -> Option<Dwelling> {
    let before = trace.before(at);
    if before.is_ascii_alphanumeric() || numeral::is_numeral(before) || "-.#:/".contains(before) {
        return None;
    }
    hyphens(trace, at).or_else(|| spelled(trace, at))
}

/// A number or a letter with or without a number: `3`, `三`, `A`, `A3`, `3A`.
fn label(trace: &Trace, at: usize) -> Option<(String, usize, Option<Numeral>)> {
    let letter = trace.at(at).is_ascii_lowercase();
    let digits = at + usize::from(letter);
    let number =
        numeral::read(trace, digits).filter(|number| number.whole().is_some_and(|n| n < 10_000));
    match (letter, number) {
        (false, None) => None,
        (false, Some(number)) => {
            let end = digits + number.length;
            let tail =
                trace.at(end).is_ascii_lowercase() && !trace.at(end + 1).is_ascii_alphanumeric();
            let text = format!(
                "{}{}",
                number.decimal(),
                if tail { trace.text(end, end + 1) } else { String::new() }
            );
            Some((text, end + usize::from(tail), Some(number)))
        }
        (true, None) => {
            let alone = !trace.at(digits).is_ascii_alphanumeric();
            alone.then(|| (trace.text(at, digits), digits, None))
        }
        (true, Some(number)) => {
            let text = format!("{}{}", trace.at(at), number.decimal());
            Some((text, digits + number.length, Some(number)))
        }
    }
}

fn skip(trace: &Trace, at: usize) -> usize {
    at + trace.run(at, 2, |c| matches!(c, ' ' | '-' | ',' | '.' | '·'))
}

fn spelled(trace: &Trace, at: usize) -> Option<Dwelling> {
    let from = at + usize::from(trace.at(at) == '第');
    let mut found = Dwelling::default();
    let mut end = from;
    if let Some((building, next)) = building(trace, from) {
        found.building = Some(building);
        end = next;
    }
    if let Some((unit, next)) = unit(trace, skip(trace, end)).or_else(|| unit(trace, end)) {
        found.unit = Some(unit);
        end = next;
    }
    if found.building.is_none() && found.unit.is_none() {
        return None;
    }
    if let Some((floor, next)) = floor(trace, skip(trace, end)) {
        found.floor = Some(floor);
        end = next;
    }
    if let Some((room, next)) = room(trace, skip(trace, end)) {
        found.room = Some(room);
        end = next;
    }
    found.length = end - at;
    Some(found)
}

fn building(trace: &Trace, at: usize) -> Option<(String, usize)> {
    let (label, end, number) = label(trace, at)?;
    let word = end + trace.run(end, 1, |c| c == ' ');
    if let Some((_, length)) = trace.any(word, &BUILDINGS) {
        // 一座桥 counts bridges: a letter or digits name a tower.
        let counted = trace.at(word) == '座' && number.is_some_and(|number| !number.digits);
        return (!counted).then_some((label, word + length));
    }
    let entrance = || unit(trace, word + 1).is_some();
    if trace.at(word) == '楼' && entrance() {
        return Some((label, word + 1));
    }
    // 3# alone, but not the hash of a list or a colour.
    let hash = trace.at(end) == '#' && number.is_some() && label.len() <= 3;
    hash.then_some((label, end + 1))
}

fn unit(trace: &Trace, at: usize) -> Option<(String, usize)> {
    let (label, end, _) = label(trace, at)?;
    let word = end + trace.run(end, 1, |c| c == ' ');
    trace.has(word, "单元").then_some((label, word + 2))
}

fn floor(trace: &Trace, at: usize) -> Option<(String, usize)> {
    let (label, end, number) = label(trace, at)?;
    let sign = matches!(trace.at(end), '楼' | '层') && !"道板间顶梯".contains(trace.at(end + 1));
    (sign && number?.whole()? < 100).then_some((label, end + 1))
}

/// A room with its word, or three or four digits alone.
fn room(trace: &Trace, at: usize) -> Option<(String, usize)> {
    let (label, end, number) = label(trace, at)?;
    let number = number?;
    if let Some((word, length)) = trace.any(end, &ROOMS) {
        // 3栋12户居民 counts households, 3栋5号前 may be a day.
        let counts = (word == "户" || word == "号") && number.signs < 3;
        let next = trace.at(end + length);
        // 20栋一号电梯 is a lift, 3栋5号 at the end of a clause a door.
        let door = word == "号" && (!super::is_han(next) || "住业户家房室".contains(next));
        if !counts || door {
            return Some((label, end + length));
        }
        return None;
    }
    let bare = number.row && (3..=4).contains(&number.signs);
    let unit = "年月日元米个人户层楼名份平万千百号栋".contains(trace.at(end));
    let more = trace.at(end).is_ascii_alphanumeric()
        || (trace.at(end) == '-' && trace.at(end + 1).is_ascii_digit());
    (bare && !unit && !more).then_some((label, end))
}

/// `3-2-501`, `3#-2-501`: the last has three or four digits, so it is no date.
fn hyphens(trace: &Trace, at: usize) -> Option<Dwelling> {
    let number = |from: usize, longest: usize| {
        let length = trace.run(from, longest + 1, |c| c.is_ascii_digit());
        (1..=longest).contains(&length).then(|| (trace.text(from, from + length), from + length))
    };
    let (building, end) = number(at, 2)?;
    let hash = end + trace.run(end, 2, |c| matches!(c, '#' | '栋' | '幢'));
    let dash = |at: usize| trace.run(at, 1, is_dash);
    let (unit, second) = number(hash + dash(hash), 2).filter(|_| dash(hash) == 1 || hash > end)?;
    let (room, last) = number(second + dash(second), 4).filter(|_| dash(second) == 1)?;
    let more = is_dash(trace.at(last)) && trace.at(last + 1).is_ascii_digit();
    if room.len() < 3
        || more
        || trace.at(last).is_ascii_alphabetic()
        || "年月元".contains(trace.at(last))
    {
        return None;
    }
    let end = last + trace.run(last, 1, |c| matches!(c, '室' | '号' | '户'));
    let (building, unit, room) = (Some(building), Some(unit), Some(room));
    Some(Dwelling { building, unit, floor: None, room, length: end - at })
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Option<String> {
        read(&Trace::of(text), 0).map(|dwelling| dwelling.plain())
    }

    #[test]
    fn one_building_in_many_writings() {
        for text in ["三号楼", "3号楼", "3#楼", "３栋", "3幢", "3#", "第3栋", "③栋", "3 号楼"]
        {
            assert_eq!(plain(text).as_deref(), Some("3号楼"), "{text}");
        }
        assert_eq!(plain("A座").as_deref(), Some("a号楼"));
        for text in ["一座桥", "3楼", "3号", "三号线", "2024", "#3", "3层"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn doors_are_exact_and_buildings_are_not() {
        for text in [
            "3栋2单元501室",
            "三号楼二单元五〇一",
            "3-2-501",
            "3#2单元501",
            "3栋 2单元 501",
            "3楼2单元501室",
        ] {
            assert_eq!(plain(text).as_deref(), Some("3号楼2单元501室"), "{text}");
        }
        let exact =
            |text: &str| read(&Trace::of(text), 0).is_some_and(|dwelling| dwelling.is_exact());
        assert!(exact("2单元501") && exact("5栋1203室") && exact("3号楼302") && exact("15-2-1001"));
        for text in
            ["3号楼", "3栋12户", "3号楼2024年", "2单元5楼", "3号楼120平米", "3-2-15", "2024-05-01"]
        {
            assert!(!exact(text), "{text}");
        }
    }
}
