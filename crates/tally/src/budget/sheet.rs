//! 记录 — Fills in the result: who paid for what was chosen, and why the rest was not.

use std::collections::BTreeMap;

use dashu_int::UBig;

use super::complete::{Compared, Raised};
use super::greedy::{self, Misfit};
use super::instance::Instance;
use super::money::{Amount, decimal};
use super::outcome::{Chosen, How, LeftOut, Outcome, Served, Why};
use super::rule::Rule;
use super::shares::{Run, Utility};

/// An outcome being filled in.
pub(super) struct Sheet<'a> {
    instance: &'a Instance,
    chosen: Vec<usize>,
    outcome: Outcome,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(instance: &'a Instance, rule: Rule) -> Self {
        let outcome = Outcome {
            rule,
            vote_type: instance.about().vote_type,
            voters: instance.voters(),
            budget: decimal(instance.budget().into(), instance.digits()),
            currency: instance.about().currency.clone(),
            selected: Vec::new(),
            cost: String::new(),
            left: String::new(),
            endowment: None,
            steps: None,
            compared: None,
            chosen: Vec::new(),
            left_out: Vec::new(),
            served: Vec::new(),
        };
        Self { instance, chosen: Vec::new(), outcome }
    }

    fn cost(&self, project: usize) -> String {
        decimal(self.instance.cost(project).into(), self.instance.digits())
    }

    /// Id and name.
    fn title(&self, project: usize) -> (String, String) {
        let found = self.instance.projects().get(project);
        found.map(|found| (found.id.clone(), found.name.clone())).unwrap_or_default()
    }

    fn choose(&mut self, project: usize, how: How) -> &mut Chosen {
        let (id, name) = self.title(project);
        let (cost, votes) = (self.cost(project), self.instance.vote(project));
        self.chosen.push(project);
        self.outcome.selected.push(id.clone());
        self.outcome.chosen.push(Chosen {
            project: id,
            name,
            cost,
            votes,
            how,
            share: None,
            payers: 0,
            short: 0,
            short_paid: None,
        });
        let last = self.outcome.chosen.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "just pushed")]
        &mut self.outcome.chosen[last]
    }

    pub(super) fn line(&mut self, picked: &[usize], how: How) {
        for &project in picked {
            self.choose(project, how);
        }
    }

    pub(super) fn compared(&mut self, compared: Compared) {
        self.outcome.compared = Some(compared);
    }

    pub(super) fn shares(&mut self, run: &Run<'_>, raised: &Raised) {
        self.outcome.endowment = Some(raised.endowment.amount(self.instance.digits()));
        self.outcome.steps = Some(raised.steps);
        self.line(&run.free, How::Free);
        let (digits, denominator) = (self.instance.digits(), run.purses.denominator());
        for (bought, share) in run.bought.iter().zip(run.purses.shares()) {
            let cost = denominator * self.instance.cost(bought.project);
            let chosen = self.choose(bought.project, How::Bought);
            chosen.share = Some(Amount::new(share, denominator, digits));
            (chosen.payers, chosen.short) = (bought.payers, bought.short);
            if bought.short > 0 {
                let paid = cost - share * bought.payers;
                chosen.short_paid = Some(Amount::new(&paid, denominator, digits));
            }
        }
    }

    pub(super) fn loads(&mut self, bought: &[usize], loads: &[UBig], denominator: &UBig) {
        let digits = self.instance.digits();
        for (&project, load) in bought.iter().zip(loads) {
            let chosen = self.choose(project, How::Load);
            chosen.share = Some(Amount::new(load, denominator, digits));
        }
    }

    /// The projects not chosen, by id.
    fn rest(&self) -> Vec<usize> {
        let all = 0..self.instance.projects().len();
        all.filter(|project| !self.chosen.contains(project)).collect()
    }

    fn leave(&mut self, project: usize, why: Why) -> &mut LeftOut {
        let (id, name) = self.title(project);
        let (cost, votes) = (self.cost(project), self.instance.vote(project));
        self.outcome.left_out.push(LeftOut {
            project: id,
            name,
            cost,
            votes,
            why,
            left: None,
            supporters_have: None,
            ended_at: None,
        });
        let last = self.outcome.left_out.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "just pushed")]
        &mut self.outcome.left_out[last]
    }

    /// Says of each project left out what was left when its turn in the line came, after the first
    /// `before` projects were chosen otherwise.
    pub(super) fn rest_of_line(
        &mut self,
        utility: Utility,
        misfit: Misfit,
        min_votes: u64,
        before: usize,
    ) {
        let digits = self.instance.digits();
        let mut left = u128::from(self.instance.budget());
        let chosen = self.chosen.clone();
        let (first, _) = chosen.split_at(before.min(chosen.len()));
        let spend = |left: &mut u128, project| {
            *left = left.saturating_sub(u128::from(self.instance.cost(project)));
        };
        first.iter().for_each(|&project| spend(&mut left, project));
        let mut found = BTreeMap::new();
        let mut ended: Option<usize> = None;
        for project in greedy::line(self.instance, utility) {
            if first.contains(&project) {
            } else if chosen.contains(&project) {
                spend(&mut left, project);
            } else if self.instance.vote(project) < min_votes {
                found.insert(project, (Why::TooFewVotes, None, None));
            } else if let Some(at) = ended {
                found.insert(project, (Why::Ended, None, Some(at)));
            } else {
                found.insert(project, (Why::NoFit, Some(decimal(left, digits)), None));
                ended = (misfit == Misfit::Stop).then_some(project);
            }
        }
        for (project, (why, left, ended)) in found {
            let ended_at = ended.map(|at| self.title(at).0);
            let out = self.leave(project, why);
            (out.left, out.ended_at) = (left, ended_at);
        }
    }

    /// Says of each project left out what its supporters had left.
    pub(super) fn rest_short(&mut self, run: &Run<'_>) {
        for project in self.rest() {
            if self.instance.vote(project) == 0 {
                self.leave(project, Why::NoSupport);
                continue;
            }
            let have = run.purses.left_of(project);
            let have = Amount::new(&have, run.purses.denominator(), self.instance.digits());
            self.leave(project, Why::SupportersShort).supporters_have = Some(have);
        }
    }

    /// Says of each project left out where the count ended.
    pub(super) fn rest_ended(&mut self, misfit: Option<usize>) {
        let left = decimal(self.money_left(), self.instance.digits());
        let ended_at = misfit.map(|project| self.title(project).0);
        for project in self.rest() {
            let why = match () {
                () if self.instance.vote(project) == 0 => Why::NoSupport,
                () if self.instance.cost(project) > self.instance.budget() => Why::AboveBudget,
                () if misfit == Some(project) => Why::NoFit,
                () => Why::Ended,
            };
            let out = self.leave(project, why);
            out.left = (why == Why::NoFit).then(|| left.clone());
            out.ended_at = if why == Why::Ended { ended_at.clone() } else { None };
        }
    }

    /// Says of each project left out that it did not fit in the end.
    pub(super) fn rest_no_fit(&mut self) {
        let left = decimal(self.money_left(), self.instance.digits());
        for project in self.rest() {
            if self.instance.vote(project) == 0 {
                self.leave(project, Why::NoSupport);
            } else {
                self.leave(project, Why::NoFit).left = Some(left.clone());
            }
        }
    }

    fn spent(&self) -> u128 {
        self.chosen.iter().map(|&project| u128::from(self.instance.cost(project))).sum()
    }

    fn money_left(&self) -> u128 {
        u128::from(self.instance.budget()).saturating_sub(self.spent())
    }

    pub(super) fn finish(mut self) -> Outcome {
        let digits = self.instance.digits();
        self.outcome.cost = decimal(self.spent(), digits);
        self.outcome.left = decimal(self.money_left(), digits);
        self.outcome.served = served(self.instance, &self.chosen);
        self.outcome
    }
}

fn served(instance: &Instance, chosen: &[usize]) -> Vec<Served> {
    let mut costs = vec![None; instance.projects().len()];
    for &project in chosen {
        if let Some(cost) = costs.get_mut(project) {
            *cost = Some(u128::from(instance.cost(project)));
        }
    }
    let mut groups = BTreeMap::<u64, (u64, u128, u128)>::new();
    let ballots = instance.ballots();
    for (heap, &count) in ballots.counts().iter().enumerate() {
        let (mut chosen, mut spent) = (0, 0);
        for &project in ballots.approved(heap) {
            if let Some(Some(cost)) = costs.get(project as usize) {
                chosen += 1;
                spent += cost;
            }
        }
        let group = groups.entry(chosen).or_insert((0, spent, spent));
        *group = (group.0 + count, group.1.min(spent), group.2.max(spent));
    }
    let digits = instance.digits();
    let served = groups.into_iter().map(|(chosen, (voters, least, most))| Served {
        chosen,
        voters,
        least: decimal(least, digits),
        most: decimal(most, digits),
    });
    served.collect()
}
