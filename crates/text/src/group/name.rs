//! 组名 — A name in words for a group: the title that says best what all of them say, with its place.
//!
//! The title whose direction agrees most with the whole group wins, unless it is a cry (救救, 刻不容缓)
//! that names nothing. Set openings and endings (投诉…, …的问题) fall off, personal data is masked
//! ([`crate::redact::mask`]), and the place most members name is put in front where the title lacks it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::place::{districts, stems};
use crate::fold::{fold, is_han, is_invisible};
use crate::redact;

/// Characters of a name, without its place.
pub const LONGEST: usize = 32;
/// Places that are listed.
const PLACES: usize = 8;
/// Characters a place name may have before its kind.
const PLACE_STEM: usize = 8;

/// What titles begin with before they say anything.
const OPENINGS: [&str; 30] = [
    "再次", "强烈", "实名", "紧急", "坚决", "联名", "投诉", "举报", "反映", "反应", "咨询", "请问",
    "询问", "质疑", "建议", "希望", "恳请", "恳求", "请求", "呼吁", "关于", "对于", "针对", "有关",
    "求助", "请", "问", "!", "：", "，",
];

/// What titles end with after they have said it.
const ENDINGS: [&str; 22] = [
    "的投诉",
    "的举报",
    "的建议",
    "的咨询",
    "的求助",
    "的反映",
    "的相关问题",
    "的几点问题",
    "的问题",
    "的若干问题",
    "的几点疑惑",
    "的维权投诉",
    "相关问题",
    "一事",
    "！",
    "!",
    "？",
    "?",
    "。",
    "，",
    "~",
    "…",
];

/// Words of a cry or a slogan: a title with one of them tells little.
const CRIES: [&str; 22] = [
    "救救",
    "刻不容缓",
    "天理",
    "公道",
    "做主",
    "何在",
    "黑心",
    "无良",
    "青天",
    "求求",
    "跪求",
    "血汗",
    "老百姓",
    "良心",
    "合理吗",
    "合法吗",
    "力度",
    "步伐",
    "为民",
    "关注",
    "苦不堪言",
    "好痛苦",
];

/// A name for a group from the titles of its members (or the beginnings of their texts).
///
/// `fit` says how well a title tells what the group is about, in any unit.
pub(super) fn name(titles: &[&str], fit: impl Fn(&str) -> u64) -> String {
    let mut best: Vec<(Reverse<u64>, usize, String)> = titles
        .iter()
        .map(|title| (title, clean(title)))
        .filter(|(_, name)| !name.is_empty())
        .map(|(title, name)| {
            let told = fit(title) >> (u32::from(cries(title)) + u32::from(is_masked(title)));
            (Reverse(told), name.chars().count(), name)
        })
        .collect();
    best.sort();
    let Some((_, _, name)) = best.into_iter().next() else { return String::new() };
    let place = named_places(titles).into_iter().find(|(place, with)| {
        place.chars().filter(|c| is_han(*c)).count() > 1 && with * 2 > titles.len() as u64
    });
    match place {
        Some((place, _)) if !fold(&name).contains(&fold(&place)) => {
            redact::mask(&format!("{place}：{name}"))
        }
        _ => redact::mask(&name),
    }
}

