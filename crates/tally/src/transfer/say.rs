//! 说明 — Each stage of a count in sentences: who held how much, who is elected or excluded, where
//! the votes went, and what could not move on.

use super::count::{Count, Kind, Method, Quota, Stage, Votes};
use super::irv::Irv;
use super::meek::Meek;
use super::tie::{By, Question, Tie};
use crate::explain::Lang;

/// A Scottish count as sentences.
pub fn explain(count: &Count, lang: Lang) -> Vec<String> {
    Speaker::new(count, lang).all()
}

/// An instant run-off as sentences.
pub fn explain_irv(irv: &Irv, lang: Lang) -> Vec<String> {
    let mut said = Speaker::new(&irv.count, lang).all();
    let Irv { final_margin: margin, exhausted, .. } = irv;
    said.push(match lang {
        Lang::Zh => format!("最后相差 {margin} 票；没有后续选择、不再计入的选票 {exhausted} 张。"),
        Lang::En => {
            format!("Final margin: {margin} votes; {exhausted} ballots ran out of choices.")
        }
    });
    said
}

/// A count by Meek's method as sentences.
pub fn explain_meek(meek: &Meek, lang: Lang) -> Vec<String> {
    let mut said = Speaker::new(&meek.count, lang).all();
    let Meek { decimals, omega, .. } = meek;
    said.push(match lang {
        Lang::Zh => format!(
            "精度：所有数字保留 {decimals} 位小数；当选者多出的票合计小于 {omega} 票，或不再减少时，本步结束。"
        ),
        Lang::En => format!(
            "Precision: all numbers have {decimals} decimals; a stage ends when the surpluses \
             together are below {omega} votes, or stop falling."
        ),
    });
    said
}

/// Says one count in one language.
struct Speaker<'a> {
    count: &'a Count,
    labels: Vec<String>,
    lang: Lang,
}

impl<'a> Speaker<'a> {
    fn new(count: &'a Count, lang: Lang) -> Self {
        Self { count, labels: crate::profile::labels(&count.candidates), lang }
    }

    fn all(&self) -> Vec<String> {
        let mut said = vec![self.opening()];
        said.extend(self.left_out());
        let mut before: Option<&Stage> = None;
        for (stage, number) in self.count.stages.iter().zip(1..) {
            said.push(match before {
                Some(before) if stage.kind != Kind::First => self.moved(number, stage, before),
                _ => self.dealt(number, stage),
            });
            said.extend(self.elected(stage));
            said.extend(
                self.count.ties.iter().filter(|tie| tie.stage == number).map(|tie| self.tie(tie)),
            );
            before = Some(stage);
        }
        let names = self.names(&self.count.elected);
        said.push(match self.lang {
            Lang::Zh => format!("结论：{names}当选。"),
            Lang::En => format!("Conclusion: elected: {names}."),
        });
        if self.count.needs_a_lot() {
            said.push(match self.lang {
                Lang::Zh => {
                    "有票数相同的地方，这里暂按名单先后：须当众抽签定下种子，再数一遍，结论才作数。"
                        .to_owned()
                }
                Lang::En => {
                    "A tie was settled by the order of the list for now: draw a lot in public, \
                             then count again with its seed. Only that result counts."
                        .to_owned()
                }
            });
        }
        said
    }

    fn opening(&self) -> String {
        let (valid, seats, parts) =
            (self.count.valid, self.count.seats, u64::from(self.count.seats) + 1);
        match (self.lang, self.count.quota) {
            (Lang::Zh, Some(Quota::Fixed(quota))) => format!(
                "有效票 {valid} 张，选 {seats} 人；当选线为 {valid} ÷ {parts} 取整再加 1，即 {quota} 票。"
            ),
            (Lang::En, Some(Quota::Fixed(quota))) => format!(
                "Valid ballots {valid}, seats {seats}; the quota is {valid} ÷ {parts}, rounded down, \
                 plus 1: {quota} votes."
            ),
            (Lang::Zh, Some(Quota::Falling(_))) => format!(
                "有效票 {valid} 张，选 {seats} 人；当选线为仍有归属的票 ÷ {parts}，随不能再转的票增多而降低。"
            ),
            (Lang::En, Some(Quota::Falling(_))) => format!(
                "Valid ballots {valid}, seats {seats}; the quota is the votes still held ÷ {parts} \
                 and falls as votes run out."
            ),
            (Lang::Zh, None) => {
                format!("有效票 {valid} 张，选 1 人；每轮淘汰票数最少的，直到剩下两人。")
            }
            (Lang::En, None) => format!(
                "Valid ballots {valid}, one seat; the lowest goes out each round until two are left."
            ),
        }
    }

