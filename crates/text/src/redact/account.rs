//! 账号 — Passports, travel permits and accounts in messengers, where the words say that they are ones.

use super::suspect::SuspectKind;
use crate::fold::Trace;

/// What may stand between the word and the number.
const BETWEEN: &str = "号码账帐证件 :是为(【=\"“加我/";
const BETWEEN_REACH: usize = 8;

/// Words with what they announce; longer ones first.
const CUES: [(&str, SuspectKind); 30] = [
    ("往来港澳通行证", SuspectKind::Permit),
    ("往来台湾通行证", SuspectKind::Permit),
    ("港澳居民居住证", SuspectKind::Permit),
    ("港澳通行证", SuspectKind::Permit),
    ("通行证", SuspectKind::Permit),
    ("回乡证", SuspectKind::Permit),
    ("台胞证", SuspectKind::Permit),
    ("居留证", SuspectKind::Permit),
    ("军官证", SuspectKind::Permit),
    ("残疾证", SuspectKind::Permit),
    ("驾驶证", SuspectKind::Permit),
    ("社保卡", SuspectKind::Permit),
    ("医保卡", SuspectKind::Permit),
    ("护照", SuspectKind::Passport),
    ("passport", SuspectKind::Passport),
    ("微信", SuspectKind::SocialAccount),
    ("威信", SuspectKind::SocialAccount),
    ("薇信", SuspectKind::SocialAccount),
    ("v信", SuspectKind::SocialAccount),
    ("wechat", SuspectKind::SocialAccount),
    ("weixin", SuspectKind::SocialAccount),
    ("加v", SuspectKind::SocialAccount),
    ("加薇", SuspectKind::SocialAccount),
    ("vx", SuspectKind::SocialAccount),
    ("扣扣", SuspectKind::SocialAccount),
    ("抖音", SuspectKind::SocialAccount),
    ("支付宝", SuspectKind::SocialAccount),
    ("qq", SuspectKind::SocialAccount),
    ("身份证", SuspectKind::Identity),
    ("银行卡", SuspectKind::BankCard),
];

/// The account announced by the word at a cell: what, its first cell, how many cells.
pub(super) fn announced(
    trace: &Trace,
    at: usize,
) -> Option<(SuspectKind, usize, usize, &'static str)> {
    let (cue, kind) = CUES.iter().find(|(cue, _)| trace.has(at, cue))?;
    // wx inside a longer word, and 公众号微信 with a name behind, announce nothing.
    if cue.is_ascii() && trace.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let after = at + cue.chars().count();
    let from = after + trace.run(after, BETWEEN_REACH, |c| BETWEEN.contains(c));
    let length = trace.run(from, 25, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let length = length - trace.run_back(from + length, length, |c| matches!(c, '_' | '-'));
    let token = trace.text(from, from + length);
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let letters = token.bytes().take_while(u8::is_ascii_lowercase).count();
    let fits = match kind {
        SuspectKind::Passport => {
            letters <= 2 && (7..=9).contains(&digits) && length == letters + digits
        }
        SuspectKind::Permit => letters <= 2 && (7..=18).contains(&digits) && length <= 20,
        SuspectKind::Identity => matches!(digits, 15 | 17 | 18) && length <= 20,
        SuspectKind::BankCard => (12..=19).contains(&digits) && length == digits,
        _ => {
            let account = letters > 0 && (5..=20).contains(&length) && cue != &"qq";
            let name = account
                && (digits > 0 || token.contains(['_', '-']) || length >= 6)
                && !is_common(&token);
            ((5..=12).contains(&digits) && digits == length) || name
        }
    };
    let unit = "元块人户年月".contains(trace.at(from + length));
    (fits && !unit && length > 0).then_some((*kind, from, length, *cue))
}

/// Words that follow the name of a messenger and are no account.
fn is_common(token: &str) -> bool {
    ["group", "wechat", "weixin", "android", "iphone", "windows", "online", "https"]
        .contains(&token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(SuspectKind, String)> {
        let trace = Trace::of(text);
        (0..trace.len()).find_map(|at| {
            let (kind, from, length, _) = announced(&trace, at)?;
            Some((kind, trace.text(from, from + length)))
        })
    }

    #[test]
    fn accounts_where_the_words_say_so() {
        for (text, kind, token) in [
            ("加微信 abc_2020 聊", SuspectKind::SocialAccount, "abc_2020"),
            ("ＱＱ：12345678", SuspectKind::SocialAccount, "12345678"),
            ("vx:lihua88", SuspectKind::SocialAccount, "lihua88"),
            ("护照号码是E12345678", SuspectKind::Passport, "e12345678"),
            ("港澳通行证：C12345678", SuspectKind::Permit, "c12345678"),
            ("台胞证 12345678", SuspectKind::Permit, "12345678"),
        ] {
            assert_eq!(found(text), Some((kind, token.to_owned())), "{text}");
        }
        for text in [
            "微信群里200人",
            "微信公众号abcdef",
            "微信支付500元",
            "QQ群",
            "护照办理2024年",
            "微信扫码",
            "统一社会信用代码91420100MA4K12345X",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
