//! 地点 — Which places a message names, so that the same words elsewhere stay another problem.
//!
//! Three levels are read in the title (or the beginning of an untitled message): the number of a
//! line (7号线, 204路), the district (A3区, 岳麓区), and the place itself by the two characters before
//! its kind (南湖|路, 之城|小区). Two messages contradict each other when both name a level and agree on
//! nothing of it; a place is also agreed on when the other message speaks of it anywhere. A place the
//! caller knows (a path in the place tree) goes before everything that is written.

use std::collections::BTreeSet;

use super::vector::{Counts, Terms};
use crate::fold::is_han;

/// The places one message names.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// The path the caller knows.
    known: Option<String>,
    /// Numbers of lines, such as `7号线`.
    lines: BTreeSet<String>,
    /// Districts and counties, such as `a3区`.
    districts: BTreeSet<String>,
    /// The pairs of characters that name a place in the title.
    names: BTreeSet<u32>,
}

/// Kinds of places that are named, longest first.
const KINDS: [&str; 42] = [
    "幼儿园",
    "地铁站",
    "小区",
    "花园",
    "家园",
    "公馆",
    "雅苑",
    "国际",
    "大厦",
    "广场",
    "学校",
    "小学",
    "中学",
    "大学",
    "医院",
    "公园",
    "社区",
    "街道",
    "大道",
    "公寓",
    "新村",
    "山庄",
    "市场",
    "新城",
    "名城",
    "一期",
    "二期",
    "三期",
    "四期",
    "苑",
    "城",
    "府",
    "湾",
    "村",
    "镇",
    "乡",
    "路",
    "街",
    "巷",
    "邸",
    "桥",
    "园",
];

/// Common words that end like a place: 政府, 道路, 校园.
const NO_PLACE: [&str; 40] = [
    "政府", "道路", "公路", "马路", "铁路", "线路", "电路", "走路", "修路", "问路", "半路", "出路",
    "思路", "网路", "管路", "村路", "进路", "车路", "行路", "商城", "全城", "县城", "省城", "古城",
    "进城", "农村", "全村", "本村", "我村", "各村", "临街", "逛街", "城镇", "乡镇", "城乡", "下乡",
    "老乡", "家乡", "校园", "公园",
];

/// What stands before a kind without naming anything: 安置|小区, 水泥|路, 我们|小区.
const NAMELESS: [&str; 96] = [
    "安置", "老旧", "我们", "这个", "该小", "住宅", "居民", "商业", "水泥", "高速", "马路", "道路",
    "公共", "十字", "修的", "入户", "实验", "公办", "民办", "私立", "配套", "附近", "周边", "农村",
    "城市", "临街", "步行", "幼儿", "培训", "工业", "物业", "菜市", "农贸", "请问", "反映", "咨询",
    "投诉", "建议", "希望", "关于", "举报", "的道", "条道", "人民", "中心", "中央", "二手", "新建",
    "在建", "整个", "各个", "本村", "我村", "全村", "村村", "进村", "行政", "自然", "空心", "某某",
    "一条", "两条", "几条", "上学", "断头", "泥巴", "柏油", "硬化", "通村", "乡村", "国家", "高端",
    "回迁", "拆迁", "保障", "公租", "廉租", "经适", "单位", "家属", "职工", "部分", "大型", "超级",
    "文明", "智慧", "美丽", "绿色", "和谐", "卫生", "旧城", "古城", "县城", "全城", "省城", "进城",
];

/// The character before 区 or 县 that makes it no district: 小区, 社区, 校区.
const NO_DISTRICT: &str =
    "小社校片园地城学景辖厂库宅民墅置发新开业活共务郊山矿灾禁牧湖老各全本我该外市在郡";

