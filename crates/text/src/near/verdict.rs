//! 结论 — The same problem, perhaps, or another, and why, in words a worker can check.
//!
//! The same words about another place are another problem: however alike the words, two messages are
//! only called the same when their places agree (the tree's, or names both texts have), or when one
//! is a copy of the other and neither names a place. Everything else that looks alike is a question
//! to a person.

use std::fmt;

use serde::Serialize;

use super::feature::{Card, copied, features, inside, places};
use super::message::{Corpus, Message, each_token, is_pair};
use super::model::Model;
use super::place::agree::{Places, Says};

/// From this probability on, two messages whose places agree are the same problem.
pub const SAME: f64 = 0.5;
/// From this probability on, a person is asked.
pub const PERHAPS: f64 = 0.1;
/// The most that messages about different places get.
pub const ELSEWHERE: f64 = 0.45;
/// A copy: at least this much of each body stands in the other.
const COPY: f64 = 0.6;
/// How many shared words are given as a reason.
const WORDS: usize = 5;

/// What a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The same problem.
    Same,
    /// Ask a person.
    Perhaps,
    /// Another problem.
    Other,
}

/// One reason for a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "what")]
pub enum Reason {
    /// Words both have, the rarest first.
    Words(Vec<String>),
    /// Both bodies are copies of each other.
    Copied,
    /// The place both name.
    SamePlace(String),
    /// The place the tree gave both, by its code.
    SameCode(String),
    /// The places that differ by name, the first message's first.
    OtherPlace(String, String),
    /// The places the tree gave, which differ, by their codes.
    OtherCode(String, String),
    /// No place is named by both.
    NoPlace,
    /// How many days lie between.
    DaysApart(u32),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => write!(f, "都说到{}", words.join("、")),
            Self::Copied => f.write_str("文字几乎相同"),
            Self::SamePlace(name) | Self::SameCode(name) => write!(f, "同一地点{name}"),
            Self::OtherPlace(a, b) | Self::OtherCode(a, b) => write!(f, "地点不同：{a}与{b}"),
            Self::NoPlace => f.write_str("没有都写明的地点"),
            Self::DaysApart(days) => write!(f, "相隔{days}天"),
        }
    }
}

/// A pair judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judged {
    /// How likely both speak of the same problem, 0 to 1.
    pub probability: f64,
    /// What follows from it and from the places.
    pub verdict: Verdict,
    /// Why.
    pub because: Vec<Reason>,
}

/// Judges two prepared messages by the shipped model.
pub fn judge(a: &Card, b: &Card) -> Judged {
    judge_by(Model::shipped(), a, b)
}

/// Judges two prepared messages by a model of the caller.
pub fn judge_by(model: &Model, a: &Card, b: &Card) -> Judged {
    let places = places(a, b);
    let features = features(a, b, &places);
    let ground = ground(a, b, &places);
    let probability = limited(model.probability(&features), &ground);
    let copied = copied(a, b) >= COPY;
    let verdict = match (probability, &ground) {
        (p, _) if p < PERHAPS => Verdict::Other,
        (p, Ground::Same(_) | Ground::SameCode(_)) if p >= SAME => Verdict::Same,
        (p, Ground::Unknown) if p >= SAME && copied => Verdict::Same,
        _ => Verdict::Perhaps,
    };
    let mut because = Vec::new();
    because.push(match ground {
        Ground::Same(name) => Reason::SamePlace(name),
        Ground::SameCode(code) => Reason::SameCode(code),
        Ground::Other(a, b) => Reason::OtherPlace(a, b),
        Ground::OtherCode(a, b) => Reason::OtherCode(a, b),
        Ground::Unknown => Reason::NoPlace,
    });
    if copied {
        because.push(Reason::Copied);
    }
    let words = shared(a, b);
    if !words.is_empty() {
        because.push(Reason::Words(words));
    }
    let days = a.plain.day.zip(b.plain.day).map(|(a, b)| a.abs_diff(b));
    because.extend(days.map(Reason::DaysApart));
    Judged { probability, verdict, because }
}

/// The probability alone, for who compares many: see [`judge`] for what may follow from it.
pub fn pair_score(a: &Card, b: &Card) -> f64 {
    let places = places(a, b);
    let probability = Model::shipped().probability(&features(a, b, &places));
    limited(probability, &ground(a, b, &places))
}

/// Another place is another problem: no likeness of words makes it likelier than not.
fn limited(probability: f64, ground: &Ground) -> f64 {
    let elsewhere = matches!(ground, Ground::Other(..) | Ground::OtherCode(..));
    if elsewhere { probability.min(ELSEWHERE) } else { probability }
}

/// Prepares and judges two messages by the rarity of words in `corpus`.
pub fn pair(a: &Message, b: &Message, corpus: &Corpus) -> Judged {
    judge(&Card::of(a, corpus), &Card::of(b, corpus))
}

