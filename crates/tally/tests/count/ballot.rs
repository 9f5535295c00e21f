//! 计票 — Cases of `tally::ballot`.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use tally::ballot::{self, Paper, Papers, Points, Range, Scored, Scores, Terms, Unranked, rank};
use tally::election::{self, Ballot, Mark, Round};
use tally::lot::Lot;
use tally::profile::{Heap, Profile};
use tally::read;
use tally::{Lang, RuleBook};

use super::open;

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("居民{number}")).collect()
}

/// Plurality of real wards is their published first stage, and Borda what the published pairwise
/// matrix says: names above on all ballots, plus half of those on a par.
#[test]
fn open_wards() {
    for kind in ["stv_scottish", "condorcet"] {
        let Some(folder) = open::folder(&format!("C_elections/{kind}")) else { return };
        for path in open::files(&folder, ".blt.gz") {
            let profile = read::blt(&open::bytes(&path)).unwrap();
            let expected = path.to_string_lossy().replace(".blt.gz", ".expected.json");
            let expected: Value = open::json(Path::new(&expected));
            if kind == "stv_scottish" {
                first_stage(&profile, &expected["stages"][0]["votes"]);
            } else {
                by_pairs(&profile, &expected["pairwise"]);
            }
        }
    }
}

fn first_stage(profile: &Profile, official: &Value) {
    let count = rank::plurality(profile, Terms::new(1), None).unwrap();
    for (number, votes) in &count.votes {
        assert_eq!(official[number.to_string()], format!("{votes}.00000"));
    }
}

fn by_pairs(profile: &Profile, pairwise: &Value) {
    let count = ballot::borda(profile, Unranked::Mean, Terms::new(1), None).unwrap();
    let above = |a: usize, b: usize| i128::from(pairwise[a - 1][b - 1].as_u64().unwrap());
    for (&a, &points) in &count.votes {
        let others = count.votes.keys().filter(|&&b| b != a);
        // Twice the ballots for a over b, plus those that rank neither above.
        let halves = others.map(|&b| i128::from(count.valid) + above(a, b) - above(b, a)).sum();
        assert_eq!(points, Points::halves(halves));
    }
}

fn ballots() -> impl Strategy<Value = Papers> {
    let mark = prop::sample::select(vec![Mark::Yes, Mark::No, Mark::Abstain]);
    let marks = prop::collection::btree_map(0_usize..5, mark, 0..5);
    let write_in =
        prop::collection::vec(prop::sample::select(vec!["居民2", "赵", " ", "钱"]), 0..3);
    let paper = (marks, write_in, prop::bool::weighted(0.1), 1_u64..40);
    prop::collection::vec(paper, 0..12).prop_map(|papers| {
        let candidates = names(5);
        let heap =
            |(marks, write_in, illegible_all, count): (BTreeMap<usize, Mark>, Vec<&str>, _, _)| {
                let marks =
                    marks.into_iter().map(|(index, mark)| (candidates[index].clone(), mark));
                let write_in = write_in.into_iter().map(str::to_owned).collect();
                Paper { ballot: Ballot { marks: marks.collect(), write_in, illegible_all }, count }
            };
        let heaps = papers.into_iter().map(heap).collect();
        Papers { candidates, heaps }
    })
}

fn rankings() -> impl Strategy<Value = Profile> {
    let places = prop::collection::vec(prop::option::of(0_usize..5), 5);
    let withdrawn = prop::collection::btree_set(0_usize..5, 0..3);
    (prop::collection::vec((places, 1_u64..40), 0..10), withdrawn).prop_map(
        |(papers, withdrawn)| {
            let heap = |(places, count): (Vec<Option<usize>>, u64)| {
                let mut steps: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
                for (index, place) in places.into_iter().enumerate() {
                    if let Some(place) = place {
                        steps.entry(place).or_default().push(index);
                    }
                }
                Heap { ranking: steps.into_values().collect(), count }
            };
            let heaps = papers.into_iter().map(heap).collect();
            Profile { candidates: names(5), withdrawn, heaps, ..Profile::default() }
        },
    )
}

/// What must hold of any count: nothing lost, no seat given twice, ties only where they decide.
fn sound(count: &ballot::Count, lot: bool) -> Result<(), TestCaseError> {
    prop_assert_eq!(count.valid + count.blank + count.void, count.cast);
    let open = if lot { 0 } else { count.tie_seats };
    prop_assert_eq!(count.elected.len(), (count.seats - count.vacant - open) as usize);
    let mut once = count.elected.clone();
    once.sort_unstable();
    once.dedup();
    prop_assert_eq!(once.len(), count.elected.len());
    prop_assert_eq!(count.lot.is_some(), lot && !count.tie.is_empty());
    let least = count.elected.iter().map(|number| count.votes[number]).min();
    for (number, votes) in &count.votes {
        let out = !count.elected.contains(number) && !count.tie.contains(number);
        prop_assert!(!out || least.is_none_or(|least| *votes < least) || count.elected.is_empty());
    }
    for number in &count.tie {
        prop_assert_eq!(count.votes[number], count.votes[&count.tie[0]]);
    }
    prop_assert!(count.tie.is_empty() || count.tie.len() > count.tie_seats as usize);
    prop_assert!(ballot::explain(count, Lang::Zh).len() > 2);
    Ok(())
}

