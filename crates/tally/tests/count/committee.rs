//! 认可选举委员会 — Cases of `tally::committee`: 63 open profiles with every tied committee, the
//! rules once more in their plainest form, and what must hold for any ballots.

use std::collections::BTreeSet;

use dashu_ratio::RBig;
use proptest::prelude::*;
use tally::Lang;
use tally::committee::{
    Approvals, By, Elected, Heap, Method, Round, Ties, elect, explain, read_yaml,
};

use crate::open;

mod plain;

use plain::Plain;

type Committees = BTreeSet<Vec<u32>>;

/// What a shared file expects of a rule: any of these, or (`full`) exactly these.
struct Expected {
    rule: String,
    committees: Committees,
    full: bool,
}

/// The files of a `.tar.gz`, by name.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let (mut files, mut rest) = (Vec::new(), bytes);
    let text = |field: &[u8]| {
        let end = field.iter().position(|&byte| byte == 0).unwrap_or(field.len());
        String::from_utf8(field[..end].to_vec()).unwrap().trim().to_owned()
    };
    while rest.len() >= 512 && rest[0] != 0 {
        let (head, body) = rest.split_at(512);
        let size = usize::from_str_radix(&text(&head[124..136]), 8).unwrap();
        // Only plain files; a tar also holds headers about them.
        if head[156] == b'0' {
            files.push((text(&head[..100]), body[..size].to_vec()));
        }
        rest = &body[size.next_multiple_of(512)..];
    }
    files
}

/// The `compute` part of a shared file, names numbered from 1.
fn expected(text: &str) -> Vec<Expected> {
    let (_, compute) = text.split_once("\ncompute:\n").unwrap();
    let cases = compute.split("- rule_id: ").skip(1);
    cases
        .map(|case| {
            let (rule, rest) = case.split_once('\n').unwrap();
            let (result, rest) = rest.split_once("resolute: ").unwrap();
            let digits = |sign: char| !sign.is_ascii_digit();
            let committee = |list: &str| {
                let numbers = list.split(digits).filter(|number| !number.is_empty());
                let numbers = numbers.map(|number| number.parse::<u32>().unwrap() + 1);
                numbers.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
            };
            let committees = result.split(']').map(committee).filter(|list| !list.is_empty());
            Expected {
                rule: rule.to_owned(),
                committees: committees.collect(),
                full: rest.starts_with("false"),
            }
        })
        .collect()
}

fn method(rule: &str) -> Option<Method> {
    Some(match rule {
        "pav" => Method::Pav,
        "seqpav" => Method::SeqPav,
        "revseqpav" => Method::RevSeqPav,
        "cc" => Method::Cc,
        "seqcc" => Method::SeqCc,
        "equal-shares" => Method::EqualShares,
        "seqphragmen" => Method::Phragmen,
        "av" => Method::Av,
        "sav" => Method::Sav,
        _ => return None,
    })
}

/// Where the shared result was summed with floats; the version of 2026 that counts exactly agrees
/// with us.
const ROUNDED: (&str, &str) = ("instanceS0003.abc.yaml", "sav");

fn tied(ballots: &Approvals, method: Method, seats: Option<u32>) -> Committees {
    elect(ballots, method, seats, Ties::All).unwrap().committees.into_iter().collect()
}

#[test]
fn every_shared_profile_gives_every_tied_committee() {
    let Some(folder) = open::folder("C_elections/committee_abc") else { return };
    let mut checked = 0;
    for archive in open::files(&folder, ".tar.gz") {
        for (file, bytes) in unpacked(&open::bytes(&archive)) {
            let ballots = read_yaml(&bytes).unwrap();
            for Expected { rule, committees, full } in
                expected(std::str::from_utf8(&bytes).unwrap())
            {
                let Some(method) = method(&rule) else { continue };
                let first = elect(&ballots, method, None, Ties::First).unwrap();
                assert!(committees.contains(&first.chosen), "{file} {rule}: {:?}", first.chosen);
                assert_eq!(first.committees, std::slice::from_ref(&first.chosen));
                if (file.as_str(), rule.as_str()) == ROUNDED {
                    // 29/20 + … is 1.4499999999999997 there: two names on a par were told apart.
                    assert_eq!(first.unique, Some(false));
                    assert!(tied(&ballots, method, None).is_superset(&committees));
                } else if full {
                    assert_eq!(tied(&ballots, method, None), committees, "{file} {rule}");
                    assert_eq!(first.unique, Some(committees.len() == 1), "{file} {rule}");
                }
                checked += 1;
            }
        }
    }
    assert!(checked >= 63 * 2 * Method::ALL.len(), "{checked}");
}

