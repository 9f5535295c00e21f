//! Every case of the open vectors, field by field.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Deserialize;
use tally::election::{self, Ballot, Round};
use tally::{Calendar, Choice, Rule, RuleBook, meeting, owners};

use crate::open;

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn rule(id: &str) -> &'static Rule {
    RuleBook::builtin().in_force(id, date(2025, 6, 1), "420115").unwrap()
}

fn tier(special: bool) -> &'static Rule {
    rule(if special { "cn-civil-278-special" } else { "cn-civil-278-ordinary" })
}

#[derive(Deserialize)]
struct OwnersFile {
    cases: Vec<OwnersCase>,
}

#[derive(Deserialize)]
struct OwnersCase {
    name: String,
    tier: String,
    units: Vec<owners::Unit>,
    expect: OwnersExpect,
}

#[derive(Debug, PartialEq, Deserialize)]
struct OwnersExpect {
    total_area: i64,
    total_heads: i64,
    part_area: i64,
    part_heads: i64,
    yes_area: i64,
    yes_heads: i64,
    participation_ok: bool,
    consent_ok: bool,
    passed: bool,
}

#[test]
fn owners_vote() {
    let file: OwnersFile = read(include_str!("../vectors/owners_vote.json"));
    assert_eq!(file.cases.len(), 26);
    for case in file.cases {
        let counted = owners::tally(&case.units).unwrap();
        let outcome = owners::decide(tier(case.tier == "special"), &counted).unwrap();
        let got = OwnersExpect {
            total_area: counted.total_area,
            total_heads: counted.total_heads,
            part_area: counted.part_area,
            part_heads: counted.part_heads,
            yes_area: counted.yes_area,
            yes_heads: counted.yes_heads,
            participation_ok: outcome.quorum(),
            consent_ok: outcome.consent(),
            passed: outcome.passed,
        };
        assert_eq!(got, case.expect, "{}", case.name);
    }
}

#[derive(Deserialize)]
struct MeetingCase {
    kind: String,
    total: i64,
    present: i64,
    yes: i64,
    quorum: bool,
    consent: bool,
    passed: bool,
}

#[test]
fn meetings() {
    let cases: Vec<MeetingCase> = read(include_str!("../vectors/meetings.json"));
    assert_eq!(cases.len(), 42);
    for case in cases {
        let rule = RuleBook::builtin().by_alias(&case.kind).unwrap();
        let count = meeting::Count::new(case.total, case.present, case.yes);
        let outcome = meeting::decide(rule, &count).unwrap();
        let got = (outcome.quorum(), outcome.consent(), outcome.passed);
        assert_eq!(got, (case.quorum, case.consent, case.passed), "{} {count:?}", case.kind);
    }
}

#[derive(Deserialize)]
struct ElectionCase {
    registered: i64,
    cast: i64,
    votes: BTreeMap<String, i64>,
    seats: u32,
    runoff: bool,
    valid: bool,
    elected: Vec<String>,
}

#[test]
fn village_election() {
    let cases: Vec<ElectionCase> = read(include_str!("../vectors/village_election.json"));
    assert_eq!(cases.len(), 3);
    for ElectionCase { registered, cast, votes, seats, runoff, valid, elected } in cases {
        let round = if runoff { Round::RunOff } else { Round::First };
        let count = election::Count { registered, issued: None, cast, seats, votes };
        let result = election::decide(rule("cn-village-election"), round, &count).unwrap();
        assert_eq!((result.valid, result.elected), (valid, elected), "{count:?}");
    }
}

#[test]
fn working_days() {
    let cases: Vec<BTreeMap<String, serde_json::Value>> =
        read(include_str!("../vectors/working_days.json"));
    assert_eq!(cases.len(), 20);
    for case in cases {
        let day = |key: &str| case[key].as_str().unwrap().parse::<Date>().unwrap();
        let days = u32::try_from(case["add_working_days"].as_u64().unwrap()).unwrap();
        let due = Calendar::builtin().add_working_days(day("start"), days);
        assert_eq!(due, Ok(day("due")), "{case:?}");
    }
}

#[derive(Deserialize)]
struct CnRules {
    committee: Vec<CommitteeCase>,
    owners: Vec<UnitsCase>,
}

/// Cases that may be read where they lie but not shipped; `ballots.rs` says the same in small.
fn cn_rules() -> Option<CnRules> {
    open::folder("C_elections/cn_rules").map(|folder| open::json(&folder.join("cases.json")))
}

