//! 组卡 — What a worker is shown of a group: name, places, times, growth, share not solved, heat.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::growth::{Growth, Period, Times};
use super::heat::{Heat, Voice};
use super::name::{name, named_places};
use super::vector::{ONE, Weight, agreement, lead};
use super::{Group, Grouper, Message};

/// A group of fewer people never leaves its community.
pub const LEAST_PEOPLE: u64 = 5;
/// Texts at least this alike, in per mille, are one voice when it is not known who wrote them.
const NEARLY_EQUAL: u64 = 900;
/// With how many voices a text is compared to find out whether it is one of them.
const COMPARED: usize = 400;

/// How many messages of a group name a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PlaceCount {
    /// The place as the caller knows it, or as titles write it.
    pub place: String,
    /// Messages about it.
    pub messages: u64,
}

/// How many messages of a group are solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Solved {
    /// Solved.
    pub yes: u64,
    /// Not solved.
    pub no: u64,
    /// Nobody said.
    pub unknown: u64,
}

/// What is shown of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Its key, see [`super::Keyed`].
    pub key: String,
    /// Keys of the groups it took in.
    pub took_in: Vec<String>,
    /// A name in words, without personal data.
    pub name: String,
    /// Its messages, in order of time.
    pub ids: Vec<String>,
    /// Different people, as far as they can be told apart.
    pub people: u64,
    /// Whether at least [`LEAST_PEOPLE`] people stand behind it.
    pub may_leave_community: bool,
    /// Its places, most messages first.
    pub places: Vec<PlaceCount>,
    /// When its messages came.
    pub times: Times,
    /// The period beside the one before.
    pub growth: Growth,
    /// How many messages are solved.
    pub solved: Solved,
    /// How many people it moves.
    pub heat: Heat,
}

impl Grouper {
    /// A card for every group, in the order of [`Grouper::groups`]. Heat is that of the end of the
    /// period; with an empty period nothing fades and nothing grows.
    pub fn cards(&self, period: Period) -> Vec<Card> {
        self.groups.iter().map(|group| self.card(group, period)).collect()
    }

    fn card(&self, group: &Group, period: Period) -> Card {
        let messages = self.members(group);
        let times: Vec<i64> = messages.iter().filter_map(|message| message.time).collect();
        let titles: Vec<&str> =
            messages.iter().map(|message| lead(&message.title, &message.body)).collect();
        let voices = self.voices(group);
        let people = voices.len() as u64;
        let end = (period != Period::default()).then_some(period.until);
        let sum = self.summed(group);
        Card {
            key: group.keyed.key.clone(),
            took_in: group.keyed.took_in.clone(),
            name: name(&titles, |title| self.fit(title, &sum)),
            ids: group.keyed.ids.clone(),
            people,
            may_leave_community: people >= LEAST_PEOPLE,
            places: places(&messages, &titles),
            times: Times::of(&times),
            growth: Growth::of(&times, period),
            solved: solved(&messages),
            heat: Heat::of(&voices, end),
        }
    }

    /// The people of a group: one for each known author, and one for each text of unknown authors
    /// that is not nearly a text counted before.
    fn voices(&self, group: &Group) -> Vec<Voice> {
        let mut of_author: BTreeMap<&str, Voice> = BTreeMap::new();
        let mut unknown: Vec<(&[Weight], Voice)> = Vec::new();
        let mut signed: Vec<(&[Weight], &str)> = Vec::new();
        let held = |text: &usize| {
            let messages = &self.texts.get(*text)?.messages;
            let messages = messages.iter().filter_map(|number| self.messages.get(*number));
            Some((self.whole.get(*text)?.as_slice(), messages.collect::<Vec<_>>()))
        };
        let texts: Vec<_> = group.texts.iter().filter_map(held).collect();
        for (direction, message) in texts.iter().flat_map(|(d, list)| list.iter().map(|m| (*d, *m)))
        {
            if let Some(author) = author(message) {
                of_author.entry(author).or_default().hear(message);
                signed.push((direction, author));
            }
        }
        for (direction, message) in texts.iter().flat_map(|(d, list)| list.iter().map(|m| (*d, *m)))
        {
            if author(message).is_some() {
                continue;
            }
            let near = |other: &[Weight]| nearly_equal(direction, other);
            let writer = signed.iter().take(COMPARED).find(|(other, _)| near(other));
            if let Some(voice) = writer.and_then(|(_, author)| of_author.get_mut(author)) {
                voice.hear(message);
            } else if let Some((_, voice)) =
                unknown.iter_mut().take(COMPARED).find(|(other, _)| near(other))
            {
                voice.hear(message);
            } else {
                let mut voice = Voice::default();
                voice.hear(message);
                unknown.push((direction, voice));
            }
        }
        of_author.into_values().chain(unknown.into_iter().map(|(_, voice)| voice)).collect()
    }

    fn summed(&self, group: &Group) -> BTreeMap<u32, u64> {
        let mut sum = BTreeMap::new();
        for weight in group.texts.iter().filter_map(|text| self.whole.get(*text)).flatten() {
            *sum.entry(weight.term).or_insert(0_u64) += u64::from(weight.share);
        }
        sum
    }

    /// How much a title says of what the whole group says.
    fn fit(&self, title: &str, sum: &BTreeMap<u32, u64>) -> u64 {
        let direction = self.terms.whole(&self.terms.look(title));
        let shared = |weight: &Weight| {
            let sum = sum.get(&weight.term).copied().unwrap_or_default();
            u64::from(weight.share).saturating_mul(sum)
        };
        direction.iter().map(shared).fold(0, u64::saturating_add)
    }
}

fn author(message: &Message) -> Option<&str> {
    message.author.as_deref().map(str::trim).filter(|author| !author.is_empty())
}

/// Whether two texts are nearly the same; texts that say nothing are all the same.
fn nearly_equal(a: &[Weight], b: &[Weight]) -> bool {
    a == b || agreement(a, b) >= ONE * ONE / 1_000 * NEARLY_EQUAL
}

fn places(messages: &[&Message], titles: &[&str]) -> Vec<PlaceCount> {
    let mut known: BTreeMap<&str, u64> = BTreeMap::new();
    for place in messages.iter().filter_map(|message| message.place.as_deref()) {
        *known.entry(place.trim()).or_default() += 1;
    }
    known.remove("");
    let count = |(place, messages): (String, u64)| PlaceCount { place, messages };
    if known.is_empty() {
        return named_places(titles).into_iter().map(count).collect();
    }
    let mut places: Vec<_> =
        known.into_iter().map(|(place, with)| count((place.to_owned(), with))).collect();
    places.sort_by(|a, b| (Reverse(a.messages), &a.place).cmp(&(Reverse(b.messages), &b.place)));
    places
}

fn solved(messages: &[&Message]) -> Solved {
    let count = |which| messages.iter().filter(|message| message.solved == which).count() as u64;
    Solved { yes: count(Some(true)), no: count(Some(false)), unknown: count(None) }
}
