//! 索引 — The known messages that may say the same, found by their rare words in memory.
//!
//! A list of documents for every token, and of each document the folded beginning. A search looks up
//! the heaviest few tokens of the query, adds what each tells, and compares the best sixty by the
//! features of a pair. So the cost hardly grows from a thousand to half a million documents. The
//! same rule works in SQL over a table of tokens: [`probe`] says which to look up.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::feature::Card;
use super::message::{Corpus, Message, Mix, Plain, Token, each_token, weight};
use super::verdict::{Judged, judge};
use crate::tokens::{Bag, is_heavy};

/// How many of the heaviest tokens a search looks up.
pub const PROBES: usize = 24;
/// How many candidates are compared by all features.
pub const COMPARED: usize = 60;
/// A token in more documents than this and a sixteenth of all is too common to look up, and its list
/// is not kept.
const COMMON: u32 = 200;
/// How many entries of lists a search reads at most.
const READ: usize = 300_000;

/// Known messages, added and removed one by one.
#[derive(Debug, Clone, Default)]
pub struct Index {
    corpus: Corpus,
    documents: Vec<Option<Document>>,
    places: HashMap<Box<str>, u32>,
    postings: HashMap<Token, Posting, BuildHasherDefault<Mix>>,
    removed: u32,
}

#[derive(Debug, Clone)]
struct Document {
    id: Box<str>,
    plain: Plain,
}

/// The documents with a token: differences of their numbers, seven bits a byte.
#[derive(Debug, Clone, Default)]
struct Posting {
    bytes: Vec<u8>,
    last: u32,
    length: u32,
}

/// A known message that may say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its name.
    pub id: String,
    /// What was judged and why.
    pub judged: Judged,
}

