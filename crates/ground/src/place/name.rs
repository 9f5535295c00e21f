//! 地名 — The name people say, from the official one: 大塘村村民委员会 is 大塘村.
//!
//! The statistical divisions list self-governing bodies, not places: 620,573 names, most of which end
//! in 居委会, 居民委员会, 村委会 or 村民委员会. The name people say is always the beginning of the official one.

/// What residents' committees are called.
const RESIDENTS: [&str; 2] = ["居民委员会", "居委会"];
/// What villagers' committees are called; the 村 may belong to the village's own name.
const VILLAGERS: [&str; 2] = ["村民委员会", "村委会"];
/// Words that already say what kind of place it is (嘎查 is a village in Inner Mongolia).
const COMPLETE: [&str; 3] = ["村", "社区", "嘎查"];

/// The name of a place as people say it; the official name where nothing sensible would be left
/// (官港社区第一居委会 stays as it is).
///
/// ```
/// use ground::place::spoken;
/// assert_eq!(spoken("保成社区居委会"), "保成社区");
/// assert_eq!(spoken("大塘村村民委员会"), "大塘村");
/// assert_eq!(spoken("大塘村委会"), "大塘村");
/// ```
pub fn spoken(official: &str) -> &str {
    for tail in RESIDENTS {
        if let Some(rest) = official.strip_suffix(tail) {
            return if stands(rest) { rest } else { official };
        }
    }
    for tail in VILLAGERS {
        let Some(rest) = official.strip_suffix(tail) else { continue };
        let complete = COMPLETE.iter().any(|word| rest.ends_with(word));
        let end = if complete { rest.len() } else { rest.len() + "村".len() };
        return official.get(..end).filter(|name| stands(name)).unwrap_or(official);
    }
    official
}

/// Whether what is left is a name: two characters at least, more than the bare kind of place, and not
/// a number (第一, 柏林二), which says little without the body it counts.
fn stands(name: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十〇零".contains(c);
    name.chars().nth(1).is_some() && !COMPLETE.contains(&name) && !name.ends_with(number)
}

#[cfg(test)]
mod tests {
    use super::spoken;
    use proptest::prelude::*;

    #[test]
    fn real_names_become_what_people_say() {
        for (official, name) in [
            ("保成社区居委会", "保成社区"),
            ("西港社区居委会", "西港社区"),
            ("凤凰社区居民委员会", "凤凰社区"),
            ("多福巷社区居委会", "多福巷社区"),
            ("1201社区居委会", "1201社区"),
            ("天津空港经济区三期（自贸区）社区", "天津空港经济区三期（自贸区）社区"),
            ("马渡河村村民委员会", "马渡河村"),
            ("大塘村村民委员会", "大塘村"),
            ("大塘村委会", "大塘村"),
            ("青杠村民委员会", "青杠村"),
            ("瓦窑圪台村村委会", "瓦窑圪台村"),
            ("刘台庄一村委会", "刘台庄一村"),
            ("曹村村民委员会", "曹村"),
            ("时村", "时村"),
            ("石桥社区村民委员会", "石桥社区"),
            ("额尔登敖包嘎查村委会", "额尔登敖包嘎查"),
            ("官庄大队村民委员会", "官庄大队村"),
            ("西冶街居委会", "西冶街"),
            ("真源小区居委会", "真源小区"),
            ("红旗新村居委会", "红旗新村"),
        ] {
            assert_eq!(spoken(official), name, "{official}");
        }
    }

    #[test]
    fn a_name_that_would_say_nothing_stays_official() {
        for official in [
            "居委会",
            "居民委员会",
            "社区居委会",
            "村委会",
            "村民委员会",
            "村村民委员会",
            "甲居委会",
            "官港社区第一居委会",
            "逸仙二村五居委会",
            "第一居民委员会",
            "白庙村农工商联合公司（村委会）",
            "",
        ] {
            assert_eq!(spoken(official), official);
        }
    }

    proptest! {
        #[test]
        fn a_spoken_name_begins_the_official_one_and_is_never_a_single_character(
            head in "[\u{4e00}-\u{4e20}村社区居委会民]{0,6}",
            tail in "(居委会|居民委员会|村委会|村民委员会|社区居委会|村村委会|)",
        ) {
            let official = format!("{head}{tail}");
            let name = spoken(&official);
            prop_assert!(official.starts_with(name));
            prop_assert!(name == official || name.chars().count() >= 2);
        }
    }
}
