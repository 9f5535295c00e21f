//! 说给人听 — Panels in plain sentences: what was asked, everybody's chance, and how to check it.

use std::collections::BTreeMap;

use super::lottery::{Lottery, TICKETS};
use super::pool::{Quota, Row, Type};
use super::program::Proof;
use super::relax::{Change, Refused, Relaxation};
use super::stratified::{Fate, Stratified};
use crate::explain::Lang;

/// Names in one sentence.
const MOST_NAMES: usize = 50;

/// The lottery, the chances, the draw, and how to check it.
pub fn explain(lottery: &Lottery, lang: Lang) -> Vec<String> {
    let mut said = vec![pool(lottery, lang)];
    said.extend(lottery.quotas.iter().map(|quota| seats(lottery, quota, lang)));
    said.extend(ends(lottery, lang));
    said.extend(never(lottery, lang));
    said.push(fairness(lottery, lang));
    said.extend(drawn(lottery, lang));
    said
}

fn pool(lottery: &Lottery, lang: Lang) -> String {
    let people: usize = lottery.types.iter().map(|of| of.people.len()).sum();
    let (size, types) = (lottery.size, lottery.types.len());
    let (one_zh, one_en) = if lottery.one_per_household {
        ("每户至多一人，", ", at most one a household")
    } else {
        ("", "")
    };
    match lang {
        Lang::Zh => {
            format!(
                "{people} 人报名，抽 {size} 人，{one_zh}各项回答都相同的归为一类，共 {types} 类。"
            )
        }
        Lang::En => format!(
            "{people} people are willing, {size} are drawn{one_en}; those with the same answers \
             are of one type, {types} types in all."
        ),
    }
}

fn seats(lottery: &Lottery, quota: &Quota, lang: Lang) -> String {
    let Quota { feature, value, min, max, .. } = quota;
    let has = |of: &&Type| of.answers.get(feature) == Some(value);
    let all: usize = lottery.types.iter().filter(has).map(|of| of.people.len()).sum();
    match lang {
        Lang::Zh => format!("{feature}“{value}”：报名 {all} 人，小组 {min} 至 {max} 人。"),
        Lang::En => format!("{feature} {value}: {all} willing, {min} to {max} on the panel."),
    }
}

/// The lowest and the highest chance, and how many people have it.
fn ends(lottery: &Lottery, lang: Lang) -> Vec<String> {
    let mut chances: Vec<(u128, usize)> = Vec::new();
    for (of, &seats) in lottery.types.iter().zip(&lottery.expected) {
        let people = of.people.len();
        // In millionths, rounded; people of one chance often differ in the twelfth place.
        let all = u128::from(TICKETS) * u128::try_from(people).unwrap_or(1);
        chances.push(((u128::from(seats) * 2_000_000 + all) / (2 * all), people));
    }
    chances.sort_unstable();
    let (Some(&(low, _)), Some(&(high, _))) = (chances.first(), chances.last()) else {
        return Vec::new();
    };
    let with = |chance: u128| -> usize {
        chances.iter().filter(|&&(of, _)| of == chance).map(|&(_, people)| people).sum()
    };
    let (few, many) = (with(low), with(high));
    let (low, high) = (percent(low), percent(high));
    vec![match lang {
        Lang::Zh => {
            format!(
                "每人抽中的机会：最低 {low}（{few} 人），最高 {high}（{many} 人）；逐人列于附表。"
            )
        }
        Lang::En => format!(
            "Chances of a seat: lowest {low} (held by {few}), highest {high} (held by {many}); \
             everybody's is listed."
        ),
    }]
}

/// Millionths as a percentage.
fn percent(millionths: u128) -> String {
    format!("{}.{:04}%", millionths / 10_000, millionths % 10_000)
}

