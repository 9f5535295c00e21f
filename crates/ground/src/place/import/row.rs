//! 一行 — One row of a file, checked: its code, the code above, its name.

use std::borrow::Cow;

use kernel::{Level, PlaceCode};
use text::fold::{half_width, is_han, is_invisible};

use super::super::spoken;
use super::Reason;
use super::source::Columns;

/// The longest name of the 2023 release has 33 characters.
const LONGEST_NAME: usize = 64;

/// A row that can be kept once its parent is known.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) code: PlaceCode,
    /// The name people say; `official` begins with it.
    pub(super) name: String,
    pub(super) official: String,
}

/// How many digits a code of this level has.
pub(super) fn digits(level: Level) -> usize {
    match level {
        Level::Province => 2,
        Level::City => 4,
        Level::County => 6,
        Level::Street => 9,
        _ => 12,
    }
}

/// The word of this level in the tree.
pub(super) fn kind(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::City => "city",
        Level::County => "county",
        Level::Street => "street",
        _ => "community",
    }
}

/// The code of a row, with full-width digits folded.
pub(super) fn code(
    level: Level,
    columns: &Columns,
    fields: &[Option<Cow<'_, str>>],
) -> Result<PlaceCode, Reason> {
    let code = number(field(fields, columns.code));
    // Codes begin at 11; 00 is the whole country.
    if code.len() != digits(level) || code.starts_with('0') {
        return Err(Reason::Code);
    }
    PlaceCode::parse(&code).map_err(|_| Reason::Code)
}

/// The rest of a row whose code was read.
pub(super) fn check(
    code: PlaceCode,
    columns: &Columns,
    fields: &[Option<Cow<'_, str>>],
) -> Result<Row, Reason> {
    for (step, at) in columns.above.iter().enumerate() {
        let above = number(field(fields, *at));
        // The nearest is needed; those further up may be left empty, but not be wrong.
        let nearest = code.parent().is_some_and(|up| up.as_str() == above);
        let fits = if step == 0 { nearest } else { code.as_str().starts_with(&above) };
        if !fits {
            return Err(Reason::Above);
        }
    }
    let Some(Some(raw)) = fields.get(columns.name) else {
        return Err(if fields.len() > columns.name { Reason::Damaged } else { Reason::Nameless });
    };
    let official = official(raw)?;
    let name = spoken(&official).to_owned();
    Ok(Row { code, name, official })
}

fn official(raw: &str) -> Result<String, Reason> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Reason::Nameless);
    }
    // Rare characters of names (a few in the 2023 release) have only private code points: they stay.
    let shown: String =
        raw.chars().map(|c| if matches!(c, '\u{e000}'..='\u{f8ff}') { '□' } else { c }).collect();
    let lost = raw.contains(['?', '？', '\n', '\r']);
    if lost || !raw.chars().any(is_han) || text::legible(&shown).is_err() {
        return Err(Reason::Damaged);
    }
    let name: String = raw.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
    if name.chars().count() > LONGEST_NAME { Err(Reason::Damaged) } else { Ok(name) }
}

fn field<'a>(fields: &'a [Option<Cow<'_, str>>], at: usize) -> &'a str {
    fields.get(at).and_then(Option::as_deref).unwrap_or_default()
}

fn number(field: &str) -> String {
    field.trim().chars().map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(line: &[&str]) -> Result<Row, Reason> {
        let columns = Columns { code: 0, name: 1, above: vec![2, 3] };
        let fields: Vec<_> = line.iter().map(|f| Some(Cow::Borrowed(*f))).collect();
        check(code(Level::Community, &columns, &fields)?, &columns, &fields)
    }

    #[test]
    fn a_row_is_read_whatever_the_width_of_its_digits() {
        let row = read(&["４２０１１５086016", " 凤凰社区居委会　", "420115086", "42"]).unwrap();
        assert_eq!(row.code.as_str(), "420115086016");
        assert_eq!((row.name.as_str(), row.official.as_str()), ("凤凰社区", "凤凰社区居委会"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (line, reason) in [
            (vec!["42011508601", "凤凰社区", "420115086", "42"], Reason::Code),
            (vec!["4.20115E+11", "凤凰社区", "420115086", "42"], Reason::Code),
            (vec!["000115086016", "凤凰社区", "000115086", "00"], Reason::Code),
            (vec!["420115086016", "凤凰社区", "420115087", "42"], Reason::Above),
            (vec!["420115086016", "凤凰社区", "42011508", "42"], Reason::Above),
            (vec!["420115086016", "凤凰社区", "420115086", "43"], Reason::Above),
            (vec!["420115086016", "凤凰社区"], Reason::Above),
            (vec!["420115086016", "　", "420115086", "42"], Reason::Nameless),
            (vec!["420115086016", "凤?社区", "420115086", "42"], Reason::Damaged),
            (vec!["420115086016", "锟斤拷社区", "420115086", "42"], Reason::Damaged),
            (vec!["420115086016", "鍑ゅ嚢绀惧尯", "420115086", "42"], Reason::Damaged),
            (vec!["420115086016", "Fenghuang", "420115086", "42"], Reason::Damaged),
        ] {
            assert_eq!(read(&line).unwrap_err(), reason, "{line:?}");
        }
    }

    #[test]
    fn a_character_without_a_public_code_point_stays() {
        let row = read(&["420115086016", "\u{e170}溪村", "420115086", ""]).unwrap();
        assert_eq!(row.name, "\u{e170}溪村");
    }

    proptest! {
        #[test]
        fn any_text_is_answered(code: String, name: String, above: String) {
            if let Ok(row) = read(&[&code, &name, &above, ""]) {
                prop_assert!(row.official.starts_with(&row.name) && !row.name.is_empty());
            }
        }
    }
}
