//! 核对规则 — What the types of a rule cannot say, checked rule by rule.

use std::collections::BTreeSet;

use super::Slip;
use crate::calendar::Period;
use crate::fraction::Fraction;
use crate::rule::{
    Asking, AwardPolicy, Base, Casting, Content, ElectionRule, MeasuredOn, Rule, Step, VoteRule,
};
use crate::threshold::Threshold;

/// The first two digits of every code (GB/T 2260).
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82",
];

/// Everything wrong with a rule.
pub(super) fn slips(rule: &Rule) -> Vec<Slip> {
    let mut slips = Vec::new();
    let id = &rule.id;
    if !is_id(id) {
        let en = format!("`{id}` is not an id of small letters, digits and hyphens");
        slips.push(Slip::new("id", format!("`{id}` 不是由小写字母、数字和连字符组成的编号"), en));
    }
    if !is_jurisdiction(&rule.jurisdiction) {
        let code = &rule.jurisdiction;
        let en =
            format!("`{code}` is not the code of a place (2, 4, 6, 9 or 12 digits) nor \"CN\"");
        let zh = format!("`{code}` 不是区划代码（2、4、6、9 或 12 位数字），也不是 \"CN\"");
        slips.push(Slip::new("jurisdiction", zh, en));
    }
    if let Some(last) = rule.effective_to.filter(|last| *last < rule.effective_from) {
        let from = rule.effective_from;
        let en = format!("effective_to {last} is before effective_from {from}");
        slips.push(Slip::new("effective_to", format!("失效日 {last} 早于生效日 {from}"), en));
    }
    let said = [
        ("law", &rule.law),
        ("article", &rule.article),
        ("source", &rule.source),
        ("verified_by", &rule.verified_by),
        ("name", &rule.name.zh),
        ("name", &rule.name.en),
    ];
    for (key, _) in said.into_iter().filter(|(_, text)| text.trim().is_empty()) {
        slips.push(Slip::new(
            key,
            format!("`{key}` 不能是空的"),
            format!("`{key}` may not be empty"),
        ));
    }
    slips.extend(content(&rule.content));
    slips
}

fn is_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !id.is_empty() && id.bytes().all(plain)
}

/// Empty for the whole country, else a province, city, county, street or community.
fn is_jurisdiction(code: &str) -> bool {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    let province = PROVINCES.iter().any(|province| code.starts_with(province));
    code.is_empty() || digits && province && matches!(code.len(), 2 | 4 | 6 | 9 | 12)
}

fn content(content: &Content) -> Vec<Slip> {
    match content {
        Content::Vote(rule) => vote(rule),
        Content::Dissent(dissent) => {
            let unreachable = (dissent.at_most >= Fraction::ONE).then(|| {
                let en = "`at_most` of a dissent vote is below 1, or nothing could stop it";
                Slip::new("dissent", "异议的限度要小于 1，否则什么都拦不住", en)
            });
            let rest = co_owners("dissent", dissent.co_owners);
            unreachable.into_iter().chain(rest).chain(days("dissent", dissent.notice)).collect()
        }
        Content::Casting(rule) => casting(rule),
        Content::Election(ElectionRule { notice, .. }) => days("election", *notice).collect(),
        Content::Recall(recall) => asking("recall", &recall.asked_by),
        Content::Petition(petition) => asking("petition", &petition.any_of),
        Content::Steps(procedure) => steps(procedure),
        Content::Notice(period) => days("notice", Some(*period)).collect(),
        Content::Deadline(period) => days("deadline", Some(*period)).collect(),
        Content::Handling(limits) => [limits.urgent, limits.hard, limits.small]
            .into_iter()
            .flat_map(|period| days("handling", Some(period)))
            .collect(),
        Content::Fallback(fallback) => {
            let untried = (fallback.contact_attempts == 0).then(|| {
                let en = "nobody is unreached who was not tried";
                Slip::new("fallback", "没有联系过，不能算联系不上", en)
            });
            untried.into_iter().chain(days("fallback", Some(fallback.without_answer))).collect()
        }
        Content::Award(AwardPolicy { cap_fen, day_rate_fen, .. }) => {
            [*cap_fen, *day_rate_fen].into_iter().flat_map(|fen| money("award", fen)).collect()
        }
        Content::Ceiling(ceiling) => money("ceiling", ceiling.person_year_fen).collect(),
    }
}

