//! 法条 — Sentences that only cite or repeat law. A reply of nothing else says what holds, not what happens.

use super::shape::Shape;

/// What only somebody who does something, or tells how, writes.
const ACTS: [&str; 26] = [
    "我局",
    "我办",
    "我委",
    "我们",
    "我中心",
    "我街道",
    "我社区",
    "我镇",
    "我区",
    "我市",
    "我县",
    "经查",
    "经核",
    "经调",
    "经了解",
    "现场",
    "请您",
    "您可",
    "可到",
    "可拨打",
    "您的",
    "您需",
    "已于",
    "已责令",
    "已对",
    "已要求",
];
const NORMS: [&str; 12] = [
    "应当", "不得", "有权", "予以", "依法", "可以", "规定", "是指", "方可", "禁止", "必须", "处以",
];

/// Marks the sentences of `shape` that are law.
pub(super) fn mark(shape: &mut Shape) {
    let mut cited = false;
    let texts: Vec<String> =
        shape.sentences.iter().map(|s| shape.trace.text(s.from, s.to)).collect();
    let mut before = false;
    let ends: Vec<char> = shape.sentences.iter().map(|s| shape.trace.before(s.from)).collect();
    for ((sentence, text), end) in shape.sentences.iter_mut().zip(&texts).zip(ends) {
        let quotes = text.contains('《') || is_article(text);
        cited |= quotes;
        let acts = ACTS.iter().any(|act| text.contains(act));
        let normative = NORMS.iter().any(|norm| text.contains(norm));
        // After a semicolon the same article goes on, unless a day shows that somebody acted.
        let goes_on = before && end == ';' && !super::date::has_date(text);
        sentence.law = !acts && (quotes || (cited && normative) || goes_on);
        before = sentence.law;
    }
}

/// 第五十二条, 第12条第1款.
fn is_article(text: &str) -> bool {
    text.split('第').skip(1).any(|rest| {
        let number = rest.trim_start_matches(crate::fold::is_numeral);
        number.len() < rest.len() && number.starts_with(['条', '款', '项'])
    })
}