    /// Ballots and names that do not count in full.
    fn left_out(&self) -> Vec<String> {
        let Count { invalid, cut, withdrawn, .. } = self.count;
        let names = self.names(withdrawn);
        let (some_invalid, some_cut) = match self.lang {
            Lang::Zh => (
                format!("另有 {invalid} 张选票没有写明第一选择，不计入。"),
                format!("{cut} 张选票在某一位写了几个名字，只计到那一位之前。"),
            ),
            Lang::En => (
                format!("{invalid} more ballots name no first choice and are not counted."),
                format!(
                    "{cut} ballots put several names in one place and count down to there only."
                ),
            ),
        };
        let gone = match self.lang {
            Lang::Zh => format!("已退出、计票时跳过：{names}。"),
            Lang::En => format!("Withdrawn and skipped: {names}."),
        };
        let said =
            [(some_invalid, *invalid > 0), (some_cut, *cut > 0), (gone, !withdrawn.is_empty())];
        said.into_iter().filter_map(|(sentence, holds)| holds.then_some(sentence)).collect()
    }

    fn dealt(&self, number: usize, stage: &Stage) -> String {
        let held = self.held(stage);
        match self.lang {
            Lang::Zh => format!("第 {number} 步，按第一选择计票：{held}。"),
            Lang::En => format!("Stage {number}, first choices: {held}."),
        }
    }

    /// A stage at which votes moved from one name, or from all surpluses at once.
    fn moved(&self, number: usize, stage: &Stage, before: &Stage) -> String {
        let gone = self.went(stage, before);
        let total = stage.non_transferable;
        let lost = total.above(before.non_transferable);
        let Some(from) = stage.candidate else { return self.all_surpluses(number, stage) };
        let (name, had) = (self.name(from), before.held(from));
        let surplus = had.above(stage.held(from));
        match (self.lang, stage.kind, self.count.method) {
            (Lang::Zh, Kind::Surplus, _) => format!(
                "第 {number} 步，{name}比当选线多出的 {surplus} 票按下一选择转出：{gone}；\
                 没有下一选择或尾数舍去、不能再转的 {lost} 票（累计 {total}）。"
            ),
            (Lang::En, Kind::Surplus, _) => format!(
                "Stage {number}, the {surplus} votes of {name} above the quota move to next choices: \
                 {gone}; {lost} could not move, without a next choice or rounded away ({total} so far)."
            ),
            (Lang::Zh, _, Method::MeekStv) => format!(
                "第 {number} 步，{name}票数最少（{had} 票），淘汰；其票按下一选择转出后：{}；不能再转的共 {total} 票。",
                self.held(stage)
            ),
            (Lang::En, _, Method::MeekStv) => format!(
                "Stage {number}, {name} has fewest votes ({had}) and is excluded; with these votes \
                 moved to next choices: {}; {total} votes are exhausted.",
                self.held(stage)
            ),
            (Lang::Zh, ..) => format!(
                "第 {number} 步，{name}票数最少（{had} 票），淘汰；其票按下一选择转出：{gone}；\
                 没有下一选择、不能再转的 {lost} 票（累计 {total}）。"
            ),
            (Lang::En, ..) => format!(
                "Stage {number}, {name} has fewest votes ({had}) and is excluded; these votes move to \
                 next choices: {gone}; {lost} could not move, without a next choice ({total} so far)."
            ),
        }
    }

    /// Meek's stage: all surpluses at once.
    fn all_surpluses(&self, number: usize, stage: &Stage) -> String {
        let (held, total) = (self.held(stage), stage.non_transferable);
        let Some(parts) = &stage.parts else { return String::new() };
        let one = Votes::one(total.decimals());
        let kept = parts.keep.iter().filter(|(_, part)| (1..one).contains(&part.units()));
        let kept: Vec<_> =
            kept.map(|(&number, part)| format!("{} {part}", self.name(number))).collect();
        let (kept, turns, quota) = (kept.join(self.comma()), parts.turns, parts.quota);
        match self.lang {
            Lang::Zh => format!(
                "第 {number} 步，当选者只留下够当选线的部分，其余按下一选择转出，反复计算 {turns} 遍。\
                 每一票各留：{kept}。当选线 {quota} 票。现有：{held}；不能再转的共 {total} 票。"
            ),
            Lang::En => format!(
                "Stage {number}, the elected keep just their quota and the rest moves to next \
                 choices, dealt out {turns} times. Part kept of each vote: {kept}. Quota {quota}. \
                 Now: {held}; {total} votes are exhausted."
            ),
        }
    }

    /// Who gained how much, and holds how much now.
    fn went(&self, stage: &Stage, before: &Stage) -> String {
        let gain = |(&number, now): (&usize, &Votes)| {
            let (name, gained) = (self.name(number), now.above(before.held(number)));
            (gained.units() > 0).then(|| match self.lang {
                Lang::Zh => format!("{name} +{gained}，成 {now}"),
                Lang::En => format!("{name} +{gained}, now {now}"),
            })
        };
        let gains: Vec<_> = stage.votes.iter().filter_map(gain).collect();
        match self.lang {
            Lang::Zh if gains.is_empty() => "没有人得到".to_owned(),
            Lang::En if gains.is_empty() => "nobody gains".to_owned(),
            Lang::Zh => gains.join("；"),
            Lang::En => gains.join("; "),
        }
    }