impl Places {
    /// The places of a message from the beginning of its text, folded, and from the caller.
    pub fn read(lead: &str, known: Option<&str>, terms: &mut Terms) -> Self {
        let lead: Vec<char> = lead.chars().collect();
        let known = known.map(str::trim).filter(|place| !place.is_empty()).map(str::to_owned);
        Self {
            known,
            lines: lines(&lead),
            districts: districts(&lead),
            names: pairs(&lead).into_iter().map(|(a, b)| terms.pair(a, b)).collect(),
        }
    }
}

/// A message as far as its places matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub places: &'a Places,
    pub counts: &'a Counts,
}

/// Whether two messages speak of different places and so of different problems.
pub(super) fn contradict(a: Placed, b: Placed) -> bool {
    if let (Some(known_a), Some(known_b)) = (&a.places.known, &b.places.known) {
        return !(within(known_a, known_b) || within(known_b, known_a));
    }
    if apart(&a.places.lines, &b.places.lines) {
        return true;
    }
    let named = !a.places.names.is_empty() && !b.places.names.is_empty();
    let shared = || speaks_of(a, b) || speaks_of(b, a);
    if named {
        return !shared();
    }
    apart(&a.places.districts, &b.places.districts) && !shared()
}

/// Whether `text` speaks of a place that `named` names.
fn speaks_of(text: Placed, named: Placed) -> bool {
    named.places.names.iter().any(|name| text.counts.has(*name))
}

fn apart(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

/// Whether a path is another or a part of it.
fn within(path: &str, whole: &str) -> bool {
    let rest = path.strip_prefix(whole.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Numbers of lines: digits or Chinese numerals before 号线, or before 路 where a bus is meant.
fn lines(text: &[char]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for at in 0..text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let kind = if starts(rest, "号线") {
            "号线"
        } else if starts(rest, "路公交") || starts(rest, "路车") || starts(rest, "路巴士") {
            "路"
        } else {
            continue;
        };
        let before = text.get(..at).unwrap_or_default();
        let digits = before.iter().rev().take_while(|c| digit(**c).is_some()).count();
        let number = before.get(before.len() - digits..).unwrap_or_default();
        if let Some(number) = number_of(number) {
            found.insert(format!("{number}{kind}"));
        }
    }
    found
}

/// Districts and counties: a code or two characters before 区 or 县.
pub(super) fn districts(text: &[char]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, kind) in text.iter().enumerate().filter(|(_, c)| matches!(c, '区' | '县')) {
        let before = text.get(..at).unwrap_or_default();
        let code = before.iter().rev().take_while(|c| c.is_ascii_alphanumeric()).count();
        let length = if code > 0 { code } else { 2 };
        let Some(name) = before.len().checked_sub(length).and_then(|from| before.get(from..))
        else {
            continue;
        };
        let chinese = code == 0
            && name.iter().all(|c| is_han(*c))
            && !name.last().is_some_and(|c| NO_DISTRICT.contains(*c));
        if code > 0 && code <= 4 || chinese {
            found.insert(name.iter().chain([kind]).collect());
        }
    }
    found
}

/// The two characters before each kind of place, where they name something.
fn pairs(text: &[char]) -> Vec<(char, char)> {
    let pair = |(at, _): (usize, usize)| Some((*text.get(at - 2)?, *text.get(at - 1)?));
    stems(text).into_iter().filter_map(pair).collect()
}

/// Where the kind of a named place begins, at least at 2, and how many characters it has.
pub(super) fn stems(text: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for at in 2..text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let Some(kind) = KINDS.iter().find(|kind| starts(rest, kind)) else { continue };
        let (Some(first), Some(second)) = (text.get(at - 2), text.get(at - 1)) else { continue };
        let ending = text.get(at - 1..).unwrap_or_default();
        let stem: String = [*first, *second].iter().collect();
        // 岭路|路灯: the kind stands twice, and the first time it ends a place already found.
        let twice = rest.first() == Some(second);
        let names = !twice
            && is_han(*first)
            && is_han(*second)
            && !NAMELESS.contains(&stem.as_str())
            && !NO_PLACE.iter().any(|word| starts(ending, word));
        if names {
            found.push((at, kind.chars().count()));
        }
    }
    found
}

