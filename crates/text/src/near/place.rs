//! 地名 — Which places a text itself names: enough to say agree, silent or contradict.
//!
//! The same words about another place are another problem, and most hosts know only the community a
//! message came from. So names are read from the text by how Chinese names places: a boundary (start,
//! punctuation, an administrative code, the end of another name, a word of `data/place.txt` no name
//! holds), a few characters, and an ending (路, 小区, 村, 中学…). A run too long for a name is none:
//! half a sentence is worse than silence. Beside that, numbers that are names: `a3区`, `3栋`, `804路`,
//! `7号线`.

pub mod agree;
mod number;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use serde::Serialize;

use super::message::Mix;
use crate::fold::{fold, is_han};

const TABLE: &str = include_str!("../../data/place.txt");

/// What kind of place a name is of, from wide to narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole city or province: too wide to tell two problems apart when it agrees.
    City,
    /// A district or county.
    Region,
    /// A street office, town or township.
    Town,
    /// A community, village or villagers' group.
    Village,
    /// A road, street, bridge or tunnel.
    Road,
    /// An estate, a building with a name, a square.
    Estate,
    /// A school, company, hospital, station, park or market.
    Body,
    /// A bus or metro line, a numbered road.
    Line,
    /// A building number, which is a place only inside an estate.
    Building,
}

/// A place a text names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Named {
    /// What kind of place.
    pub kind: Kind,
    /// The name, folded, without an ending that only says the kind (`魅力之城` for 魅力之城小区).
    pub name: String,
}

impl Named {
    fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self { kind, name: name.into() }
    }
}

/// The places `text` names, each once, wide ones first.
pub fn read(text: &str) -> Vec<Named> {
    read_folded(&fold(text))
}

/// [`read`] for a text that is folded already.
pub(super) fn read_folded(text: &str) -> Vec<Named> {
    let characters: Vec<char> = text.chars().collect();
    let mut found: BTreeSet<Named> = number::read(&characters).into_iter().collect();
    Reader { rules: &RULES, text: &characters, start: 0, after: false, found: &mut found }.run();
    let all: Vec<Named> = found.iter().cloned().collect();
    found.retain(|named| !all.iter().any(|other| is_tail(other, named)));
    found.into_iter().collect()
}

/// Whether `short` is `long` without its beginning: a text that says both 代表白田佳苑 and 白田佳苑
/// means the second.
fn is_tail(short: &Named, long: &Named) -> bool {
    short.kind == long.kind
        && short.name.len() < long.name.len()
        && short.name.chars().count() >= 3
        && long.name.ends_with(&short.name)
        && short.kind != Kind::Line
}

struct Ending {
    word: Vec<char>,
    kind: Kind,
    most: usize,
    plain: bool,
    not: Vec<Vec<char>>,
}

/// Words by their first character; only ever looked up.
type First<T> = HashMap<char, Vec<T>, BuildHasherDefault<Mix>>;

#[derive(Default)]
struct Rules {
    /// Longest first.
    endings: First<Ending>,
    undo: First<Vec<char>>,
    cut: First<Vec<char>>,
    joint: Vec<Vec<char>>,
}

static RULES: LazyLock<Rules> = LazyLock::new(Rules::parse);

impl Rules {
    fn parse() -> Self {
        let mut rules = Self::default();
        let mut endings: BTreeMap<&str, Ending> = BTreeMap::new();
        let mut plain = BTreeSet::new();
        let sections = TABLE.lines().filter(|line| !line.starts_with('#'));
        for (section, words) in sections.filter_map(|line| line.split_once(": ")) {
            let (name, argument) = section.split_once(' ').unwrap_or((section, ""));
            let words = words.split_whitespace();
            match name {
                "plain" => plain.extend(words),
                "undo" => words.for_each(|word| by_first(&mut rules.undo, word)),
                "cut" => words.for_each(|word| by_first(&mut rules.cut, word)),
                "joint" => rules.joint = longest_first(words),
                "not" => {
                    if let Some(ending) = endings.get_mut(argument) {
                        ending.not.extend(words.map(|word| word.chars().collect()));
                    }
                }
                _ => {
                    let most = argument.parse().unwrap_or(0);
                    for word in words {
                        let ending = Ending {
                            word: word.chars().collect(),
                            kind: kind(name),
                            most,
                            plain: plain.contains(word),
                            not: Vec::new(),
                        };
                        endings.insert(word, ending);
                    }
                }
            }
        }
        for (word, mut ending) in endings {
            ending.plain = plain.contains(word);
            let Some(first) = word.chars().next() else { continue };
            rules.endings.entry(first).or_default().push(ending);
        }
        for list in rules.endings.values_mut() {
            list.sort_by_key(|ending| std::cmp::Reverse(ending.word.len()));
        }
        rules
    }
}