/// Where two messages stand to each other: by the names in their words, else by the codes of the tree.
enum Ground {
    Same(String),
    SameCode(String),
    Other(String, String),
    OtherCode(String, String),
    Unknown,
}

fn ground(a: &Card, b: &Card, places: &Places) -> Ground {
    let tree = a.plain.place.as_deref().zip(b.plain.place.as_deref());
    match places.whole() {
        Says::Contradict => {
            let (a, b) =
                places.apart.clone().map_or_else(Default::default, |(a, b)| (a.name, b.name));
            Ground::Other(a, b)
        }
        _ if tree.is_some_and(|(a, b)| !inside(a, b)) => {
            let (a, b) = tree.unwrap_or_default();
            Ground::OtherCode(a.to_owned(), b.to_owned())
        }
        Says::Agree => {
            Ground::Same(places.shared.clone().map(|named| named.name).unwrap_or_default())
        }
        Says::Silent => match tree {
            Some((a, b)) => Ground::SameCode(if a.len() < b.len() { b } else { a }.to_owned()),
            None => Ground::Unknown,
        },
    }
}

/// The rarest stretches of the first message that stand in the second.
fn shared(a: &Card, b: &Card) -> Vec<String> {
    let mut found: Vec<(f64, String)> = Vec::new();
    for text in [&a.plain.title, &a.plain.body] {
        for (start, end, weight) in stretches(text, b) {
            let words: String = text.get(start..end).unwrap_or_default().chars().take(12).collect();
            if words.chars().count() > 1 && !found.iter().any(|(_, known)| known.contains(&words)) {
                found.push((weight, words));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    found.truncate(WORDS);
    found.into_iter().map(|(_, words)| words).collect()
}

/// The unbroken stretches of folded `text` whose tokens `other` has too, in bytes, with their weight.
fn stretches(text: &str, other: &Card) -> Vec<(usize, usize, f64)> {
    let mut all: Vec<(usize, usize, f64)> = Vec::new();
    each_token(text, |token, at| {
        let Some(weight) = other.weight_of(token) else { return };
        let characters = text.get(at..).unwrap_or_default().chars();
        let length: usize = if is_pair(token) {
            characters.take(2).map(char::len_utf8).sum()
        } else {
            characters.take_while(char::is_ascii_alphanumeric).map(char::len_utf8).sum()
        };
        match all.last_mut() {
            Some(last) if last.1 > at => {
                last.1 = last.1.max(at + length);
                last.2 += weight;
            }
            _ => all.push((at, at + length, weight)),
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str =
        "小区一楼餐馆没有专用烟道，油烟直排，窗户不能打开，老人咳嗽不止，请尽快处理。";

    fn message(title: &str, place: Option<&str>) -> Message {
        let place = place.map(str::to_owned);
        Message {
            title: title.into(),
            body: BODY.into(),
            day: Some(1),
            place,
            ..Message::default()
        }
    }

    fn judged(a: &Message, b: &Message) -> Judged {
        let mut corpus = Corpus::default();
        for other in ["路灯不亮", "电梯坏了", "公交太少", "学位不够", "工资拖欠"]
        {
            corpus.add(&message(other, None));
        }
        corpus.add(a);
        corpus.add(b);
        let found = pair(a, b, &corpus);
        assert_eq!(pair(b, a, &corpus).verdict, found.verdict);
        found
    }

    #[test]
    fn a_copy_about_another_place_is_not_the_same() {
        let (here, there) = ("桂花园小区油烟扰民", "春天家园小区油烟扰民");
        let same = judged(&message(here, None), &message(here, None));
        assert_eq!(same.verdict, Verdict::Same);
        let other = judged(&message(here, None), &message(there, None));
        assert_ne!(other.verdict, Verdict::Same);
        assert!(other.probability < 0.5, "{other:?}");
        assert_eq!(other.because[0].to_string(), "地点不同：桂花园与春天家园");
    }

    #[test]
    fn the_tree_decides_where_names_are_silent() {
        let title = "楼下油烟扰民";
        let judge = |a, b| judged(&message(title, Some(a)), &message(title, Some(b)));
        assert_eq!(judge("420583001003.01", "420583001003.01").verdict, Verdict::Same);
        assert_eq!(judge("420583001003", "420583001003.01").verdict, Verdict::Same);
        let other = judge("420583001003.01", "420583001003.02");
        assert_ne!(other.verdict, Verdict::Same);
        assert!(other.probability < 0.5);
    }

    #[test]
    fn reasons_are_words() {
        let found = judged(&message("桂花园小区油烟扰民", None), &message("桂花园餐馆油烟", None));
        let said: Vec<String> = found.because.iter().map(ToString::to_string).collect();
        assert_eq!(said[0], "同一地点桂花园");
        assert!(said.iter().any(|reason| reason.starts_with("都说到")), "{said:?}");
        assert_eq!(said.last().unwrap(), "相隔0天");
    }
}
