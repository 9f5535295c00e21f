//! 住址 — Addresses that lead to one door. A building alone is where a problem is, not where somebody lives.

use crate::fold::{Trace, dwelling, is_han, is_numeral};

/// Bodies whose addresses everybody may know.
const OFFICES: [&str; 22] = [
    "中心",
    "办事处",
    "委员会",
    "办公室",
    "大厅",
    "法院",
    "医院",
    "学校",
    "政府",
    "派出所",
    "窗口",
    "教室",
    "政务",
    "服务站",
    "公司",
    "超市",
    "银行",
    "局",
    "检察院",
    "居委会",
    "村委会",
    "卫生院",
];
/// How far from the number an office is looked for.
const OFFICE_REACH: usize = 12;

/// How many cells an exact address at a cell takes.
pub(super) fn exact(trace: &Trace, at: usize) -> Option<usize> {
    let length = door(trace, at).or_else(|| street(trace, at)).or_else(|| at_home(trace, at))?;
    (!is_office(trace, at, at + length)).then_some(length)
}

fn door(trace: &Trace, at: usize) -> Option<usize> {
    let found = dwelling(trace, at)?;
    found.is_exact().then_some(found.length)
}

/// 人民路12号, 王家湾5组12号: the name of the street or hamlet with its number.
fn street(trace: &Trace, at: usize) -> Option<usize> {
    let group = is_numeral(trace.at(at));
    if !(is_han(trace.at(at)) || group)
        || is_numeral(trace.before(at))
        || "第-".contains(trace.before(at))
    {
        return None;
    }
    let named = (1..=6).find(|name| {
        let sign = at + name;
        "路街巷弄".contains(trace.at(sign))
            || (trace.at(sign) == '组' && is_numeral(trace.at(sign - 1)))
    })?;
    let inside = |c: char| is_han(c) && !"在住到是的和位于与从至往由,说".contains(c);
    if trace.run(at, named, |c| inside(c) || c.is_ascii_digit()) != named {
        return None;
    }
    let number = at + named + 1;
    let digits = trace.run(number, 4, is_numeral);
    let sign = number + digits;
    let more = "线楼院店馆灯杆井".contains(trace.at(sign + 1)) || trace.at(sign + 1) == '桌';
    if digits == 0 || trace.at(sign) != '号' || more {
        return None;
    }
    let annex = sign + 1;
    if trace.at(annex) == '附' {
        let digits = trace.run(annex + 1, 3, is_numeral);
        if digits > 0 && trace.at(annex + 1 + digits) == '号' {
            return Some(annex + 2 + digits - at);
        }
    }
    Some(annex - at)
}

/// 住501室, 家住十二楼1203: a room after the word for living.
fn at_home(trace: &Trace, at: usize) -> Option<usize> {
    let home = ["住在", "家住", "住", "我家在", "我家是", "门牌号", "门牌"];
    if !is_numeral(trace.at(at))
        || !home.iter().any(|word| {
            let signs = trace.run_back(at, 2, |c| matches!(c, ':' | ' ' | '是'));
            trace.ends_with(at - signs, word)
        })
    {
        return None;
    }
    let digits = trace.run(at, 5, is_numeral);
    let end = at + digits;
    let room =
        matches!(trace.at(end), '室' | '号') && !"楼院".contains(trace.at(end + 1)) && digits >= 1;
    (digits <= 4 && room).then_some(digits + 1)
}

fn is_office(trace: &Trace, at: usize, end: usize) -> bool {
    let edge = |c: char| !matches!(c, '。' | ';' | '!' | '?' | '\n' | ',');
    let back = trace.run_back(at, OFFICE_REACH, edge);
    let ahead = trace.run(end, 8, edge);
    let around = [trace.text(at - back, at), trace.text(at, end), trace.text(end, end + ahead)];
    OFFICES.iter().any(|office| around.iter().any(|text| text.contains(office)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let trace = Trace::of(text);
        let mut out = Vec::new();
        let mut at = 0;
        while at < trace.len() {
            let length = exact(&trace, at);
            out.extend(length.map(|length| trace.text(at, at + length)));
            at += length.unwrap_or(1);
        }
        out
    }

    #[test]
    fn doors_streets_and_hamlets() {
        for (text, address) in [
            ("我住幸福小区3栋2单元501室", "3栋2单元501室"),
            ("三号楼二单元五〇一漏水", "三号楼二单元五〇一"),
            ("住人民路12号", "人民路12号"),
            ("在建设街三十五号附2号", "建设街三十五号附2号"),
            ("5组12号门前", "5组12号"),
            ("15-2-1001业主", "15-2-1001"),
            ("家住501室", "501室"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn buildings_lines_and_offices_are_no_doors() {
        for text in [
            "3号楼电梯",
            "7号线",
            "人民路12号市政府",
            "政务大厅3号楼302室",
            "2024-05-01",
            "一路12号线",
            "第3组5号桌",
            "3栋12户居民",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
