//! 除数法 — The next seat to the highest average, one at a time.

use std::cmp::Ordering;

use super::{Contest, Given, Method, Round};

/// A list's average for one more seat, as a fraction; over 0 it is beyond any other.
struct Claim {
    list: usize,
    votes: u64,
    /// Seats held so far.
    held: u32,
    above: u128,
    below: u128,
}

impl Claim {
    /// The average of a list that holds so many seats. For Huntington and Hill it is squared.
    fn new(method: Method, list: usize, votes: u64, held: u32) -> Self {
        let (v, s) = (u128::from(votes), u128::from(held));
        let (above, below) = match method {
            // First 1.4 = 7/5, then 3, 5, 7…
            Method::ModifiedSainteLague if held == 0 => (v * 5, 7),
            Method::SainteLague | Method::ModifiedSainteLague => (v, 2 * s + 1),
            Method::Adams => (v, s),
            Method::Dean => (v * (2 * s + 1), 2 * s * (s + 1)),
            Method::HuntingtonHill => (v * v, s * (s + 1)),
            _ => (v, s + 1),
        };
        Self { list, votes, held, above, below }
    }

    /// By the larger average. No product exceeds 128 bits: the largest, of Huntington's squares,
    /// is `MAX_BALLOTS² × MAX_SEATS × (MAX_SEATS + 1)`, about 10³⁸.
    fn compare(&self, other: &Self) -> Ordering {
        match (self.below, other.below) {
            (0, 0) => self.votes.cmp(&other.votes),
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ => (self.above * other.below).cmp(&(other.above * self.below)),
        }
    }

    /// The round this claim wins, with the sum to check it by.
    fn round(&self, method: Method) -> Round {
        let Self { list, votes, held, .. } = *self;
        let divisor = match method {
            Method::ModifiedSainteLague if held == 0 => "1.4".to_owned(),
            Method::SainteLague | Method::ModifiedSainteLague => (2 * held + 1).to_string(),
            Method::Adams => held.to_string(),
            Method::Dean => {
                format!("({}/{})", 2 * u64::from(held) * u64::from(held + 1), 2 * held + 1)
            }
            Method::HuntingtonHill => format!("({held}×{})", held + 1),
            _ => (held + 1).to_string(),
        };
        let square = if method == Method::HuntingtonHill { "²" } else { "" };
        let claim = match self.decimal() {
            None => format!("{votes}{square} ÷ {divisor}"),
            Some(average) => format!("{votes}{square} ÷ {divisor} = {average}"),
        };
        Round { list, seats: 1, claim }
    }

    /// The average to three places, cut off, `…` when something was cut; none over 0.
    fn decimal(&self) -> Option<String> {
        let (whole, rest) = (self.above.checked_div(self.below)?, self.above % self.below);
        // The rest is below 10⁹, so a thousand times it fits.
        let (part, cut) = (rest * 1000 / self.below, !(rest * 1000).is_multiple_of(self.below));
        let places = format!("{part:03}");
        let places = if cut { format!(".{places}…") } else { format!(".{places}") };
        let places = if cut { &places } else { places.trim_end_matches('0').trim_end_matches('.') };
        Some(format!("{whole}{places}"))
    }
}

/// Gives every seat, from the first or after the whole quotas.
pub(super) fn give(contest: &Contest<'_>) -> Given {
    let mut given = Given::default();
    let mut held = vec![0_u32; contest.votes.len()];
    if contest.method == Method::Hagenbach {
        let quota = contest.droop();
        given.quota = Some(quota.to_string());
        given.sure = contest.whole_quotas(&quota.to_string(), |votes| votes / quota);
        for round in &given.sure {
            hold(&mut held, round.list, round.seats);
        }
    }
    // Winners in a row with one and the same average, and who else had it at the end.
    let (mut run, mut rivals): (Vec<Claim>, _) = (Vec::new(), Vec::new());
    for house in held.iter().sum::<u32>() + 1..=contest.seats {
        let mut best = best(contest, &held, house).into_iter();
        let Some(winner) = best.next() else { break };
        if run.last().is_some_and(|last| winner.compare(last).is_ne()) {
            given.sure.extend(run.drain(..).map(|claim| claim.round(contest.method)));
        }
        hold(&mut held, winner.list, 1);
        run.push(winner);
        rivals = best.collect();
    }
    given.open = u32::try_from(run.len()).unwrap_or(u32::MAX);
    given.last = run.iter().chain(&rivals).map(|claim| claim.round(contest.method)).collect();
    given.last.sort_by_key(|round| round.list);
    given
}

fn hold(held: &mut [u32], list: usize, seats: u32) {
    if let Some(held) = held.get_mut(list - 1) {
        *held += seats;
    }
}

/// The largest claims to the next seat, in file order: the `house`-th seat of all.
fn best(contest: &Contest<'_>, held: &[u32], house: u32) -> Vec<Claim> {
    let mut best: Vec<Claim> = Vec::new();
    for ((list, &votes), &held) in (1..).zip(contest.votes).zip(held) {
        // Balinski and Young: at this size of the house the list's share must exceed what it has.
        let full = contest.method == Method::Quota
            && u128::from(held) * u128::from(contest.total)
                >= u128::from(votes) * u128::from(house);
        if votes == 0 || full {
            continue;
        }
        let claim = Claim::new(contest.method, list, votes, held);
        match best.first().map_or(Ordering::Greater, |best| claim.compare(best)) {
            Ordering::Greater => best = vec![claim],
            Ordering::Equal => best.push(claim),
            Ordering::Less => {}
        }
    }
    best
}
