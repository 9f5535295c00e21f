//! 说明 — A budget's result as sentences for a resident, also for one whose project lost.

use super::complete::{Compared, Completion, EqualShares};
use super::greedy::Misfit;
use super::instance::VoteType;
use super::money::Amount;
use super::outcome::{Chosen, How, LeftOut, Outcome, Served, Why};
use super::rule::Rule;
use super::shares::Utility;
use crate::explain::Lang;

/// The result as sentences: the rule, each chosen project, each project left out, and how the voters
/// are served. Amounts that go on behind the cent are cut and say so with “约”, “about”.
pub fn explain(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let say = Say { lang, unit: unit(&outcome.currency, lang) };
    let mut said = vec![say.opening(outcome)];
    said.extend(say.marks(outcome.vote_type).map(str::to_owned));
    said.extend(say.endowment(outcome));
    said.extend(outcome.chosen.iter().zip(1..).map(|(chosen, at)| say.chosen(chosen, at)));
    said.extend(outcome.compared.map(|compared| say.compared(compared)));
    said.extend(outcome.left_out.iter().map(|left| say.left_out(left)));
    said.push(say.total(outcome));
    said.extend(outcome.served.iter().map(|served| say.served(served)));
    said
}

/// What follows an amount: a blank and the currency, if it is known.
fn unit(currency: &str, lang: Lang) -> String {
    match (currency, lang) {
        ("", _) => String::new(),
        ("CNY", Lang::Zh) => " 元".into(),
        ("CNY", Lang::En) => " yuan".into(),
        (code, _) => format!(" {code}"),
    }
}

/// The language, and what follows an amount.
struct Say {
    lang: Lang,
    unit: String,
}

impl Say {
    const fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn sum(&self, amount: &str) -> String {
        format!("{amount}{}", self.unit)
    }

    /// An amount; one that is cut says so.
    fn money(&self, amount: &Amount) -> String {
        let about = if amount.is_cut() { self.pick("约 ", "about ") } else { "" };
        format!("{about}{}", self.sum(&amount.about))
    }

    fn maybe(&self, amount: Option<&Amount>) -> String {
        amount.map(|amount| self.money(amount)).unwrap_or_default()
    }

    fn opening(&self, outcome: &Outcome) -> String {
        let (voters, budget, rule) =
            (outcome.voters, self.sum(&outcome.budget), self.rule(outcome.rule));
        match self.lang {
            Lang::Zh => format!("{voters} 人投票，预算 {budget}。{rule}"),
            Lang::En => format!("{voters} voters, {budget} to spend. {rule}"),
        }
    }

    fn rule(&self, rule: Rule) -> String {
        match rule {
            Rule::Greedy { utility, misfit, .. } => {
                let line = match utility {
                    Utility::Cost => self.pick("得票多的", "most votes first"),
                    Utility::Cardinality => {
                        self.pick("每份造价得票多的", "most votes per cost first")
                    }
                };
                let misfit = match misfit {
                    Misfit::Skip => self.pick("钱不够的跳过", "skipping what does not fit"),
                    Misfit::Stop => {
                        self.pick("遇到钱不够的就停", "ending at the first that does not fit")
                    }
                };
                match self.lang {
                    Lang::Zh => format!("规则：{line}先选，{misfit}。"),
                    Lang::En => format!("Rule: {line}, {misfit}."),
                }
            }
            Rule::EqualShares(shares) => self.equal_shares(shares),
            Rule::Phragmen => self
                .pick(
                    "规则：造价由支持者分担，把他们的负担拉平；每次选使支持者负担最轻的项目，轮到的项目钱不够就停。",
                    "Rule: supporters share the cost so that their burdens become equal; the project \
                     with the lightest burden is next, and the count ends when the next one does \
                     not fit.",
                )
                .into(),
            Rule::MaximinSupport => self
                .pick(
                    "规则：造价由支持者分担；每次选一个放得下的项目，使负担最重的人负担最轻。",
                    "Rule: supporters share the costs; each next project that fits keeps the heaviest \
                     burden as light as possible.",
                )
                .into(),
        }
    }

    fn equal_shares(&self, shares: EqualShares) -> String {
        let order = match shares.utility {
            Utility::Cost => self.pick(
                "支持者每人出的钱占造价比例最小",
                "takes the smallest part of its cost from each",
            ),
            Utility::Cardinality => {
                self.pick("支持者每人出的钱最少", "takes the least money from each")
            }
        };
        let more = match shares.completion {
            Completion::None => "",
            Completion::Add1 { .. } => self.pick(
                "每人名下一次多记 1，重新计算，直到再多就超出预算。",
                " Everybody gets 1 more, again and again, until more would exceed the budget.",
            ),
            Completion::Increase { .. } => self.pick(
                "总额一次多记百分之一，重新计算，直到再多就超出预算。",
                " The sum is raised by a hundredth, again and again, until more would exceed the \
                 budget.",
            ),
        };
        let greedy = match (shares.then_greedy, shares.utility) {
            (false, _) => "",
            (true, Utility::Cost) => self.pick(
                "余下的钱按得票多少选放得下的。",
                " What is left goes to what still fits, most votes first.",
            ),
            (true, Utility::Cardinality) => self.pick(
                "余下的钱按每份造价得票多少选放得下的。",
                " What is left goes to what still fits, most votes per cost first.",
            ),
        };
        match self.lang {
            Lang::Zh => {
                format!("规则：钱平均记在每人名下，项目由支持者出钱，先选{order}的。{more}{greedy}")
            }
            Lang::En => format!(
                "Rule: the money is split evenly among the voters and supporters pay for projects, \
                 first for the one that {order}.{more}{greedy}"
            ),
        }
    }

