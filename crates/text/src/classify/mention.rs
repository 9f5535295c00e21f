//! 提及 — Where a word of a rule stands in a message, and how it was written there.
//!
//! Rules and messages are compared folded (width, Traditional, case, invisible characters); what is
//! shown is cut from the message as written. All words of all rules are looked for in one pass, by their
//! first two characters: seven hundred words one by one took longer than sorting the message.

use std::sync::OnceLock;

use super::Message;
use crate::fold::{fold_each, half_width, is_invisible, simplify};

/// A message in which words can be looked for.
#[derive(Debug)]
pub(crate) struct Mentions<'a> {
    message: Message<'a>,
    folded: String,
    title: usize,
}

/// A place in the folded text.
pub(crate) type Place = (usize, usize);

/// What a rule looks for: words, and phrases inside which they do not count. A phrase that holds none of
/// the words bars the rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Terms {
    pub words: Vec<String>,
    pub not: Vec<String>,
}

/// The terms of all rules, looked for at once. Two are equal when their terms are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Finder {
    terms: Vec<Terms>,
    /// Built when first asked: rules that nobody uses cost nothing.
    search: OnceLock<Search>,
}

impl PartialEq for Finder {
    fn eq(&self, other: &Self) -> bool {
        self.terms == other.terms
    }
}

impl Eq for Finder {}

/// All terms, numbered through: a rule's words, then its phrases, then the next rule's.
#[derive(Debug, Clone)]
struct Search {
    /// A bit for the start of each term; other starts may share it.
    sieve: Vec<u64>,
    /// The terms by their start, with their numbers.
    terms: Vec<(Start, usize, String)>,
    /// The rule of each term.
    rules: Vec<usize>,
    /// The number of each rule's first term.
    first: Vec<usize>,
    /// Whether a term is a phrase that bars its rule.
    bars: Vec<bool>,
}

/// The first two characters of a term, the second missing where it has only one.
type Start = (char, Option<char>);

/// Bits of the sieve, as a power of two: with a thousand terms one start in sixty is looked up for nothing.
const SIEVE: u32 = 16;

/// A term found: its number and where.
type Hit = (usize, Place);

impl Finder {
    /// For the terms of rules, in the order of the rules.
    pub fn new(terms: Vec<Terms>) -> Self {
        Self { terms, search: OnceLock::new() }
    }

    /// The terms of every rule.
    #[cfg(test)]
    pub fn terms(&self) -> &[Terms] {
        &self.terms
    }

    /// The rules of which words stand in the message and count, in order, each with the first place of
    /// each such word in the order of its words.
    pub fn counted(&self, mentions: &Mentions<'_>) -> Vec<(usize, Vec<Place>)> {
        let search = self.search.get_or_init(|| Search::of(&self.terms));
        let hits = search.hits(&mentions.folded);
        let rule = |hit: &Hit| search.rules.get(hit.0).copied().unwrap_or(0);
        let of_a_rule = hits.chunk_by(|a, b| rule(a) == rule(b)).filter_map(|hits| {
            let rule = rule(hits.first()?);
            let words = self.terms.get(rule)?.words.len();
            let first_phrase = search.first.get(rule)? + words;
            let places = count(hits, first_phrase, &search.bars);
            (!places.is_empty()).then_some((rule, places))
        });
        of_a_rule.collect()
    }
}

/// The first place of each word that is not inside a phrase; none when a phrase bars the rule.
fn count(hits: &[Hit], first_phrase: usize, bars: &[bool]) -> Vec<Place> {
    let (words, phrases) = hits.split_at(hits.partition_point(|hit| hit.0 < first_phrase));
    if phrases.iter().any(|hit| bars.get(hit.0).copied().unwrap_or(false)) {
        return Vec::new();
    }
    let inside = |place: &Place, not: &Place| not.0 <= place.0 && place.1 <= not.1;
    let free = |hit: &&Hit| !phrases.iter().any(|phrase| inside(&hit.1, &phrase.1));
    let each = words.chunk_by(|a, b| a.0 == b.0);
    each.filter_map(|word| Some(word.iter().find(free)?.1)).collect()
}