fn kind(section: &str) -> Kind {
    match section {
        "city" => Kind::City,
        "region" => Kind::Region,
        "town" => Kind::Town,
        "village" => Kind::Village,
        "road" => Kind::Road,
        "estate" => Kind::Estate,
        _ => Kind::Body,
    }
}

fn by_first(map: &mut First<Vec<char>>, word: &str) {
    let word: Vec<char> = word.chars().collect();
    let Some(first) = word.first() else { return };
    map.entry(*first).or_default().push(word);
}

fn longest_first<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Vec<char>> {
    let mut list: Vec<Vec<char>> = words.map(|word| word.chars().collect()).collect();
    list.sort_by_key(|word| std::cmp::Reverse(word.len()));
    list
}

/// The longest listed word that begins `rest`.
fn begins(map: &First<Vec<char>>, rest: &[char]) -> usize {
    let Some(words) = rest.first().and_then(|first| map.get(first)) else { return 0 };
    words.iter().filter(|word| rest.starts_with(word)).map(Vec::len).max().unwrap_or(0)
}

/// One pass over a text; `start` is where a name may have begun.
struct Reader<'a> {
    rules: &'a Rules,
    text: &'a [char],
    start: usize,
    /// Whether the last boundary was the end of another name.
    after: bool,
    found: &'a mut BTreeSet<Named>,
}

impl Reader<'_> {
    fn run(mut self) {
        let mut at = 0;
        while let Some(&character) = self.text.get(at) {
            let rest = self.text.get(at..).unwrap_or_default();
            at += if character.is_ascii_alphanumeric() {
                self.number(at, rest)
            } else if is_han(character) {
                self.han(at, rest)
            } else {
                self.boundary(at + 1, false);
                1
            };
        }
    }

    fn boundary(&mut self, start: usize, after: bool) {
        self.start = start;
        self.after = after;
    }

    /// A Chinese character: an ending, a word no name holds, or one more character of a name.
    fn han(&mut self, at: usize, rest: &[char]) -> usize {
        let rules = self.rules;
        let cut = begins(&rules.cut, rest);
        let undone = begins(&rules.undo, rest);
        let listed = rest.first().and_then(|first| rules.endings.get(first));
        let ending = listed
            .and_then(|list| list.iter().find(|ending| rest.starts_with(&ending.word)))
            .filter(|ending| ending.word.len() >= undone.max(cut))
            .filter(|ending| !self.belongs(at, ending));
        if let Some(ending) = ending {
            let end = at + ending.word.len();
            self.close(at, ending);
            self.boundary(end, true);
            return ending.word.len();
        }
        if cut > 0 {
            self.boundary(at + cut, false);
        }
        cut.max(undone).max(1)
    }

    /// Whether a long ending is the name's own but for its last character: 桂花园 is 桂花 and 园.
    fn belongs(&self, at: usize, ending: &Ending) -> bool {
        let tail = ending.word.get(1..).unwrap_or_default();
        let listed = tail.first().and_then(|first| self.rules.endings.get(first));
        let shorter = listed.is_some_and(|list| {
            list.iter().any(|other| other.word == tail && other.kind == ending.kind)
        });
        shorter && at == self.start + 1
    }

    /// A name ends at `at` by `ending`, if what stands before can be one.
    fn close(&mut self, at: usize, ending: &Ending) {
        let mut core = self.text.get(self.start..at).unwrap_or_default();
        if self.after {
            while let Some(joint) = self.rules.joint.iter().find(|word| core.starts_with(word)) {
                core = core.get(joint.len()..).unwrap_or_default();
            }
        }
        let common = ending.not.iter().any(|word| core.ends_with(word));
        let han = core.iter().any(|character| is_han(*character));
        if core.len() < 2 || core.len() > ending.most || common || !han {
            return;
        }
        let mut name: String = core.iter().collect();
        if !ending.plain {
            name.extend(&ending.word);
        }
        let counted = core.last().is_some_and(|last| digit(*last).is_some());
        let kind = if ending.kind == Kind::Region && counted { Kind::Village } else { ending.kind };
        self.found.insert(Named::new(kind, name));
    }

    /// Letters and digits: a code of a region, a line, a building, or part of a name.
    fn number(&mut self, at: usize, rest: &[char]) -> usize {
        let length = rest.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        let word: String = rest.iter().take(length).collect();
        let next: String = rest.iter().skip(length).take(3).collect();
        let end = at + length;
        if let Some((kind, ending)) = code(&word, &next) {
            // Inside a name (新a1区之都) a code is a piece of it.
            if self.start == at || self.after {
                self.found.insert(Named::new(kind, format!("{word}{ending}")));
            }
            self.boundary(end + 1, true);
            return length + 1;
        }
        length
    }
}

