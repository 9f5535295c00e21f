//! 姓名 — Likely names of persons, by family name, given name and the words beside them.
//!
//! Chinese writing does not mark names, and 高层, 方便 and 王家湾 begin like them. Every sign for and
//! against is a small whole number; what reaches [`ENOUGH`] is shown to a worker with the strongest
//! sign as the reason. 张某某, 李女士 and 陈书记 say too little to be hidden and are left alone.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::{Trace, Words, is_han};

const NAMES: &str = include_str!("../../data/names.txt");
const WORDS: &str = include_str!("../../data/words.txt");

/// The sum of signs from which a name is marked.
const ENOUGH: i32 = 5;

#[derive(Debug, Default)]
struct Lists {
    common: HashSet<char>,
    rare: HashSet<char>,
    doubtful: HashSet<char>,
    compound: Words,
    given: HashSet<char>,
    called: Words,
    role: Words,
    beside: Words,
    title: Words,
    after: Words,
    place: Words,
    public: Words,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
        let Some((section, words)) = line.split_once(':') else { continue };
        let words = words.split_whitespace();
        let characters = words.clone().filter_map(|word| word.chars().next());
        match section {
            "common" => lists.common.extend(characters),
            "rare" => lists.rare.extend(characters),
            "doubtful" => lists.doubtful.extend(characters),
            "given" => lists.given.extend(characters),
            "compound" => lists.compound.add(words),
            "called" => lists.called.add(words),
            "role" => lists.role.add(words),
            "beside" => lists.beside.add(words),
            "title" => lists.title.add(words),
            "after" => lists.after.add(words),
            "place" => lists.place.add(words),
            "public" => lists.public.add(words),
            _ => {}
        }
    }
    lists
});

/// Pairs of characters that are a word of their own.
static PAIRS: LazyLock<HashMap<char, HashSet<char>>> = LazyLock::new(|| {
    let mut pairs: HashMap<char, HashSet<char>> = HashMap::new();
    for word in WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
    {
        let mut characters = word.chars();
        if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
            pairs.entry(first).or_default().insert(second);
        }
    }
    pairs
});

fn is_word(trace: &Trace, at: usize) -> bool {
    PAIRS.get(&trace.at(at)).is_some_and(|seconds| seconds.contains(&trace.at(at + 1)))
}

/// A likely name, by cells, and the word that spoke for it.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub at: usize,
    pub length: usize,
    /// The word beside it, empty when the name speaks for itself.
    pub cue: &'static str,
}

/// All likely names, in order.
pub(super) fn find(trace: &Trace) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < trace.len() {
        let listed = trace.before(at) == '、'
            && names.last().is_some_and(|last| last.at + last.length + 1 == at);
        let name = is_han(trace.at(at)).then(|| begins_at(trace, at, listed)).flatten();
        at += name.as_ref().map_or(1, |name| name.length);
        names.extend(name);
    }
    names
}

fn begins_at(trace: &Trace, at: usize, listed: bool) -> Option<Name> {
    if let Some(name) = dotted(trace, at) {
        return Some(name);
    }
    let (surname, family) = family(trace, at)?;
    // 陈书记, 李女士: a title right after the family name.
    if LISTS.title.at(trace, at + surname).is_some() && surname == 1 {
        return None;
    }
    let before = Before::of(trace, at, listed);
    let lengths = [surname + 2, surname + 1].into_iter();
    let scored = lengths.filter_map(|length| {
        let score = score(trace, at, surname, length, &before)? + family;
        (score >= ENOUGH).then_some((score, length))
    });
    let (_, length) = scored.max_by_key(|(score, length)| (*score, *length))?;
    let title = LISTS.title.at(trace, at + length);
    let cue = before.word.or(title.map(|(word, _)| word)).unwrap_or_default();
    Some(Name { at, length, cue })
}

/// How many cells the family name takes, and what it weighs.
fn family(trace: &Trace, at: usize) -> Option<(usize, i32)> {
    if LISTS.compound.at(trace, at).is_some() {
        return Some((2, 1));
    }
    let first = trace.at(at);
    if LISTS.common.contains(&first) {
        return Some((1, 0));
    }
    if LISTS.doubtful.contains(&first) {
        return Some((1, -4));
    }
    LISTS.rare.contains(&first).then_some((1, -2))
}

/// What stands before a name.
struct Before {
    weight: i32,
    word: Option<&'static str>,
}

impl Before {
    fn of(trace: &Trace, at: usize, listed: bool) -> Self {
        // 姓名： and 业主“ ”: signs between the cue and the name.
        let is_sign = |c: char| {
            matches!(c, ':' | ' ' | '"' | '“' | '(' | '是' | '叫' | '为' | '\n' | ',' | '!')
        };
        let signs = trace.run_back(at, 3, is_sign);
        let tight = |end: usize| !trace.text(end, at).contains([',', '\n', '!']);
        for back in 0..=signs {
            let end = at - back;
            if let Some(word) = LISTS.called.before(trace, end) {
                return Self { weight: 5, word: Some(word) };
            }
            if let Some(word) = LISTS.role.before(trace, end).filter(|_| tight(end)) {
                return Self { weight: 4, word: Some(word) };
            }
        }
        if listed {
            return Self { weight: 3, word: Some("、") };
        }
        let edge = at == 0 || matches!(trace.before(at), ' ' | '\n');
        let beside = edge || LISTS.beside.before(trace, at).is_some();
        let joined = at.checked_sub(1).is_some_and(|before| is_word(trace, before));
        Self {
            weight: if beside {
                1
            } else if joined {
                -3
            } else {
                0
            },
            word: None,
        }
    }
}

