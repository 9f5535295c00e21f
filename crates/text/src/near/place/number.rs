//! 号码 — Numbers that are names: buildings, bus and metro lines, numbered roads.

use super::{Kind, Named};

/// The numbers that name something, from folded text.
pub(super) fn read(text: &[char]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let before = text.get(at.saturating_sub(2)..at).unwrap_or_default();
        let (length, value) = value(rest);
        if length == 0 {
            at += 1;
            continue;
        }
        let after: String = rest.iter().skip(length).take(3).collect();
        found.extend(name(before, &value, &after));
        at += length;
    }
    found
}

fn name(before: &[char], value: &str, after: &str) -> Option<Named> {
    let before: String = before.iter().collect();
    let digits = value.len() <= 4 && value.chars().all(|c| c.is_ascii_digit());
    let building = ["栋", "幢", "号楼", "号栋"].iter().any(|ending| after.starts_with(ending));
    if building && value.len() <= 4 {
        return Some(Named::new(Kind::Building, format!("{value}栋")));
    }
    if after.starts_with("号线") && value.len() <= 3 {
        return Some(Named::new(Kind::Line, format!("{value}号线")));
    }
    let bus = after.starts_with('路') && !after.starts_with("路口") && value.len() >= 2
        || after.starts_with("公交") && value.len() >= 2
        || before == "公交" && !after.starts_with(['年', '个', '元', '分']);
    if digits && bus {
        return Some(Named::new(Kind::Line, format!("{value}路")));
    }
    let road = ["国道", "省道", "县道"]
        .iter()
        .find(|road| before == **road || after.starts_with(**road))?;
    digits.then(|| Named::new(Kind::Line, format!("{value}{road}")))
}

/// A number at the start of `rest`: Latin letters and digits, or Chinese numerals up to 99.
fn value(rest: &[char]) -> (usize, String) {
    let latin = rest.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    if latin > 0 {
        return (latin, rest.iter().take(latin).collect());
    }
    let length = rest.iter().take_while(|c| **c == '十' || super::digit(**c).is_some()).count();
    let mut number = 0_u32;
    let mut ten = false;
    for character in rest.iter().take(length) {
        match super::digit(*character) {
            Some(digit) if ten => number = number.saturating_add(digit),
            Some(digit) => number = number.saturating_mul(10).saturating_add(digit),
            None => {
                ten = true;
                number = number.max(1).saturating_mul(10);
            }
        }
    }
    (length, number.to_string())
}
