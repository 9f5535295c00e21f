//! 归类 — From one problem to a class of problems: which messages speak of the same thing.
//!
//! A worker who sees eleven wordings of one broken lift as one group sees a problem and not eleven
//! orders. [`Grouper`] takes messages in, all at once or day by day, and keeps groups whose keys stay;
//! [`Grouper::cards`] says of each what it is called, where and when it was, how it grows, how much of
//! it is not solved, and how many people it moves. [`like_cases`] finds what others did about the like.
//!
//! The rules, each in its file: rare words weigh more and rarity is counted in problems (`vector`);
//! the same words about another place are another problem (`place`); average link (`link`) over pairs
//! an inverted index found (`edge`); keys stay (`key`); nothing depends on the order of messages.
//!
//! ```
//! use text::group::{Grouper, Message, Period};
//!
//! let message = |id: &str, title: &str| Message {
//!     id: id.into(), title: title.into(), ..Message::default()
//! };
//! let mut grouper = Grouper::new();
//! grouper.add([message("1", "春晓小区3号楼电梯又坏了"), message("2", "北岭路路灯不亮")]);
//! grouper.add([message("3", "春晓小区电梯坏了没人修")]);
//! let groups = grouper.groups();
//! assert_eq!((groups.len(), groups[0].key.as_str()), (1, "1"));
//! assert_eq!(groups[0].ids, ["1", "3"]);
//! let card = &grouper.cards(Period::default())[0];
//! assert!(card.name.contains("电梯") && !card.may_leave_community);
//! ```

mod card;
mod case;
mod edge;
mod growth;
mod heat;
mod key;
mod link;
mod name;
mod place;
#[cfg(test)]
mod props;
pub mod score;
mod vector;

use std::collections::{BTreeMap, BTreeSet};

use edge::Edges;
use key::Keys;
use link::{Leaf, link};
use place::{Placed, Places, contradict};
use vector::{Counts, Terms, Weight, hash, lead};

pub use card::{Card, LEAST_PEOPLE, PlaceCount, Solved};
pub use case::{CaseText, LikeCase, like_cases};
pub use growth::{Growth, Period, Times};
pub use heat::Heat;
pub use key::Keyed;

use crate::fold::fold;

/// Likeness from which texts are one group when rarity is first estimated, in per mille.
const ESTIMATE: u64 = 200;
/// Likeness from which texts are one group, in per mille.
const ALIKE: u64 = 180;
/// Fewer texts than this say little of what is rare, so more is asked of them, see [`alike`].
const SCARCE: u32 = 100;
/// Everything is weighed anew when a twentieth was added, or always below this many texts.
const FEW: u32 = 500;

/// A message as far as grouping needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// Its id; of several messages with one id the first counts.
    pub id: String,
    /// Its title, may be empty.
    pub title: String,
    /// What was written.
    pub body: String,
    /// When, in minutes since 1970-01-01 00:00 of the place's own clock.
    pub time: Option<i64>,
    /// The place as the caller knows it: an id or a path parted by `/`.
    pub place: Option<String>,
    /// Who wrote it, opaque: the same text for the same person.
    pub author: Option<String>,
    /// How many people agreed.
    pub up: u32,
    /// How many people disagreed.
    pub down: u32,
    /// Whether it was solved, where that is known.
    pub solved: Option<bool>,
}

/// A text that one or more messages have word for word, about one place.
#[derive(Debug, Clone, Default)]
struct Text {
    counts: Counts,
    places: Places,
    messages: Vec<usize>,
}

impl Text {
    fn placed(&self) -> Placed<'_> {
        Placed { places: &self.places, counts: &self.counts }
    }
}

/// Messages and their groups.
#[derive(Debug, Clone, Default)]
pub struct Grouper {
    messages: Vec<Message>,
    known: BTreeSet<String>,
    texts: Vec<Text>,
    /// Texts by a hash of what they say, to find the same again.
    text_of: BTreeMap<u64, Vec<usize>>,
    terms: Terms,
    weighed_at: u32,
    whole: Vec<Vec<Weight>>,
    kind: Vec<Vec<Weight>>,
    edges: Edges,
    keys: Keys,
    groups: Vec<Group>,
}

