//! 说明为何不能数 — Why numbers that were handed in cannot be counted, in words.

use super::Lang;
use crate::invalid::Invalid;

/// What is wrong with the numbers, as one sentence.
pub fn explain_invalid(why: &Invalid, lang: Lang) -> String {
    match lang {
        Lang::Zh => zh(why),
        Lang::En => format!("{why}."),
    }
}

fn zh(why: &Invalid) -> String {
    match why {
        Invalid::Negative { field } => format!("{}不能小于 0。", noun(field)),
        Invalid::Exceeds { field, of } => format!("{}不能超过{}。", noun(field), noun(of)),
        Invalid::DuplicateUnit { unit } => format!("{unit} 列了两次。"),
        Invalid::NoArea { unit } => format!("{unit} 没有面积，或者面积不是正数。"),
        Invalid::NoOwner { unit } => format!("{unit} 已售，但没有写业主。"),
        Invalid::UnknownCandidate { name } => format!("票上选了 {name}，名单里没有此人。"),
        Invalid::DuplicateCandidate { name } => format!("候选人 {name} 列了两次。"),
        Invalid::NoSeats => "没有名额可选。".to_owned(),
        Invalid::NoDayRate => "有投工，但没有公布每个工日折多少钱。".to_owned(),
        Invalid::WrongRule { rule, needs } => format!("规则 {rule} 不适用：这里需要 {needs}。"),
        Invalid::TooLarge { field } => format!("{}大得不可能是真的，请核对。", noun(field)),
        Invalid::CoOwners { unit } => {
            format!("{unit} 的共有人：每人写一次；份额要么都写、合起来是 1，要么都不写。")
        }
        Invalid::SaidTwice { unit } => format!("{unit} 自己有一张票，共有人又各有票，只能用一种。"),
        Invalid::NoProxy { unit } => format!("{unit} 的代理人没有写名字。"),
        Invalid::UnknownUnit { unit } => format!("名册里没有 {unit}。"),
        Invalid::NoOwners => "名册里没有业主。".to_owned(),
        Invalid::NoRule { rule } => format!("那一天、那个地方没有规则 {rule}。"),
        Invalid::BadRule { line, reason } => {
            format!("随这次表决保存的规则读不出来：第 {line} 行：{reason}。")
        }
        Invalid::WrongStep { step } => format!("没有 {step} 这一步，或者它报了两次。"),
        Invalid::ListedTwice { name } => format!("{name} 列了两次。"),
        Invalid::UnknownAnswer { feature, answer } => format!("{feature}“{answer}”没有名额。"),
        Invalid::Uncontested { candidates, seats } => {
            format!("候选人 {candidates} 人，名额 {seats} 个，不成差额。")
        }
        Invalid::NoVotes => "一票也没有，没法按票分。".to_owned(),
        Invalid::NoBallots => "一张选票也没有。".to_owned(),
        Invalid::TooMuchWork { what, limit } => {
            format!("要精确数完得超过 {limit} {what}，超出了这台机器的限度，没有数。")
        }
    }
}

/// What people call a field; one that has no name here keeps its own.
fn noun(field: &str) -> &str {
    match field {
        "total" => "应到",
        "present" => "实到",
        "yes" => "同意",
        "women" => "到会妇女",
        "seats" => "名额",
        "candidates" => "候选人数",
        "votes" => "票数",
        "cast" => "收回选票",
        "issued" => "发出选票",
        "registered" => "登记选民",
        "ballots" => "选票数",
        "size" => "小组人数",
        "people" => "人数",
        "max" | "most" => "上限",
        "min" | "least" => "下限",
        "cost" => "造价",
        "budget" => "预算",
        "total_area" | "part_area" | "yes_area" => "面积之和",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        let why = Invalid::Exceeds { field: "present", of: "total" };
        assert_eq!(explain_invalid(&why, Lang::Zh), "实到不能超过应到。");
        assert_eq!(explain_invalid(&why, Lang::En), "present is more than total.");
    }
}
