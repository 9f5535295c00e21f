//! 说理 — A committee explained to those who lost: the rule, each seat, who is represented.

use dashu_int::{IBig, UBig};

use super::{By, Elected, Method, Round};
use crate::explain::Lang;

/// The count as sentences: the rule, each decision with its numbers, the committee, how many of its
/// members the ballots approve, and whether a tie was broken.
pub fn explain(elected: &Elected, lang: Lang) -> Vec<String> {
    let mut said = vec![opening(elected, lang), rule(elected.method, lang).to_owned()];
    for (place, round) in (1..).zip(&elected.rounds) {
        said.push(decision(place, round, lang));
        if !round.tied.is_empty() {
            said.push(tie(round, lang));
        }
    }
    said.push(chosen(elected, lang));
    said.extend(score(elected, lang));
    said.push(served(elected, lang));
    said.extend(unsupported(elected, lang));
    said.extend(others(elected, lang));
    said
}

fn opening(Elected { ballots, seats, .. }: &Elected, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("共 {ballots} 张票，选 {seats} 人；每张票可以认可任意多人。"),
        Lang::En => format!("{ballots} ballots, {seats} seats; a ballot approves any number."),
    }
}

fn rule(method: Method, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => rule_zh(method),
        Lang::En => rule_en(method),
    }
}

const fn rule_zh(method: Method) -> &'static str {
    match method {
        Method::Pav => {
            "每张票按它认可的人有几位当选记分：第一位 1 分，第二位 1/2 分，第三位 1/3 分……总分最高的一组人当选。"
        }
        Method::SeqPav => {
            "每张票按它认可的人有几位当选记分：第一位 1 分，第二位 1/2 分，第三位 1/3 分……一席一席地选，每次选使总分增加最多的人。"
        }
        Method::RevSeqPav => {
            "每张票按它认可的人有几位留下记分：第一位 1 分，第二位 1/2 分，第三位 1/3 分……从全体候选人起，每次去掉使总分减少最少的人，剩下的当选。"
        }
        Method::Cc => "认可的人里至少有一位当选的票记 1 分。总分最高的一组人当选。",
        Method::SeqCc => {
            "认可的人里至少有一位当选的票记 1 分。一席一席地选，每次选使总分增加最多的人。"
        }
        Method::EqualShares => {
            "每席价钱是 1，席位数平均分给每张票作本钱。认可同一个人的票合起来凑足 1，就选上这个人：各出同样多，不够的出尽所有。每次选每票出价最低的人。谁也凑不足时，剩下的席位按分担办法补：每席带来 1 份负担，由认可当选人的票平均分担，已付的钱算作已有的负担，每次选负担最低的人。"
        }
        Method::Phragmen => {
            "每席带来 1 份负担，由认可当选人的票分担，使它们的负担一样多。每次选使这个负担最低的人。"
        }
        Method::Av => "得票最多的人当选。",
        Method::Sav => "每张票的 1 分平均分给它认可的人，得分最多的人当选。",
    }
}

const fn rule_en(method: Method) -> &'static str {
    match method {
        Method::Pav => {
            "Each ballot gives points for the members it approves: 1 for the first, 1/2 for the \
             second, 1/3 for the third, and so on. The committee with most points is elected."
        }
        Method::SeqPav => {
            "Each ballot gives points for the members it approves: 1 for the first, 1/2 for the \
             second, 1/3 for the third, and so on. Each seat goes to whoever adds most points."
        }
        Method::RevSeqPav => {
            "Each ballot gives points for those it approves and who remain: 1 for the first, 1/2 \
             for the second, 1/3 for the third, and so on. From everybody, whoever costs fewest \
             points is struck off each time; those who remain are elected."
        }
        Method::Cc => {
            "Each ballot that approves a member gives 1 point. The committee with most points is \
             elected."
        }
        Method::SeqCc => {
            "Each ballot that approves a member gives 1 point. Each seat goes to whoever adds most \
             points."
        }
        Method::EqualShares => {
            "A seat costs 1, and every ballot gets the same share of the seats as money. Those who \
             approve the same person buy the seat once they have 1 together: each pays the same, or \
             all it has if that is less. Whoever is cheapest per ballot comes first. When nobody \
             can be bought, seats left are filled by load: each brings 1, borne evenly by those who \
             approve its holder, money paid counting as load; the lowest load comes first."
        }
        Method::Phragmen => {
            "Each seat is a load of 1 on the ballots that approve its holder, spread so that their \
             loads are equal. Each seat goes to whoever leaves that load lowest."
        }
        Method::Av => "Those on most ballots are elected.",
        Method::Sav => {
            "Each ballot splits 1 point evenly among those it approves; those with most points are \
             elected."
        }
    }
}