fn names(number: usize) -> Vec<String> {
    (1..=number).map(|number| format!("居民{number}")).collect()
}

fn approvals(number: usize, ballots: &[(Vec<usize>, u64)]) -> Approvals {
    let heap =
        |(approved, count): &(Vec<usize>, u64)| Heap { approved: approved.clone(), count: *count };
    Approvals::try_new(names(number), ballots.iter().map(heap).collect()).unwrap()
}

/// Ballots of up to six names and as many seats as there may be; small counts, so that ties are
/// frequent.
fn election() -> impl Strategy<Value = (usize, Vec<(Vec<usize>, u64)>, u32)> {
    (2..7_usize).prop_flat_map(|number| {
        let marks = prop::collection::vec(any::<bool>(), number);
        let approved = marks
            .prop_map(|marks| (0..marks.len()).filter(|&name| marks[name]).collect::<Vec<_>>());
        let ballots = prop::collection::vec((approved, 1..4_u64), 1..7);
        (Just(number), ballots, 1..=u32::try_from(number).unwrap())
    })
}

/// All committees, as rising indices.
fn all_committees(number: usize, seats: u32) -> Vec<Vec<usize>> {
    let members = |bits: u32| (0..number).filter(move |name| bits & (1 << name) != 0).collect();
    (0..1_u32 << number).filter(|bits| bits.count_ones() == seats).map(members).collect()
}

fn served(approved: &[usize], committee: &[usize]) -> usize {
    approved.iter().filter(|name| committee.contains(name)).count()
}

fn ratio(above: u64, below: u64) -> RBig {
    RBig::from_parts(above.into(), below.into())
}

fn sum(parts: impl Iterator<Item = RBig>) -> RBig {
    parts.fold(RBig::ZERO, |sum, part| sum + part)
}

fn points(method: Method, members: usize) -> RBig {
    match method {
        Method::Cc | Method::SeqCc => ratio(u64::from(members > 0), 1),
        _ => sum((1..=members as u64).map(|member| ratio(1, member))),
    }
}

fn score(method: Method, ballots: &[(Vec<usize>, u64)], committee: &[usize]) -> RBig {
    let each = |(approved, count): &(Vec<usize>, u64)| {
        points(method, served(approved, committee)) * RBig::from(*count)
    };
    sum(ballots.iter().map(each))
}

fn numbered(committee: &[usize]) -> Vec<u32> {
    let mut numbers: Vec<_> =
        committee.iter().map(|&name| u32::try_from(name + 1).unwrap()).collect();
    numbers.sort_unstable();
    numbers
}

/// A group of ℓ n/k voters who all approve the same ℓ names, none of whom has ℓ members.
fn left_behind(
    number: usize,
    ballots: &[(Vec<usize>, u64)],
    seats: u32,
    committee: &[u32],
) -> bool {
    let members: Vec<_> = committee.iter().map(|&member| member as usize - 1).collect();
    let cast: u64 = ballots.iter().map(|(_, count)| count).sum();
    (1..=seats).any(|many| {
        all_committees(number, many).iter().any(|names| {
            let agrees = |approved: &[usize]| names.iter().all(|name| approved.contains(name));
            let short = |approved: &[usize]| served(approved, &members) < many as usize;
            let group = ballots.iter().filter(|(approved, _)| agrees(approved) && short(approved));
            let group: u64 = group.map(|(_, count)| count).sum();
            group * u64::from(seats) >= u64::from(many) * cast
        })
    })
}

fn exact(text: &str) -> RBig {
    text.parse().unwrap()
}