/// The sum of signs for a name of `length` cells; `None` when it cannot be one.
fn score(trace: &Trace, at: usize, surname: usize, length: usize, before: &Before) -> Option<i32> {
    let end = at + length;
    let given = at + surname..end;
    if !given.clone().all(|at| is_han(trace.at(at))) || is_veiled(trace, at, end) {
        return None;
    }
    if LISTS.public.at(trace, at).is_some() {
        return None;
    }
    // A title is no part of a name: 王芳老师 is 王芳.
    let overlaps =
        |from: usize| LISTS.title.at(trace, from).is_some_and(|(_, length)| from + length > end);
    if given.clone().any(overlaps) || given.clone().any(|at| NEVER.contains(trace.at(at))) {
        return None;
    }
    let names = given.clone().filter(|at| LISTS.given.contains(&trace.at(*at))).count();
    let others = given.len() - names;
    let mut score = before.weight + signed(names) * 2 - signed(others);
    let title = LISTS.title.at(trace, end);
    let after = LISTS.after.at(trace, end);
    score += match (&title, &after) {
        (Some(_), _) => 4,
        (None, Some(_)) => 1,
        (None, None) => i32::from(end >= trace.len() || matches!(trace.at(end), ' ' | '\n')),
    };
    if is_word(trace, at) {
        score -= 4;
    }
    // 和家长, 向开发商: two characters that are a word are oftener that than a given name.
    let common = LISTS.common.contains(&trace.at(at));
    if given.len() == 2 && (others > 0 || !common) && is_word(trace, at + surname) {
        score -= if common { 3 } else { 2 };
    }
    // 柳叶大道: the ending of a place begins inside.
    let inside = |at: usize| LISTS.place.at(trace, at).is_some_and(|(_, length)| at + length > end);
    if title.is_none() && given.clone().any(inside) {
        score -= 5;
    }
    // 明显 in 王明显然: the last character belongs to the next word, unless the next ones make one.
    let torn =
        is_word(trace, end - 1) && title.is_none() && after.is_none() && !is_word(trace, end);
    score -= if torn { 2 } else { 0 };
    if title.is_none() && LISTS.place.at(trace, end).is_some() {
        score -= 5;
    }
    if given.len() == 2
        && LISTS.place.at(trace, end - 1).is_some_and(|(_, length)| length == 1)
        && before.weight < 4
    {
        score -= 4;
    }
    Some(score)
}

fn signed(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Characters no given name has, so that a name ends before them.
const NEVER: &str = "的了着过吗呢吧啊我你他她它这那哪谁们个些什么怎没不也还就都很太最更非且或但而因所以若即使被把将向从自至到在于与跟同及等说称讲问答告诉请让叫给对做想要该须会能可再又曾刚现每各某几多只条间层栋号室栏款费税价钱电路灯房屋楼门窗墙梯管厕垃圾噪声";

/// 张某某, 李某, 王**, 赵XX: hidden already.
fn is_veiled(trace: &Trace, at: usize, end: usize) -> bool {
    let veil = |c: char| matches!(c, '某' | '*' | 'x' | '×' | '○' | '_' | '甲' | '乙' | '丙');
    (at..=end).any(|at| {
        veil(trace.at(at)) && !matches!((trace.at(at), at == end), ('甲' | '乙' | '丙', true))
    })
}

/// 买买提·吐尔逊 after a role: names with a point between.
fn dotted(trace: &Trace, at: usize) -> Option<Name> {
    let first = trace.run(at, 7, is_han);
    if !(2..=6).contains(&first) || !matches!(trace.at(at + first), '·' | '•' | '・') {
        return None;
    }
    let second = trace.run(at + first + 1, 5, |c| is_han(c) && !NEVER.contains(c));
    let before = Before::of(trace, at, false);
    let length = first + 1 + second.min(4);
    (before.weight >= 4 && second >= 2).then(|| Name {
        at,
        length,
        cue: before.word.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let trace = Trace::of(text);
        find(&trace).iter().map(|name| trace.text(name.at, name.at + name.length)).collect()
    }

    #[test]
    fn names_beside_the_words_that_announce_them() {
        for (text, name) in [
            ("我叫王小明，住在这里", "王小明"),
            ("业主李强反映电梯坏了", "李强"),
            ("村民王明反映路灯不亮", "王明"),
            ("找社区张丽华主任签字", "张丽华"),
            ("姓名：欧阳娜娜", "欧阳娜娜"),
            ("联系人 陈三新", "陈三新"),
            ("校长丁农一不管", "丁农一"),
            ("我儿子刘子轩在读小学", "刘子轩"),
            ("请王建国书记过问", "王建国"),
            ("班主任赵敏老师收钱", "赵敏"),
            ("村民 諸葛明 說", "诸葛明"),
            ("被王秀英，打伤", "王秀英"),
        ] {
            assert_eq!(names(text), [name], "{text}");
        }
        assert_eq!(names("村民李强、王芳、赵磊签名"), ["李强", "王芳", "赵磊"]);
        assert_eq!(names("居民买买提·吐尔逊说"), ["买买提·吐尔逊"]);
    }

    #[test]
    fn places_brands_titles_and_words_are_no_names() {
        for text in [
            "王家湾的路灯",
            "李宁专卖店扰民",
            "张某某和李女士、陈书记",
            "业主应该和物业协商",
            "高层住宅方便居民",
            "村民常年没有水",
            "居民安装管道",
            "学生成绩下降",
            "司机于昨天停车",
            "黄河路施工单位",
            "李家村小学门口",
            "万元户和白天",
            "周边居民高度关注",
            "我是高中生",
            "马路对面水管爆裂",
            "王府井街道办事处",
            "任何单位不得",
            "高新区管委会",
            "赵**反映、王XX说",
            "业主王女士反映",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }
}