fn decision(place: usize, round: &Round, lang: Lang) -> String {
    let Round { name, by, value, supporters, .. } = round;
    let value = value.as_deref().map(|value| short(value, lang));
    let value = value.as_deref();
    match (lang, by, value) {
        (Lang::Zh, _, None) => {
            format!("第 {place} 席：{name}。剩下的人没有一张票认可，按编号先后补上。")
        }
        (Lang::Zh, By::Score, Some(value)) => {
            format!(
                "第 {place} 席：{name}，{supporters} 张票认可，得分 {value}，在剩下的人中最多。"
            )
        }
        (Lang::Zh, By::Gain, Some(value)) => {
            format!(
                "第 {place} 席：{name}，{supporters} 张票认可，使总分增加 {value}，在剩下的人中最多。"
            )
        }
        (Lang::Zh, By::Loss, Some(value)) => {
            format!(
                "第 {place} 次去掉：{name}，{supporters} 张票认可，总分减少 {value}，在剩下的人中最少。"
            )
        }
        (Lang::Zh, By::Price, Some(value)) => format!(
            "第 {place} 席：{name}，{supporters} 张票认可，每票至多付 {value}，在剩下的人中最低。{}",
            paid(round, lang)
        ),
        (Lang::Zh, By::Load, Some(value)) => format!(
            "第 {place} 席：{name}，认可的 {supporters} 张票每张负担到 {value}，在剩下的人中最低。{}",
            paid(round, lang)
        ),
        (Lang::En, _, None) => {
            format!("Seat {place}: {name}. No ballot approves anybody left; by number.")
        }
        (Lang::En, By::Score, Some(value)) => {
            format!(
                "Seat {place}: {name}, on {supporters} ballots, scores {value}, most of those left."
            )
        }
        (Lang::En, By::Gain, Some(value)) => {
            format!(
                "Seat {place}: {name}, on {supporters} ballots, adds {value} points, most of those left."
            )
        }
        (Lang::En, By::Loss, Some(value)) => {
            format!(
                "Struck off {place}: {name}, on {supporters} ballots, costs {value} points, fewest of those left."
            )
        }
        (Lang::En, By::Price, Some(value)) => format!(
            "Seat {place}: {name}, on {supporters} ballots, costs a ballot at most {value}, least of those left.{}",
            paid(round, lang)
        ),
        (Lang::En, By::Load, Some(value)) => format!(
            "Seat {place}: {name}, leaves {supporters} ballots with a load of {value}, lowest of those left.{}",
            paid(round, lang)
        ),
    }
}

/// Shares said one by one; beyond that only how many there are.
const SHARES: usize = 4;

fn paid(round: &Round, lang: Lang) -> String {
    let shares: Vec<_> = round
        .paid
        .iter()
        .take(SHARES)
        .map(|paid| {
            let share = short(&paid.share, lang);
            match lang {
                Lang::Zh => format!("{} 张各出 {share}", paid.ballots),
                Lang::En => format!("{} bear {share} each", paid.ballots),
            }
        })
        .collect();
    let more = round.paid.iter().skip(SHARES).map(|paid| paid.ballots).sum::<u64>();
    match (lang, more) {
        (Lang::Zh, 0) => format!("{}。", shares.join("，")),
        (Lang::Zh, more) => format!("{}，另 {more} 张不等。", shares.join("，")),
        (Lang::En, 0) => format!(" {}.", shares.join(", ")),
        (Lang::En, more) => format!(" {}, {more} others differ.", shares.join(", ")),
    }
}

