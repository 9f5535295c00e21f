//! 类案 — Which cases and mechanisms solved the like: the kind of problem counts, the place does not.
//!
//! What half a group speaks of is laid beside each case. Names of places, numbers and codes are left
//! out, and a word many cases have weighs little. The words both have are the reason shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Message;
use super::name::named_places;
use super::vector::{Counts, ONE, Terms, Weight, agreement, lead};
use crate::fold::{fold, is_han};

/// Reasons that are shown for one case.
const REASONS: usize = 6;
/// Characters of a reason.
const REASON_LENGTH: usize = 8;
/// Cases less alike than this, in per mille, are left out.
const LEAST: u64 = 30;

/// A case or mechanism to compare with.
#[derive(Debug, Clone, Default)]
pub struct CaseText {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What was the matter and what was done.
    pub body: String,
}

/// A case like a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LikeCase {
    /// Which of the cases, from 0.
    pub index: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Likeness in per mille.
    pub score: u64,
    /// Words both have, the most telling first.
    pub because: Vec<String>,
}

/// The cases that speak of the kind of problem a group does, most alike first, then in their order.
pub fn like_cases(group: &[&Message], cases: &[CaseText]) -> Vec<LikeCase> {
    let titles: Vec<&str> =
        group.iter().map(|message| lead(&message.title, &message.body)).collect();
    let places: Vec<String> =
        named_places(&titles).into_iter().map(|(place, _)| fold(&place)).collect();
    let mut terms = Terms::default();
    let texts: Vec<(String, String)> = cases
        .iter()
        .map(|case| (unplaced(&case.title, &places), unplaced(&case.body, &places)))
        .collect();
    let counts: Vec<Counts> = texts.iter().map(|(title, body)| terms.read(title, body)).collect();
    terms.weigh(counts.iter().map(|counts| vec![counts]));
    let asked = terms.whole(&spoken_of(group, &places, &terms));
    let like = |(index, case): (usize, &CaseText)| {
        let direction = terms.whole(counts.get(index)?);
        let score = agreement(&asked, &direction) * 1_000 / (ONE * ONE);
        let (title, body) = texts.get(index)?;
        let because = || reasons(&[title, body], &asked, &terms);
        (score >= LEAST).then(|| LikeCase {
            index,
            id: case.id.clone(),
            title: case.title.clone(),
            score: score.min(1_000),
            because: because(),
        })
    };
    let mut found: Vec<_> = cases.iter().enumerate().filter_map(like).collect();
    found.sort_by_key(|like| (Reverse(like.score), like.index));
    found
}

/// How many members speak of each term; what only a few of many say is left out.
fn spoken_of(group: &[&Message], places: &[String], terms: &Terms) -> Counts {
    let mut members: BTreeMap<u32, u32> = BTreeMap::new();
    for message in group {
        let text =
            format!("{} {}", unplaced(&message.title, places), unplaced(&message.body, places));
        for term in terms.look(&text).terms() {
            *members.entry(term).or_default() += 1;
        }
    }
    let least = u32::try_from(group.len() / 4).unwrap_or(u32::MAX).max(1);
    Counts::of(members.into_iter().filter(|(_, with)| *with >= least).collect())
}

/// Folded text without places, numbers and codes.
fn unplaced(text: &str, places: &[String]) -> String {
    let mut text = fold(text);
    for place in places {
        text = text.replace(place.as_str(), " ");
    }
    text.chars().map(|c| if c.is_ascii_digit() { ' ' } else { c }).collect()
}

/// The words of a case the group shares: runs of shared pairs of characters, the heaviest first.
fn reasons(texts: &[&String], asked: &[Weight], terms: &Terms) -> Vec<String> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for text in texts {
        let characters: Vec<char> = text.chars().collect();
        let mut run = String::new();
        let mut weight = 0;
        for pair in characters.windows(2).chain([&[' ', ' '][..]]) {
            let shared = shared_weight(pair, asked, terms);
            if let (Some(share), [first, second]) = (shared, pair)
                && run.chars().count() < REASON_LENGTH
            {
                if run.is_empty() {
                    run.push(*first);
                }
                run.push(*second);
                weight += share;
            } else if !run.is_empty() {
                let known = found.entry(std::mem::take(&mut run)).or_default();
                *known = (*known).max(std::mem::take(&mut weight));
            }
        }
    }
    let mut reasons: Vec<_> = found.into_iter().collect();
    reasons.sort_by_key(|(word, weight)| (Reverse(*weight), word.clone()));
    let mut kept: Vec<String> = Vec::new();
    for (word, _) in reasons {
        if kept.len() < REASONS && !kept.iter().any(|longer| longer.contains(&word)) {
            kept.push(word);
        }
    }
    kept
}

fn shared_weight(pair: &[char], asked: &[Weight], terms: &Terms) -> Option<u64> {
    let [first, second] = pair else { return None };
    if !is_han(*first) || !is_han(*second) {
        return None;
    }
    let term = terms.known_pair(*first, *second)?;
    let at = asked.binary_search_by_key(&term, |weight| weight.term).ok()?;
    asked.get(at).map(|weight| u64::from(weight.share))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(title: &str, body: &str) -> Message {
        Message { title: title.into(), body: body.into(), ..Message::default() }
    }

    fn case(id: &str, title: &str, body: &str) -> CaseText {
        CaseText { id: id.into(), title: title.into(), body: body.into() }
    }

    #[test]
    fn the_kind_counts_and_the_place_does_not() {
        let group = [
            message("春晓小区底层餐馆油烟扰民", "油烟直排，晚上噪音很大"),
            message("春晓小区烧烤店油烟", "餐馆没有烟道，油烟熏人"),
        ];
        let group: Vec<&Message> = group.iter().collect();
        let cases = [
            case("停车", "春晓小区停车位共享", "白天车位开放给附近居民"),
            case("油烟", "桃源社区餐饮油烟整治", "居民议事会同餐馆约定加装烟道，油烟扰民减少"),
            case("电梯", "老楼加装电梯", "业主分摊费用"),
        ];
        let like = like_cases(&group, &cases);
        assert_eq!(like[0].id, "油烟", "{like:?}");
        assert!(like[0].because.iter().any(|word| word.contains("油烟")), "{like:?}");
        assert!(like.iter().all(|case| !case.because.iter().any(|word| word.contains("春晓"))));
        assert!(like.iter().all(|like| like.id != "电梯"), "{like:?}");
    }

    #[test]
    fn nothing_is_like_nothing() {
        assert_eq!(like_cases(&[], &[case("1", "油烟", "")]), []);
        assert_eq!(like_cases(&[&message("油烟", "")], &[]), []);
        assert_eq!(like_cases(&[&message("", "")], &[case("1", "", "")]), []);
    }
}