#[derive(Deserialize)]
struct CommitteeCase {
    case: Committee,
    expected: CommitteeExpect,
}

#[derive(Deserialize)]
struct Committee {
    registered: i64,
    issued: i64,
    seats: u32,
    candidates: Vec<String>,
    ballots: Vec<Ballot>,
}

#[derive(Deserialize)]
struct CommitteeExpect {
    cast: i64,
    valid: bool,
    void: Option<i64>,
    votes: Option<BTreeMap<String, i64>>,
    against: Option<BTreeMap<String, i64>>,
    elected: Option<Vec<String>>,
    tie: Option<Vec<String>>,
    tie_seats: Option<u32>,
    vacant: Option<u32>,
    next_round: Option<Next>,
}

#[derive(Deserialize)]
struct Next {
    seats: u32,
    candidates: Vec<String>,
}

/// Ballot by ballot: void, blank, written-in, too many marks, more back than out, next round.
#[test]
fn committee_ballots() {
    let Some(file) = cn_rules() else { return };
    assert_eq!(file.committee.len(), 20);
    for CommitteeCase { case, expected } in file.committee {
        let Committee { registered, issued, seats, candidates, ballots } = case;
        let pile = election::count_ballots(seats, &candidates, &ballots).unwrap();
        assert_eq!(pile.cast, expected.cast);
        let votes = pile.votes.clone();
        let count =
            election::Count { registered, issued: Some(issued), cast: pile.cast, seats, votes };
        let result = election::decide(rule("cn-village-election"), Round::First, &count).unwrap();
        assert_eq!(result.valid, expected.valid, "{count:?}");
        if !expected.valid {
            assert_eq!((result.elected.len(), result.next_round), (0, None));
            continue;
        }
        assert_eq!(Some(pile.void), expected.void);
        assert_eq!(some(&pile.votes), some(&expected.votes.unwrap()));
        assert_eq!(Some(pile.against), expected.against);
        assert_eq!(Some(result.elected), expected.elected);
        assert_eq!(Some(result.tie), expected.tie);
        assert_eq!(
            (Some(result.tie_seats), Some(result.vacant)),
            (expected.tie_seats, expected.vacant)
        );
        let next = result.next_round.map(|next| (next.seats, next.candidates));
        assert_eq!(next, expected.next_round.map(|next| (next.seats, next.candidates)));
    }
}

/// Names with any vote: a printed name nobody marked may be listed with 0 or left out.
fn some(votes: &BTreeMap<String, i64>) -> BTreeMap<&str, i64> {
    votes.iter().filter(|(_, votes)| **votes > 0).map(|(name, votes)| (&**name, *votes)).collect()
}

#[derive(Deserialize)]
struct UnitsCase {
    case: UnitsVote,
    expected: UnitsExpect,
}

#[derive(Deserialize)]
struct UnitsVote {
    special: bool,
    units: Vec<PlainUnit>,
}

#[derive(Deserialize)]
struct PlainUnit {
    unit: u32,
    owner: String,
    area: i64,
    #[serde(default)]
    vote: Choice,
}

#[derive(Deserialize)]
struct UnitsExpect {
    total_area: i64,
    owners: i64,
    participating_area: i64,
    participating_owners: i64,
    quorum: bool,
    yes_area: i64,
    yes_owners: i64,
    passed: bool,
}

#[test]
fn owners_by_units() {
    let Some(file) = cn_rules() else { return };
    assert_eq!(file.owners.len(), 20);
    for UnitsCase { case, expected } in file.owners {
        let units = case.units.into_iter().map(|unit| owners::Unit {
            unit: unit.unit.to_string(),
            owner: unit.owner,
            area_centi: unit.area,
            choice: unit.vote,
            ..owners::Unit::default()
        });
        let counted = owners::tally(&units.collect::<Vec<_>>()).unwrap();
        let outcome = owners::decide(tier(case.special), &counted).unwrap();
        assert_eq!(
            (counted.total_area, counted.total_heads),
            (expected.total_area, expected.owners)
        );
        let part = (counted.part_area, counted.part_heads);
        assert_eq!(part, (expected.participating_area, expected.participating_owners));
        assert_eq!((counted.yes_area, counted.yes_heads), (expected.yes_area, expected.yes_owners));
        assert_eq!((outcome.quorum(), outcome.passed), (expected.quorum, expected.passed));
    }
}
