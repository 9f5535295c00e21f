//! 说明 — A map in plain sentences, with the numbers anybody can find in the table beside it.

use super::counts::{SURE, Said};
use super::map::Map;
use super::repness::{Representative, Way};
use super::table::{FEWEST, Shown, Table};
use crate::Lang;

/// The map in sentences: how many took part, the groups, what they agree on, what each stands out
/// for. Statements are named by their ids. Groups of fewer than five people are only mentioned.
pub fn explain(map: &Map, lang: Lang) -> Vec<String> {
    let table = map.table();
    let mut said = vec![taken_part(map, lang), groups(&table, lang)];
    said.extend(agreed(map, &table, lang));
    for (shown, named) in table.groups.iter().zip(named(map, &table)) {
        if named.is_empty() {
            let letter = &shown.letter;
            said.push(match lang {
                Lang::Zh => format!("{letter} 组没有特别突出的说法。"),
                Lang::En => format!("Group {letter} stands out for nothing in particular."),
            });
        }
        said.extend(named.iter().map(|one| stands_out(map, &table, shown, one, lang)));
    }
    said
}

fn taken_part(map: &Map, lang: Lang) -> String {
    let votes = map.votes();
    let (people, statements) = (votes.people().len(), votes.statements().len());
    let joined = votes.joined().iter().filter(|&&joined| joined).count();
    let votes = votes.len();
    match lang {
        Lang::Zh => format!(
            "{people} 人对 {statements} 条说法投了 {votes} 票，其中 {joined} 人投得够多，画进地图。"
        ),
        Lang::En => format!(
            "{people} people cast {votes} votes on {statements} statements; {joined} of them voted \
             on enough to be on the map."
        ),
    }
}

fn groups(table: &Table, lang: Lang) -> String {
    let shown = &table.groups;
    let each = |shown: &Shown| match lang {
        Lang::Zh => format!("{} 组 {} 人", shown.letter, shown.people),
        Lang::En => format!("{} with {} people", shown.letter, shown.people),
    };
    let list: Vec<_> = shown.iter().map(each).collect();
    let small = table.small_groups;
    let mut said = match (lang, shown.len()) {
        (Lang::Zh, 0) => format!("没有 {FEWEST} 人以上的小组可以说明。"),
        (Lang::En, 0) => format!("There is no group of {FEWEST} or more people to describe."),
        (Lang::Zh, 1) if small == 0 => format!("意见没有分成小组：{}。", list.join("，")),
        (Lang::En, 1) if small == 0 => format!("Opinions form one group: {}.", list.join(", ")),
        (Lang::Zh, count) => format!("意见分成 {count} 个小组：{}。", list.join("，")),
        (Lang::En, count) => format!("Opinions form {count} groups: {}.", list.join(", ")),
    };
    if small > 0 {
        let left_out = match lang {
            Lang::Zh => format!("另有 {small} 个不足 {FEWEST} 人的小组，不单独说明。"),
            Lang::En => format!(
                " {small} more of fewer than {FEWEST} people are not described by themselves."
            ),
        };
        said.push_str(&left_out);
    }
    said
}

/// What most of everybody say, and which groups do not.
fn agreed(map: &Map, table: &Table, lang: Lang) -> Vec<String> {
    if table.groups.is_empty() {
        return Vec::new();
    }
    let report = map.majority();
    let agree = report.agree.iter().map(|one| (one, Way::Agree));
    let all = agree.chain(report.disagree.iter().map(|one| (one, Way::Disagree)));
    let said: Vec<_> = all
        .map(|(one, way)| {
            let all: Vec<Said> = table
                .groups
                .iter()
                .map(|shown| map.counts().said(shown.group, one.statement))
                .collect();
            let sum = all.iter().copied().fold(Said::default(), Said::and);
            let numbers = numbers(sum, way, lang);
            let without = table
                .groups
                .iter()
                .zip(&all)
                .filter(|(_, said)| 2 * part(**said, way) <= said.seen);
            let without: Vec<_> = without.map(|(shown, _)| shown.letter.as_str()).collect();
            let (tid, way) = (&one.tid, verb(way, lang));
            match (lang, without.is_empty()) {
                (Lang::Zh, true) => format!("各组多数人都{way}“{tid}”：{numbers}，每组都过半数。"),
                (Lang::Zh, false) => {
                    format!("多数人{way}“{tid}”：{numbers}；{} 组没有过半数。", without.join("、"))
                }
                (Lang::En, true) => {
                    format!("Most in every group {way} with \"{tid}\": {numbers}, more than half in each.")
                }
                (Lang::En, false) => format!(
                    "Most {way} with \"{tid}\": {numbers}, but not more than half in {}.",
                    without.join(", ")
                ),
            }
        })
        .collect();
    if said.is_empty() {
        let none = match lang {
            Lang::Zh => "没有哪条说法得到明确的多数。",
            Lang::En => "No statement has a clear majority.",
        };
        return vec![none.to_owned()];
    }
    said
}