impl Search {
    fn of(terms: &[Terms]) -> Self {
        let (mut rules, mut first, mut bars) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, terms) in terms.iter().enumerate() {
            first.push(rules.len());
            rules.resize(rules.len() + terms.words.len() + terms.not.len(), rule);
            bars.resize(bars.len() + terms.words.len(), false);
            let holds = |phrase: &String| terms.words.iter().any(|word| phrase.contains(word));
            bars.extend(terms.not.iter().map(|phrase| !holds(phrase)));
        }
        let all = terms.iter().flat_map(|terms| terms.words.iter().chain(&terms.not));
        let mut all: Vec<_> = all
            .enumerate()
            .filter_map(|(number, term)| {
                let mut characters = term.chars();
                Some(((characters.next()?, characters.next()), number, term.clone()))
            })
            .collect();
        all.sort_unstable();
        let mut sieve = vec![0; 1 << (SIEVE - 6)];
        for (start, ..) in &all {
            let bit = bit(*start);
            if let Some(bits) = sieve.get_mut(bit >> 6) {
                *bits |= 1u64 << (bit & 63);
            }
        }
        Self { sieve, terms: all, rules, first, bars }
    }

    /// Every place of every term, in order of the terms, then of the places. Places of one term do not
    /// overlap.
    fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut seconds = text.chars();
        seconds.next();
        for (at, first) in text.char_indices() {
            let second = seconds.next();
            self.starting((first, None), text, at, &mut hits);
            if second.is_some() {
                self.starting((first, second), text, at, &mut hits);
            }
        }
        hits.sort_unstable();
        let mut last = None;
        hits.retain(|(term, place)| {
            let overlaps = last.is_some_and(|(before, end)| before == *term && place.0 < end);
            if !overlaps {
                last = Some((*term, place.1));
            }
            !overlaps
        });
        hits
    }

    /// Adds the terms with this start that stand here.
    #[inline]
    fn starting(&self, start: Start, text: &str, at: usize, hits: &mut Vec<Hit>) {
        let bit = bit(start);
        if self.sieve.get(bit >> 6).is_none_or(|bits| bits >> (bit & 63) & 1 == 0) {
            return;
        }
        let from = self.terms.partition_point(|term| term.0 < start);
        let rest = text.get(at..).unwrap_or_default();
        for (_, number, term) in self.terms.iter().skip(from).take_while(|term| term.0 == start) {
            if rest.starts_with(term.as_str()) {
                hits.push((*number, (at, at + term.len())));
            }
        }
    }
}

/// The bit of a start in the sieve.
#[inline]
fn bit((first, second): Start) -> usize {
    let second = second.map_or(0, u32::from);
    let both = u32::from(first).wrapping_mul(0x9e37_79b9) ^ second.wrapping_mul(0x85eb_ca6b);
    ((both ^ both >> 15).wrapping_mul(0x0100_0193) >> (32 - SIEVE)) as usize
}

impl<'a> Mentions<'a> {
    /// Folds a message.
    pub fn of(message: &Message<'a>) -> Self {
        let mut folded = String::with_capacity(message.title.len() + message.body.len() + 1);
        fold_into(&mut folded, message.title);
        let title = folded.len();
        folded.push('\n');
        fold_into(&mut folded, message.body);
        Self { message: *message, folded, title }
    }

    /// Whether a place is in the title.
    pub fn in_title(&self, place: Place) -> bool {
        place.1 <= self.title
    }

    /// What was written at a place. Few places are asked for, so the message is folded again instead of
    /// noting where each character came from.
    pub fn written(&self, place: Place) -> &'a str {
        let (text, offset) = if self.in_title(place) {
            (self.message.title, 0)
        } else {
            (self.message.body, self.title + 1)
        };
        let (mut at, mut from, mut to) = (offset, None, 0);
        for (byte, character) in text.char_indices().take(super::MAX_CHARACTERS) {
            if at >= place.1 {
                break;
            }
            fold_each(character, |folded| {
                if (place.0..place.1).contains(&at) {
                    from = from.or(Some(byte));
                    to = byte + character.len_utf8();
                }
                at += folded.len_utf8();
            });
        }
        from.and_then(|from| text.get(from..to)).unwrap_or("")
    }
}

fn fold_into(folded: &mut String, text: &str) {
    for character in text.chars().take(super::MAX_CHARACTERS) {
        fold_each(character, |character| folded.push(character));
    }
}

