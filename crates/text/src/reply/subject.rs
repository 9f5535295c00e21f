//! 所问 — Whether a reply speaks of what was asked: the same subject, buildings and places.
//!
//! A short question shares few words with a good reply, so words are only one sign: 停水 and 供水管
//! share a subject. The same words about another building or estate answer somebody else.

use std::collections::BTreeSet;

use super::lists::LISTS;
use super::shape::Shape;
use crate::fold::{EntityKind, Trace, Words, entities, is_han, is_numeral};

/// Why a reply seems to answer another question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Apart {
    /// It names other buildings or places only.
    Place(String, String),
    /// Its subjects are others.
    Subject(String, String),
    /// It shares no word that says anything.
    Words,
}

/// How `shape` misses `question`; `None` when it does not, or nothing can be said.
pub(super) fn apart(question: &str, shape: &Shape, reply: &str) -> Option<Apart> {
    let asked = Trace::of(question);
    if let Some((there, here)) =
        other_buildings(question, reply).or_else(|| other_places(&asked, &shape.trace))
    {
        return Some(Apart::Place(there, here));
    }
    let (asked_pairs, asked_topics) = (pairs(&asked, |_| true), topics(&asked, |_| true));
    if asked_pairs.is_empty() {
        return None;
    }
    let is_own = |at: usize| shape.own.get(at).is_some_and(|own| *own);
    let is_said = |at: usize| is_own(at) || shape.quoted.get(at).is_some_and(|quoted| *quoted);
    // Neither the question said again nor who answers (物业, 交通局) is what is answered.
    let mut bodies = vec![false; shape.trace.len()];
    for (from, to) in &shape.bodies {
        bodies.get_mut(*from..*to).into_iter().for_each(|cells| cells.fill(true));
    }
    let body = |at: usize| bodies.get(at).is_some_and(|body| *body);
    let quoted = |at: usize| shape.quoted.get(at).is_some_and(|quoted| *quoted);
    // A body's name may show that the subject is the same (公积金中心), never that it is another. The
    // question said again counts only where nothing else names a subject.
    let own = topics(&shape.trace, |at| !quoted(at) && !body(at));
    let answered = if own.is_empty() { topics(&shape.trace, |at| !body(at)) } else { own };
    let with_bodies = topics(&shape.trace, |at| !quoted(at));
    if !answered.is_disjoint(&asked_topics) || !with_bodies.is_disjoint(&asked_topics) {
        return None;
    }
    let (asked_characters, singles) = shared_characters(&asked, &shape.trace);
    let shared = pairs(&shape.trace, is_own).intersection(&asked_pairs).count();
    // A long question shares a few words with anything.
    let by_chance = asked_pairs.len() / 60;
    let singly = singles < 3 + asked_characters / 40;
    if !answered.is_empty() && !asked_topics.is_empty() && shared <= by_chance && singly {
        let list = |topics: &BTreeSet<&str>| topics.iter().copied().collect::<Vec<_>>().join("、");
        return Some(Apart::Subject(list(&asked_topics), list(&answered)));
    }
    let said = pairs(&shape.trace, is_said).intersection(&asked_pairs).count();
    // 换好了 alone may speak of anything; a long text or a subject of its own speaks of something.
    let says = !answered.is_empty() || shape.own_count() >= SAYS_MUCH;
    (said == 0 && singly && says).then_some(Apart::Words)
}

/// As many own characters as a reply seldom needs without once naming what it is about.
const SAYS_MUCH: usize = 40;

fn topics(trace: &Trace, counts: impl Fn(usize) -> bool) -> BTreeSet<&'static str> {
    let hit = |list: &Words| (0..trace.len()).any(|at| counts(at) && list.at(trace, at).is_some());
    LISTS.topics.iter().filter(|(_, list)| hit(list)).map(|(topic, _)| *topic).collect()
}

/// Pairs of Chinese characters that say something: neither generic words nor parts of place names.
fn pairs(trace: &Trace, counts: impl Fn(usize) -> bool) -> BTreeSet<(char, char)> {
    let named: BTreeSet<usize> =
        places(trace).into_iter().flat_map(|place| place.at..place.end).collect();
    let pairs = (0..trace.len()).filter(|at| {
        let both =
            is_han(trace.at(*at)) && is_han(trace.at(at + 1)) && counts(*at) && counts(at + 1);
        both && LISTS.generic.at(trace, *at).is_none() && !named.contains(at)
    });
    pairs.map(|at| (trace.at(at), trace.at(at + 1))).collect()
}

