//! 说明业主表决 — What was listed, which ballots do not count and why, then each line of the judgement.

use super::{Lang, amount, explain};
use crate::outcome::Unit;
use crate::owners::{Kind, Tally, Uncounted, Verdict};
use crate::proxy::Fault;

/// A counted vote of owners as sentences.
pub fn explain_owners(verdict: &Verdict, lang: Lang) -> Vec<String> {
    let tally = &verdict.tally;
    let mut said: Vec<String> = listed(tally, lang).into_iter().collect();
    said.extend(tally.uncounted.iter().map(|one| uncounted(one, lang)));
    said.extend(tally.split_units.iter().map(|unit| match lang {
        Lang::Zh => {
            format!(
                "{unit} 的共有人意见不一，没有一种意见达到所需份额：算参加，不算同意，也不算反对。"
            )
        }
        Lang::En => format!(
            "The co-owners of {unit} differ and no side holds the share needed: it takes part, \
             neither for nor against."
        ),
    }));
    said.extend(tally.split_owners.iter().map(|owner| match lang {
        Lang::Zh => {
            format!("{owner} 几处的票意见不一：面积各按其票，人数算参加，不算同意，也不算反对。")
        }
        Lang::En => format!(
            "The ballots of {owner} differ: each area counts as its ballot says; the person takes \
             part, neither for nor against."
        ),
    }));
    said.extend(explain(&verdict.outcome, lang));
    said
}

/// What the total is made of; nothing when nothing is listed.
fn listed(tally: &Tally, lang: Lang) -> Option<String> {
    let part = |(kind, held): (&Kind, &crate::owners::Held)| {
        let (parts, area) = (held.parts, amount(held.area, Unit::Area, lang));
        match lang {
            Lang::Zh => format!("{} {parts} 处 {area}", kind_name(*kind, lang)),
            Lang::En => format!("{} {parts}, {area}", kind_name(*kind, lang)),
        }
    };
    let parts: Vec<String> = tally.kinds.iter().map(part).collect();
    (!parts.is_empty()).then(|| match lang {
        Lang::Zh => format!("专有部分：{}。", parts.join("；")),
        Lang::En => format!("Exclusive parts: {}.", parts.join("; ")),
    })
}

const fn kind_name(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Dwelling => lang.pick("住宅", "dwellings"),
        Kind::Shop => lang.pick("商铺", "shops"),
        Kind::Parking => lang.pick("车位", "parking spaces"),
        Kind::Storage => lang.pick("储藏室", "storage rooms"),
        Kind::Stall => lang.pick("摊位", "stalls"),
        Kind::Other => lang.pick("其他", "others"),
    }
}

fn uncounted(one: &Uncounted, lang: Lang) -> String {
    let Uncounted { unit, proxy, fault } = one;
    match (fault, lang) {
        (Fault::NotWritten, Lang::Zh) => {
            format!("{unit} 的票不计：{proxy} 没有书面委托。")
        }
        (Fault::NotWritten, Lang::En) => {
            format!("The ballot of {unit} does not count: {proxy} has no written proxy.")
        }
        (Fault::TooMany { held, most }, Lang::Zh) => {
            format!("{unit} 的票不计：{proxy} 代 {held} 位业主投票，最多可以代 {most} 位。")
        }
        (Fault::TooMany { held, most }, Lang::En) => format!(
            "The ballot of {unit} does not count: {proxy} acts for {held} owners, at most {most} \
             are allowed."
        ),
    }
}