/// Who can never sit, and which quotas say so.
fn never(lottery: &Lottery, lang: Lang) -> Vec<String> {
    let certificate = &lottery.certificate;
    let mut said = Vec::new();
    let mut by_reason: BTreeMap<Vec<usize>, Vec<&str>> = BTreeMap::new();
    for of in certificate.never.iter().filter_map(|&at| lottery.types.get(at)) {
        let closed = |(place, quota): (usize, &Quota)| {
            (quota.max == 0 && of.answers.get(&quota.feature) == Some(&quota.value))
                .then_some(place)
        };
        let own: Vec<usize> = lottery.quotas.iter().enumerate().filter_map(closed).collect();
        let why = if own.is_empty() { together(lottery) } else { own };
        by_reason.entry(why).or_default().extend(of.people.iter().map(String::as_str));
    }
    for (why, people) in by_reason {
        let named = |&place: &usize| {
            let Quota { feature, value, min, max, .. } = lottery.quotas.get(place)?;
            Some(match lang {
                Lang::Zh => format!("{feature}“{value}”{min} 至 {max}"),
                Lang::En => format!("{feature} {value} {min} to {max}"),
            })
        };
        let why: Vec<String> = why.iter().filter_map(named).collect();
        let (all, people) = (people.len(), names(&people, lang));
        let why = why.join(lang_comma(lang));
        said.push(match lang {
            Lang::Zh => format!("有 {all} 人没有机会（{people}）：名额不容（{why}）。"),
            Lang::En => {
                format!("{all} of the pool have no chance ({people}): quotas forbid it ({why}).")
            }
        });
    }
    said
}

const fn lang_comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// Names, cut where nobody would read on: the chances are listed one by one anyway.
fn names(people: &[&str], lang: Lang) -> String {
    let first = people.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(lang_comma(lang));
    match (lang, people.len() > MOST_NAMES) {
        (_, false) => first,
        (Lang::Zh, true) => format!("{first}等"),
        (Lang::En, true) => format!("{first} …"),
    }
}

/// The quotas that the proof of "never" uses.
fn together(lottery: &Lottery) -> Vec<usize> {
    fn walk(proof: &Proof, used: &mut Vec<usize>) {
        match proof {
            Proof::Multipliers(multipliers) => {
                let nonzero = multipliers.iter().enumerate().filter(|&(_, &m)| m != 0);
                used.extend(nonzero.map(|(row, _)| row));
            }
            Proof::Split { most, more, .. } => {
                walk(most, used);
                walk(more, used);
            }
        }
    }
    let mut rows = Vec::new();
    if let Some(proof) = &lottery.certificate.never_proof {
        walk(proof, &mut rows);
    }
    rows.sort_unstable();
    rows.dedup();
    let quota = |row: usize| match lottery.rows.get(row) {
        Some(Row::Quota(place)) => Some(*place),
        _ => None,
    };
    rows.into_iter().filter_map(quota).collect()
}

fn fairness(lottery: &Lottery, lang: Lang) -> String {
    let panels = lottery.lottery.len();
    let closed = lottery.gap.is_some_and(|gap| gap.is_closed());
    match (lang, closed) {
        (Lang::Zh, true) => format!(
            "签筒里有 {panels} 种小组，都合名额。已证明：要让任何人的机会再高百万分之一以上，\
             必有机会不高于他的人降低。"
        ),
        (Lang::En, true) => format!(
            "The lottery holds {panels} panels, all within the quotas. Proved: nobody's chance can \
             rise by more than a millionth unless somebody's falls whose chance is no higher."
        ),
        (Lang::Zh, false) => {
            format!("签筒里有 {panels} 种小组，都合名额；是否最公平没有证到百万分之一以内。")
        }
        (Lang::En, false) => format!(
            "The lottery holds {panels} panels, all within the quotas; that it is the fairest is \
             not proved to a millionth."
        ),
    }
}

fn drawn(lottery: &Lottery, lang: Lang) -> Vec<String> {
    let Some(draw) = &lottery.draw else {
        let (zh, en) = ("尚未抽签。", "The draw is not made yet.");
        return vec![if lang == Lang::Zh { zh } else { en }.to_owned()];
    };
    let panel = lottery.panel.join(lang_comma(lang));
    let (seed, number, ticket) = (&draw.seed, draw.number, draw.ticket + 1);
    let trial = draw.seed.is_empty();
    match lang {
        Lang::Zh => vec![
            if trial {
                format!("试抽（没有公布种子，不作数）：第 {number} 号签，第 {ticket} 种小组。")
            } else {
                format!(
                    "种子“{seed}”抽出第 {number} 号签（共 {TICKETS} 号，从 0 起），是第 {ticket} 种小组。"
                )
            },
            format!("抽中：{panel}。"),
            "复核：对“种子、换行、panel、换行、0”求 SHA-256，前 8 字节除以签数的余数是签号；\
             对“种子、换行、seats、换行、编号”求 SHA-256，每类按结果从小到大取够人数（每户至多一人时，先按户内最小者排户，各类依次取户）。"
                .to_owned(),
        ],
        Lang::En => vec![
            if trial {
                format!("A trial without a published seed: ticket {number}, panel {ticket}.")
            } else {
                format!(
                    "Seed “{seed}” draws ticket {number} (of {TICKETS}, from 0): panel {ticket}."
                )
            },
            format!("Drawn: {panel}."),
            "To check: the first 8 bytes of SHA-256(seed, newline, panel, newline, 0), modulo the \
             tickets, are the ticket; each type sits in the order of SHA-256(seed, newline, seats, \
             newline, id), smallest first (households, where they count, by their first member)."
                .to_owned(),
        ],
    }
}