    fn elected(&self, stage: &Stage) -> Option<String> {
        if stage.elected.is_empty() {
            return None;
        }
        let quota = match (&stage.parts, self.count.quota) {
            (Some(parts), _) => parts.quota.units(),
            (None, Some(Quota::Fixed(quota))) => {
                quota.saturating_mul(Votes::one(stage.non_transferable.decimals()))
            }
            _ => u64::MAX,
        };
        let (reached, left): (Vec<usize>, Vec<usize>) =
            stage.elected.iter().partition(|&&number| stage.held(number).units() >= quota);
        let (reached_names, left_names) = (self.names(&reached), self.names(&left));
        let mut said = Vec::new();
        if !reached.is_empty() {
            said.push(match self.lang {
                Lang::Zh => format!("达到当选线，当选：{reached_names}。"),
                Lang::En => format!("Elected with the quota: {reached_names}."),
            });
        }
        if !left.is_empty() {
            said.push(match (self.lang, self.count.method) {
                (Lang::Zh, Method::Irv) => format!("剩下的人中票数最多，当选：{left_names}。"),
                (Lang::En, Method::Irv) => {
                    format!("Elected with most votes of those left: {left_names}.")
                }
                (Lang::Zh, _) => format!("剩下的人不多于剩下的名额，当选：{left_names}。"),
                (Lang::En, _) => format!("Elected, as no more are left than seats: {left_names}."),
            });
        }
        Some(said.join(if self.lang == Lang::Zh { "" } else { " " }))
    }

    fn tie(&self, tie: &Tie) -> String {
        let (level, chosen) = (self.level(tie), self.name(tie.chosen));
        let question = match (self.lang, tie.question) {
            (Lang::Zh, Question::Elect) => "谁当选（或排在前面）",
            (Lang::Zh, Question::Surplus) => "先转谁多出的票",
            (Lang::Zh, Question::Exclude) => "淘汰谁",
            (Lang::En, Question::Elect) => "who is elected, or named first",
            (Lang::En, Question::Surplus) => "whose surplus moves first",
            (Lang::En, Question::Exclude) => "who is excluded",
        };
        let earlier = tie.earlier.unwrap_or_default();
        let seed = tie.seed.as_deref().unwrap_or_default();
        match (self.lang, tie.by) {
            (Lang::Zh, By::EarlierStage) => {
                format!("{level}；{question}，看前面票数不同的第 {earlier} 步：{chosen}。")
            }
            (Lang::En, By::EarlierStage) => format!(
                "{level}; stage {earlier}, where they differ, decides {question}: {chosen}."
            ),
            (Lang::Zh, By::Lot) => {
                format!("{level}；{question}，抽签（种子“{seed}”）决定：{chosen}。")
            }
            (Lang::En, By::Lot) => {
                format!("{level}; a lot (seed “{seed}”) decides {question}: {chosen}.")
            }
            (Lang::Zh, By::FileOrder) => format!(
                "{level}；{question}本应抽签，没有给出抽签种子，暂按名单先后取{chosen}：请当众抽签后重算。"
            ),
            (Lang::En, By::FileOrder) => format!(
                "{level}; a lot should decide {question}, but no seed was given, so the first in the \
                 list is taken: {chosen}. Draw a lot in public and count again."
            ),
        }
    }

    /// In what way the tied are level.
    fn level(&self, tie: &Tie) -> String {
        let among = self.names(&tie.among);
        let meek = self.count.method == Method::MeekStv && tie.question == Question::Exclude;
        match (self.lang, tie.by, meek) {
            (Lang::Zh, By::EarlierStage, _) => format!("{among}票数相同"),
            (Lang::En, By::EarlierStage, _) => format!("{among} are level"),
            (Lang::Zh, _, true) => format!("{among}的票数分不出多少"),
            (Lang::En, _, true) => format!("{among} cannot be told apart by their votes"),
            (Lang::Zh, _, false) => format!("{among}每一步票数都相同"),
            (Lang::En, _, false) => format!("{among} are level at every stage"),
        }
    }

    /// Who holds how much; after the first stage only those who hold anything.
    fn held(&self, stage: &Stage) -> String {
        let one = |(&number, votes): (&usize, &Votes)| match self.lang {
            Lang::Zh => format!("{} {votes} 票", self.name(number)),
            Lang::En => format!("{} {votes}", self.name(number)),
        };
        let shown = |(_, votes): &(&usize, &Votes)| stage.kind == Kind::First || votes.units() > 0;
        stage.votes.iter().filter(shown).map(one).collect::<Vec<_>>().join(self.comma())
    }

    fn names(&self, numbers: &[usize]) -> String {
        numbers.iter().map(|&number| self.name(number)).collect::<Vec<_>>().join(self.comma())
    }

    fn name(&self, number: usize) -> &str {
        number.checked_sub(1).and_then(|index| self.labels.get(index)).map_or("", String::as_str)
    }

    const fn comma(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        }
    }
}