/// `a3` + 区: the codes under which open data hides real names.
fn code(word: &str, next: &str) -> Option<(Kind, char)> {
    let mut characters = word.chars();
    let letter = characters.next().is_some_and(|c| c.is_ascii_alphabetic());
    let digits = characters.as_str();
    let ending = next.chars().next()?;
    let kind = match ending {
        '区' | '县' if !digits.is_empty() => Kind::Region,
        '市' if digits.is_empty() => Kind::City,
        '市' => Kind::Region,
        _ => return None,
    };
    (letter && digits.len() <= 2 && digits.chars().all(|c| c.is_ascii_digit()))
        .then_some((kind, ending))
}

fn digit(character: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|c| c == character)
        .and_then(|at| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(Kind, String)> {
        read(text).into_iter().map(|named| (named.kind, named.name)).collect()
    }

    fn said(text: &str) -> Vec<String> {
        read(text).into_iter().map(|named| named.name).collect()
    }

    #[test]
    fn names_of_every_kind() {
        let found = names("B2区纸坊街道东湖社区文华路青和居小区3栋，文华中学旁804路站牌坏了");
        let expected = [
            (Kind::Region, "b2区"),
            (Kind::Town, "纸坊街道"),
            (Kind::Village, "东湖社区"),
            (Kind::Road, "文华路"),
            (Kind::Estate, "青和居"),
            (Kind::Body, "文华中学"),
            (Kind::Line, "804路"),
            (Kind::Building, "3栋"),
        ];
        assert_eq!(found, expected.map(|(kind, name)| (kind, name.to_owned())));
    }

    #[test]
    fn half_a_sentence_is_no_name() {
        let silent = [
            "老人每天走这条马路上学，路口没有红绿灯，道路坑洼",
            "我们小区的居民希望政府加快城市建设",
            "农村的公路一直没人修，村民出行难",
            "附近幼儿园和小学都满了",
            "该公司物业公司拖欠工资",
            "希望在小区门口增设公交站",
            "领导小组到各村检查，全县城镇改造",
        ];
        for text in silent {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn names_are_cut_where_they_begin() {
        assert_eq!(said("请问桐花路与新安路交汇处何时修好"), ["新安路", "桐花路"]);
        assert_eq!(said("投诉位于江北区的望湖花园噪音"), ["江北区", "望湖花园"]);
        assert_eq!(said("从红星村到李家村的路灯不亮"), ["李家村", "红星村"]);
        assert_eq!(said("代表白云佳苑业主，白云佳苑没有电梯"), ["白云佳苑"]);
    }

    #[test]
    fn numbers_are_names_in_one_form() {
        assert_eq!(said("地铁七号线"), said("地铁7号线"));
        assert_eq!(said("二十一栋漏水"), ["21栋"]);
        assert_eq!(said("国道107改道"), said("107国道改道"));
        assert_eq!(said("公交204晚点"), said("204路公交车晚点"));
        assert_eq!(said("等了20分钟，花了3个月，2019年"), Vec::<String>::new());
    }

    #[test]
    fn the_table_is_read_whole() {
        assert!(RULES.endings.values().map(Vec::len).sum::<usize>() > 60);
        let all = RULES.endings.values().flatten();
        assert!(all.clone().all(|ending| ending.most > 1), "a line without a number");
        assert!(all.clone().any(|ending| ending.plain) && all.clone().any(|e| !e.not.is_empty()));
        for line in TABLE.lines().filter(|line| line.starts_with("not ")) {
            let ending = line["not ".len()..].split(':').next().unwrap();
            let known = RULES.endings.values().flatten();
            let known: Vec<String> = known.map(|e| e.word.iter().collect()).collect();
            assert!(known.iter().any(|word| word == ending), "{ending} is no ending");
        }
    }
}
