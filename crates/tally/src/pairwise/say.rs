//! 说明 — Comparisons, chains and locked victories in sentences.

use super::matrix::{Drawn, Matrix};
use super::ranked_pairs::RankedPairs;
use super::schulze::{Schulze, Strength, victory};
use crate::explain::Lang;
use crate::profile::labels;

/// An election by the Schulze method as sentences: every pair, then the chains that decided.
pub fn explain_schulze(found: &Schulze, lang: Lang) -> Vec<String> {
    let speaker = Speaker::new(&found.matrix, lang);
    let mut said = speaker.pairs();
    if found.matrix.condorcet_winner.is_none() {
        said.push(match (lang, found.strength) {
            (Lang::Zh, Strength::WinningVotes) => {
                "没有人胜过其余每一个人。看连胜：一人胜第二人、第二人胜第三人，第一人就连到第三人；一条连胜有多强，看其中得票最少的一胜。"
            }
            (Lang::En, Strength::WinningVotes) => {
                "Nobody beats each other name. Chains decide: who beats somebody who beats a third is linked to the third; \
                 a chain is as strong as the fewest winning votes in it."
            }
            (Lang::Zh, Strength::Margins) => {
                "没有人胜过其余每一个人。看连胜：一人胜第二人、第二人胜第三人，第一人就连到第三人；一条连胜有多强，看其中净胜票最少的一胜。"
            }
            (Lang::En, Strength::Margins) => {
                "Nobody beats each other name. Chains decide: who beats somebody who beats a third is linked to the third; \
                 a chain is as strong as the smallest margin in it."
            }
        }.to_owned());
        let winners = found.schulze_winners.iter();
        said.extend(winners.flat_map(|&winner| speaker.chains(found, winner)));
    }
    said.extend(speaker.conclusion(&found.schulze_winners, found.drawn.as_ref()));
    said
}

/// An election by ranked pairs as sentences: every pair, then each victory taken.
pub fn explain_ranked_pairs(found: &RankedPairs, lang: Lang) -> Vec<String> {
    let speaker = Speaker::new(&found.matrix, lang);
    let mut said = speaker.pairs();
    if found.matrix.condorcet_winner.is_none() {
        said.extend(found.victories.iter().map(|pair| {
            let (winner, loser) = (speaker.name(pair.winner), speaker.name(pair.loser));
            let margin = pair.margin;
            match (lang, pair.locked) {
                (Lang::Zh, true) => format!("{winner}净胜{loser} {margin} 票：确定。"),
                (Lang::Zh, false) => {
                    format!("{winner}净胜{loser} {margin} 票：与前面已确定的连成一圈，不算。")
                }
                (Lang::En, true) => format!("{winner} beats {loser} by {margin}: locked in."),
                (Lang::En, false) => format!(
                    "{winner} beats {loser} by {margin}: would close a circle with those before, left out."
                ),
            }
        }));
        said.extend(found.conflicts.iter().map(|conflict| {
            let pair = |&[winner, loser]: &[usize; 2]| {
                format!("{}–{}", speaker.name(winner), speaker.name(loser))
            };
            let pairs: Vec<_> = conflict.pairs.iter().map(pair).collect();
            let pairs = pairs.join(speaker.comma());
            match (lang, &conflict.seed) {
                (Lang::Zh, Some(seed)) => {
                    format!("这几对强弱相同而不能都算：{pairs}；先后由抽签（种子“{seed}”）定。")
                }
                (Lang::Zh, None) => format!(
                    "这几对强弱相同而不能都算：{pairs}；没有给出抽签种子，暂按名单先后：请当众抽签后重算。"
                ),
                (Lang::En, Some(seed)) => format!(
                    "These are equally strong and do not all fit: {pairs}. A lot (seed “{seed}”) set \
                     their order."
                ),
                (Lang::En, None) => format!(
                    "These are equally strong and do not all fit: {pairs}. No seed was given, so the \
                     order of the list was taken: draw a lot in public and count again."
                ),
            }
        }));
    }
    said.extend(speaker.conclusion(&found.ranked_pairs_winners, found.drawn.as_ref()));
    said
}

struct Speaker<'a> {
    matrix: &'a Matrix,
    labels: Vec<String>,
    lang: Lang,
}

impl<'a> Speaker<'a> {
    fn new(matrix: &'a Matrix, lang: Lang) -> Self {
        Self { matrix, labels: labels(&matrix.candidates), lang }
    }

    /// The ballots, then every pair, the winner of each first.
    fn pairs(&self) -> Vec<String> {
        let Matrix { valid, invalid, standing, .. } = self.matrix;
        let mut said = vec![match self.lang {
            Lang::Zh => format!(
                "有效票 {valid} 张，没有写名字的 {invalid} 张。两人相比，排在前面的得一票；没有写的排在最后。"
            ),
            Lang::En => format!(
                "Valid ballots {valid}, {invalid} naming nobody. Of two names the one ranked higher \
                 gets the ballot; names left out are last."
            ),
        }];
        for (at, &one) in standing.iter().enumerate() {
            said.extend(standing.iter().skip(at + 1).map(|&other| self.pair(one, other)));
        }
        said
    }

