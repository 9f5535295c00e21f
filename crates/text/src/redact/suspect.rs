//! 存疑 — What may identify a person and only a worker can say: names, doors, numbers in disguise.
//!
//! Nothing here is hidden by itself. [`suggest`] says where, what and why; [`mark`] puts it in one row
//! with what is sure. Who hides too much makes a matter unreadable, who hides too little exposes a
//! neighbour, so the worker sees both and confirms each.

use serde::Serialize;

use super::{Kind, account, address, find, loose, name};
use crate::fold::Trace;

/// What a suspected span may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspectKind {
    /// The name of a person.
    PersonName,
    /// A door: building and room, or a number in a street or hamlet.
    ExactAddress,
    /// A telephone written so that it is not seen.
    Telephone,
    /// An identity number that is mistyped or written so that it is not seen.
    Identity,
    /// A passport.
    Passport,
    /// A travel permit, a licence or the number of a card.
    Permit,
    /// An account in a messenger.
    SocialAccount,
    /// A plate written so that it is not seen.
    Plate,
    /// A bank card written so that it is not seen.
    BankCard,
    /// An e-mail address written so that it is not seen.
    Email,
}

impl SuspectKind {
    /// What a worker may put in its place.
    pub fn replacement(self) -> &'static str {
        match self {
            Self::PersonName => "【姓名已隐去】",
            Self::ExactAddress => "【门牌已隐去】",
            Self::Telephone => "【电话已隐去】",
            Self::Identity => Kind::Identity.replacement(),
            Self::Passport => "【护照号已隐去】",
            Self::Permit => "【证件号已隐去】",
            Self::SocialAccount => "【账号已隐去】",
            Self::Plate => Kind::Plate.replacement(),
            Self::BankCard => Kind::BankCard.replacement(),
            Self::Email => Kind::Email.replacement(),
        }
    }

    fn noun(self) -> (&'static str, &'static str) {
        match self {
            Self::PersonName => ("姓名", "a name"),
            Self::ExactAddress => ("具体门牌", "an exact address"),
            Self::Telephone => ("电话", "a telephone number"),
            Self::Identity => ("身份证号", "an identity number"),
            Self::Passport => ("护照号", "a passport number"),
            Self::Permit => ("证件号", "the number of a document"),
            Self::SocialAccount => ("社交账号", "an account in a messenger"),
            Self::Plate => ("车牌", "a vehicle plate"),
            Self::BankCard => ("银行卡号", "a bank card number"),
            Self::Email => ("邮箱", "an e-mail address"),
        }
    }
}

/// A part of a text that may identify a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspect {
    /// Where it begins, in bytes, on a character boundary.
    pub start: usize,
    /// Where it ends; not part of it.
    pub end: usize,
    /// What it may be.
    pub kind: SuspectKind,
    /// Why it was marked, in Chinese.
    pub why: String,
    /// Why it was marked, in English.
    pub why_en: String,
}

/// What may identify a person in `text` beside what [`find`] is sure of, in order, without overlap.
pub fn suggest(text: &str) -> Vec<Suspect> {
    let sure = find(text);
    let trace = Trace::of(text);
    let mut suspects = numbers_and_doors(&trace);
    suspects.extend(name::find(&trace).into_iter().filter_map(|found| {
        let (zh, en) = if found.cue.is_empty() {
            ("像人的姓名".to_owned(), "It looks like a person's name".to_owned())
        } else {
            let cue = found.cue;
            (format!("“{cue}”旁边像姓名"), format!("A name seems to stand beside “{cue}”"))
        };
        suspect(&trace, found.at, found.length, SuspectKind::PersonName, (zh, en))
    }));
    suspects.sort_by_key(|suspect| (suspect.start, std::cmp::Reverse(suspect.end)));
    let mut sure = sure.iter().peekable();
    let mut last = 0;
    suspects.retain(|suspect| {
        while sure.next_if(|span| span.end <= suspect.start).is_some() {}
        let free =
            suspect.start >= last && sure.peek().is_none_or(|span| span.start >= suspect.end);
        if free {
            last = suspect.end;
        }
        free
    });
    suspects
}

/// `text` with everything [`suggest`] marks replaced: for what nobody looks over, such as an index.
pub fn nameless(text: &str) -> String {
    let suspects = suggest(text);
    let hidden = suspects.iter().map(|one| (one.start, one.end, one.kind.replacement()));
    super::replace(text, hidden)
}

fn suspect(
    trace: &Trace,
    at: usize,
    length: usize,
    kind: SuspectKind,
    (why, why_en): (String, String),
) -> Option<Suspect> {
    let (start, end) = trace.span(at, at + length)?;
    Some(Suspect { start, end, kind, why, why_en })
}

