//! 答复 — Notices a reply that answers nothing, before it is sent.
//!
//! "Received" is not "answered", and answered is not solved: of 2,816 official replies 114 had fewer
//! than 30 characters and 32 were the same sentence. The writer sees what is missing and may send it
//! all the same: this suggests and never decides.

use std::sync::LazyLock;

use serde::Serialize;

use crate::fold::fold;
use crate::redact;
use crate::tokens::{Bag, is_heavy};

/// Fewer visible characters than this seldom say what is done, by whom and when.
pub const SHORT: usize = 30;
/// What must remain beside template sentences for a reply to say something of its own.
const OWN_WORDS: usize = 15;

static TEMPLATES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../data/templates.txt").lines();
    let mut templates: Vec<_> = lines.filter(|line| !line.starts_with('#')).collect();
    // Longest first, so that a short template does not leave half of a long one behind.
    templates.sort_by_key(|template| std::cmp::Reverse(template.len()));
    templates
});

/// Something a reply lacks, or should not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// Nothing is written.
    Empty,
    /// Fewer than [`SHORT`] visible characters.
    Short,
    /// Set phrases and hardly anything else (留言已收悉).
    Template,
    /// Passed on, with nothing but a wish to wait (已转…请关注后续回复).
    Forwarded,
    /// Nothing says what was or will be done.
    NoNextStep,
    /// No date, deadline or time.
    NoDate,
    /// It shares no word with what was asked.
    Unrelated,
    /// It shows a telephone, identity, plate or account number or a mail address.
    PersonalData,
}

/// What to look at again in `reply`, in a fixed order; empty when nothing was noticed.
pub fn check(reply: &str) -> Vec<Concern> {
    let folded = fold(reply);
    let visible = visible(&folded);
    if visible == 0 {
        return vec![Concern::Empty];
    }
    let own = own_words(&folded);
    let forwarded = FORWARDS.iter().any(|word| own.contains(word));
    let thin = OWN_WORDS + if forwarded { OWN_WORDS } else { 0 };
    let concerns = [
        (visible < SHORT, Concern::Short),
        (self::visible(&own) < OWN_WORDS, Concern::Template),
        (forwarded && self::visible(&own) < thin && !has_date(&folded), Concern::Forwarded),
        (!STEPS.iter().any(|word| own.contains(word)), Concern::NoNextStep),
        (!has_date(&folded), Concern::NoDate),
        (!redact::find(reply).is_empty(), Concern::PersonalData),
    ];
    concerns.into_iter().filter_map(|(holds, concern)| holds.then_some(concern)).collect()
}

/// [`check`], and whether the reply speaks of what was asked at all.
pub fn check_against(question: &str, reply: &str) -> Vec<Concern> {
    let mut concerns = check(reply);
    let asked = Bag::of(question);
    let own = Bag::of(&own_words(&fold(reply)));
    let mut words = asked.iter().filter(|(token, _)| is_heavy(token)).peekable();
    let something_asked = words.peek().is_some();
    let answered = words.any(|(token, _)| own.get(token) > 0);
    if something_asked && !answered && !own.is_empty() {
        concerns.push(Concern::Unrelated);
        concerns.sort_unstable();
    }
    concerns
}

/// What says that the matter went to somebody else.
const FORWARDS: [&str; 7] = ["已转", "转交", "转至", "转给", "转送", "转办", "转到"];

/// What says that something was or will be done, in words a promise of nothing does not have.
const STEPS: [&str; 40] = [
    "已完成",
    "已安排",
    "已联系",
    "已通知",
    "已督促",
    "已责令",
    "已要求",
    "已修",
    "已更换",
    "已清",
    "已处理",
    "已拆除",
    "已整改",
    "已办结",
    "已列入",
    "已纳入",
    "已组织",
    "到现场",
    "现场查看",
    "上门",
    "维修",
    "更换",
    "清理",
    "整改",
    "拆除",
    "施工",
    "动工",
    "开工",
    "完工",
    "协商",
    "约谈",
    "请您到",
    "请您拨打",
    "可到",
    "可拨打",
    "计划于",
    "拟于",
    "将于",
    "安排",
    "召开",
];

/// The folded reply without its set phrases.
fn own_words(folded: &str) -> String {
    TEMPLATES.iter().fold(folded.to_owned(), |rest, template| rest.replace(template, " "))
}

