//! 特征 — What two messages have in common, as numbers a small model weighs and a person can check.

use super::message::{Corpus, Message, Plain, Token, as_f64, each_token, hashed};
use super::place::agree::{Places, Read, Says, compare};
use super::place::{Kind, Named, read_folded};

/// The features of a pair in the order of the model's file. All lie between 0 and 1; those that
/// measure likeness are square roots, because between 0.05 and 0.2 lies most of what can be told.
pub const NAMES: [&str; 28] = [
    "words",
    "title",
    "head",
    "held",
    "title_held",
    "title_held_both",
    "lead",
    "lead_both",
    "run",
    "days",
    "numbers",
    "estate",
    "estate_apart",
    "line",
    "line_apart",
    "body",
    "body_apart",
    "road",
    "road_apart",
    "region",
    "region_apart",
    "place_apart",
    "topic",
    "topic_held",
    "topic_held_both",
    "themes",
    "topic_place",
    "themes_place",
];

/// One number for each of [`NAMES`].
pub type Features = [f64; NAMES.len()];

/// Tokens with weights whose squares add to one, by token.
type Vector = Vec<(Token, f64)>;

/// How many characters of the body are read for names: further down people compare with elsewhere.
const NAMED: usize = 200;
/// The weight of a run of shared words that counts as whole, in words nobody else has.
const RUN: f64 = 3.34;
/// How many days are assumed where nobody wrote one.
const UNKNOWN: u32 = 90;
/// How many characters of the body belong to its head.
const OPENING: usize = 60;
/// The weights of tokens that say what a message is about, as shares of the weight of a word nobody
/// else has; rarer ones are mostly names.
const THEMES: std::ops::Range<f64> = 0.167..0.627;
/// The least weight, as such a share, of a token behind the name of a district to be a name itself.
const NAME: f64 = 0.46;
/// How many characters behind the name of a district are where a place without an ending stands.
const LEAD: usize = 6;

/// A message prepared for comparing with many others. Make it anew when the [`Corpus`] has grown by
/// half: its weights are those of the day it was made.
#[derive(Debug, Clone)]
pub struct Card {
    pub(super) plain: Plain,
    pub(super) named: Vec<Named>,
    words: Vector,
    title: Vector,
    head: Vector,
    /// The tokens of the title in order.
    order: Vec<(Token, f64)>,
    lead: Vector,
    shingles: Vec<u32>,
    numbers: Vec<Token>,
    /// What a word weighs that nobody else has.
    full: f64,
    /// The tokens of names, which say where and not what.
    mask: Vec<Token>,
    /// The tokens of `words` neither very rare nor very common.
    themes: Vector,
}

impl Card {
    /// Prepares a message with the weights of `corpus`.
    pub fn of(message: &Message, corpus: &Corpus) -> Self {
        Self::of_plain(Plain::of(message), corpus)
    }

    pub(super) fn of_plain(plain: Plain, corpus: &Corpus) -> Self {
        let (title, body) = (tokens(&plain.title), tokens(&plain.body));
        let opening = body.iter().take_while(|(_, at)| *at < OPENING * 3).copied();
        let head: Vec<_> = title.iter().copied().chain(opening).collect();
        // The title says what it is about: it counts twice.
        let whole: Vec<_> = title.iter().chain(&title).chain(&body).copied().collect();
        let weigh = |list: &[(Token, usize)]| weighed(list, |token| corpus.weight(token));
        let order: Vec<_> =
            title.iter().map(|(token, _)| (*token, corpus.weight(*token))).collect();
        let mut named = read_folded(&plain.title);
        named.extend(read_folded(&plain.body.chars().take(NAMED).collect::<String>()));
        named.sort_unstable();
        named.dedup();
        let words = weigh(&whole);
        let full = corpus.full();
        let mask = mask(&named, &lead(&plain.title), corpus);
        let themes = words.iter().filter(|(token, _)| {
            THEMES.contains(&(corpus.weight(*token) / full)) && mask.binary_search(token).is_err()
        });
        Self {
            themes: normal(themes.copied().collect()),
            mask,
            full,
            title: weigh(&title),
            head: weigh(&head),
            lead: weigh(&lead(&plain.title)),
            shingles: shingles(&plain.body),
            numbers: numbers(&plain),
            words,
            order,
            named,
            plain,
        }
    }

    fn read(&self) -> Read<'_> {
        Read { named: &self.named, text: [&self.plain.title, &self.plain.body] }
    }

    /// What a token weighs in this message, if it has it.
    pub(super) fn weight_of(&self, token: Token) -> Option<f64> {
        let at = self.words.binary_search_by_key(&token, |(token, _)| *token).ok()?;
        self.words.get(at).map(|(_, weight)| *weight)
    }
}

