//! 时间 — Whether a clause says when.

/// Units that make a number before them a date or a period.
const UNITS: [&str; 12] =
    ["年", "月", "日", "号", "天", "周", "个工作日", "工作日", "小时", "个月", "点", "星期"];
/// Times that need no number.
const TIMES: [&str; 20] = [
    "今天", "明天", "后天", "今日", "明日", "昨日", "昨天", "本周", "下周", "上周", "本月", "下月",
    "上月", "月底", "年底", "年内", "季度", "周末", "上午", "下午",
];

/// Whether `folded` names a day, a deadline or a time.
pub(super) fn has_date(folded: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两半".contains(c);
    let counted = folded.char_indices().any(|(at, character)| {
        let rest = folded.get(at + character.len_utf8()..).unwrap_or_default();
        let rest = rest.trim_start();
        is_number(character)
            && UNITS.iter().any(|unit| rest.starts_with(unit))
            && !is_house(rest)
            && !(character == '一' && rest.starts_with('点'))
    });
    counted || TIMES.iter().any(|time| folded.contains(time)) || has_numeric_date(folded)
}

/// `3号楼` names a house and `7号线` a line, no day.
fn is_house(rest: &str) -> bool {
    ["号楼", "号线", "号院", "号门", "号店", "号栋", "号房", "号机", "号电", "号窗", "号文"]
        .iter()
        .any(|house| rest.starts_with(house))
}

/// `2024-05-01`, `5/1`, `5.1`: a month and a day parted by a sign.
fn has_numeric_date(folded: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '/' | '.');
    folded.split(|c: char| !c.is_ascii_digit() && !sign(c)).any(|word| {
        let mut parts = word.rsplit(sign).map(str::parse::<u32>);
        let day = parts.next().is_some_and(|day| day.is_ok_and(|day| (1..=31).contains(&day)));
        let month = parts.next().is_some_and(|month| month.is_ok_and(|m| (1..=12).contains(&m)));
        day && month
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn a_house_number_is_no_date() {
        for text in
            ["3号楼", "7号线", "3栋502", "电话12345", "第三", "1.5.40", "13/2", "有一点困难"]
        {
            assert!(!has_date(&fold(text)), "{text}");
        }
        for text in
            ["3号前", "三个工作日内", "5月", "2024-05-01", "5/1", "下周", "十日内", "３０天"]
        {
            assert!(has_date(&fold(text)), "{text}");
        }
    }
}