/// A group as the grouper holds it.
#[derive(Debug, Clone, Default)]
struct Group {
    keyed: Keyed,
    /// Its messages in their order, by number.
    messages: Vec<usize>,
    /// Its texts, by number.
    texts: Vec<usize>,
}

impl Grouper {
    /// A grouper without messages.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a group of an earlier run, oldest key first, so that it keeps its key in this one. Add
    /// its messages afterwards.
    pub fn remember(&mut self, group: Keyed) {
        self.keys.remember(group);
    }

    /// Takes messages in and groups anew. The order within one call does not matter; messages with an
    /// id already known are left out.
    pub fn add(&mut self, messages: impl IntoIterator<Item = Message>) {
        let mut messages: Vec<_> = messages.into_iter().collect();
        messages.sort_by(|a, b| order(a).cmp(&order(b)));
        for message in messages {
            self.take(message);
        }
        let texts = self.terms.messages();
        if texts < FEW || texts > self.weighed_at + self.weighed_at / 20 {
            self.weigh();
        } else {
            self.connect();
        }
        let groups = self.link(alike(texts));
        self.name_groups(groups);
    }

    /// The groups of two messages and more, the largest first, then in order of their first message.
    pub fn groups(&self) -> Vec<Keyed> {
        self.groups.iter().map(|group| group.keyed.clone()).collect()
    }

    /// The messages of a group in their order; empty for a key that means no group now.
    pub fn messages(&self, key: &str) -> Vec<&Message> {
        let group = self.groups.iter().find(|group| group.keyed.key == self.keys.follow(key));
        group.map_or_else(Vec::new, |group| self.members(group))
    }

    /// The key under which a group is known now that was once known under `key`.
    pub fn follow<'a>(&'a self, key: &'a str) -> &'a str {
        self.keys.follow(key)
    }

    fn members(&self, group: &Group) -> Vec<&Message> {
        group.messages.iter().filter_map(|number| self.messages.get(*number)).collect()
    }

    fn take(&mut self, message: Message) {
        if !self.known.insert(message.id.clone()) {
            return;
        }
        let said = said(&message);
        let key = hash(&said.0) ^ hash(&said.1).rotate_left(1);
        let number = self.messages.len();
        let known = self.text_of.get(&key).map_or(&[][..], Vec::as_slice);
        let same = known.iter().copied().find(|text| {
            let first = self.texts.get(*text).and_then(|text| text.messages.first());
            first.and_then(|first| self.messages.get(*first)).is_some_and(|m| self::said(m) == said)
        });
        match same.and_then(|text| self.texts.get_mut(text)) {
            Some(text) => text.messages.push(number),
            None => self.read(&message, key, number),
        }
        self.messages.push(message);
    }

    fn read(&mut self, message: &Message, key: u64, number: usize) {
        let counts = self.terms.read(&message.title, &message.body);
        let lead = fold(lead(&message.title, &message.body));
        let places = Places::read(&lead, message.place.as_deref(), &mut self.terms);
        // Texts that say nothing are not the same problem, so each stands for itself.
        if !counts.is_empty() {
            self.text_of.entry(key).or_default().push(self.texts.len());
        }
        self.texts.push(Text { counts, places, messages: vec![number] });
    }

    /// Estimates groups with every text a problem of its own, then takes rarity from the estimate.
    fn weigh(&mut self) {
        self.weighed_at = self.terms.messages();
        self.terms.weigh(self.texts.iter().map(|text| vec![&text.counts]));
        self.connect_all();
        self.kind.iter_mut().for_each(Vec::clear);
        let problems = self.link(ESTIMATE);
        let texts = &self.texts;
        let counts = |problem: &Vec<usize>| -> Vec<&Counts> {
            problem.iter().filter_map(|text| texts.get(*text)).map(|text| &text.counts).collect()
        };
        self.terms.weigh(problems.iter().map(counts));
        self.connect_all();
    }

    fn connect_all(&mut self) {
        self.whole.clear();
        self.kind.clear();
        self.edges = Edges::default();
        self.connect();
    }