impl Index {
    /// An index of `messages`.
    pub fn of<'a>(messages: impl IntoIterator<Item = &'a Message>) -> Self {
        let mut index = Self::default();
        for message in messages {
            index.add(message);
        }
        index
    }

    /// Makes a message findable; one of the same name is replaced.
    pub fn add(&mut self, message: &Message) {
        self.remove(&message.id);
        let plain = Plain::of(message);
        let Ok(number) = u32::try_from(self.documents.len()) else { return };
        self.corpus.add_plain(&plain);
        self.list(&plain, number);
        let id: Box<str> = message.id.as_str().into();
        self.places.insert(id.clone(), number);
        self.documents.push(Some(Document { id, plain }));
    }

    /// Forgets a message; whether it was known.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(number) = self.places.remove(id) else { return false };
        let slot = self.documents.get_mut(number as usize).and_then(Option::take);
        let Some(document) = slot else { return false };
        self.corpus.remove_plain(&document.plain);
        self.removed += 1;
        if self.removed > 1_000 && self.removed as usize > self.documents.len() / 2 {
            self.pack();
        }
        true
    }

    /// How many messages are known.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How rare words are among what is known.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// How much memory the index holds, in bytes, without what the allocator adds.
    pub fn bytes(&self) -> usize {
        let texts = self.documents.iter().flatten().map(|document| {
            let plain = &document.plain;
            2 * document.id.len()
                + plain.title.len()
                + plain.body.len()
                + plain.place.as_ref().map_or(0, |place| place.len())
        });
        let lists = self.postings.values().map(|posting| posting.bytes.capacity());
        texts.sum::<usize>()
            + lists.sum::<usize>()
            + self.corpus.bytes()
            + self.documents.capacity() * size_of::<Option<Document>>()
            + self.postings.capacity() * (size_of::<(Token, Posting)>() + 1)
            + self.places.capacity() * (size_of::<(Box<str>, u32)>() + 1)
    }

    /// The known messages that may say the same as `query`, likeliest first, at most `limit`; never
    /// the one of the same name.
    pub fn search(&self, query: &Message, limit: usize) -> Vec<Found> {
        let asked = Card::of(query, &self.corpus);
        let mut found: Vec<(u32, Judged)> = self
            .candidates(&asked.plain, COMPARED)
            .into_iter()
            .filter_map(|(number, _)| {
                let document = self.document(number).filter(|known| *known.id != *query.id)?;
                let card = Card::of_plain(document.plain.clone(), &self.corpus);
                Some((number, judge(&asked, &card)))
            })
            .collect();
        found.sort_by(|a, b| b.1.probability.total_cmp(&a.1.probability).then(b.0.cmp(&a.0)));
        found.truncate(limit);
        let named = found.into_iter().filter_map(|(number, judged)| {
            Some(Found { id: self.document(number)?.id.to_string(), judged })
        });
        named.collect()
    }

    /// All known messages prepared for comparing, by rising number.
    pub(super) fn cards(&self) -> Vec<(u32, Card)> {
        let known = self.documents.iter().zip(0_u32..);
        let known = known.filter_map(|(document, number)| Some((number, document.as_ref()?)));
        known
            .map(|(number, document)| {
                (number, Card::of_plain(document.plain.clone(), &self.corpus))
            })
            .collect()
    }

    pub(super) fn id(&self, number: u32) -> Option<&str> {
        self.document(number).map(|document| &*document.id)
    }

    fn document(&self, number: u32) -> Option<&Document> {
        self.documents.get(number as usize)?.as_ref()
    }

    /// The documents that share the heaviest tokens, best first, with what they share.
    pub(super) fn candidates(&self, plain: &Plain, limit: usize) -> Vec<(u32, f32)> {
        let mut scores = vec![0.0_f32; self.documents.len()];
        let mut read = 0;
        for (token, weight) in self.heaviest(plain) {
            let Some(posting) = self.postings.get(&token) else { continue };
            posting.each(|number| {
                if let Some(score) = scores.get_mut(number as usize) {
                    *score += weight;
                }
            });
            read += posting.length as usize;
            if read > READ {
                break;
            }
        }
        let known = scores
            .into_iter()
            .zip(0_u32..)
            .filter(|(score, number)| *score > 0.0 && self.document(*number).is_some());
        let mut order: Vec<_> = known.map(|(score, number)| (number, score)).collect();
        let by = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
        if order.len() > limit {
            order.select_nth_unstable_by(limit, by);
            order.truncate(limit);
        }
        order.sort_by(by);
        order
    }

    /// A token in more documents than this is too common to look up.
    fn most(&self) -> u32 {
        (self.corpus.documents() / 16).max(COMMON)
    }

    /// Adds a document to the lists of its tokens; lists grown too common are given up.
    fn list(&mut self, plain: &Plain, number: u32) {
        let most = self.most();
        for token in plain.tokens() {
            if self.corpus.with(token) <= most {
                self.postings.entry(token).or_default().push(number);
            } else if let Some(posting) = self.postings.get_mut(&token) {
                posting.give_up();
            }
        }
    }

    fn heaviest(&self, plain: &Plain) -> Vec<(Token, f32)> {
        let most = self.most();
        let mut tokens = Vec::new();
        for (part, times) in [(&plain.title, 2.0_f32), (&plain.body, 1.0)] {
            each_token(part, |token, _| tokens.push((token, times)));
        }
        tokens.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        tokens.dedup_by_key(|(token, _)| *token);
        tokens.retain(|(token, _)| (1..=most).contains(&self.corpus.with(*token)));
        let weighed = tokens
            .into_iter()
            .map(|(token, times)| (token, times * narrow(self.corpus.weight(token))));
        let mut order: Vec<_> = weighed.collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(PROBES);
        order
    }

    /// Numbers the documents anew when half of them are gone.
    fn pack(&mut self) {
        let known: Vec<Document> = self.documents.drain(..).flatten().collect();
        self.postings.clear();
        self.places.clear();
        self.removed = 0;
        for (document, number) in known.into_iter().zip(0_u32..) {
            self.list(&document.plain, number);
            self.places.insert(document.id.clone(), number);
            self.documents.push(Some(document));
        }
    }
}

impl Posting {
    /// Numbers must come in rising order.
    fn push(&mut self, number: u32) {
        let mut step = number.wrapping_sub(self.last);
        self.last = number;
        self.length = self.length.saturating_add(1);
        while step >= 0x80 {
            self.bytes.push(step.to_le_bytes()[0] | 0x80);
            step >>= 7;
        }
        self.bytes.push(step.to_le_bytes()[0]);
    }

    /// Empties the list; what it had before is found by other words.
    fn give_up(&mut self) {
        *self = Self::default();
    }