    fn pair(&self, one: usize, other: usize) -> String {
        let (one, other) = if self.matrix.beats(other, one) { (other, one) } else { (one, other) };
        let (ahead, behind) = (self.votes(one, other), self.votes(other, one));
        let level = ahead == behind;
        let (one, other) = (self.name(one + 1), self.name(other + 1));
        match (self.lang, level) {
            (Lang::Zh, false) => format!("{one}对{other}：{ahead} 比 {behind}，{one}胜。"),
            (Lang::Zh, true) => format!("{one}对{other}：{ahead} 比 {behind}，平。"),
            (Lang::En, false) => format!("{one} against {other}: {ahead} to {behind}, {one} wins."),
            (Lang::En, true) => format!("{one} against {other}: {ahead} to {behind}, level."),
        }
    }

    fn votes(&self, one: usize, other: usize) -> u64 {
        self.matrix.pairwise.get(one).and_then(|row| row.get(other)).copied().unwrap_or(0)
    }

    /// The strongest chain from a winner to each other name, and how strong the one back is.
    fn chains(&self, found: &Schulze, winner: usize) -> Vec<String> {
        let path = |one: usize, other: usize| {
            found
                .schulze_strongest_paths
                .get(one)
                .and_then(|row| row.get(other))
                .copied()
                .unwrap_or(0)
        };
        let others = self.matrix.standing.iter().filter(|&&other| other + 1 != winner);
        let sentence = |&other: &usize| {
            let (there, back) = (path(winner - 1, other), path(other, winner - 1));
            let chain = self.chain(found.strength, winner - 1, other, there);
            let chain: Vec<_> = chain.iter().map(|&name| self.name(name + 1)).collect();
            let (from, to) = (self.name(winner), self.name(other + 1));
            match (self.lang, there) {
                (Lang::Zh, 0) => format!("{from}没有连到{to}；反过来强 {back}。"),
                (Lang::En, 0) => format!("No chain from {from} to {to}; back: {back}."),
                (Lang::Zh, _) => {
                    format!("{from}到{to}：{}，强 {there}；反过来强 {back}。", chain.join("→"))
                }
                (Lang::En, _) => {
                    format!(
                        "{from} to {to}: {}, strength {there}; back: {back}.",
                        chain.join(" → ")
                    )
                }
            }
        };
        others.map(sentence).collect()
    }

    /// The names along a shortest chain in which every victory has at least this strength.
    fn chain(&self, strength: Strength, from: usize, to: usize, least: u64) -> Vec<usize> {
        let standing = &self.matrix.standing;
        let mut ways = vec![vec![from]];
        let mut seen = vec![from];
        while least > 0 && !ways.is_empty() {
            let mut longer = Vec::new();
            for way in &ways {
                let Some(&end) = way.last() else { continue };
                for &next in standing {
                    if seen.contains(&next) || victory(self.matrix, strength, end, next) < least {
                        continue;
                    }
                    seen.push(next);
                    let mut way = way.clone();
                    way.push(next);
                    if next == to {
                        return way;
                    }
                    longer.push(way);
                }
            }
            ways = longer;
        }
        Vec::new()
    }

    fn conclusion(&self, winners: &[usize], drawn: Option<&Drawn>) -> Vec<String> {
        let names: Vec<_> = winners.iter().map(|&number| self.name(number)).collect();
        let names = names.join(self.comma());
        let condorcet = self.matrix.condorcet_winner.is_some();
        let first = match (self.lang, winners, condorcet) {
            (Lang::Zh, _, true) => format!("结论：{names}胜过其余每一个人，当选。"),
            (Lang::En, _, true) => {
                format!("Conclusion: {names} beats each other name and is elected.")
            }
            (Lang::Zh, [_], _) => format!("结论：{names}当选。"),
            (Lang::En, [_], _) => format!("Conclusion: {names} is elected."),
            (Lang::Zh, ..) => format!("结论：{names}不分先后，都可以当选。"),
            (Lang::En, ..) => format!("Conclusion: {names} are level; each may be elected."),
        };
        let lot = drawn.map(|drawn| {
            let (chosen, seed) = (self.name(drawn.chosen), &drawn.seed);
            match self.lang {
                Lang::Zh => format!("抽签（种子“{seed}”）决定：{chosen}当选。"),
                Lang::En => format!("A lot (seed “{seed}”) decides: {chosen} is elected."),
            }
        });
        [Some(first), lot].into_iter().flatten().collect()
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