    /// Finds what texts without a direction are alike.
    fn connect(&mut self) {
        while let Some(text) = self.texts.get(self.whole.len()) {
            self.whole.push(self.terms.whole(&text.counts));
            self.kind.push(self.terms.kind(&text.counts));
            let same_place = |other: usize| {
                self.texts
                    .get(other)
                    .is_some_and(|other| !contradict(text.placed(), other.placed()))
            };
            self.edges.push(&self.whole, &self.terms, same_place);
        }
    }

    /// The texts in groups, each in the order of its texts' first messages.
    fn link(&self, threshold: u64) -> Vec<Vec<usize>> {
        let mut leaning: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for text in 0..self.texts.len() {
            leaning.entry(self.edges.leans_on(text)).or_default().push(text);
        }
        let mut ranked: Vec<usize> = leaning.keys().copied().collect();
        ranked.sort_by_cached_key(|text| self.first_message(*text).map(order));
        let mut rank_of = vec![0; self.texts.len()];
        for (rank, text) in ranked.iter().enumerate() {
            if let Some(slot) = rank_of.get_mut(*text) {
                *slot = rank;
            }
        }
        let leaf = |text: &usize| {
            let (whole, kind) = (self.whole.get(*text)?, self.kind.get(*text)?);
            let text = self.texts.get(*text)?;
            Some(Leaf { direction: whole, kind, placed: text.placed() })
        };
        let leaves: Vec<Leaf> = ranked.iter().filter_map(leaf).collect();
        let rank = |text: usize| rank_of.get(text).copied().unwrap_or_default();
        let ordered = |(a, b, agreement): (usize, usize, u64)| {
            (rank(a).min(rank(b)), rank(a).max(rank(b)), agreement)
        };
        let mut edges: Vec<_> = self.edges.pairs().map(ordered).collect();
        edges.sort_unstable();
        let groups = link(&leaves, &edges, threshold);
        let texts = |rank: &usize| ranked.get(*rank).and_then(|text| leaning.get(text)).into_iter();
        groups
            .iter()
            .map(|group| group.iter().flat_map(texts).flatten().copied().collect())
            .collect()
    }

    fn first_message(&self, text: usize) -> Option<&Message> {
        let numbers = self.texts.get(text)?.messages.iter();
        numbers
            .filter_map(|number| self.messages.get(*number))
            .min_by(|a, b| order(a).cmp(&order(b)))
    }

    /// Gives the groups their keys and puts them in the order they are shown in.
    fn name_groups(&mut self, texts: Vec<Vec<usize>>) {
        let mut now: Vec<Group> = texts.into_iter().map(|texts| self.group_of(texts)).collect();
        let first = |group: &Group| group.messages.first().and_then(|at| self.messages.get(*at));
        now.sort_by(|a, b| {
            let size = b.messages.len().cmp(&a.messages.len());
            size.then_with(|| first(a).map(order).cmp(&first(b).map(order)))
        });
        let id = |number: &usize| self.messages.get(*number).map(|message| message.id.clone());
        let ids = now.iter().map(|group| group.messages.iter().filter_map(id).collect()).collect();
        let keyed = self.keys.assign(ids);
        now.retain(|group| group.messages.len() > 1);
        for (group, keyed) in now.iter_mut().zip(keyed) {
            group.keyed = keyed;
        }
        self.groups = now;
    }

    fn group_of(&self, texts: Vec<usize>) -> Group {
        let held = texts.iter().filter_map(|text| self.texts.get(*text));
        let mut messages: Vec<usize> =
            held.flat_map(|text| text.messages.iter().copied()).collect();
        messages.sort_by_key(|number| self.messages.get(*number).map(order));
        Group { keyed: Keyed::default(), messages, texts }
    }
}

/// Likeness from which texts are one group, for as many texts, in per mille.
fn alike(texts: u32) -> u64 {
    ALIKE + u64::from(SCARCE.saturating_sub(texts))
}

/// What two messages of one text have in common.
fn said(message: &Message) -> (String, String, Option<&str>) {
    (fold(&message.title), fold(&message.body), message.place.as_deref())
}

/// The order that breaks ties, whatever order messages arrive in.
fn order(message: &Message) -> (Option<i64>, &str, &str, &str) {
    (message.time, &message.id, &message.title, &message.body)
}