/// What the places of two messages say, from both texts.
pub fn places(a: &Card, b: &Card) -> Places {
    compare(a.read(), b.read())
}

/// How alike all words of two messages are, 0 to 1: a cheap first look before [`features`].
pub fn alike(a: &Card, b: &Card) -> f64 {
    dot(&a.words, &b.words)
}

/// The features of a pair, the same in either order.
pub fn features(a: &Card, b: &Card, places: &Places) -> Features {
    let held = [mass(&a.words, &b.words), mass(&b.words, &a.words)];
    let title_held = [mass(&a.title, &b.words), mass(&b.title, &a.words)];
    let lead = [mass(&a.lead, &b.words), mass(&b.lead, &a.words)];
    let run = [run(&a.order, &b.words), run(&b.order, &a.words)];
    let days = a.plain.day.zip(b.plain.day).map_or(UNKNOWN, |(a, b)| a.abs_diff(b));
    let first = [
        alike(a, b).sqrt(),
        dot(&a.title, &b.title).sqrt(),
        dot(&a.head, &b.head).sqrt(),
        high(held).sqrt(),
        high(title_held).sqrt(),
        low(title_held).sqrt(),
        high(lead).sqrt(),
        low(lead).sqrt(),
        (high(run) / (RUN * a.full.max(b.full))).min(1.0).sqrt(),
        f64::from(days.min(365)) / 365.0,
        numbers_shared(a, b).sqrt(),
    ];
    let said = [Kind::Estate, Kind::Line, Kind::Body, Kind::Road, Kind::Region].map(|kind| {
        let says = places.says(kind);
        [flag(says == Says::Agree), flag(says == Says::Contradict)]
    });
    let whole = with_tree(a, b, places);
    let agree = flag(whole == Says::Agree);
    let about = topic(a, b, &a.words, &b.words).sqrt();
    let held = [topic(a, b, &a.title, &b.words), topic(b, a, &b.title, &a.words)];
    let themes = dot(&a.themes, &b.themes).sqrt();
    let last = [
        flag(whole == Says::Contradict),
        about,
        high(held).sqrt(),
        low(held).sqrt(),
        themes,
        about * agree,
        themes * agree,
    ];
    let mut out = [0.0; NAMES.len()];
    let all = first.into_iter().chain(said.into_iter().flatten()).chain(last);
    out.iter_mut().zip(all).for_each(|(slot, value)| *slot = value);
    out
}

/// What the names say, and where they are silent, the tree.
fn with_tree(a: &Card, b: &Card, places: &Places) -> Says {
    let tree = a.plain.place.as_deref().zip(b.plain.place.as_deref());
    let Some((one, other)) = tree else { return places.whole() };
    match places.whole() {
        Says::Contradict => Says::Contradict,
        _ if !inside(one, other) => Says::Contradict,
        _ => Says::Agree,
    }
}

