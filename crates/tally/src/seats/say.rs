//! 席位说明 — Each seat with the sum that won it, for whoever wants to work it out again.

use super::{Method, Round, Shares};
use crate::explain::Lang;

/// The rule, the quota, every seat with its claim, a tie, and the seats in the end.
pub fn explain(shares: &Shares, lang: Lang) -> Vec<String> {
    let mut said = vec![rule(shares.method, lang).to_owned()];
    let (votes, seats) = (shares.votes.iter().sum::<u64>(), shares.seats.iter().sum::<u32>());
    said.push(match lang {
        Lang::Zh => format!("共 {votes} 票，{seats} 席。"),
        Lang::En => format!("{votes} votes, {seats} seats."),
    });
    if let Some(quota) = &shares.quota {
        said.push(match lang {
            Lang::Zh => format!("每席所需票数（商数）：{quota}。"),
            Lang::En => format!("Votes for one seat (quota): {quota}."),
        });
    }
    let mut given = 0;
    for Round { list, seats, claim } in &shares.rounds {
        let first = given + 1;
        given += seats;
        said.push(match (lang, *seats) {
            (Lang::Zh, 1) => format!("第 {given} 席归名单 {list}：{claim}。"),
            (Lang::Zh, _) => format!("第 {first} 至 {given} 席归名单 {list}：{claim}。"),
            (Lang::En, 1) => format!("Seat {given} to list {list}: {claim}."),
            (Lang::En, _) => format!("Seats {first} to {given} to list {list}: {claim}."),
        });
    }
    said.extend(tie(shares, lang));
    let lists = (1..).zip(&shares.seats);
    let result: Vec<String> = match lang {
        Lang::Zh => lists.map(|(list, seats)| format!("名单 {list} 得 {seats} 席")).collect(),
        Lang::En => lists.map(|(list, seats)| format!("list {list}: {seats}")).collect(),
    };
    said.push(match lang {
        Lang::Zh => format!("结果：{}。", result.join("，")),
        Lang::En => format!("Result: {}.", result.join(", ")),
    });
    said
}

const fn rule(method: Method, lang: Lang) -> &'static str {
    let (zh, en) = match method {
        Method::Hagenbach => (
            "先按商数取整分席，余下各席依次归“票数 ÷（已得席数＋1）”最大的名单。",
            "Whole quotas first; each further seat to the largest votes ÷ (seats so far + 1).",
        ),
        Method::Dhondt => (
            "每一席归“票数 ÷（已得席数＋1）”最大的名单。",
            "Each seat to the largest votes ÷ (seats so far + 1).",
        ),
        Method::SainteLague => (
            "每一席归“票数 ÷（2×已得席数＋1）”最大的名单。",
            "Each seat to the largest votes ÷ (2 × seats so far + 1).",
        ),
        Method::ModifiedSainteLague => (
            "每一席归“票数 ÷（2×已得席数＋1）”最大的名单，第一席除以 1.4。",
            "Each seat to the largest votes ÷ (2 × seats so far + 1), ÷ 1.4 for the first seat.",
        ),
        Method::Adams => (
            "每一席归“票数 ÷ 已得席数”最大的名单，尚无席位的名单在先，票多者先。",
            "Each seat to the largest votes ÷ seats so far; lists without a seat first, by votes.",
        ),
        Method::Dean => (
            "每一席归“票数 ÷ 已得席数与下一席数的调和平均”最大的名单，尚无席位的名单在先。",
            "Each seat to the largest votes ÷ harmonic mean of seats so far and next; lists without \
             a seat first.",
        ),
        Method::HuntingtonHill => (
            "每一席归“票数² ÷（已得席数×下一席数）”最大的名单，尚无席位的名单在先。",
            "Each seat to the largest votes² ÷ (seats so far × next); lists without a seat first.",
        ),
        Method::Quota => (
            "每一席归“票数 ÷（已得席数＋1）”最大的名单，但不超过其应得席数的进一。",
            "Each seat to the largest votes ÷ (seats so far + 1) of lists below their upper quota.",
        ),
        Method::Hare => (
            "商数为总票数 ÷ 总席数；先按商数取整分席，余下各席归余数最大的名单。",
            "Quota: all votes ÷ all seats; whole quotas first, then the largest remainders.",
        ),
        Method::Droop => (
            "商数为总票数 ÷（总席数＋1）取整加一；先按商数取整分席，余下归余数最大的名单。",
            "Quota: all votes ÷ (seats + 1), rounded down, plus 1; whole quotas first, then the \
             largest remainders.",
        ),
    };
    lang.pick(zh, en)
}

fn tie(shares: &Shares, lang: Lang) -> Option<String> {
    if shares.tie.is_empty() {
        return None;
    }
    let lists: Vec<_> = shares.tie.iter().map(ToString::to_string).collect();
    let (lists, seats) = (lists.join(lang.pick("、", ", ")), shares.tie_seats);
    Some(match (&shares.lot, lang) {
        (None, Lang::Zh) => {
            format!("名单 {lists} 对最后 {seats} 席相持不下，依次序归排在前面的。")
        }
        (None, Lang::En) => {
            format!(
                "Lists {lists} are equal for the last {seats} seat(s): the first ones get them."
            )
        }
        (Some(lot), Lang::Zh) => {
            let (order, seed) = (lot.order.join("、"), &lot.seed);
            format!("名单 {lists} 对最后 {seats} 席相持不下，以种子“{seed}”抽签，次序为 {order}。")
        }
        (Some(lot), Lang::En) => {
            let (order, seed) = (lot.order.join(", "), &lot.seed);
            format!(
                "Lists {lists} are equal for the last {seats} seat(s): a lot with seed \"{seed}\" \
                 orders them {order}."
            )
        }
    })
}