/// For each shown group the statements it really stands out for or agrees on.
fn named(map: &Map, table: &Table) -> Vec<Vec<Representative>> {
    let all = map.representative();
    let is_real = |one: &&Representative| {
        one.best_agree.is_some() || (one.p_test > SURE && one.repness_test > SURE)
    };
    let real = |shown: &Shown| {
        let named = all.get(shown.group).map(Vec::as_slice).unwrap_or_default();
        named.iter().filter(is_real).cloned().collect()
    };
    table.groups.iter().map(real).collect()
}

fn stands_out(map: &Map, table: &Table, shown: &Shown, one: &Representative, lang: Lang) -> String {
    let (letter, tid, way) = (&shown.letter, &one.tid, one.repful_for);
    let own = numbers(map.counts().said(shown.group, one.statement), way, lang);
    let others = table.groups.iter().filter(|other| other.group != shown.group);
    let others = others.map(|other| map.counts().said(other.group, one.statement));
    let others = others.fold(Said::default(), Said::and);
    let verb = verb(way, lang);
    let more = one.repness_test > SURE && others.seen > 0;
    match (lang, more) {
        (Lang::Zh, true) => {
            let others = numbers(others, way, lang);
            format!("{letter} 组比别的组更{verb}“{tid}”：{own}；别的组{others}。")
        }
        (Lang::Zh, false) => format!("{letter} 组多{verb}“{tid}”：{own}。"),
        (Lang::En, true) => {
            let others = numbers(others, way, lang);
            format!(
                "Group {letter} {verb}s with \"{tid}\" more than others: {own}; of the others {others}."
            )
        }
        (Lang::En, false) => format!("Group {letter} mostly {verb}s with \"{tid}\": {own}."),
    }
}

fn numbers(said: Said, way: Way, lang: Lang) -> String {
    let (seen, part) = (said.seen, part(said, way));
    match lang {
        Lang::Zh => format!("表态的 {seen} 人中 {part} 人{}", verb(way, lang)),
        Lang::En => format!("{part} of {seen} who voted"),
    }
}

const fn part(said: Said, way: Way) -> u32 {
    match way {
        Way::Agree => said.agree,
        Way::Disagree => said.disagree,
    }
}

const fn verb(way: Way, lang: Lang) -> &'static str {
    match (way, lang) {
        (Way::Agree, Lang::Zh) => "同意",
        (Way::Disagree, Lang::Zh) => "不同意",
        (Way::Agree, Lang::En) => "agree",
        (Way::Disagree, Lang::En) => "disagree",
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::opinion::{Given, Moderation, Votes};

    fn map(groups: &str) -> Map {
        let mut file = "participant,statement,vote\n".to_owned();
        for person in 0..13 {
            let side = if person < 6 { 1 } else { -1 };
            write!(file, "{person},停车,{side}\n{person},充电,1\n").unwrap();
        }
        let votes = Votes::read(file.as_bytes()).unwrap();
        let given: Given = serde_json::from_str(groups).unwrap();
        Map::draw_given(votes, Moderation::default(), &given).unwrap()
    }

    #[test]
    fn a_resident_reads_the_map() {
        let map = map("[[0,1,2,3,4,5], [6,7,8,9,10,11,12]]");
        let zh = [
            "13 人对 2 条说法投了 26 票，其中 13 人投得够多，画进地图。",
            "意见分成 2 个小组：A 组 6 人，B 组 7 人。",
            "各组多数人都同意“充电”：表态的 13 人中 13 人同意，每组都过半数。",
            "A 组比别的组更同意“停车”：表态的 6 人中 6 人同意；别的组表态的 7 人中 0 人同意。",
            "B 组多同意“充电”：表态的 7 人中 7 人同意。",
            "B 组比别的组更不同意“停车”：表态的 7 人中 7 人不同意；别的组表态的 6 人中 0 人不同意。",
        ];
        assert_eq!(explain(&map, Lang::Zh), zh);
        let en = [
            "13 people cast 26 votes on 2 statements; 13 of them voted on enough to be on the map.",
            "Opinions form 2 groups: A with 6 people, B with 7 people.",
            "Most in every group agree with \"充电\": 13 of 13 who voted, more than half in each.",
            "Group A agrees with \"停车\" more than others: 6 of 6 who voted; of the others 0 of 7 \
             who voted.",
            "Group B mostly agrees with \"充电\": 7 of 7 who voted.",
            "Group B disagrees with \"停车\" more than others: 7 of 7 who voted; of the others 0 of \
             6 who voted.",
        ];
        assert_eq!(explain(&map, Lang::En), en);
    }

    #[test]
    fn a_small_group_is_not_described_nor_to_be_worked_out() {
        let said = explain(&map("[[0,1,2,3], [4,5,6,7,8,9,10,11,12]]"), Lang::Zh).join("\n");
        assert!(
            said.contains("意见分成 1 个小组：A 组 9 人。另有 1 个不足 5 人的小组，不单独说明。")
        );
        assert!(said.contains("表态的 9 人中 9 人同意") && !said.contains("别的组"), "{said}");
        assert!(!said.contains("4 人"), "{said}");
        let none = explain(&map("[[0,1,2,3], [4,5,6,7]]"), Lang::En);
        assert_eq!(none.len(), 2, "{none:?}");
    }
}
