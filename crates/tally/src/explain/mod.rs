//! 说明 — Outcomes as plain sentences that anybody can check with paper and pencil.
//!
//! Each sentence is a true statement with its numbers: `参加面积 600.00 ㎡ ≥ 总面积 900.00 ㎡ 的 2/3：达到`.

use serde::{Deserialize, Serialize};

use crate::award::{Award, Bound};
use crate::election::Elected;
use crate::outcome::{Key, Line, Outcome, Unit, Whole};
use crate::threshold::Cmp;

mod invalid;
mod owners;
mod steps;

pub use invalid::explain_invalid;
pub use owners::explain_owners;
pub use steps::explain_steps;

/// The languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    pub(crate) const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// Each line of an outcome as a sentence, then the conclusion.
pub fn explain(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let lines = outcome.lines.iter().map(|line| explain_line(line, lang));
    lines.chain([conclusion(outcome, lang).to_owned()]).collect()
}

/// The conclusion: passed, too few took part, too few agreed, or too many objected.
pub fn conclusion(outcome: &Outcome, lang: Lang) -> &'static str {
    let (zh, en) = if outcome.has(Key::Dissent) {
        objected(outcome.passed)
    } else if outcome.lines.iter().all(|line| line.key == Key::Petition) {
        asked(outcome.passed)
    } else {
        agreed(outcome)
    };
    lang.pick(zh, en)
}

fn agreed(outcome: &Outcome) -> (&'static str, &'static str) {
    match (outcome.passed, outcome.quorum()) {
        (true, _) => ("结论：通过。", "Conclusion: passed."),
        (false, false) => {
            ("结论：参加的条件不够，不能作出决定。", "Conclusion: too few took part to decide.")
        }
        (false, true) => ("结论：同意的不够，未通过。", "Conclusion: too few agreed; not passed."),
    }
}

/// A dissent vote passes by silence, and says so.
const fn objected(passed: bool) -> (&'static str, &'static str) {
    if passed {
        (
            "结论：异议没有超过限度，通过；没有表态的不算异议。",
            "Conclusion: not too many objected; passed. Those who said nothing did not object.",
        )
    } else {
        ("结论：异议超过限度，未通过。", "Conclusion: too many objected; not passed.")
    }
}

const fn asked(passed: bool) -> (&'static str, &'static str) {
    if passed {
        (
            "结论：提议的人数够了（有一种达到即可），应当办理。",
            "Conclusion: enough ask (one way is enough); it must follow.",
        )
    } else {
        ("结论：提议的人数不够。", "Conclusion: too few ask.")
    }
}

/// One line of an outcome as a sentence.
pub fn explain_line(line: &Line, lang: Lang) -> String {
    let (got, of) = (amount(line.got, line.unit, lang), amount(line.of, line.unit, lang));
    let (sign, needed, noun) = (relation(line), line.needed, subject(line, lang));
    let verdict =
        lang.pick(if line.ok { "达到" } else { "未达到" }, if line.ok { "met" } else { "not met" });
    if line.whole == Whole::Fixed {
        return match lang {
            Lang::Zh => format!("{noun} {got} {sign} {of}：{verdict}"),
            Lang::En => format!("{noun} {got} {sign} {of}: {verdict}"),
        };
    }
    let (whole, all) = (whole_name(line, lang), needed == crate::fraction::Fraction::ONE);
    match (lang, all) {
        (Lang::Zh, true) => format!("{noun} {got} {sign} {whole} {of}：{verdict}"),
        (Lang::Zh, false) => format!("{noun} {got} {sign} {whole} {of} 的 {needed}：{verdict}"),
        (Lang::En, true) => format!("{noun} {got} {sign} {whole} {of}: {verdict}"),
        (Lang::En, false) => format!("{noun} {got} {sign} {needed} of {whole} {of}: {verdict}"),
    }
}

