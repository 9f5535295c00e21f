//! 逐枝重数 — The rules of committees once more, in their plainest form.

use super::*;

/// The rules once more, one voter at a time and every branch on its own.
pub struct Plain {
    number: usize,
    seats: usize,
    voters: Vec<Vec<usize>>,
    found: Committees,
}

impl Plain {
    pub fn tied(
        method: Method,
        number: usize,
        ballots: &[(Vec<usize>, u64)],
        seats: u32,
    ) -> Committees {
        let each = |(approved, count): &(Vec<usize>, u64)| {
            std::iter::repeat_n(approved.clone(), usize::try_from(*count).unwrap())
        };
        let voters: Vec<_> = ballots.iter().flat_map(each).collect();
        let seats = usize::try_from(seats).unwrap();
        let share = ratio(seats as u64, voters.len() as u64);
        let (loads, money) = (vec![RBig::ZERO; voters.len()], vec![share; voters.len()]);
        let mut plain = Self { number, seats, voters, found: Committees::new() };
        match method {
            Method::SeqPav | Method::SeqCc => plain.add(method, &[]),
            Method::RevSeqPav => plain.strike(&(0..number).collect::<Vec<_>>()),
            Method::Phragmen => plain.load(&[], &loads),
            Method::EqualShares => plain.buy(&[], &money),
            _ => unreachable!(),
        }
        plain.found
    }

    fn left(&self, members: &[usize]) -> Vec<usize> {
        (0..self.number).filter(|name| !members.contains(name)).collect()
    }

    fn score(&self, method: Method, members: &[usize]) -> RBig {
        sum(self.voters.iter().map(|voter| points(method, served(voter, members))))
    }

    fn add(&mut self, method: Method, members: &[usize]) {
        if members.len() == self.seats {
            self.found.insert(numbered(members));
            return;
        }
        let next = |name: usize| [members, &[name]].concat();
        let left = self.left(members);
        let best = left.iter().map(|&name| self.score(method, &next(name))).max().unwrap();
        for name in left {
            if self.score(method, &next(name)) == best {
                self.add(method, &next(name));
            }
        }
    }

    fn strike(&mut self, members: &[usize]) {
        if members.len() == self.seats {
            self.found.insert(numbered(members));
            return;
        }
        let without =
            |out: usize| members.iter().copied().filter(|&name| name != out).collect::<Vec<_>>();
        let scores = members.iter().map(|&name| self.score(Method::Pav, &without(name)));
        let best = scores.max().unwrap();
        for &name in members {
            if self.score(Method::Pav, &without(name)) == best {
                self.strike(&without(name));
            }
        }
    }

    fn backers(&self, name: usize) -> Vec<usize> {
        (0..self.voters.len()).filter(|&voter| self.voters[voter].contains(&name)).collect()
    }

    fn load(&mut self, members: &[usize], loads: &[RBig]) {
        if members.len() == self.seats {
            self.found.insert(numbered(members));
            return;
        }
        let load = |plain: &Self, name| {
            let backers = plain.backers(name);
            let sum = sum(backers.iter().map(|&voter| loads[voter].clone())) + RBig::ONE;
            // Nobody approves the name: beyond any load there can be.
            if backers.is_empty() { ratio(1_000_000, 1) } else { sum / RBig::from(backers.len()) }
        };
        let left = self.left(members);
        let best = left.iter().map(|&name| load(self, name)).min().unwrap();
        for name in left {
            if load(self, name) == best {
                let mut after = loads.to_vec();
                self.backers(name).iter().for_each(|&voter| after[voter] = best.clone());
                self.load(&[members, &[name]].concat(), &after);
            }
        }
    }

    /// The price by trying every voter's purse as the limit.
    fn price(&self, name: usize, money: &[RBig]) -> Option<RBig> {
        let backers = self.backers(name);
        let gives = |price: &RBig| {
            sum(backers.iter().map(|&voter| money[voter].clone().min(price.clone())))
        };
        let mut purses: Vec<_> = backers.iter().map(|&voter| money[voter].clone()).collect();
        purses.sort();
        let rich = purses.iter().position(|purse| gives(purse) >= RBig::ONE)?;
        let poor = sum(purses[..rich].iter().cloned());
        Some((RBig::ONE - poor) / RBig::from(purses.len() - rich))
    }

    fn buy(&mut self, members: &[usize], money: &[RBig]) {
        if members.len() == self.seats {
            self.found.insert(numbered(members));
            return;
        }
        let left = self.left(members);
        let Some(best) = left.iter().filter_map(|&name| self.price(name, money)).min() else {
            let loads: Vec<_> = money.iter().map(|money| -money).collect();
            return self.load(members, &loads);
        };
        for name in left {
            if self.price(name, money).as_ref() == Some(&best) {
                let mut after = money.to_vec();
                for voter in self.backers(name) {
                    after[voter] = (&money[voter] - &best).max(RBig::ZERO);
                }
                self.buy(&[members, &[name]].concat(), &after);
            }
        }
    }
}
