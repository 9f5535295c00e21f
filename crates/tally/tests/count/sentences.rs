//! Sentences a page shows and a person can check.

use std::collections::BTreeMap;

use jiff::civil::date;
use tally::election::{self, Round};
use tally::explain::{explain_award, explain_election};
use tally::{Lang, Rule, RuleBook, award, explain, meeting, owners};

fn rule(id: &str) -> &'static Rule {
    RuleBook::builtin().in_force(id, date(2026, 6, 1), "420115").unwrap()
}

fn votes(votes: &[(&str, i64)]) -> BTreeMap<String, i64> {
    votes.iter().map(|&(name, votes)| (name.to_owned(), votes)).collect()
}

#[test]
fn owners_read_each_step() {
    let tally = owners::Tally {
        total_area: 90_000,
        total_heads: 9,
        part_area: 60_000,
        part_heads: 6,
        yes_area: 30_000,
        yes_heads: 4,
        ..owners::Tally::default()
    };
    let outcome = owners::decide(rule("cn-civil-278-ordinary"), &tally).unwrap();
    let zh = [
        "参加面积 600.00 ㎡ ≥ 总面积 900.00 ㎡ 的 2/3：达到",
        "参加人数 6 人 ≥ 总人数 9 人 的 2/3：达到",
        "同意面积 300.00 ㎡ ≤ 参加面积 600.00 ㎡ 的 1/2：未达到",
        "同意人数 4 人 > 参加人数 6 人 的 1/2：达到",
        "结论：同意的不够，未通过。",
    ];
    assert_eq!(explain(&outcome, Lang::Zh), zh);
    let en = [
        "Area taking part 600.00 m² ≥ 2/3 of all area 900.00 m²: met",
        "Taking part 6 ≥ 2/3 of all 9: met",
        "Area agreeing 300.00 m² ≤ 1/2 of the area taking part 600.00 m²: not met",
        "Agreeing 4 > 1/2 of those taking part 6: met",
        "Conclusion: too few agreed; not passed.",
    ];
    assert_eq!(explain(&outcome, Lang::En), en);
}

#[test]
fn meetings_read_each_step() {
    let households = rule("cn-villagers-group-households");
    let outcome = meeting::decide(households, &meeting::Count::new(30, 19, 19)).unwrap();
    let zh = [
        "参加户数 19 户 < 总户数 30 户 的 2/3：未达到",
        "同意户数 19 户 > 到会户数 19 户 的 1/2：达到",
        "结论：参加的条件不够，不能作出决定。",
    ];
    assert_eq!(explain(&outcome, Lang::Zh), zh);
    let all = meeting::decide(rule("cn-unanimity"), &meeting::Count::new(5, 5, 5)).unwrap();
    assert_eq!(explain(&all, Lang::Zh), ["同意人数 5 人 ≥ 总人数 5 人：达到", "结论：通过。"]);
    let covenant = rule("cn-residents-covenant");
    let count = meeting::Count { women: Some(2), ..meeting::Count::new(100, 60, 40) };
    let outcome = meeting::decide(covenant, &count).unwrap();
    assert_eq!(explain(&outcome, Lang::En)[1], "Women present 2 ≥ 1: met");
}

#[test]
fn a_neighbourhood_elects_five_and_reads_a_tie() {
    let count = election::Count {
        registered: 120,
        issued: Some(100),
        cast: 98,
        seats: 5,
        votes: votes(&[
            ("居民甲", 90),
            ("居民乙", 81),
            ("居民丙", 70),
            ("居民丁", 66),
            ("居民戊", 40),
            ("居民己", 40),
        ]),
    };
    let rule = rule("cn-self-committee-election");
    let result = election::decide(rule, Round::First, &count).unwrap();
    let zh = [
        "收回选票 98 张 ≤ 发出选票 100 张：达到",
        "收回选票 98 张 > 登记选民 120 张 的 1/2：达到",
        "当选：居民甲、居民乙、居民丙、居民丁。",
        "票数相同：居民己、居民戊，就余下 1 个名额再次投票。",
    ];
    assert_eq!(explain_election(&result, Lang::Zh), zh);
    assert!(!result.outcome.passed);
}

#[test]
fn more_ballots_back_than_out_void_the_election() {
    let count = election::Count {
        registered: 120,
        issued: Some(97),
        cast: 98,
        seats: 1,
        votes: votes(&[("居民甲", 90)]),
    };
    let result = election::decide(rule("cn-village-election"), Round::First, &count).unwrap();
    assert!(!result.valid && result.elected.is_empty());
    let zh = explain_election(&result, Lang::Zh);
    assert_eq!(zh.first().unwrap(), "收回选票 98 张 > 发出选票 97 张：未达到");
    assert_eq!(zh.last().unwrap(), "结论：选举无效。");
}

#[test]
fn a_village_votes_again_for_the_empty_seat() {
    let first = election::Count {
        registered: 1000,
        issued: None,
        cast: 501,
        seats: 1,
        votes: votes(&[("甲", 250), ("乙", 249), ("丙", 2)]),
    };
    let village = rule("cn-village-election");
    let result = election::decide(village, Round::First, &first).unwrap();
    let en = [
        "Ballots cast 501 > 1/2 of registered voters 1000: met",
        "Votes for 甲 250 ≤ 1/2 of ballots cast 501: not met",
        "Votes for 乙 249 ≤ 1/2 of ballots cast 501: not met",
        "Votes for 丙 2 ≤ 1/2 of ballots cast 501: not met",
        "Vacant: 1 seat(s).",
        "Candidates of the run-off: 甲, 乙.",
    ];
    assert_eq!(explain_election(&result, Lang::En), en);
    let again = election::Count { cast: 300, votes: votes(&[("甲", 100), ("乙", 99)]), ..first };
    let result = election::decide(village, Round::RunOff, &again).unwrap();
    assert_eq!(result.elected, ["甲"]);
    let tied = election::Count { votes: votes(&[("甲", 100), ("乙", 100)]), ..again };
    let result = election::decide(village, Round::RunOff, &tied).unwrap();
    assert_eq!(
        (result.elected.len(), result.tie, result.tie_seats),
        (0, vec!["乙".into(), "甲".into()], 1)
    );
}

#[test]
fn an_award_shows_every_input() {
    let policy = rule("cn-award-policy").award().unwrap();
    let claim = award::Claim {
        bills_fen: 15_000_000,
        cash_fen: 7_500_000,
        labour_days: 196,
        ..award::Claim::default()
    };
    let zh = [
        "投工 196 工日 × 100.00 元 = 19600.00 元",
        "认定自筹 94600.00 元 × 1 = 94600.00 元",
        "认定投资 169600.00 元 × 1/2 = 84800.00 元",
        "缺口：认定投资 169600.00 元 − 其他补助 0.00 元 − 自筹 94600.00 元 = 75000.00 元",
        "取最小值：奖补 75000.00 元。",
    ];
    assert_eq!(explain_award(&award::compute(policy, &claim).unwrap(), Lang::Zh), zh);
}
