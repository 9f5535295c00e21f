//! 逐票重数 — The naive reference: every rule of budgets as its text says, a fraction for every ballot.

use super::*;

fn big(number: u64) -> RBig {
    RBig::from(number)
}

/// The least share with `Σ min(left, share) = cost`.
fn share(vote: &Vote, left: &[RBig], project: usize) -> Option<RBig> {
    let backing =
        vote.ballots.iter().zip(left).filter(|((ballot, _), _)| ballot.contains(&project));
    let mut purses: Vec<_> = backing.map(|((_, count), left)| (left.clone(), *count)).collect();
    purses.sort();
    let mut voters: u64 = purses.iter().map(|(_, count)| count).sum();
    let mut missing = big(vote.costs[project]);
    for (left, count) in purses {
        if &left * big(voters) >= missing {
            return Some(missing / big(voters));
        }
        missing -= left * big(count);
        voters -= count;
    }
    None
}

pub fn equal_shares(vote: &Vote, endowment: &RBig, utility: Utility) -> Vec<usize> {
    let mut left = vec![endowment.clone(); vote.ballots.len()];
    let supported = |&project: &usize| vote.votes(project) > 0;
    let (free, mut open): (Vec<_>, Vec<_>) =
        (0..vote.costs.len()).filter(supported).partition(|&project| vote.costs[project] == 0);
    let mut bought = free;
    loop {
        let priced = open.iter().filter_map(|&project| {
            let share = share(vote, &left, project)?;
            let worth = if utility == Utility::Cost { vote.costs[project] } else { 1 };
            Some((share.clone() / big(worth), project, share))
        });
        let Some((_, project, share)) = priced.min() else { return bought };
        for ((ballot, _), left) in vote.ballots.iter().zip(&mut left) {
            if ballot.contains(&project) {
                let pays = if share < *left { share.clone() } else { left.clone() };
                *left -= pays;
            }
        }
        open.retain(|&other| other != project);
        bought.push(project);
    }
}

fn cost(vote: &Vote, chosen: &[usize]) -> u64 {
    chosen.iter().map(|&project| vote.costs[project]).sum()
}

/// The outcome, and the endowment it came with.
pub fn completed(vote: &Vote, how: EqualShares) -> (Vec<usize>, RBig) {
    let voters = vote.voters().max(1);
    let unit = 10_u64.pow(vote.digits);
    let mut endowment = big(vote.budget) / big(voters);
    let (stops, step) = match how.completion {
        Completion::None => (None, RBig::ZERO),
        Completion::Add1 { exhaustive_stop, whole_units } => {
            if whole_units {
                endowment = big(vote.budget / voters / unit * unit);
            }
            (Some(exhaustive_stop), big(unit))
        }
        Completion::Increase { exhaustive_stop } => {
            (Some(exhaustive_stop), big(vote.budget) / big(100 * voters))
        }
    };
    let mut outcome = equal_shares(vote, &endowment, how.utility);
    let stand = |&project: &usize| vote.votes(project) > 0 && vote.costs[project] > 0;
    while let Some(stop) = stops {
        let mut rest =
            (0..vote.costs.len()).filter(stand).filter(|at| !outcome.contains(at)).peekable();
        if rest.peek().is_none() || step == RBig::ZERO {
            break;
        }
        if stop && rest.all(|at| cost(vote, &outcome) + vote.costs[at] > vote.budget) {
            break;
        }
        let more = equal_shares(vote, &(&endowment + &step), how.utility);
        if cost(vote, &more) > vote.budget {
            break;
        }
        (endowment, outcome) = (endowment + &step, more);
    }
    if how.then_greedy {
        outcome = greedy(vote, how.utility, Misfit::Skip, outcome);
    }
    (outcome, endowment)
}