    const fn marks(&self, vote_type: VoteType) -> Option<&'static str> {
        let (zh, en) = match vote_type {
            VoteType::Approval | VoteType::ChooseOne => return None,
            VoteType::Ordinal => (
                "票上排了先后；这个规则只看支持不支持，排上的都算支持。",
                "The ballots rank projects; this rule counts each one ranked as approved.",
            ),
            VoteType::Cumulative | VoteType::Scoring => (
                "票上打了分；这个规则只看支持不支持，分数大于 0 的算支持。",
                "The ballots give points; this rule counts each project with more than 0 as approved.",
            ),
        };
        Some(match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    fn endowment(&self, outcome: &Outcome) -> Option<String> {
        let each = self.money(outcome.endowment.as_ref()?);
        let steps = outcome.steps.unwrap_or(0);
        Some(match (self.lang, steps) {
            (Lang::Zh, 0) => format!("每人名下记 {each}。"),
            (Lang::En, 0) => format!("Each voter gets {each}."),
            (Lang::Zh, _) => format!("多记了 {steps} 次，每人名下记 {each}。"),
            (Lang::En, _) => format!("After {steps} raises each voter gets {each}."),
        })
    }

    fn chosen(&self, chosen: &Chosen, at: usize) -> String {
        let title = title(&chosen.project, &chosen.name);
        let (cost, votes) = (self.sum(&chosen.cost), chosen.votes);
        let (payers, short) = (chosen.payers, chosen.short);
        let share = self.maybe(chosen.share.as_ref());
        let paid = self.maybe(chosen.short_paid.as_ref());
        let how = match (chosen.how, self.lang) {
            (How::Free, Lang::Zh) => "不花钱。".into(),
            (How::Free, Lang::En) => "it costs nothing.".into(),
            (How::Line, Lang::Zh) => "轮到时钱够。".into(),
            (How::Line, Lang::En) => "it fitted when its turn came.".into(),
            (How::Completion, Lang::Zh) => "用余下的钱选中。".into(),
            (How::Completion, Lang::En) => "chosen with what was left over.".into(),
            (How::Load, Lang::Zh) => format!("选上后，负担最重的支持者负担 {share}。"),
            (How::Load, Lang::En) => format!("the heaviest burden is then {share}."),
            (How::Bought, Lang::Zh) if short == 0 => format!("{payers} 人各出 {share}。"),
            (How::Bought, Lang::En) if short == 0 => format!("{payers} pay {share} each."),
            (How::Bought, Lang::Zh) => format!(
                "{payers} 人各出 {share}，另有 {short} 人名下不够，出了剩下的全部，合计 {paid}。"
            ),
            (How::Bought, Lang::En) => format!(
                "{payers} pay {share} each, {short} have less and pay all of it, {paid} together."
            ),
        };
        match self.lang {
            Lang::Zh => format!("第 {at} 个：{title}，造价 {cost}，{votes} 人支持；{how}"),
            Lang::En => format!("{at}. {title}, cost {cost}, {votes} supporters: {how}"),
        }
    }

    fn left_out(&self, left: &LeftOut) -> String {
        let title = title(&left.project, &left.name);
        let (cost, votes) = (self.sum(&left.cost), left.votes);
        let rest = self.sum(left.left.as_deref().unwrap_or("0"));
        let have = self.maybe(left.supporters_have.as_ref());
        let at = left.ended_at.as_deref().unwrap_or_default();
        let why = match (left.why, self.lang) {
            (Why::NoSupport, Lang::Zh) => "没有人支持。".into(),
            (Why::NoSupport, Lang::En) => "nobody supports it.".into(),
            (Why::TooFewVotes, Lang::Zh) => "票数没有达到入围的数目。".into(),
            (Why::TooFewVotes, Lang::En) => "it has fewer votes than needed to stand.".into(),
            (Why::AboveBudget, Lang::Zh) => "造价超过全部预算。".into(),
            (Why::AboveBudget, Lang::En) => "it costs more than the whole budget.".into(),
            (Why::NoFit, Lang::Zh) => format!("轮到时只剩 {rest}，不够。"),
            (Why::NoFit, Lang::En) => format!("only {rest} was left when its turn came."),
            (Why::Ended, Lang::Zh) => format!("轮到 {at} 时钱已不够，计算到此为止。"),
            (Why::Ended, Lang::En) => format!("the count had ended at {at}, which did not fit."),
            (Why::SupportersShort, Lang::Zh) => format!("支持者名下共剩 {have}，不够造价。"),
            (Why::SupportersShort, Lang::En) => {
                format!("its supporters have {have} left together, less than it costs.")
            }
        };
        match self.lang {
            Lang::Zh => format!("没有选中：{title}，造价 {cost}，{votes} 人支持；{why}"),
            Lang::En => format!("Not chosen: {title}, cost {cost}, {votes} supporters: {why}"),
        }
    }

    fn compared(&self, compared: Compared) -> String {
        let Compared { prefer_shares, prefer_greedy, same, replaced } = compared;
        let so = if replaced {
            self.pick("因此改按得票多少选。", "So greedy decides.")
        } else {
            self.pick("因此按均等份额选。", "So equal shares decides.")
        };
        match self.lang {
            Lang::Zh => format!(
                "与按得票多少选相比：按均等份额，{prefer_shares} 人支持的项目选中得更多，\
                 {prefer_greedy} 人更少，{same} 人一样。{so}"
            ),
            Lang::En => format!(
                "Compared with greedy by votes: {prefer_shares} voters have more of their projects \
                 chosen by equal shares, {prefer_greedy} fewer, {same} as many. {so}"
            ),
        }
    }

    fn total(&self, outcome: &Outcome) -> String {
        let (count, cost, left) =
            (outcome.chosen.len(), self.sum(&outcome.cost), self.sum(&outcome.left));
        match self.lang {
            Lang::Zh => format!("共选中 {count} 个项目，花 {cost}，剩 {left}。"),
            Lang::En => format!("{count} projects are chosen for {cost}; {left} is left."),
        }
    }

    fn served(&self, served: &Served) -> String {
        let (voters, chosen) = (served.voters, served.chosen);
        let (least, most) = (&served.least, self.sum(&served.most));
        let worth = match self.lang {
            _ if served.least == served.most => most,
            Lang::Zh => format!("{least} 至 {most}"),
            Lang::En => format!("{least} to {most}"),
        };
        match (self.lang, chosen) {
            (Lang::Zh, 0) => format!("{voters} 人支持的项目一个也没有选中。"),
            (Lang::En, 0) => format!("{voters} voters have none of their projects chosen."),
            (Lang::Zh, _) => format!("{voters} 人支持的项目选中了 {chosen} 个，造价合计 {worth}。"),
            (Lang::En, _) => {
                format!("{voters} voters have {chosen} of their projects chosen, worth {worth}.")
            }
        }
    }
}

/// `3 PopUp Podium`: the id, and the name if there is one.
fn title(id: &str, name: &str) -> String {
    if name.is_empty() { id.to_owned() } else { format!("{id} {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Instance, Project};
    use crate::budget::{count, greedy};

    fn instance() -> Instance {
        let project = |(id, name, cost): (&str, &str, u64)| Project {
            id: id.into(),
            name: name.into(),
            cost,
            ..Project::default()
        };
        let projects = [("a", "长椅", 20), ("b", "路灯", 20), ("c", "", 30)].map(project);
        let mut draft = Draft::try_new(50, 0, projects.into()).unwrap();
        for (ballot, count) in [(&["a", "b"][..], 2), (&["a"], 2), (&["b", "c"], 1), (&[], 1)] {
            draft.cast(ballot.iter().copied(), count).unwrap();
        }
        let about = About { currency: "CNY".into(), ..About::default() };
        draft.finish(about)
    }

    #[test]
    fn whoever_lost_reads_why() {
        let outcome = count(&instance(), Rule::EqualShares(EqualShares::default())).unwrap();
        let said = explain(&outcome, Lang::Zh);
        assert_eq!(
            said[1..],
            [
                "每人名下记 约 8.33 元。",
                "第 1 个：a 长椅，造价 20 元，4 人支持；4 人各出 5 元。",
                "没有选中：b 路灯，造价 20 元，3 人支持；支持者名下共剩 15 元，不够造价。",
                "没有选中：c，造价 30 元，1 人支持；支持者名下共剩 约 8.33 元，不够造价。",
                "共选中 1 个项目，花 20 元，剩 30 元。",
                "2 人支持的项目一个也没有选中。",
                "4 人支持的项目选中了 1 个，造价合计 20 元。",
            ]
        );
        let said = explain(&outcome, Lang::En);
        assert_eq!(said[2], "1. a 长椅, cost 20 yuan, 4 supporters: 4 pay 5 yuan each.");
    }

    #[test]
    fn the_line_says_what_was_left_when_the_turn_came() {
        let rule = |misfit| Rule::Greedy { utility: Utility::Cost, misfit, min_votes: 0 };
        let skipped = count(&instance(), rule(greedy::Misfit::Skip)).unwrap();
        let said = explain(&skipped, Lang::Zh);
        assert_eq!(said[3], "没有选中：c，造价 30 元，1 人支持；轮到时只剩 10 元，不够。");
    }
}