/// Places that titles name with how many titles name them, most first.
pub(super) fn named_places(titles: &[&str]) -> Vec<(String, u64)> {
    let titles: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for title in &titles {
        let text: Vec<char> = title.chars().collect();
        for district in districts(&text) {
            found.entry(district).or_default();
        }
        for (at, kind) in stems(&text) {
            let place = grow(&text, at, kind, &titles);
            found.entry(place).or_default();
        }
    }
    for (place, count) in &mut found {
        *count = titles.iter().filter(|title| title.contains(place.as_str())).count() as u64;
    }
    // What one title alone seems to name is often no place, unless it is a code such as A3区.
    let sure = |place: &str, count: u64| {
        count > 1 || titles.len() == 1 || place.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let mut places: Vec<_> = found.into_iter().filter(|(place, n)| sure(place, *n)).collect();
    places.sort_by_key(|(place, count)| {
        (Reverse(*count), Reverse(place.chars().count()), place.clone())
    });
    let mut kept: Vec<(String, u64)> = Vec::new();
    for (place, count) in places {
        let part = |(longer, _): &(String, u64)| longer.contains(&place) || place.contains(longer);
        if kept.len() < PLACES && !kept.iter().any(part) {
            kept.push((place, count));
        }
    }
    kept.into_iter().map(|(place, count)| (place.to_uppercase(), count)).collect()
}

/// The place whose kind begins at `at`, longer to the left as long as most of the titles that have
/// the shorter one have the longer one too.
fn grow(text: &[char], at: usize, kind: usize, titles: &[String]) -> String {
    let piece = |from: usize| -> String {
        text.get(from..(at + kind).min(text.len())).unwrap_or_default().iter().collect()
    };
    let with = |place: &str| titles.iter().filter(|title| title.contains(place)).count();
    let mut from = at.saturating_sub(2);
    while let Some(next) = from.checked_sub(1) {
        let character = text.get(next).copied().unwrap_or(' ');
        let ends =
            !is_han(character) || "市县区镇乡道路街在于的请问到对和与及有把从".contains(character);
        let (longer, shorter) = (with(&piece(next)), with(&piece(from)));
        if ends || at - next > PLACE_STEM || longer < 2 || longer * 5 < shorter * 3 {
            break;
        }
        from = next;
    }
    piece(from)
}

/// A title as a name: masked, without set openings and endings, cut at a comma or at [`LONGEST`].
fn clean(title: &str) -> String {
    let masked: String = redact::mask(title)
        .chars()
        .filter(|character| !is_invisible(*character))
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .collect();
    let mut name = masked.trim();
    loop {
        let shorter = OPENINGS.iter().find_map(|opening| name.strip_prefix(opening));
        let shorter = shorter.or_else(|| ENDINGS.iter().find_map(|end| name.strip_suffix(end)));
        match shorter.map(str::trim) {
            Some(rest) if rest.chars().count() >= 4 => name = rest,
            _ => break,
        }
    }
    let first = name.split(['，', ',', '。', '！', '？', '；']).next().unwrap_or_default();
    let name = if first.chars().count() >= 8 { first } else { name };
    name.chars().take(LONGEST).collect::<String>().trim().to_owned()
}

fn cries(title: &str) -> bool {
    CRIES.iter().any(|cry| title.contains(cry))
}

fn is_masked(title: &str) -> bool {
    !redact::find(title).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_title_that_tells_most_with_its_place() {
        let titles = ["投诉春晓小区底层餐馆油烟扰民的问题", "救救我们！", "A3区春晓小区餐馆油烟"];
        assert_eq!(name(&titles, |title| title.len() as u64), "春晓小区底层餐馆油烟扰民");
        let unplaced = ["底层餐馆油烟太大", "春晓小区油烟", "春晓小区餐馆"];
        assert_eq!(name(&unplaced, |title| title.len() as u64), "春晓小区：底层餐馆油烟太大");
        assert_eq!((name(&[], |_| 1), name(&["  "], |_| 1)), (String::new(), String::new()));
    }

    #[test]
    fn no_cry_and_no_personal_data_where_there_is_another() {
        let titles = ["救救我们这些业主吧天理何在", "电梯坏了", "打13800138000说电梯坏了"];
        assert_eq!(name(&titles, |_| 8), "电梯坏了");
        assert!(!name(&titles[2..], |_| 8).contains("138"));
    }

    #[test]
    fn names_are_short() {
        let long = "路灯".repeat(40);
        assert_eq!(clean(&long).chars().count(), LONGEST);
        assert_eq!(clean("三号楼电梯又坏了，请尽快处理！"), "三号楼电梯又坏了");
        assert_eq!(clean("请问"), "请问");
    }

    #[test]
    fn places_grow_to_their_whole_name() {
        let titles = ["A3区桃源山水花园停水", "桃源山水花园又停水", "南岭路桃源山水花园停水"];
        let places = named_places(&titles);
        assert_eq!(places[0], ("桃源山水花园".to_owned(), 3));
        assert!(places.contains(&("A3区".to_owned(), 1)), "{places:?}");
        assert_eq!(named_places(&["停水了"]), []);
    }
}
