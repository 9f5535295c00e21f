//! What must hold for any input.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tally::award::{self, Claim};
use tally::election::{self, Ballot, Mark, Round};
use tally::rule::AwardPolicy;
use tally::{
    Calendar, Choice, Cmp, Fraction, Outcome, Period, Rule, RuleBook, Threshold, meeting, owners,
};

fn rule(id: &str) -> &'static Rule {
    RuleBook::builtin().in_force(id, date(2026, 6, 1), "420115").unwrap()
}

fn choice() -> impl Strategy<Value = Choice> {
    prop::sample::select(vec![Choice::Yes, Choice::No, Choice::Abstain, Choice::None])
}

/// Units of up to 12 owners, shuffled by a second permutation of the same units.
fn units() -> impl Strategy<Value = (Vec<owners::Unit>, Vec<owners::Unit>)> {
    let unit = (0..12_u8, 1..40_000_i64, choice(), any::<bool>());
    prop::collection::vec(unit, 1..60)
        .prop_map(|units| {
            let unit =
                |(id, (owner, area_centi, choice, unsold)): (usize, (u8, i64, Choice, bool))| {
                    let unsold = unsold && owner == 0;
                    owners::Unit {
                        unit: id.to_string(),
                        owner: owner.to_string(),
                        area_centi,
                        choice,
                        unsold,
                        ..owners::Unit::default()
                    }
                };
            units.into_iter().enumerate().map(unit).collect::<Vec<_>>()
        })
        .prop_flat_map(|units| (Just(units.clone()), Just(units).prop_shuffle()))
}

fn candidates() -> Vec<String> {
    ["甲", "乙", "丙", "丁", "戊"].map(str::to_owned).to_vec()
}

fn ballot() -> impl Strategy<Value = Ballot> {
    let mark = prop::sample::select(vec![Mark::Yes, Mark::No, Mark::Abstain]);
    let marks = prop::collection::btree_map(prop::sample::select(candidates()), mark, 0..5);
    let write_in = prop::collection::vec(prop::sample::select(vec!["甲", "己", "庚"]), 0..2);
    (marks, write_in, prop::bool::weighted(0.1)).prop_map(|(marks, write_in, illegible_all)| {
        Ballot { marks, write_in: write_in.into_iter().map(str::to_owned).collect(), illegible_all }
    })
}

fn day() -> impl Strategy<Value = Date> {
    (0..3_200_i64).prop_map(|days| date(2018, 1, 1).checked_add(Span::new().days(days)).unwrap())
}