/// Each seat bought costs 1, nobody pays more than the price nor more than is left.
fn purses_hold(ballots: &[(Vec<usize>, u64)], seats: u32, rounds: &[Round]) {
    let cast: u64 = ballots.iter().map(|(_, count)| count).sum();
    let mut money = vec![ratio(u64::from(seats), cast); ballots.len()];
    for round in rounds.iter().filter(|round| round.by == By::Price) {
        let price = exact(round.value.as_deref().unwrap());
        let mut bought = RBig::ZERO;
        let mut shares: Vec<(RBig, u64)> = Vec::new();
        for ((approved, count), money) in ballots.iter().zip(&mut money) {
            if approved.contains(&(round.number as usize - 1)) {
                let pays = price.clone().min(money.clone());
                *money -= &pays;
                bought += &pays * RBig::from(*count);
                shares.push((pays, *count));
            }
        }
        assert_eq!(bought, RBig::ONE);
        let said = round.paid.iter().map(|paid| (exact(&paid.share), paid.ballots));
        let said = said.flat_map(|(share, ballots)| {
            std::iter::repeat_n(share, usize::try_from(ballots).unwrap())
        });
        let mut paid: Vec<_> = shares
            .into_iter()
            .filter(|(share, _)| *share != RBig::ZERO)
            .flat_map(|(share, count)| std::iter::repeat_n(share, usize::try_from(count).unwrap()))
            .collect();
        paid.sort();
        paid.reverse();
        assert_eq!(said.collect::<Vec<_>>(), paid);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_exact_rules_agree_with_trying_every_committee((number, ballots, seats) in election()) {
        for method in [Method::Pav, Method::Cc] {
            let committees = all_committees(number, seats);
            let scores: Vec<_> = committees.iter().map(|c| score(method, &ballots, c)).collect();
            let most = scores.iter().max().unwrap();
            let best = committees.iter().zip(&scores).filter(|(_, score)| *score == most);
            let best: Committees = best.map(|(committee, _)| numbered(committee)).collect();
            let read = approvals(number, &ballots);
            let first = elect(&read, method, Some(seats), Ties::First).unwrap();
            prop_assert_eq!(Some(&first.chosen), best.first());
            prop_assert_eq!(first.unique, Some(best.len() == 1));
            prop_assert_eq!(exact(first.score.as_deref().unwrap()), most.clone());
            prop_assert_eq!(tied(&read, method, Some(seats)), best);
        }
    }

    #[test]
    fn the_sequential_rules_agree_with_their_plainest_form((number, ballots, seats) in election()) {
        let read = approvals(number, &ballots);
        for method in [
            Method::SeqPav, Method::SeqCc, Method::RevSeqPav, Method::Phragmen, Method::EqualShares,
        ] {
            let plain = Plain::tied(method, number, &ballots, seats);
            let first = elect(&read, method, Some(seats), Ties::First).unwrap();
            prop_assert!(plain.contains(&first.chosen), "{}: {:?}", method, first.chosen);
            prop_assert_eq!(first.unique, Some(plain.len() == 1));
            prop_assert_eq!(tied(&read, method, Some(seats)), plain, "{}", method);
        }
    }

    #[test]
    fn neither_order_nor_heaps_nor_numbers_matter(
        ((number, ballots, seats), shift) in (election(), 0..6_usize),
    ) {
        let single: Vec<_> = ballots
            .iter()
            .rev()
            .flat_map(|(approved, count)| (0..*count).map(move |_| (approved.clone(), 1)))
            .collect();
        let turn = |name: usize| (name + shift) % number;
        let turned: Vec<_> = ballots
            .iter()
            .map(|(approved, count)| (approved.iter().map(|&name| turn(name)).collect(), *count))
            .collect();
        for method in Method::ALL {
            let one = elect(&approvals(number, &ballots), method, Some(seats), Ties::All).unwrap();
            let read = approvals(number, &single);
            prop_assert_eq!(&one, &elect(&read, method, Some(seats), Ties::All).unwrap());
            let members = |committee: &Vec<u32>| {
                numbered(&committee.iter().map(|&c| turn(c as usize - 1)).collect::<Vec<_>>())
            };
            let renamed: Committees = one.committees.iter().map(members).collect();
            prop_assert_eq!(tied(&approvals(number, &turned), method, Some(seats)), renamed);
        }
    }

    #[test]
    fn results_are_whole_and_say_so((number, ballots, seats) in election()) {
        let read = approvals(number, &ballots);
        for method in Method::ALL {
            let first = elect(&read, method, Some(seats), Ties::First).unwrap();
            let all = elect(&read, method, Some(seats), Ties::All).unwrap();
            prop_assert!(all.committees.contains(&first.chosen) && all.chosen == first.chosen);
            prop_assert!(all.committees.is_sorted());
            for committee in &all.committees {
                prop_assert_eq!(committee.len(), seats as usize);
                prop_assert!(committee.is_sorted_by(|a, b| a < b));
            }
            prop_assert_eq!(first.served.iter().sum::<u64>(), read.cast());
            for round in &first.rounds {
                let borne = |paid: &tally::committee::Paid| exact(&paid.share) * RBig::from(paid.ballots);
                let sum = sum(round.paid.iter().map(borne));
                let bears = matches!(round.by, By::Price | By::Load) && round.value.is_some();
                prop_assert_eq!(sum, if bears { RBig::ONE } else { RBig::ZERO });
            }
            for lang in [Lang::Zh, Lang::En] {
                let said = explain(&first, lang);
                prop_assert!(said.len() >= 4 && said.iter().all(|sentence| !sentence.is_empty()));
            }
        }
        let shares = elect(&read, Method::EqualShares, Some(seats), Ties::First).unwrap();
        purses_hold(&ballots, seats, &shares.rounds);
    }

    #[test]
    fn no_group_that_agrees_is_left_behind((number, ballots, seats) in election()) {
        let read = approvals(number, &ballots);
        for method in [Method::Pav, Method::EqualShares] {
            for committee in tied(&read, method, Some(seats)) {
                prop_assert!(!left_behind(number, &ballots, seats, &committee), "{}", method);
            }
        }
    }

    /// Lists that share no voter: the proportional rules divide seats as D'Hondt does.
    #[test]
    fn lists_get_their_seats_by_d_hondt(
        (sizes, seats) in (prop::collection::vec(1..400_u64, 1..4), 1..5_u32),
    ) {
        let long = seats as usize;
        let list = |place: usize| (place * long..(place + 1) * long).collect::<Vec<_>>();
        let ballots: Vec<_> =
            sizes.iter().enumerate().map(|(place, &size)| (list(place), size)).collect();
        let mut quotients: Vec<_> = sizes
            .iter()
            .enumerate()
            .flat_map(|(place, &size)| (1..=u64::from(seats)).map(move |d| (ratio(size, d), place)))
            .collect();
        quotients.sort_by(|a, b| b.0.cmp(&a.0));
        prop_assume!(quotients.len() == long || quotients[long - 1].0 != quotients[long].0);
        let mut due = vec![0; sizes.len()];
        quotients[..long].iter().for_each(|&(_, place)| due[place] += 1);
        for method in [Method::Pav, Method::SeqPav, Method::RevSeqPav, Method::Phragmen] {
            let read = approvals(sizes.len() * long, &ballots);
            let elected = elect(&read, method, Some(seats), Ties::First).unwrap();
            let mut got = vec![0; sizes.len()];
            elected.chosen.iter().for_each(|&member| got[(member as usize - 1) / long] += 1);
            prop_assert_eq!(&got, &due, "{}", method);
        }
    }

    #[test]
    fn text_never_breaks_the_reader(text in "(profile: |- |\\[|\\]|\\{|\\}|,|[0-9]|\n| |:|num_cand){0,40}") {
        if let Err(bad) = read_yaml(text.as_bytes()) {
            prop_assert!(!bad.zh.is_empty() && bad.line <= text.lines().count() as u64 + 1);
        }
    }
}

fn small() -> Approvals {
    // 甲 and 乙 by most, 丙 by a third, 丁 by nobody; 5 blank.
    approvals(4, &[(vec![0, 1], 40), (vec![0], 8), (vec![2], 27), (vec![], 5)])
}

fn count(method: Method, seats: u32) -> Elected {
    elect(&small(), method, Some(seats), Ties::First).unwrap()
}

#[test]
fn a_small_count_is_said_in_full() {
    assert_eq!(
        explain(&count(Method::EqualShares, 2), Lang::Zh)[2..],
        [
            "第 1 席：居民1，48 张票认可，每票至多付 1/48，在剩下的人中最低。48 张各出 1/48。",
            "第 2 席：居民3，认可的 27 张票每张负担到 1/27，在剩下的人中最低。27 张各出 1/27。",
            "当选：居民1、居民3。",
            "每张票认可的人里：0 位当选的 5 张，1 位当选的 75 张。",
        ]
    );
    assert_eq!(
        explain(&count(Method::Pav, 2), Lang::En)[2..],
        [
            "Elected: 居民1, 居民3.",
            "Points: 75; it is proved that no committee has more.",
            "Members approved per ballot: 0 on 5, 1 on 75 ballots.",
        ]
    );
}

#[test]
fn nobody_approves_the_last_and_it_is_said() {
    for method in Method::ALL {
        let all = count(method, 4);
        assert_eq!((all.chosen, all.unsupported), (vec![1, 2, 3, 4], vec![4]), "{method}");
        assert_eq!(all.unique, Some(true));
    }
    let said = explain(&count(Method::Phragmen, 4), Lang::Zh);
    assert!(said.contains(&"第 4 席：居民4。剩下的人没有一张票认可，按编号先后补上。".to_owned()));
}

#[test]
fn a_tie_is_reported_with_its_names() {
    let even = approvals(3, &[(vec![0], 5), (vec![1], 5), (vec![2], 7)]);
    for method in Method::ALL {
        let first = elect(&even, method, Some(2), Ties::First).unwrap();
        assert_eq!((first.chosen.as_slice(), first.unique), (&[1, 3][..], Some(false)), "{method}");
        let all = elect(&even, method, Some(2), Ties::All).unwrap();
        assert_eq!(all.committees, [[1, 3], [2, 3]], "{method}");
        let said = explain(&all, Lang::Zh).join("");
        assert!(said.contains("平局：同样符合规则的共有 2 组"), "{said}");
    }
    let elected = elect(&even, Method::Phragmen, Some(2), Ties::First).unwrap();
    assert_eq!(elected.rounds[1].tied, [1, 2]);
    assert_eq!(elected.rounds[1].tied_names, ["居民1", "居民2"]);
}

#[test]
fn what_cannot_be_counted_is_refused() {
    for method in Method::ALL {
        let refused = |ballots: &Approvals, seats| {
            elect(ballots, method, seats, Ties::First).unwrap_err().key()
        };
        assert_eq!(refused(&small(), None), "no-seats");
        assert_eq!(refused(&small(), Some(0)), "no-seats");
        assert_eq!(refused(&small(), Some(5)), "exceeds");
        assert_eq!(refused(&approvals(3, &[]), Some(2)), "no-ballots");
        assert_eq!(refused(&approvals(0, &[]), Some(1)), "exceeds");
    }
    // Sixty names alike: more tied committees than can be listed, but one can be named.
    let alike: Vec<_> = (0..60).map(|name| (vec![name], 3)).collect();
    for method in Method::ALL {
        let first = elect(&approvals(60, &alike), method, Some(20), Ties::First).unwrap();
        assert_eq!(first.chosen, (1..=20).collect::<Vec<_>>(), "{method}");
        assert_ne!(first.unique, Some(true), "{method}");
        let all = elect(&approvals(60, &alike), method, Some(20), Ties::All);
        assert_eq!(all.unwrap_err().key(), "too-much-work", "{method}");
    }
}

#[test]
fn huge_heaps_are_counted_exactly() {
    let huge = 300_000_000_000_000;
    let ballots = [(vec![0, 1], huge + 1), (vec![2], huge / 2 + 1), (vec![3], huge / 2)];
    let whole = |method: &Method| !matches!(method, Method::Cc | Method::SeqCc);
    for method in Method::ALL.into_iter().filter(whole) {
        let elected = elect(&approvals(4, &ballots), method, Some(3), Ties::All).unwrap();
        assert_eq!(elected.committees, [[1, 2, 3]], "{method}");
    }
}