/// Letters, digits and Chinese characters; punctuation says nothing.
fn visible(folded: &str) -> usize {
    folded.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Units that make a number before them a date or a period.
const UNITS: [&str; 12] =
    ["年", "月", "日", "号", "天", "周", "个工作日", "工作日", "小时", "个月", "点", "星期"];
/// Times that need no number.
const TIMES: [&str; 18] = [
    "今天", "明天", "后天", "今日", "明日", "昨日", "昨天", "本周", "下周", "本月", "下月", "月底",
    "年底", "年内", "季度", "周末", "上午", "下午",
];

fn has_date(folded: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两半".contains(c);
    let counted = folded.char_indices().any(|(at, character)| {
        let rest = folded.get(at + character.len_utf8()..).unwrap_or_default();
        let rest = rest.trim_start();
        is_number(character) && UNITS.iter().any(|unit| rest.starts_with(unit)) && !is_house(rest)
    });
    counted || TIMES.iter().any(|time| folded.contains(time)) || has_numeric_date(folded)
}

/// `3号楼` names a house and `7号线` a line, no day.
fn is_house(rest: &str) -> bool {
    ["号楼", "号线", "号院", "号门", "号店", "号栋", "号房", "号机", "号电"]
        .iter()
        .any(|house| rest.starts_with(house))
}

/// `2024-05-01`, `5/1`, `5.1`: a month and a day parted by a sign.
fn has_numeric_date(folded: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '/' | '.');
    folded.split(|c: char| !c.is_ascii_digit() && !sign(c)).any(|word| {
        let mut parts = word.rsplit(sign).map(str::parse::<u32>);
        let day = parts.next().is_some_and(|day| day.is_ok_and(|day| (1..=31).contains(&day)));
        let month = parts.next().is_some_and(|month| month.is_ok_and(|m| (1..=12).contains(&m)));
        day && month
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_say_nothing() {
        let concerns = check("网友：您好！留言已收悉。");
        let expected = [Concern::Short, Concern::Template, Concern::NoNextStep, Concern::NoDate];
        assert_eq!(concerns, expected);
        let long = "尊敬的网友：您好！您的留言已收悉。我们高度重视，将尽快处理。感谢您对我们工作的理解与支持，祝您生活愉快！";
        assert_eq!(check(long)[0], Concern::Template);
        let traditional =
            "網友：您好！留言已收悉，感謝您的關注與支持，請耐心等待，祝您生活愉快，特此回復！！！";
        assert!(check(traditional).contains(&Concern::Template));
        assert_eq!(check(" \u{200b}。！"), [Concern::Empty]);
    }

    #[test]
    fn passed_on_is_not_answered() {
        let reply = "网友您好，您反映的问题已转区住房和城乡建设局办理，请关注后续回复，感谢您的关注与支持。";
        assert!(check(reply).contains(&Concern::Forwarded));
        let dated =
            "已转物业公司，物业已于5月6日到现场查看电梯，计划于5月20日前更换主板，联系人为网格员。";
        assert_eq!(check(dated), []);
    }

    #[test]
    fn a_good_reply_is_left_alone() {
        let question = "三号楼电梯坏了半个月没人修";
        let reply = "三号楼电梯主板损坏，物业公司已订购配件，6月12日前完成更换；之前每天上午安排志愿者帮老人上下楼。";
        assert_eq!(check_against(question, reply), []);
        let other =
            "路灯线路老化，施工队将于6月12日更换二十盏灯具，期间夜间请携带手电筒出行，注意安全。";
        assert_eq!(check_against(question, other), [Concern::Unrelated]);
    }

    #[test]
    fn a_house_number_is_no_date() {
        for text in ["3号楼", "7号线", "3栋502", "电话12345", "第三", "1.5.40", "13/2"] {
            assert!(!has_date(&fold(text)), "{text}");
        }
        for text in
            ["3号前", "三个工作日内", "5月", "2024-05-01", "5/1", "下周", "十日内", "３０天"]
        {
            assert!(has_date(&fold(text)), "{text}");
        }
    }

    #[test]
    fn numbers_of_people_are_noticed() {
        let reply =
            "维修师傅电话13800138000，5月6日上门更换水管，届时请家中留人配合，谢谢您的理解。";
        assert_eq!(check(reply), [Concern::PersonalData]);
    }
}