/// How the numbers really stand, so that the sentence is true either way.
const fn relation(line: &Line) -> &'static str {
    match (line.cmp, line.ok) {
        (Cmp::AtLeast, true) => "≥",
        // Nothing of nothing is not enough although 0 ≥ 0: say what is needed.
        (Cmp::AtLeast, false) if line.of == 0 => "=",
        (Cmp::AtLeast, false) => "<",
        (Cmp::MoreThan, true) | (Cmp::AtMost, false) => ">",
        (Cmp::MoreThan, false) | (Cmp::AtMost, true) => "≤",
    }
}

fn subject(line: &Line, lang: Lang) -> String {
    let (zh, en) = match (line.key, line.whole) {
        (Key::Candidate, _) => {
            let name = line.label.as_deref().unwrap_or_default();
            return match lang {
                Lang::Zh => format!("{name}得票"),
                Lang::En => format!("Votes for {name}"),
            };
        }
        (Key::Quorum, _) if line.unit == Unit::Households => ("参加户数", "Households taking part"),
        (Key::Quorum, _) => ("参加人数", "Taking part"),
        (Key::QuorumArea, _) => ("参加面积", "Area taking part"),
        (Key::Consent, _) if line.unit == Unit::Households => ("同意户数", "Households agreeing"),
        (Key::Consent, _) => ("同意人数", "Agreeing"),
        (Key::ConsentArea, _) => ("同意面积", "Area agreeing"),
        (Key::Dissent, _) => ("异议人数", "Objecting"),
        (Key::DissentArea, _) => ("异议面积", "Area objecting"),
        (Key::Recall, _) => ("赞成罢免", "For the recall"),
        (Key::Petition, _) => match line.unit {
            Unit::Households => ("提议户数", "Households asking"),
            Unit::Groups => ("提议小组", "Groups asking"),
            Unit::Representatives => ("提议代表", "Representatives asking"),
            _ => ("提议人数", "Asking"),
        },
        (Key::WomenPresent, _) => ("到会妇女", "Women present"),
        (Key::Turnout, _) => ("收回选票", "Ballots cast"),
        (Key::Returned, _) => ("收回选票", "Ballots returned"),
    };
    lang.pick(zh, en).to_owned()
}

fn whole_name(line: &Line, lang: Lang) -> &'static str {
    let (zh, en) = match (line.whole, line.unit) {
        (Whole::All, Unit::Area) => ("总面积", "all area"),
        (Whole::All, Unit::Households) => ("总户数", "all households"),
        (Whole::All, Unit::Groups) => ("小组总数", "all groups"),
        (Whole::All, _) => ("总人数", "all"),
        (Whole::Participants, Unit::Area) => ("参加面积", "the area taking part"),
        (Whole::Participants, Unit::Households) => ("参加户数", "those taking part"),
        (Whole::Participants, _) => ("参加人数", "those taking part"),
        (Whole::Present, Unit::Households) => ("到会户数", "those present"),
        (Whole::Present, _) => ("到会人数", "those present"),
        (Whole::Registered, _) => ("登记选民", "registered voters"),
        (Whole::Issued, _) => ("发出选票", "ballots issued"),
        (Whole::Cast, _) => ("收回选票", "ballots cast"),
        (Whole::Fixed, _) => ("", ""),
    };
    lang.pick(zh, en)
}

fn amount(number: i64, unit: Unit, lang: Lang) -> String {
    match (unit, lang) {
        (Unit::Area, Lang::Zh) => format!("{} ㎡", hundredths(number)),
        (Unit::Area, Lang::En) => format!("{} m²", hundredths(number)),
        (Unit::Households, Lang::Zh) => format!("{number} 户"),
        (Unit::Ballots, Lang::Zh) => format!("{number} 张"),
        (Unit::Groups, Lang::Zh) => format!("{number} 个"),
        (_, Lang::Zh) => format!("{number} 人"),
        (_, Lang::En) => number.to_string(),
    }
}