fn tie(round: &Round, lang: Lang) -> String {
    let Round { name, by, tied_names, .. } = round;
    match (lang, by) {
        (Lang::Zh, By::Loss) => {
            format!("同样少的有{}，编号最大的{name}先去掉。", tied_names.join("、"))
        }
        (Lang::Zh, _) => format!("同样好的有{}，编号最小的{name}当选。", tied_names.join("、")),
        (Lang::En, By::Loss) => {
            format!("Equal: {}; {name} has the largest number and goes.", tied_names.join(", "))
        }
        (Lang::En, _) => {
            format!("Equal: {}; {name} has the smallest number.", tied_names.join(", "))
        }
    }
}

fn chosen(elected: &Elected, lang: Lang) -> String {
    let place = elected.committees.iter().position(|members| *members == elected.chosen);
    let names = place.and_then(|place| elected.names.get(place)).map_or(&[][..], Vec::as_slice);
    match lang {
        Lang::Zh => format!("当选：{}。", names.join("、")),
        Lang::En => format!("Elected: {}.", names.join(", ")),
    }
}

fn score(elected: &Elected, lang: Lang) -> Option<String> {
    let best = matches!(elected.method, Method::Pav | Method::Cc);
    let score = short(elected.score.as_deref().filter(|_| best)?, lang);
    Some(match lang {
        Lang::Zh => format!("总分 {score}：已经证明没有哪一组人更高。"),
        Lang::En => format!("Points: {score}; it is proved that no committee has more."),
    })
}

fn served(elected: &Elected, lang: Lang) -> String {
    let ballots = elected.served.iter().enumerate().filter(|&(_, &ballots)| ballots > 0);
    let said: Vec<_> = ballots
        .map(|(members, ballots)| match lang {
            Lang::Zh => format!("{members} 位当选的 {ballots} 张"),
            Lang::En => format!("{members} on {ballots}"),
        })
        .collect();
    match lang {
        Lang::Zh => format!("每张票认可的人里：{}。", said.join("，")),
        Lang::En => format!("Members approved per ballot: {} ballots.", said.join(", ")),
    }
}

fn unsupported(elected: &Elected, lang: Lang) -> Option<String> {
    let number = elected.unsupported.len();
    (number > 0).then(|| match lang {
        Lang::Zh => format!("其中 {number} 人没有一张票认可，只是补满席位。"),
        Lang::En => format!("{number} of them are on no ballot and only fill seats."),
    })
}

fn others(elected: &Elected, lang: Lang) -> Option<String> {
    let listed = elected.committees.len();
    Some(match (lang, elected.unique) {
        (_, Some(true)) => return None,
        (Lang::Zh, Some(false)) if listed > 1 => {
            format!("平局：同样符合规则的共有 {listed} 组；编号小的优先，得出上面一组。")
        }
        (Lang::En, Some(false)) if listed > 1 => {
            format!("A tie: {listed} committees satisfy the rule alike; smaller numbers go first.")
        }
        (Lang::Zh, Some(false)) => {
            "平局：还有别的组同样符合规则；编号小的优先，得出上面一组。".to_owned()
        }
        (Lang::En, Some(false)) => {
            "A tie: other committees satisfy the rule alike; smaller numbers go first.".to_owned()
        }
        (Lang::Zh, None) => {
            "平局的路数太多，没有逐一走完：编号小的优先，得出上面一组，别的组也可能同样符合规则。"
                .to_owned()
        }
        (Lang::En, None) => {
            "Ties branch too often to follow all: smaller numbers go first; other committees may \
             satisfy the rule alike."
                .to_owned()
        }
    })
}

/// An exact number; a long fraction cut to six decimals and marked as such.
fn short(exact: &str, lang: Lang) -> String {
    if exact.len() <= 12 {
        return exact.to_owned();
    }
    let cut = || {
        let (above, below) = exact.split_once('/')?;
        let (above, below) = (above.parse::<IBig>().ok()?, below.parse::<UBig>().ok()?);
        let (sign, size) = above.into_parts();
        let millionths: UBig = size * 1_000_000_u32 / below;
        let (whole, rest) = (&millionths / 1_000_000_u32, &millionths % 1_000_000_u32);
        let minus = if sign == dashu_int::Sign::Negative { "-" } else { "" };
        Some(match lang {
            Lang::Zh => format!("约 {minus}{whole}.{rest:06}"),
            Lang::En => format!("about {minus}{whole}.{rest:06}"),
        })
    };
    cut().unwrap_or_else(|| exact.to_owned())
}
