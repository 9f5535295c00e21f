//! 说明 — A budget's result as sentences for a resident, also for one whose project lost.

use super::complete::Compared;
use super::instance::VoteType;
use super::money::Amount;
use super::outcome::{Chosen, How, LeftOut, Outcome, Why};
use super::rule::Rule;
use super::shares::Utility;
use super::{Completion, EqualShares, Misfit};
use crate::explain::Lang;

/// The result as sentences: the rule, each chosen project, each project left out, and how the voters
/// are served. Amounts that go on behind the cent are cut and say so with “约”, “about”.
pub fn explain(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let mut said = vec![opening(outcome, lang)];
    said.extend(marks(outcome.vote_type, lang).map(str::to_owned));
    said.extend(endowment(outcome, lang));
    let chosen = outcome.chosen.iter().zip(1..);
    said.extend(chosen.map(|(chosen, at)| say_chosen(chosen, at, lang)));
    said.extend(outcome.compared.map(|compared| say_compared(compared, lang)));
    said.extend(outcome.left_out.iter().map(|left| say_left(left, lang)));
    let (count, cost, left) = (outcome.chosen.len(), &outcome.cost, &outcome.left);
    said.push(match lang {
        Lang::Zh => format!("共选中 {count} 个项目，花 {cost}，剩 {left}。"),
        Lang::En => format!("{count} projects are chosen for {cost}; {left} is left."),
    });
    said.extend(outcome.served.iter().map(|served| {
        let (voters, chosen, least, most) =
            (served.voters, served.chosen, &served.least, &served.most);
        match (lang, chosen) {
            (Lang::Zh, 0) => format!("{voters} 人支持的项目一个也没有选中。"),
            (Lang::En, 0) => format!("{voters} voters have none of their projects chosen."),
            (Lang::Zh, _) => {
                format!("{voters} 人支持的项目选中了 {chosen} 个，造价合计 {least} 至 {most}。")
            }
            (Lang::En, _) => format!(
                "{voters} voters have {chosen} of their projects chosen, worth {least} to {most}."
            ),
        }
    }));
    said
}

fn opening(outcome: &Outcome, lang: Lang) -> String {
    let Outcome { voters, budget, currency, .. } = outcome;
    let rule = rule(outcome.rule, lang);
    let money = if currency.is_empty() { budget.clone() } else { format!("{budget} {currency}") };
    match lang {
        Lang::Zh => format!("{voters} 人投票，共有 {money}。{rule}"),
        Lang::En => format!("{voters} voters, {money} to spend. {rule}"),
    }
}