/// Hundredths (0.01 m², fen) with two decimals, exactly: `60000` is `600.00`.
pub fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let number = number.unsigned_abs();
    format!("{sign}{}.{:02}", number / 100, number % 100)
}

/// An election as sentences: the checks, then who is elected, tied, and what comes next.
pub fn explain_election(elected: &Elected, lang: Lang) -> Vec<String> {
    let mut said: Vec<_> =
        elected.outcome.lines.iter().map(|line| explain_line(line, lang)).collect();
    if !elected.valid {
        said.push(lang.pick("结论：选举无效。", "Conclusion: the election is void.").to_owned());
        return said;
    }
    let list = |names: &[String]| names.join(lang.pick("、", ", "));
    if !elected.elected.is_empty() {
        let names = list(&elected.elected);
        said.push(match lang {
            Lang::Zh => format!("当选：{names}。"),
            Lang::En => format!("Elected: {names}."),
        });
    }
    if !elected.tie.is_empty() {
        let (names, seats) = (list(&elected.tie), elected.tie_seats);
        said.push(match lang {
            Lang::Zh => format!("票数相同：{names}，就余下 {seats} 个名额再次投票。"),
            Lang::En => format!("Tied: {names}. They are voted on again for {seats} seat(s)."),
        });
    }
    if elected.vacant > 0 {
        let vacant = elected.vacant;
        said.push(match lang {
            Lang::Zh => format!("空缺：{vacant} 名。"),
            Lang::En => format!("Vacant: {vacant} seat(s)."),
        });
    }
    if let Some(next) = &elected.next_round {
        let names = list(&next.candidates);
        said.push(match lang {
            Lang::Zh => format!("另行选举候选人：{names}。"),
            Lang::En => format!("Candidates of the run-off: {names}."),
        });
    }
    said
}

/// An award as sentences: each part of the formula, then the least of them.
pub fn explain_award(award: &Award, lang: Lang) -> Vec<String> {
    let yuan = |fen: i64| match lang {
        Lang::Zh => format!("{} 元", hundredths(fen)),
        Lang::En => format!("{} yuan", hundredths(fen)),
    };
    let (own, cost) = (yuan(award.self_fen), yuan(award.cost_fen));
    let others = yuan(award.claim.other_grants_fen);
    let mut said = Vec::new();
    if let (days @ 1.., Some(rate)) = (award.claim.labour_days, award.day_rate_fen) {
        let (rate, value) = (yuan(rate), yuan(award.labour_fen));
        said.push(match lang {
            Lang::Zh => format!("投工 {days} 工日 × {rate} = {value}"),
            Lang::En => format!("Labour {days} days × {rate} = {value}"),
        });
    }
    for &(bound, fen) in &award.bounds {
        let (fen, rate, cap) = (yuan(fen), award.rate, award.rate_cap);
        said.push(match (bound, lang) {
            (Bound::Rate, Lang::Zh) => format!("认定自筹 {own} × {rate} = {fen}"),
            (Bound::Rate, Lang::En) => format!("Accepted contribution {own} × {rate} = {fen}"),
            (Bound::RateCap, Lang::Zh) => format!("认定投资 {cost} × {cap} = {fen}"),
            (Bound::RateCap, Lang::En) => format!("Accepted cost {cost} × {cap} = {fen}"),
            (Bound::Cap, Lang::Zh) => format!("单个项目上限 {fen}"),
            (Bound::Cap, Lang::En) => format!("Largest award {fen}"),
            (Bound::Gap, Lang::Zh) => {
                format!("缺口：认定投资 {cost} − 其他补助 {others} − 自筹 {own} = {fen}")
            }
            (Bound::Gap, Lang::En) => {
                format!("Gap: cost {cost} − other grants {others} − contribution {own} = {fen}")
            }
        });
    }
    let amount = yuan(award.amount_fen);
    said.push(match lang {
        Lang::Zh => format!("取最小值：奖补 {amount}。"),
        Lang::En => format!("The least of these: award {amount}."),
    });
    said
}