/// How many telling characters the question has, and how many of them the reply.
fn shared_characters(asked: &Trace, answered: &Trace) -> (usize, usize) {
    let asked = characters(asked);
    (asked.len(), asked.intersection(&characters(answered)).count())
}

fn characters(trace: &Trace) -> BTreeSet<char> {
    const COMMON: &str = "的了在是我有和就不人都一个上也很到说要去你会着没看好自这那他她们为以对可能下里来用把被与及或请向由从于中大小多少年月日号区市县镇村社问题反映情况处理解决已将等本该其各部门";
    let all = (0..trace.len()).map(|at| trace.at(at));
    all.filter(|c| is_han(*c) && !COMMON.contains(*c) && !is_numeral(*c)).collect()
}

/// Buildings of both when none is the same.
fn other_buildings(question: &str, reply: &str) -> Option<(String, String)> {
    let named = |text: &str| -> BTreeSet<String> {
        let entities = entities(text).into_iter();
        let houses = entities.filter(|e| {
            e.kind == EntityKind::Building
                || (e.kind == EntityKind::Address && e.value.contains("号楼"))
        });
        let building =
            |value: String| value.split_once("号楼").map(|(building, _)| format!("{building}号楼"));
        houses.filter_map(|e| building(e.value)).collect()
    };
    differ(&named(question), &named(reply))
}

fn differ(asked: &BTreeSet<String>, answered: &BTreeSet<String>) -> Option<(String, String)> {
    let list = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join("、");
    let apart = !asked.is_empty() && !answered.is_empty() && asked.is_disjoint(answered);
    apart.then(|| (list(asked), list(answered)))
}

/// A named place, by cells; `key` is the two characters before its ending, and the ending.
#[derive(Debug)]
struct Place {
    at: usize,
    end: usize,
    key: String,
    sort: usize,
}

const ENDINGS: [&str; 14] = [
    "小区", "花园", "家园", "社区", "大道", "小学", "中学", "公园", "广场", "村", "路", "街", "苑",
    "桥",
];
/// Words before an ending that are no name.
const OTHER_WORDS: [&str; 16] = [
    "建议", "希望", "请求", "要求", "我们", "咱们", "你们", "附近", "旁边", "门口", "网友", "全部",
    "所有", "城市", "农村", "行政",
];
/// Where to go for advice is another place and no other question.
const ADVICE: [&str; 8] = ["窗口", "大厅", "位于", "地址", "前往", "请到", "携带", "可到"];

fn places(trace: &Trace) -> Vec<Place> {
    let found = (0..trace.len()).filter_map(|at| {
        let (ending, length) = trace.any(at, &ENDINGS)?;
        let is_name = |c: char| {
            is_han(c)
                && !"本该我此这那个各全老旧新整们在到的是从于由请将把被对路街村,修条".contains(c)
        };
        let back = trace.run_back(at, 4, is_name);
        let ends = ending.chars().count() > 1
            || !"上面边口灯况段线由过民委道里长支".contains(trace.at(at + 1));
        let key = trace.text(at - back.min(2), at + length);
        let sort = ENDINGS.iter().position(|other| *other == ending)?;
        // 建议公园, 我们村: no name but a word that goes before.
        let word = OTHER_WORDS.iter().any(|word| trace.ends_with(at, word));
        let named = !word && LISTS.generic.at(trace, at.saturating_sub(2)).is_none();
        let joined = "和与及".contains(trace.before(at));
        (back >= 2 && ends && named && !joined).then_some(Place {
            at: at - back,
            end: at + length,
            key,
            sort,
        })
    });
    found.collect()
}

/// Places of the same sort when none is the same.
fn other_places(asked: &Trace, answered: &Trace) -> Option<(String, String)> {
    let text = answered.text(0, answered.len());
    if ADVICE.iter().any(|word| text.contains(word)) {
        return None;
    }
    let (there, here) = (places(asked), places(answered));
    let names = |places: &[Place], sort: usize| -> BTreeSet<String> {
        places.iter().filter(|place| place.sort == sort).map(|place| place.key.clone()).collect()
    };
    // One place in common is enough: replies name what is beside it as well.
    let known: BTreeSet<&str> = there.iter().map(|place| place.key.as_str()).collect();
    if here.iter().any(|place| known.contains(place.key.as_str())) {
        return None;
    }
    (0..ENDINGS.len()).find_map(|sort| differ(&names(&there, sort), &names(&here, sort)))
}
