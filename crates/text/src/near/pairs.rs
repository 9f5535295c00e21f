//! 成对 — All pairs of a list that look the same, from the index and not by comparing all with all.

use super::feature::alike;
use super::index::{COMPARED, Index};
use super::message::Message;
use super::verdict::{Judged, judge, pair_score};

/// Two messages whose words are less alike are not looked at closer.
const LEAST: f64 = 0.02;

/// Two messages of a list that look the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The one that stands first in the list.
    pub a: String,
    /// The other.
    pub b: String,
    /// What was judged and why.
    pub judged: Judged,
}

/// The pairs of `messages` with at least the probability `least`, likeliest first, then in the order of
/// the list. Of messages with the same name only the last is compared.
pub fn pairs(messages: &[Message], least: f64) -> Vec<Pair> {
    let index = Index::of(messages);
    let cards = index.cards();
    let mut seen: Vec<(u32, u32)> = Vec::new();
    for (number, card) in &cards {
        let near = index.candidates(&card.plain, COMPARED).into_iter().map(|(other, _)| other);
        seen.extend(
            near.filter(|other| other != number)
                .map(|other| (other.min(*number), other.max(*number))),
        );
    }
    seen.sort_unstable();
    seen.dedup();
    let card = |number: u32| {
        let at = cards.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        cards.get(at).map(|(_, card)| card)
    };
    let mut alike: Vec<(f64, u32, u32)> = seen
        .into_iter()
        .filter_map(|(a, b)| Some((card(a)?, card(b)?, a, b)))
        .filter(|(one, other, ..)| alike(one, other) >= LEAST)
        .map(|(one, other, a, b)| (pair_score(one, other), a, b))
        .filter(|(score, ..)| *score >= least)
        .collect();
    alike.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let judged = alike.into_iter().filter_map(|(_, a, b)| {
        let judged = judge(card(a)?, card(b)?);
        Some(Pair { a: index.id(a)?.to_owned(), b: index.id(b)?.to_owned(), judged })
    });
    judged.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::near::verdict::{Reason, Verdict};

    fn message(id: &str, title: &str, body: &str, day: i32) -> Message {
        let (id, title, body) = (id.into(), title.into(), body.into());
        Message { id, title, body, day: Some(day), place: None }
    }

    #[test]
    fn a_month_has_its_pairs_strongest_first() {
        let body = "小区一楼餐馆没有专用烟道，油烟直排，窗户不能打开，老人咳嗽不止，请尽快处理。";
        let month = [
            message("a", "B2区桂花园小区餐馆油烟扰民", body, 10),
            message("b", "B2区文华路路灯不亮", "文华路中学门口路灯坏了，晚上很黑。", 11),
            message("c", "B2区桂花园小区餐馆油烟扰民", body, 12),
            message("d", "B3区春天家园小区餐馆油烟扰民", body, 13),
        ];
        let found = pairs(&month, 0.0);
        assert_eq!((found[0].a.as_str(), found[0].b.as_str()), ("a", "c"));
        assert_eq!(found[0].judged.verdict, Verdict::Same);
        let because = &found[0].judged.because;
        assert_eq!(because[0], Reason::SamePlace("桂花园".into()));
        assert!(because.contains(&Reason::Copied) && because.contains(&Reason::DaysApart(2)));
        let merged = found.iter().filter(|pair| pair.judged.verdict == Verdict::Same).count();
        assert_eq!(merged, 1, "{found:?}");
        let elsewhere = found.iter().find(|pair| pair.b == "d").unwrap();
        assert!(matches!(elsewhere.judged.because[0], Reason::OtherPlace(..)), "{elsewhere:?}");
        assert!(pairs(&[], 0.0).is_empty());
    }
}