proptest! {
    #[test]
    fn marked_ballots_add_up(papers in ballots(), seats in 1_u32..5, seed in "[a-z]{3}") {
        for lot in [None, Some(Lot::new(&seed))] {
            for method in [ballot::plurality, ballot::block, ballot::approval] {
                let count = method(&papers, Terms::new(seats), lot.as_ref()).unwrap();
                sound(&count, lot.is_some())?;
                let mut back = papers.clone();
                back.heaps.reverse();
                prop_assert_eq!(&method(&back, Terms::new(seats), lot.as_ref()).unwrap(), &count);
            }
        }
    }

    #[test]
    fn ranked_ballots_add_up(profile in rankings(), seats in 1_u32..4, seed in "[a-z]{3}") {
        let (terms, lot) = (Terms::new(seats.min(u32::try_from(5 - profile.withdrawn.len()).unwrap())), Lot::new(&seed));
        for lot in [None, Some(&lot)] {
            for method in [rank::plurality, rank::block, rank::approval] {
                sound(&method(&profile, terms, lot).unwrap(), lot.is_some())?;
            }
            for unranked in [Unranked::Mean, Unranked::Zero, Unranked::Modified] {
                let count = ballot::borda(&profile, unranked, terms, lot).unwrap();
                sound(&count, lot.is_some())?;
                if unranked == Unranked::Mean {
                    // Every valid ballot gives n(n−1)/2 points.
                    let n = count.votes.len() as i128;
                    let given: i128 = count.votes.values().map(|points| points.in_halves()).sum();
                    prop_assert_eq!(given, n * (n - 1) * i128::from(count.valid));
                }
            }
        }
    }

    #[test]
    fn scores_add_up(
        heaps in prop::collection::vec((prop::collection::vec(prop::option::of(-3_i64..8), 4), 1_u64..9), 0..8),
        seats in 1_u32..4,
    ) {
        let heaps = heaps.into_iter().map(|(scores, count)| Scored { scores, count }).collect();
        let scores = Scores { candidates: names(4), heaps };
        let count = ballot::score(&scores, Range { least: -2, most: 6 }, Terms::new(seats), None).unwrap();
        sound(&count, false)?;
    }

    /// One mark a ballot is the same election whether written as a mark or as a ranking.
    #[test]
    fn marks_and_first_names_agree(votes in prop::collection::vec((0_usize..5, 1_u64..9), 0..9), seats in 1_u32..5) {
        let heaps = votes.iter().map(|&(index, count)| Heap { ranking: vec![vec![index]], count });
        let profile = Profile { candidates: names(5), heaps: heaps.collect(), ..Profile::default() };
        let heaps = votes.iter().map(|&(index, count)| {
            let marks = BTreeMap::from([(names(5)[index].clone(), Mark::Yes)]);
            Paper { ballot: Ballot { marks, ..Ballot::default() }, count }
        });
        let papers = Papers { candidates: names(5), heaps: heaps.collect() };
        let terms = Terms::new(seats);
        prop_assert_eq!(rank::plurality(&profile, terms, None), ballot::plurality(&papers, terms, None));
        prop_assert_eq!(rank::block(&profile, terms, None), ballot::block(&papers, terms, None));
    }
}

/// Where a rule allows it, the tie the law would vote on again is drawn, and anybody can redraw it.
#[test]
fn a_village_tie_by_lot() {
    let day = jiff::civil::date(2026, 6, 1);
    let rule = RuleBook::builtin().in_force("cn-self-committee-election", day, "420115").unwrap();
    let votes = [("甲", 90), ("乙", 40), ("丙", 40), ("丁", 40)];
    let votes = votes.map(|(name, votes)| (name.to_owned(), votes)).into();
    let count = election::Count { registered: 120, issued: None, cast: 98, seats: 3, votes };
    let tied = election::decide(rule, Round::First, &count).unwrap();
    assert_eq!((&tied.elected[..], tied.tie.len(), tied.tie_seats), (&["甲".to_owned()][..], 3, 2));
    let (drawn, record) = election::by_lot(tied, &Lot::new("03 08 11 19 24 30 + 07"));
    let record = record.unwrap();
    assert_eq!(drawn.elected[1..], record.order[..2]);
    assert!(drawn.outcome.passed && drawn.tie.is_empty() && drawn.tie_seats == 0);
    let again = election::by_lot(drawn.clone(), &Lot::new("other"));
    assert_eq!(again, (drawn, None));
}

#[test]
fn a_count_is_said_so_that_it_can_be_checked() {
    let csv = "居民甲,居民乙,居民丙,居民丁,张数\n√,√,,,4\n,√,√,,3\n√,√,√,,1\n,,×,√,3\n,,,,2\n";
    let papers = read::marks(csv.as_bytes()).unwrap();
    let count = ballot::block(&papers, Terms { seats: 2, contested: true }, None).unwrap();
    let zh = [
        "每张票最多选 2 人，多选作废；得票最多的 2 人当选。",
        "收回选票 13 张：有效 10 张，空白 2 张，作废 1 张。",
        "居民乙：7 票。",
        "居民甲：4 票。",
        "居民丙：3 票，反对 3 票。",
        "居民丁：3 票。",
        "当选：居民乙、居民甲。",
    ];
    assert_eq!(ballot::explain(&count, Lang::Zh), zh);
    let json = serde_json::to_value(&count).unwrap();
    assert_eq!(json["elected"], serde_json::json!([2, 1]));
    assert_eq!(json["votes"]["2"], "7");
    let tied = read::marks("甲,乙,丙,张数\n√,,,2\n,√,,2\n,,√,1\n".as_bytes()).unwrap();
    let count = ballot::plurality(&tied, Terms::new(1), Some(&Lot::new("2026"))).unwrap();
    let order = &count.lot.as_ref().unwrap().order;
    let said = ballot::explain(&count, Lang::En);
    let (first, all) = (&order[0], order.join(", "));
    assert_eq!(
        said[5],
        format!("Tied: 甲, 乙; 1 seat(s) by lot. Seed \"2026\", order drawn: {all}.")
    );
    assert_eq!(said[6], format!("Elected: {first}."));
}