pub fn greedy(vote: &Vote, utility: Utility, misfit: Misfit, chosen: Vec<usize>) -> Vec<usize> {
    let mut line: Vec<_> = (0..vote.costs.len()).filter(|at| !chosen.contains(at)).collect();
    line.sort_by_key(|&project| {
        let (votes, cost) = (vote.votes(project), vote.costs[project]);
        // (first group first, then the larger quotient, then the smaller id)
        let (group, quotient) = match (utility, cost, votes) {
            (Utility::Cost, _, _) => (1, big(votes)),
            (_, 0, 1..) => (0, RBig::ZERO),
            (_, 0, 0) => (1, RBig::ZERO),
            (_, _, _) => (1, big(votes) / big(cost)),
        };
        (group, std::cmp::Reverse(quotient), project)
    });
    let mut chosen = chosen;
    for project in line {
        if cost(vote, &chosen) + vote.costs[project] <= vote.budget {
            chosen.push(project);
        } else if misfit == Misfit::Stop {
            break;
        }
    }
    chosen
}

pub fn phragmen(vote: &Vote) -> Vec<usize> {
    let mut loads = vec![RBig::ZERO; vote.ballots.len()];
    let mut chosen = Vec::new();
    loop {
        let open = (0..vote.costs.len()).filter(|&at| {
            vote.votes(at) > 0 && vote.costs[at] <= vote.budget && !chosen.contains(&at)
        });
        let lifted: Vec<_> = open
            .map(|project| {
                let backing = vote
                    .ballots
                    .iter()
                    .zip(&loads)
                    .filter(|((ballot, _), _)| ballot.contains(&project));
                let sum =
                    backing.fold(RBig::ZERO, |sum, ((_, count), load)| sum + load * big(*count));
                ((sum + big(vote.costs[project])) / big(vote.votes(project)), project)
            })
            .collect();
        let Some((load, project)) = lifted.iter().min().cloned() else { return chosen };
        let spent = cost(vote, &chosen);
        if lifted.iter().any(|(other, at)| *other == load && spent + vote.costs[*at] > vote.budget)
        {
            return chosen;
        }
        for ((ballot, _), carried) in vote.ballots.iter().zip(&mut loads) {
            if ballot.contains(&project) {
                *carried = load.clone();
            }
        }
        chosen.push(project);
    }
}

/// The least greatest load, by duality over all subsets.
fn burden(vote: &Vote, chosen: &[usize]) -> RBig {
    let subsets = (1_u32..1 << chosen.len()).map(|mask| {
        let subset: Vec<_> = chosen
            .iter()
            .enumerate()
            .filter(|(bit, _)| mask >> bit & 1 == 1)
            .map(|(_, &at)| at)
            .collect();
        let touched =
            vote.ballots.iter().filter(|(ballot, _)| ballot.iter().any(|at| subset.contains(at)));
        big(cost(vote, &subset)) / big(touched.map(|(_, count)| count).sum::<u64>())
    });
    subsets.max().unwrap()
}

pub fn maximin_support(vote: &Vote) -> Vec<usize> {
    let mut chosen = Vec::new();
    loop {
        let spent = cost(vote, &chosen);
        let open = (0..vote.costs.len()).filter(|&at| {
            vote.votes(at) > 0 && spent + vote.costs[at] <= vote.budget && !chosen.contains(&at)
        });
        let best = open.map(|at| (burden(vote, &[&chosen[..], &[at]].concat()), at)).min();
        let Some((_, project)) = best else { return chosen };
        chosen.push(project);
    }
}

/// Whether the formula of EJR+ up to any project finds a deprived group of supporters.
pub fn is_deprived(vote: &Vote, chosen: &[usize], loser: usize) -> bool {
    let mut got: Vec<u64> = Vec::new();
    for (ballot, count) in vote.ballots.iter().filter(|(ballot, _)| ballot.contains(&loser)) {
        let approved: Vec<_> = ballot.iter().copied().filter(|at| chosen.contains(at)).collect();
        got.extend((0..*count).map(|_| cost(vote, &approved)));
    }
    got.sort_unstable();
    got.iter().zip(1_u64..).any(|(&got, j)| {
        let deserves = big(j) * big(vote.budget) / big(vote.voters());
        deserves >= big(vote.costs[loser]) && big(got + vote.costs[loser]) <= deserves
    })
}