fn rule(rule: Rule, lang: Lang) -> String {
    let (zh, en) = match rule {
        Rule::Greedy { utility, misfit, .. } => {
            let (line_zh, line_en) = match utility {
                Utility::Cost => ("得票多的", "most votes first"),
                Utility::Cardinality => ("每一元钱得票多的", "most votes per cost first"),
            };
            let (misfit_zh, misfit_en) = match misfit {
                Misfit::Skip => ("钱不够的跳过", "skipping what does not fit"),
                Misfit::Stop => ("遇到钱不够的就停", "ending at the first that does not fit"),
            };
            (
                format!("规则：{line_zh}排在前面，依次选，{misfit_zh}。"),
                format!("Rule: {line_en}, {misfit_en}."),
            )
        }
        Rule::EqualShares(shares) => equal_shares(shares),
        Rule::Phragmen => (
            "规则：每次选让支持者负担最轻的项目，支持者负担拉平；轮到的项目钱不够，就停。".into(),
            "Rule: the project that burdens its supporters least is next, their burdens are \
             levelled; the count ends when the next one does not fit."
                .into(),
        ),
        Rule::MaximinSupport => (
            "规则：每次选一个项目，使所有造价由支持者分担时，负担最重的人负担最轻。".into(),
            "Rule: each next project keeps the heaviest burden as light as possible when \
             supporters share all costs."
                .into(),
        ),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn equal_shares(shares: EqualShares) -> (String, String) {
    let (order_zh, order_en) = match shares.utility {
        Utility::Cost => ("支持者出的钱占造价比例最小", "takes the smallest part of its cost"),
        Utility::Cardinality => ("支持者每人出的钱最少", "takes the least money"),
    };
    let mut zh = format!("规则：钱平均记在每人名下，项目由支持者出钱；先选{order_zh}的。");
    let mut en = format!(
        "Rule: the money is split evenly among the voters and projects are paid by their \
         supporters; first the one that {order_en} from each."
    );
    let (more_zh, more_en) = match shares.completion {
        Completion::None => ("", ""),
        Completion::Add1 { .. } => (
            "每人名下一次多记一元重新计算，直到再多就超出预算。",
            " Everybody gets one unit more, again and again, until more would exceed the budget.",
        ),
        Completion::Increase { .. } => (
            "总额一次多记百分之一重新计算，直到再多就超出预算。",
            " The sum is raised by a hundredth, again and again, until more would exceed the budget.",
        ),
    };
    (zh, en) = (zh + more_zh, en + more_en);
    if shares.then_greedy {
        zh += "余下的钱按票数选还放得下的。";
        en += " What is left goes to what still fits, by votes.";
    }
    (zh, en)
}

const fn marks(vote_type: VoteType, lang: Lang) -> Option<&'static str> {
    let (zh, en) = match vote_type {
        VoteType::Approval | VoteType::ChooseOne => return None,
        VoteType::Ordinal => (
            "票上排了先后；这个规则只看支持不支持，排上的都算支持。",
            "The ballots rank projects; this rule counts each one ranked as approved.",
        ),
        VoteType::Cumulative | VoteType::Scoring => (
            "票上打了分；这个规则只看支持不支持，分数大于 0 的算支持。",
            "The ballots give points; this rule counts each project with points above 0 as approved.",
        ),
    };
    Some(match lang {
        Lang::Zh => zh,
        Lang::En => en,
    })
}

fn endowment(outcome: &Outcome, lang: Lang) -> Option<String> {
    let each = money(outcome.endowment.as_ref()?, lang);
    let steps = outcome.steps.unwrap_or(0);
    Some(match (lang, steps) {
        (Lang::Zh, 0) => format!("每人名下记 {each}。"),
        (Lang::En, 0) => format!("Each voter gets {each}."),
        (Lang::Zh, _) => format!("加了 {steps} 次后，每人名下记 {each}。"),
        (Lang::En, _) => format!("After {steps} raises each voter gets {each}."),
    })
}

/// An amount; one that is cut says so.
fn money(amount: &Amount, lang: Lang) -> String {
    let about = &amount.about;
    match (amount.is_cut(), lang) {
        (false, _) => about.clone(),
        (true, Lang::Zh) => format!("约 {about}"),
        (true, Lang::En) => format!("about {about}"),
    }
}

/// `3 PopUp Podium`: the id, and the name if there is one.
fn title(id: &str, name: &str) -> String {
    if name.is_empty() { id.to_owned() } else { format!("{id} {name}") }
}

fn say_chosen(chosen: &Chosen, at: usize, lang: Lang) -> String {
    let title = title(&chosen.project, &chosen.name);
    let Chosen { cost, votes, payers, short, .. } = chosen;
    let head = match lang {
        Lang::Zh => format!("第 {at} 个：{title}，造价 {cost}，{votes} 人支持"),
        Lang::En => format!("{at}. {title}, cost {cost}, {votes} supporters"),
    };
    let share = chosen.share.as_ref().map(|share| money(share, lang)).unwrap_or_default();
    let short_paid = chosen.short_paid.as_ref().map(|paid| money(paid, lang)).unwrap_or_default();
    match (chosen.how, lang) {
        (How::Free, Lang::Zh) => format!("{head}；不花钱。"),
        (How::Free, Lang::En) => format!("{head}; it costs nothing."),
        (How::Line, Lang::Zh) => format!("{head}；轮到时钱够。"),
        (How::Line, Lang::En) => format!("{head}; it fitted when its turn came."),
        (How::Completion, Lang::Zh) => format!("{head}；用余下的钱选中。"),
        (How::Completion, Lang::En) => format!("{head}; chosen with what was left over."),
        (How::Load, Lang::Zh) => format!("{head}；此时支持者每人负担不超过 {share}。"),
        (How::Load, Lang::En) => format!("{head}; nobody's burden then exceeds {share}."),
        (How::Bought, Lang::Zh) if *short == 0 => format!("{head}；{payers} 人各出 {share}。"),
        (How::Bought, Lang::En) if *short == 0 => format!("{head}; {payers} pay {share} each."),
        (How::Bought, Lang::Zh) => format!(
            "{head}；{payers} 人各出 {share}，另有 {short} 人名下不够，出了剩下的全部，合计 {short_paid}。"
        ),
        (How::Bought, Lang::En) => format!(
            "{head}; {payers} pay {share} each, {short} have less and pay all of it, {short_paid} together."
        ),
    }
}

fn say_left(left: &LeftOut, lang: Lang) -> String {
    let title = title(&left.project, &left.name);
    let LeftOut { cost, votes, .. } = left;
    let head = match lang {
        Lang::Zh => format!("没有选中：{title}，造价 {cost}，{votes} 人支持"),
        Lang::En => format!("Not chosen: {title}, cost {cost}, {votes} supporters"),
    };
    let rest = left.left.as_deref().unwrap_or("0");
    let at = left.ended_at.as_deref().unwrap_or_default();
    let have = left.supporters_have.as_ref().map(|have| money(have, lang)).unwrap_or_default();
    match (left.why, lang) {
        (Why::NoSupport, Lang::Zh) => format!("{head}；没有人支持。"),
        (Why::NoSupport, Lang::En) => format!("{head}; nobody supports it."),
        (Why::TooFewVotes, Lang::Zh) => format!("{head}；票数没有达到入围的数目。"),
        (Why::TooFewVotes, Lang::En) => format!("{head}; it has fewer votes than needed to stand."),
        (Why::AboveBudget, Lang::Zh) => format!("{head}；造价超过全部预算。"),
        (Why::AboveBudget, Lang::En) => format!("{head}; it costs more than the whole budget."),
        (Why::NoFit, Lang::Zh) => format!("{head}；轮到时只剩 {rest}，不够。"),
        (Why::NoFit, Lang::En) => format!("{head}; only {rest} was left when its turn came."),
        (Why::Ended, Lang::Zh) => format!("{head}；在 {at} 处钱已不够，计算到此为止。"),
        (Why::Ended, Lang::En) => {
            format!("{head}; the count had ended at {at}, which did not fit.")
        }
        (Why::SupportersShort, Lang::Zh) => format!("{head}；支持者名下共剩 {have}，不够造价。"),
        (Why::SupportersShort, Lang::En) => {
            format!("{head}; its supporters have {have} left together, less than it costs.")
        }
    }
}

fn say_compared(compared: Compared, lang: Lang) -> String {
    let Compared { prefer_shares, prefer_greedy, same, replaced } = compared;
    let zh =
        if replaced { "因此改按得票多少选。" } else { "因此按均等份额选。" };
    let en = if replaced { "So greedy decides." } else { "So equal shares decides." };
    match lang {
        Lang::Zh => format!(
            "与按得票多少选相比：{prefer_shares} 人在均等份额下选中的项目更多，{prefer_greedy} 人更少，{same} 人一样。{zh}"
        ),
        Lang::En => format!(
            "Compared with greedy by votes: {prefer_shares} voters have more of their projects \
             chosen by equal shares, {prefer_greedy} fewer, {same} as many. {en}"
        ),
    }
}