fn vote(vote: &VoteRule) -> Vec<Slip> {
    let mut slips: Vec<Slip> = days("vote", vote.notice).collect();
    // A few of those who came may not decide for all unless some number must come.
    if vote.measured_on == MeasuredOn::OfPresent && vote.quorum.is_none() {
        let en = "consent of those present needs a quorum";
        slips.push(Slip::new("vote", "按到会人数算同意的，要规定多少人到会", en));
    }
    if vote.co_owners.is_some() && vote.base != Base::UnitsByAreaAndHeads {
        let en = "`co_owners` belongs to a vote on units by area and heads";
        slips.push(Slip::new("vote", "`co_owners` 只用于按面积和人数的业主表决", en));
    }
    slips.extend(co_owners("vote", vote.co_owners));
    slips
}

/// Two sides could both hold half: only more than half lets one side speak for a part.
fn co_owners(key: &'static str, share: Option<Threshold>) -> Option<Slip> {
    share.filter(|share| share.met(1, 2)).map(|_| {
        let en = "`co_owners` must be more than half, or two sides could both speak for a part";
        Slip::new(key, "`co_owners` 要多于一半，否则双方都可以代表一处房屋", en)
    })
}

fn casting(casting: &Casting) -> Vec<Slip> {
    let mut slips: Vec<Slip> = days("casting", casting.proxy_notice).collect();
    if let Some(voting) = casting.voting {
        slips.extend(days("casting", Some(voting.least)));
        if voting.least.unit != voting.most.unit || voting.least.days > voting.most.days {
            let en = "the longest time a vote is open is in the unit of the shortest, not below it";
            slips.push(Slip::new("casting", "表决的最长期限要与最短期限同单位，且不短于它", en));
        }
    }
    slips
}

fn asking(key: &'static str, asking: &[Asking]) -> Vec<Slip> {
    let askers: BTreeSet<_> = asking.iter().map(|one| one.by).collect();
    let each_once = !asking.is_empty() && askers.len() == asking.len();
    let slip = (!each_once).then(|| {
        let en = "somebody must be able to ask, and each kind of people stands once";
        Slip::new(key, "至少要有一种人可以提议，每种人只写一次", en)
    });
    slip.into_iter().collect()
}

fn steps(steps: &[Step]) -> Vec<Slip> {
    let mut slips: Vec<Slip> = steps.iter().flat_map(|step| days("steps", step.within)).collect();
    let keys: BTreeSet<_> = steps.iter().map(|step| step.key.as_str()).collect();
    if steps.len() < 2 || keys.len() < steps.len() || !keys.iter().copied().all(is_id) {
        let en = "a procedure has two steps or more, each with its own key of small letters";
        slips.push(Slip::new("steps", "程序至少两步，每步有自己的小写字母短名", en));
    }
    if steps.last().is_some_and(|step| step.may_merge) {
        let en = "the last step has none to be merged with";
        slips.push(Slip::new("steps", "最后一步后面没有可以合并的步骤", en));
    }
    slips
}

fn days(key: &'static str, period: Option<Period>) -> impl Iterator<Item = Slip> {
    let none = period.is_some_and(|period| period.days == 0);
    let slip = none.then(|| Slip::new(key, "期限至少一日", "a period lasts at least one day"));
    slip.into_iter()
}

fn money(key: &'static str, fen: Option<i64>) -> impl Iterator<Item = Slip> {
    let negative = fen.is_some_and(|fen| fen < 0);
    let slip = negative.then(|| Slip::new(key, "金额不能是负数", "money is not negative"));
    slip.into_iter()
}