/// A word of a rule in the form it is looked for.
pub(crate) fn folded(word: &str) -> String {
    let visible = word.trim().chars().filter(|character| !is_invisible(*character));
    visible.flat_map(|character| simplify(half_width(character)).to_lowercase()).collect()
}

/// The line of a byte, counted from one.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| folded(word)).collect()
    }

    fn terms(words: &[&str], not: &[&str]) -> Terms {
        Terms { words: list(words), not: list(not) }
    }

    #[test]
    fn what_is_shown_was_written() {
        let mentions =
            Mentions::of(&Message { title: "漏\u{200b}電", body: "ＬＥＤ灯漏电" });
        let finder = Finder::new(vec![terms(&["漏电", "led灯"], &[])]);
        let counted = finder.counted(&mentions);
        let places = &counted[0].1;
        let written: Vec<_> = places.iter().map(|place| mentions.written(*place)).collect();
        assert_eq!(written, ["漏\u{200b}電", "ＬＥＤ灯"]);
        assert!(mentions.in_title(places[0]) && !mentions.in_title(places[1]));
        assert_eq!(mentions.written((0, 500)), "ＬＥＤ灯漏电", "never over the title's end");
    }

    #[test]
    fn a_denied_word_does_not_count_but_another_mention_does() {
        let finder = Finder::new(vec![
            terms(&["停水"], &[]),
            terms(&["漏电"], &["没有漏电", "演练"]),
            terms(&["漏电"], &[]),
        ]);
        let rules = |body| {
            let mentions = Mentions::of(&Message { title: "", body });
            finder.counted(&mentions).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
        };
        assert_eq!(rules("插座没有漏电"), [2]);
        assert_eq!(rules("昨天没有漏电，今天漏电了"), [1, 2]);
        assert_eq!(rules("漏电演练"), [2], "a phrase without the word bars the rule");
        assert_eq!(rules("停水，漏电"), [0, 1, 2]);
        assert!(Finder::default().counted(&Mentions::of(&Message::default())).is_empty());
    }

    #[test]
    fn finders_are_compared_by_their_terms() {
        let one = Finder::new(vec![terms(&["漏电"], &[])]);
        let _ = one.counted(&Mentions::of(&Message { title: "漏电", body: "" }));
        assert_eq!(one, Finder::new(vec![terms(&["漏电"], &[])]));
        assert_ne!(one, Finder::new(vec![terms(&["停电"], &[])]));
    }

    /// The places of a rule's words that count, looked for one by one.
    fn naive(text: &str, terms: &Terms) -> Vec<Place> {
        let find = |word: &String| {
            let found = text.match_indices(word.as_str());
            found.map(|(at, found)| (at, at + found.len())).collect::<Vec<Place>>()
        };
        let holds = |phrase: &String| terms.words.iter().any(|word| phrase.contains(word));
        if terms.not.iter().any(|phrase| !holds(phrase) && text.contains(phrase.as_str())) {
            return Vec::new();
        }
        let taken: Vec<Place> = terms.not.iter().flat_map(find).collect();
        let free = |place: &Place| !taken.iter().any(|not| not.0 <= place.0 && place.1 <= not.1);
        terms.words.iter().filter_map(|word| find(word).into_iter().find(free)).collect()
    }

    proptest! {
        #[test]
        fn all_at_once_finds_what_one_by_one_finds(
            title in "[水电停漏a]{0,5}",
            body in "[水电停漏没有a，]{0,30}",
            rules in proptest::collection::vec(
                (
                    proptest::collection::vec("[水电停漏a]{1,3}", 1..4),
                    proptest::collection::vec("[水电停漏没有a]{1,5}", 0..3),
                ),
                0..4,
            ),
        ) {
            let rules: Vec<_> =
                rules.into_iter().map(|(words, not)| Terms { words, not }).collect();
            let mentions = Mentions::of(&Message { title: &title, body: &body });
            let mut expected = Vec::new();
            for (at, terms) in rules.iter().enumerate() {
                let places = naive(&mentions.folded, terms);
                if !places.is_empty() {
                    expected.push((at, places));
                }
            }
            prop_assert_eq!(Finder::new(rules).counted(&mentions), expected);
        }
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!([line_of("a\nb", 0), line_of("a\nb", 2), line_of("", 9)], [1, 2, 1]);
    }
}