fn starts(text: &[char], with: &str) -> bool {
    let mut text = text.iter();
    with.chars().all(|character| text.next() == Some(&character))
}

fn digit(character: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|numeral| numeral == character).map_or_else(
        || character.to_digit(10).or((character == '十').then_some(10)),
        |value| u32::try_from(value).ok(),
    )
}

/// The value of digits or Chinese numerals up to 99.
fn number_of(digits: &[char]) -> Option<u32> {
    let ten = digits.iter().position(|character| *character == '十');
    let value = |digits: &[char]| {
        digits
            .iter()
            .try_fold(0_u32, |sum, character| sum.checked_mul(10)?.checked_add(digit(*character)?))
    };
    match ten {
        None if digits.is_empty() => None,
        None => value(digits),
        Some(at) => {
            let (before, after) = (digits.get(..at)?, digits.get(at + 1..)?);
            let tens = if before.is_empty() { 1 } else { value(before)? };
            tens.checked_mul(10)?.checked_add(value(after)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn contradicts(a: &str, b: &str) -> bool {
        known_contradicts((a, None), (b, None))
    }

    fn known_contradicts(a: (&str, Option<&str>), b: (&str, Option<&str>)) -> bool {
        let mut terms = Terms::default();
        let mut read = |(text, known): (&str, Option<&str>)| {
            let counts = terms.read(text, "");
            (Places::read(&fold(text), known, &mut terms), counts)
        };
        let (a, b) = (read(a), read(b));
        let (a, b) = (Placed { places: &a.0, counts: &a.1 }, Placed { places: &b.0, counts: &b.1 });
        assert_eq!(contradict(a, b), contradict(b, a));
        contradict(a, b)
    }

    #[test]
    fn other_places_lines_and_districts_contradict() {
        assert!(contradicts("春晓小区餐馆油烟扰民", "桃源家园餐馆油烟扰民"));
        assert!(contradicts("北岭路路灯不亮", "南岭路路灯不亮"));
        assert!(contradicts("公交7号线难等", "公交5号线难等"));
        assert!(contradicts("十二号线噪音", "地铁2号线噪音"));
        assert!(contradicts("204路公交晚点", "205路公交晚点"));
        assert!(contradicts("A3区停水", "A5区停水"));
    }

    #[test]
    fn the_same_or_an_unnamed_place_does_not() {
        assert!(!contradicts("A3区春晓小区停水", "A3区停水"));
        assert!(!contradicts("春晓小区停水", "停水三天"));
        assert!(!contradicts("A3区春晓小区停水", "A5区春晓停水"), "a slip of the district");
        assert!(!contradicts("地铁六号线施工", "地铁6号线施工"));
        assert!(!contradicts("安置小区停水", "春晓小区停水"));
        assert!(!contradicts("这个片区停水", "那个园区停水"));
    }

    #[test]
    fn what_the_caller_knows_goes_first() {
        let words = "春晓小区停水";
        let at = |a, b| known_contradicts((words, Some(a)), (words, Some(b)));
        assert!(at("市/区/春晓", "市/区/桃源"));
        assert!(at("市/区/春晓", "市/区/春晓二"));
        assert!(!at("市/区/春晓", "市/区/春晓/3栋"));
        assert!(!known_contradicts((words, Some("市/区/春晓")), (words, None)));
    }

    #[test]
    fn numerals_are_numbers() {
        let number = |text: &str| number_of(&text.chars().collect::<Vec<_>>());
        let read = [number("7"), number("七"), number("十"), number("十二"), number("二十三")];
        assert_eq!(read, [Some(7), Some(7), Some(10), Some(12), Some(23)]);
        assert_eq!((number(""), number("99999999999")), (None, None));
    }
}