proptest! {
    #[test]
    fn the_order_of_units_never_matters((units, shuffled) in units()) {
        prop_assert_eq!(owners::tally(&units), owners::tally(&shuffled));
    }

    #[test]
    fn owners_totals_equal_turnout((units, _) in units()) {
        let tally = owners::tally(&units).unwrap();
        let area = |wanted: fn(Choice) -> bool| {
            units.iter().filter(|unit| wanted(unit.choice)).map(|unit| unit.area_centi).sum::<i64>()
        };
        prop_assert_eq!(tally.total_area, area(|_| true));
        prop_assert_eq!(tally.part_area, tally.yes_area + area(|c| c == Choice::No || c == Choice::Abstain));
        prop_assert!(tally.yes_heads <= tally.part_heads && tally.part_heads <= tally.total_heads);
        prop_assert!(tally.total_heads <= i64::try_from(units.len()).unwrap());
    }

    #[test]
    fn one_more_yes_never_defeats_owners((units, _) in units(), at in any::<prop::sample::Index>()) {
        let ordinary = rule("cn-civil-278-ordinary");
        let before = owners::decide(ordinary, &owners::tally(&units).unwrap()).unwrap();
        let mut more = units;
        let owner = { let at = at.index(more.len()); (more[at].owner.clone(), more[at].unsold) };
        for unit in more.iter_mut().filter(|unit| (unit.owner.clone(), unit.unsold) == owner) {
            unit.choice = Choice::Yes;
        }
        let after = owners::decide(ordinary, &owners::tally(&more).unwrap()).unwrap();
        prop_assert!(after.passed || !before.passed);
    }

    #[test]
    fn two_thirds_and_three_quarters_are_enough_and_one_less_is_not(n in 1..1_000_000_i64) {
        let (ordinary, special) = (rule("cn-civil-278-ordinary"), rule("cn-civil-278-special"));
        let tally = |part: i64, yes: i64| owners::Tally {
            total_area: 12 * n, total_heads: 12 * n, part_area: part, part_heads: part,
            yes_area: yes, yes_heads: yes, ..owners::Tally::default()
        };
        let passed = |rule, part, yes| owners::decide(rule, &tally(part, yes)).unwrap().passed;
        prop_assert!(passed(special, 8 * n, 6 * n));
        prop_assert!(!passed(special, 8 * n, 6 * n - 1));
        prop_assert!(!passed(special, 8 * n - 1, 8 * n - 1));
        prop_assert!(!passed(ordinary, 8 * n, 4 * n));
        prop_assert!(passed(ordinary, 8 * n, 4 * n + 1));
    }

    #[test]
    fn the_order_of_ballots_never_matters(
        (ballots, shuffled) in prop::collection::vec(choice(), 0..80)
            .prop_flat_map(|ballots| (Just(ballots.clone()), Just(ballots).prop_shuffle())),
    ) {
        let total = 80;
        let count = meeting::Count::of_ballots(total, ballots.iter().copied()).unwrap();
        prop_assert_eq!(Ok(count), meeting::Count::of_ballots(total, shuffled));
        let others = ballots.iter().filter(|c| matches!(c, Choice::No | Choice::Abstain)).count();
        prop_assert_eq!(count.present, count.yes + i64::try_from(others).unwrap());
        let majority = meeting::decide(rule("cn-simple-majority"), &count).unwrap();
        prop_assert_eq!(majority.passed, 2 * count.yes > count.present);
        let text = serde_json::to_string(&majority).unwrap();
        prop_assert_eq!(serde_json::from_str::<Outcome>(&text).unwrap(), majority);
    }

    #[test]
    fn elections_fill_each_seat_once_and_never_break_a_tie(
        (ballots, shuffled) in prop::collection::vec(ballot(), 0..40)
            .prop_flat_map(|ballots| (Just(ballots.clone()), Just(ballots).prop_shuffle())),
        seats in 1..5_u32, absent in 0..40_i64, run_off in any::<bool>(), own in any::<bool>(),
    ) {
        let pile = election::count_ballots(seats, &candidates(), &ballots).unwrap();
        prop_assert_eq!(&pile, &election::count_ballots(seats, &candidates(), &shuffled).unwrap());
        prop_assert!(pile.votes.values().sum::<i64>() <= (pile.cast - pile.void) * i64::from(seats));
        let (id, round) = match (own, run_off) {
            (true, _) => ("cn-self-committee-election", Round::First),
            (false, true) => ("cn-village-election", Round::RunOff),
            (false, false) => ("cn-village-election", Round::First),
        };
        let count = election::Count {
            registered: pile.cast + absent, issued: Some(pile.cast), cast: pile.cast, seats,
            votes: pile.votes,
        };
        let result = election::decide(rule(id), round, &count).unwrap();
        prop_assert!(!result.valid || round == Round::RunOff || 2 * count.cast > count.registered);
        let filled = u32::try_from(result.elected.len()).unwrap();
        prop_assert_eq!(filled + result.tie_seats + result.vacant, seats);
        prop_assert_eq!(result.tie.is_empty(), result.tie_seats == 0);
        prop_assert!(result.tie.is_empty() || result.tie.len() > result.tie_seats as usize);
        let least = result.elected.iter().map(|name| count.votes[name]).min().unwrap_or(i64::MAX);
        for (name, &votes) in &count.votes {
            let in_or_tied = result.elected.contains(name) || result.tie.contains(name);
            prop_assert!(in_or_tied || votes <= least, "{name} has more votes than one elected");
        }
        if let Some(next) = result.next_round {
            prop_assert!(next.candidates.iter().all(|name| !result.elected.contains(name)));
        }
    }

    #[test]
    fn an_award_never_exceeds_the_gap(
        bills_fen in 0..1_000_000_000_i64, cash_fen in 0..1_000_000_000_i64,
        in_kind_fen in 0..100_000_000_i64, labour_days in 0..5_000_i64,
        other_grants_fen in 0..1_000_000_000_i64,
        rate in (0..300_i64, 1..300_i64), rate_cap in (0..300_i64, 1..300_i64),
        cap_fen in prop::option::of(0..1_000_000_000_i64),
    ) {
        let policy = AwardPolicy {
            rate: Fraction::try_new(rate.0, rate.1).unwrap(),
            rate_cap: Fraction::try_new(rate_cap.0, rate_cap.1).unwrap(),
            cap_fen,
            day_rate_fen: Some(12_345),
        };
        let claim = Claim { bills_fen, cash_fen, in_kind_fen, labour_days, other_grants_fen };
        let award = award::compute(&policy, &claim).unwrap();
        let gap = award.cost_fen - other_grants_fen - award.self_fen;
        prop_assert!(award.amount_fen >= 0 && award.amount_fen <= gap.max(0));
        prop_assert!(cash_fen + other_grants_fen + award.amount_fen <= bills_fen.max(cash_fen + other_grants_fen));
        prop_assert!(award.amount_fen <= cap_fen.unwrap_or(i64::MAX));
        prop_assert!(award.bounds.iter().all(|&(_, fen)| award.amount_fen <= fen.max(0)));
        prop_assert!(award.bounds.iter().any(|&(_, fen)| award.amount_fen == fen.max(0)));
    }

    #[test]
    fn fractions_survive_print_and_parse(num in 0..i64::MAX, den in 1..i64::MAX) {
        let fraction = Fraction::try_new(num, den).unwrap();
        prop_assert_eq!(fraction.to_string().parse::<Fraction>(), Ok(fraction));
        prop_assert!(fraction.compare_ratio(num, den).is_eq());
        let json = serde_json::to_string(&fraction).unwrap();
        prop_assert_eq!(serde_json::from_str::<Fraction>(&json).unwrap(), fraction);
    }

    #[test]
    fn thresholds_survive_print_and_parse(num in 1..1_000_i64, more in 1..1_000_i64, strict in any::<bool>()) {
        let cmp = if strict { Cmp::MoreThan } else { Cmp::AtLeast };
        let threshold = Threshold { cmp, fraction: Fraction::try_new(num, num + more).unwrap() };
        prop_assert_eq!(threshold.to_string().parse::<Threshold>(), Ok(threshold));
    }

    #[test]
    fn text_never_breaks_the_readers(text in "\\PC{0,60}") {
        let line = text.lines().count() + 1;
        if let Err(error) = tally::parse(&text) {
            prop_assert!(error.line <= line && !error.reason.is_empty());
        }
        prop_assert!(Calendar::parse(&text).is_err() || text.contains("cover"));
        if let Ok(fraction) = text.parse::<Fraction>() {
            prop_assert!(fraction.denominator() > 0);
        }
    }

    #[test]
    fn working_days_add_and_count_back(start in day(), days in 0..60_u32) {
        let calendar = Calendar::builtin();
        if let Ok(due) = calendar.add_working_days(start, days) {
            prop_assert_eq!(calendar.working_days_between(start, due), Ok(i64::from(days)));
            prop_assert_eq!(calendar.working_days_between(due, start), Ok(-i64::from(days)));
            prop_assert!(days == 0 || calendar.is_working_day(due).unwrap());
        }
    }

    #[test]
    fn periods_never_end_earlier_when_they_start_later(start in day(), days in 1..60_u32) {
        let calendar = Calendar::builtin();
        let later = start.tomorrow().unwrap();
        for period in [Period::days(days), Period::working_days(days)] {
            if let (Ok(end), Ok(later_end)) = (calendar.end(start, period), calendar.end(later, period)) {
                prop_assert!(end <= later_end && end > start);
                prop_assert!(calendar.is_working_day(end).unwrap());
                let shorter = Period { days: days - 1, ..period };
                prop_assert!(calendar.end(start, shorter).unwrap() <= end);
            }
        }
    }

    #[test]
    fn the_latest_start_is_just_early_enough(event in day(), days in 1..40_u32) {
        let calendar = Calendar::builtin();
        for period in [Period::days(days), Period::working_days(days)] {
            if let Ok(start) = calendar.latest_start(event, period) {
                prop_assert!(calendar.end(start, period).unwrap() < event);
                let next = start.tomorrow().unwrap();
                prop_assert!(calendar.end(next, period).map_or(true, |end| end >= event));
            }
        }
    }
}

#[test]
fn an_unheard_name_on_a_ballot_is_refused_not_dropped() {
    let marks = BTreeMap::from([("辛".to_owned(), Mark::Yes)]);
    let ballot = Ballot { marks, ..Ballot::default() };
    let error = election::count_ballots(1, &candidates(), &[ballot]).unwrap_err();
    assert_eq!(error.key(), "unknown-candidate");
}