/// Whether one code of the tree is the other or lies inside it.
pub(super) fn inside(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// How much of two bodies is the same letter by letter, the smaller share, 0 to 1.
pub fn copied(a: &Card, b: &Card) -> f64 {
    low([part(&a.shingles, &b.shingles), part(&b.shingles, &a.shingles)])
}

fn flag(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

fn high([a, b]: [f64; 2]) -> f64 {
    a.max(b)
}

fn low([a, b]: [f64; 2]) -> f64 {
    a.min(b)
}

fn tokens(folded: &str) -> Vec<(Token, usize)> {
    let mut list = Vec::new();
    each_token(folded, |token, at| list.push((token, at)));
    list
}

/// Counts tokens, damps repetition, weighs and normalises.
fn weighed(list: &[(Token, usize)], weight: impl Fn(Token) -> f64) -> Vector {
    let mut sorted: Vec<Token> = list.iter().map(|(token, _)| *token).collect();
    sorted.sort_unstable();
    let counted = sorted.chunk_by(|a, b| a == b).filter_map(|same| {
        let token = *same.first()?;
        Some((token, as_f64(same.len() as u64).sqrt() * weight(token)))
    });
    normal(counted.collect())
}

fn normal(mut vector: Vector) -> Vector {
    let length: f64 = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

/// The tokens that follow the last code or name of a district in the title.
fn lead(title: &str) -> Vec<(Token, usize)> {
    let characters: Vec<char> = title.chars().collect();
    let end = characters.windows(2).position(
        |pair| matches!(pair, [before, '市' | '区' | '县'] if before.is_ascii_alphanumeric()),
    );
    let mut from = end.map_or(0, |end| end + 2);
    // `a市a5区…`: the second code.
    let behind = characters.get(from..).unwrap_or_default();
    let again = behind.windows(2).take(4).position(
        |pair| matches!(pair, [before, '市' | '区' | '县'] if before.is_ascii_alphanumeric()),
    );
    from += again.map_or(0, |again| again + 2);
    let lead: String = characters.iter().skip(from).take(LEAD).collect();
    tokens(&lead)
}

/// Hashes of eight characters together, letters and digits only.
fn shingles(body: &str) -> Vec<u32> {
    let characters: Vec<u32> =
        body.chars().filter(|c| c.is_alphanumeric()).map(u32::from).collect();
    let mut all: Vec<u32> = characters
        .windows(8)
        .map(|window| {
            let hash = window.iter().fold(0x811c_9dc5_u32, |hash, character| {
                (hash ^ character).wrapping_mul(0x0100_0193)
            });
            (hash ^ hash >> 15).wrapping_mul(0x85eb_ca6b)
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words with digits of title and opening, without years and codes of districts.
fn numbers(plain: &Plain) -> Vec<Token> {
    let mut all = Vec::new();
    for part in [&plain.title, &plain.body] {
        for word in part.split(|c: char| !c.is_ascii_alphanumeric()) {
            let year = word.len() == 4 && word.starts_with("20");
            let digits = word.chars().filter(char::is_ascii_digit).count();
            let letters = word.len() - digits;
            if digits > 0
                && !year
                && !(letters == 1 && digits <= 2 && word.starts_with(char::is_alphabetic))
            {
                all.push(hashed(word));
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// How many of the fewer numbers both have.
fn numbers_shared(a: &Card, b: &Card) -> f64 {
    let fewer = a.numbers.len().min(b.numbers.len());
    let shared = a.numbers.iter().filter(|number| b.numbers.binary_search(number).is_ok()).count();
    as_f64(shared as u64) / as_f64(fewer.max(1) as u64)
}

/// The sum of products over the tokens both have.
fn dot(a: &[(Token, f64)], b: &[(Token, f64)]) -> f64 {
    let mut sum = 0.0;
    both(a, b, |x, y| sum += x * y);
    sum.min(1.0)
}

/// [`dot`] without the tokens of names, as if they had never been there.
fn topic(a: &Card, b: &Card, of_a: &[(Token, f64)], of_b: &[(Token, f64)]) -> f64 {
    let plain = |token: &Token| {
        a.mask.binary_search(token).is_err() && b.mask.binary_search(token).is_err()
    };
    let length = |list: &[(Token, f64)]| {
        let left = list.iter().filter(|(token, _)| plain(token));
        left.map(|(_, weight)| weight * weight).sum::<f64>()
    };
    let (mut sum, size) = (0.0, length(of_a) * length(of_b));
    both_tokens(of_a, of_b, |token, x, y| {
        if plain(token) {
            sum += x * y;
        }
    });
    if size > 0.0 { (sum / size.sqrt()).min(1.0) } else { 0.0 }
}

/// The tokens of the names a message has and of the rare words behind the name of a district.
fn mask(named: &[Named], lead: &[(Token, usize)], corpus: &Corpus) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    for name in named {
        each_token(&name.name, |token, _| all.push(token));
    }
    let rare = |token: &Token| corpus.weight(*token) >= NAME * corpus.full();
    all.extend(lead.iter().map(|(token, _)| *token).filter(rare));
    all.sort_unstable();
    all.dedup();
    all
}

/// How much of the square weight of `a` stands in `b`.
fn mass(a: &[(Token, f64)], b: &[(Token, f64)]) -> f64 {
    let mut sum = 0.0;
    both(a, b, |x, _| sum += x * x);
    sum.min(1.0)
}

fn both(a: &[(Token, f64)], b: &[(Token, f64)], mut visit: impl FnMut(f64, f64)) {
    both_tokens(a, b, |_, x, y| visit(x, y));
}

fn both_tokens(a: &[(Token, f64)], b: &[(Token, f64)], mut visit: impl FnMut(&Token, f64, f64)) {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some((x, of_a)), Some((y, of_b))) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => {
                a.next();
            }
            std::cmp::Ordering::Greater => {
                b.next();
            }
            std::cmp::Ordering::Equal => {
                visit(x, *of_a, *of_b);
                a.next();
                b.next();
            }
        }
    }
}

/// The share of `a` in `b`, both sorted.
fn part(a: &[u32], b: &[u32]) -> f64 {
    if a.is_empty() {
        return 0.0;
    }
    let shared = a.iter().filter(|hash| b.binary_search(hash).is_ok()).count();
    as_f64(shared as u64) / as_f64(a.len() as u64)
}

/// The heaviest unbroken run of the first title's tokens that stand in the other message.
fn run(order: &[(Token, f64)], other: &[(Token, f64)]) -> f64 {
    let (mut best, mut sum) = (0.0_f64, 0.0);
    for (token, weight) in order {
        let held = other.binary_search_by_key(token, |(token, _)| *token).is_ok();
        sum = if held { sum + weight } else { 0.0 };
        best = best.max(sum);
    }
    best
}