/// A panel drawn name by name.
pub fn explain_stratified(drawn: &Stratified, lang: Lang) -> Vec<String> {
    let over = |fate: Fate| drawn.read.iter().filter(|&&(_, was)| was == fate).count();
    let (size, seed, read) = (drawn.size, &drawn.seed, drawn.read.len());
    let (quota, household) = (over(Fate::Quota), over(Fate::Household));
    let panel = drawn.panel.join(lang_comma(lang));
    match lang {
        Lang::Zh => vec![
            format!(
                "按种子“{seed}”排出全部报名的人，依次读名，坐满 {size} 席为止，共读 {read} 人。"
            ),
            format!("{quota} 人因名额已不容而越过，{household} 人因同户已有人入选而越过。"),
            format!("抽中：{panel}。"),
            "各人的机会不相等，也事先说不出；要机会最公平，用 leximin。".to_owned(),
        ],
        Lang::En => vec![
            format!("Names were read in the order of seed “{seed}” until {size} sat: {read} read."),
            format!(
                "{quota} passed over for the quotas, {household} for somebody of the household."
            ),
            format!("Drawn: {panel}."),
            "Chances are neither equal nor known beforehand; leximin makes them fairest."
                .to_owned(),
        ],
    }
}

/// Why there is no panel, and what would help.
pub fn explain_refused(refused: &Refused, lang: Lang) -> Vec<String> {
    let zh = lang == Lang::Zh;
    match refused {
        Refused::Invalid(invalid) if zh => vec![format!("名单或名额有误：{invalid}。")],
        Refused::Invalid(invalid) => vec![format!("{invalid}.")],
        Refused::TooFew { size, possible } if zh => {
            vec![format!("要抽 {size} 人，至多只能坐 {possible} 人。")]
        }
        Refused::TooFew { size, possible } => {
            vec![format!("{size} seats, but at most {possible} can sit.")]
        }
        Refused::TooHard if zh => vec!["名额过于复杂，未能在限度内找到或排除小组。".to_owned()],
        Refused::TooHard => {
            vec![
                "The quotas are too intricate: no panel was found or ruled out in time.".to_owned(),
            ]
        }
        Refused::Unmet(relaxation) => unmet(relaxation, lang),
    }
}

fn unmet(relaxation: &Relaxation, lang: Lang) -> Vec<String> {
    let Relaxation { size, changes, total, sums } = relaxation;
    let mut said = vec![match lang {
        Lang::Zh => format!("没有一个 {size} 人的小组能同时满足所有名额。"),
        Lang::En => format!("No panel of {size} meets all quotas."),
    }];
    said.extend(sums.iter().map(|(feature, least, most)| match lang {
        Lang::Zh => format!("“{feature}”的名额合计 {least} 至 {most}，与 {size} 不合。"),
        Lang::En => format!("The quotas of {feature} add up to {least} to {most}, not {size}."),
    }));
    said.push(match lang {
        Lang::Zh => format!("最小的改动共 {total} 席，例如："),
        Lang::En => format!("The smallest change is {total} seat(s) in all, for example:"),
    });
    said.extend(changes.iter().map(|change| changed(change, lang)));
    said
}

fn changed(change: &Change, lang: Lang) -> String {
    let Change { quota: Quota { feature, value, min: was, max: had, .. }, min, max, pool } = change;
    let (lowered, raised) = (*min < i64::from(*was), *max > i64::from(*had));
    let mut parts = Vec::new();
    match lang {
        Lang::Zh => {
            parts.extend(lowered.then(|| format!("最少由 {was} 降为 {min}")));
            parts.extend(raised.then(|| format!("最多由 {had} 升为 {max}")));
            format!("{feature}“{value}”{}（报名 {pool} 人）。", parts.join("，"))
        }
        Lang::En => {
            parts.extend(lowered.then(|| format!("lower the least from {was} to {min}")));
            parts.extend(raised.then(|| format!("raise the most from {had} to {max}")));
            format!("{feature} {value}: {} ({pool} willing).", parts.join(", "))
        }
    }
}