fn numbers_and_doors(trace: &Trace) -> Vec<Suspect> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < trace.len() {
        let door =
            || address::exact(trace, at).map(|length| (SuspectKind::ExactAddress, at, length, ""));
        let number = || loose::begins_at(trace, at).map(|(kind, length)| (kind, at, length, ""));
        let found = account::announced(trace, at).or_else(number).or_else(door);
        let Some((kind, from, length, cue)) = found else {
            at += 1;
            continue;
        };
        out.extend(suspect(trace, from, length, kind, reason(kind, cue)));
        at = from + length.max(1);
    }
    out
}

fn reason(kind: SuspectKind, cue: &str) -> (String, String) {
    let (zh, en) = kind.noun();
    if !cue.is_empty() {
        return (format!("“{cue}”后面像{zh}"), format!("It looks like {en} after “{cue}”"));
    }
    if kind == SuspectKind::ExactAddress {
        return ("写到了具体哪一户".to_owned(), "It leads to one door".to_owned());
    }
    (format!("像换了写法的{zh}"), format!("It looks like {en} in disguise"))
}

/// A span that is sure or suspected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Where it begins, in bytes, on a character boundary.
    pub start: usize,
    /// Where it ends; not part of it.
    pub end: usize,
    /// The name of its [`Kind`] or [`SuspectKind`].
    pub kind: &'static str,
    /// Whether [`super::mask`] hides it; otherwise a worker confirms.
    pub sure: bool,
    /// Why, in Chinese.
    pub why: String,
    /// Why, in English.
    pub why_en: String,
    /// What to put in its place.
    pub replacement: &'static str,
}

/// What is sure and what is suspected in one row, in order and without overlap.
pub fn mark(text: &str) -> Vec<Mark> {
    let sure = find(text).into_iter().map(|span| Mark {
        start: span.start,
        end: span.end,
        kind: span.kind.name(),
        sure: true,
        why: format!("是{}", span.kind.noun().0),
        why_en: format!("It is {}", span.kind.noun().1),
        replacement: span.kind.replacement(),
    });
    let suspected = suggest(text).into_iter().map(|suspect| Mark {
        start: suspect.start,
        end: suspect.end,
        kind: suspect.kind.name(),
        sure: false,
        why: suspect.why,
        why_en: suspect.why_en,
        replacement: suspect.kind.replacement(),
    });
    let mut marks: Vec<_> = sure.chain(suspected).collect();
    marks.sort_by_key(|mark| mark.start);
    marks
}

impl SuspectKind {
    /// Its name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::PersonName => "person_name",
            Self::ExactAddress => "exact_address",
            Self::Telephone => "telephone",
            Self::Identity => "identity",
            Self::Passport => "passport",
            Self::Permit => "permit",
            Self::SocialAccount => "social_account",
            Self::Plate => "plate",
            Self::BankCard => "bank_card",
            Self::Email => "email",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(SuspectKind, &str)> {
        let suspects = suggest(text);
        suspects.iter().map(|suspect| (suspect.kind, &text[suspect.start..suspect.end])).collect()
    }

    #[test]
    fn a_message_with_everything() {
        let text = "我叫王小明，住3栋2单元501室，电话一三八零零一三八零零零或13800138000，微信abc_123，车牌鄂 A·1 2345。";
        let expected = [
            (SuspectKind::PersonName, "王小明"),
            (SuspectKind::ExactAddress, "3栋2单元501室"),
            (SuspectKind::Telephone, "一三八零零一三八零零零"),
            (SuspectKind::SocialAccount, "abc_123"),
            (SuspectKind::Plate, "鄂 A·1 2345"),
        ];
        assert_eq!(found(text), expected);
        let marks = mark(text);
        assert_eq!(marks.iter().filter(|mark| mark.sure).count(), 1);
        assert!(marks.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert_eq!(marks[0].why, "“我叫”旁边像姓名");
    }

    #[test]
    fn ordinary_messages_are_left_alone() {
        for text in [
            "3号楼电梯坏了，12层老人下不来，2024-05-01报修，至今没修。",
            "订单号202405011234567890，金额15,000.50元，面积89.5平方米。",
            "根据《物业管理条例》第三十五条第一款，国发〔2020〕12号。",
            "打12345、400-800-1234或110，统一社会信用代码91420100MA4K12345X。",
            "王家湾到李家村的路灯坏了，高层业主应该和物业协商。",
            "政务服务中心位于人民路12号3楼5号窗口，周一至周五9:00-17:00。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