    fn each(&self, mut visit: impl FnMut(u32)) {
        let (mut number, mut step, mut shift) = (0_u32, 0_u32, 0);
        for byte in &self.bytes {
            step |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                number = number.wrapping_add(step);
                visit(number);
                (step, shift) = (0, 0);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a weight of a few bits; half a memory")]
fn narrow(weight: f64) -> f32 {
    weight as f32
}

/// The few heaviest tokens of a text to look up in a table of tokens, heaviest first, as
/// [`crate::tokens`] writes them: pairs of Chinese characters and words. `with` says how many of
/// `documents` hold a token; tokens nobody has and those a sixteenth (and 200) have are left out.
///
/// For the documents that come back add the weights of the tokens they were found by, and compare the
/// best [`COMPARED`] with [`judge`].
pub fn probe(text: &str, documents: u64, with: impl Fn(&str) -> u64) -> Vec<(String, f64)> {
    let bag = Bag::of(text);
    let most = (documents / 16).max(u64::from(COMMON));
    let weighed = bag.iter().map(|(token, _)| token).filter(|token| is_heavy(token));
    let weighed = weighed.filter_map(|token| {
        let with = with(token);
        (1..=most).contains(&with).then(|| (token.to_owned(), weight(documents, with)))
    });
    let mut order: Vec<_> = weighed.collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    order.truncate(PROBES);
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::near::verdict::Verdict;

    fn message(id: &str, title: &str, body: &str) -> Message {
        Message { id: id.into(), title: title.into(), body: body.into(), ..Message::default() }
    }

    fn known() -> Vec<Message> {
        vec![
            message(
                "1",
                "桂花园小区楼下餐馆油烟扰民",
                "桂花园小区一楼餐馆没有烟道，油烟直排，开不了窗。",
            ),
            message(
                "2",
                "春天家园小区楼下餐馆油烟扰民",
                "春天家园小区一楼餐馆没有烟道，油烟直排，开不了窗。",
            ),
            message("3", "桂花园小区电梯坏了", "桂花园小区3栋电梯停了三天，老人下不了楼。"),
            message("4", "文华路路灯不亮", "文华路中学门口的路灯坏了，晚上很黑。"),
        ]
    }

    fn ids(found: &[Found]) -> Vec<&str> {
        found.iter().map(|found| found.id.as_str()).collect()
    }

    #[test]
    fn the_same_place_comes_before_the_same_words() {
        let index = Index::of(&known());
        let asked = message("", "桂花园小区餐馆油烟很大", "一楼餐馆没有烟道，油烟直排");
        let found = index.search(&asked, 5);
        assert_eq!(ids(&found)[0], "1");
        assert_ne!(found[0].judged.verdict, Verdict::Other, "{found:?}");
        let elsewhere = found.iter().find(|found| found.id == "2").unwrap();
        assert_ne!(elsewhere.judged.verdict, Verdict::Same, "{elsewhere:?}");
        assert!(elsewhere.judged.probability < found[0].judged.probability);
    }

    #[test]
    fn what_is_removed_is_not_found_and_the_rest_is() {
        let mut index = Index::of(&known());
        let asked = message("", "桂花园小区餐馆油烟", "");
        assert!(index.remove("1") && !index.remove("1"));
        assert!(!ids(&index.search(&asked, 5)).contains(&"1"));
        assert_eq!(index.len(), 3);
        index.add(&known()[0]);
        assert_eq!(ids(&index.search(&asked, 1)), ["1"]);
        index.add(&message("1", "别的事", "水管漏水"));
        assert_eq!(index.len(), 4);
        assert_ne!(ids(&index.search(&asked, 1)), ["1"]);
        assert!(!index.is_empty() && index.bytes() > 0);
    }

    #[test]
    fn many_removals_pack_the_index() {
        let mut index = Index::default();
        let many: Vec<_> =
            (0..3_000).map(|n| message(&n.to_string(), &format!("第{n}号路灯不亮"), "")).collect();
        for message in &many {
            index.add(message);
        }
        for n in 0..2_900 {
            assert!(index.remove(&n.to_string()));
        }
        assert!(index.documents.len() < 1_500, "{}", index.documents.len());
        assert_eq!(index.len(), 100);
        assert_eq!(ids(&index.search(&message("", "第2950号", ""), 1)), ["2950"]);
    }

    #[test]
    fn numbers_survive_the_list() {
        let mut posting = Posting::default();
        let numbers = [0, 1, 127, 128, 300, 70_000, 70_001, u32::MAX];
        for number in numbers {
            posting.push(number);
        }
        let mut read = Vec::new();
        posting.each(|number| read.push(number));
        assert_eq!(read, numbers);
    }

    #[test]
    fn a_probe_names_the_rarest_words_that_are_known() {
        let with = |token: &str| match token {
            "油烟" => 40,
            "桂花" => 3,
            "扰民" => 900,
            _ => 0,
        };
        let tokens: Vec<_> = probe("桂花园油烟扰民", 1_000, with).into_iter().collect();
        let names: Vec<&str> = tokens.iter().map(|(token, _)| token.as_str()).collect();
        assert_eq!(names, ["桂花", "油烟"]);
        assert!(tokens[0].1 > tokens[1].1);
    }
}
