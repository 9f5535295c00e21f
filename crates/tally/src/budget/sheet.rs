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

/// Whether a project is chosen, and if so, whether from the line of greedy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Paid,
    FromLine,
}

/// An outcome being filled in.
pub(super) struct Sheet<'a> {
    instance: &'a Instance,
    states: Vec<State>,
    spent: u128,
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
        let states = vec![State::Open; instance.projects().len()];
        Self { instance, states, spent: 0, outcome }
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
        let from_line = matches!(how, How::Line | How::Completion);
        if let Some(state) = self.states.get_mut(project) {
            *state = if from_line { State::FromLine } else { State::Paid };
        }
        self.spent += u128::from(self.instance.cost(project));
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

    fn state(&self, project: usize) -> State {
        self.states.get(project).copied().unwrap_or(State::Open)
    }

    /// The projects not chosen, by id.
    fn rest(&self) -> Vec<usize> {
        let all = 0..self.states.len();
        all.filter(|&project| self.state(project) == State::Open).collect()
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

    /// Says of each project left out what was left when its turn in the line came.
    pub(super) fn rest_of_line(&mut self, utility: Utility, misfit: Misfit, min_votes: u64) {
        let line = greedy::line(self.instance, utility);
        let cost = |&project: &usize| u128::from(self.instance.cost(project));
        let in_line = |project: &usize| self.state(*project) == State::FromLine;
        let by_line: u128 = line.iter().filter(|project| in_line(project)).map(cost).sum();
        let mut left = self.money_left() + by_line;
        let mut found = BTreeMap::new();
        let mut ended: Option<usize> = None;
        for project in line {
            match self.state(project) {
                State::Paid => {}
                State::FromLine => left = left.saturating_sub(cost(&project)),
                State::Open if self.instance.vote(project) < min_votes => {
                    found.insert(project, (Why::TooFewVotes, None));
                }
                State::Open if ended.is_some() => {
                    found.insert(project, (Why::Ended, None));
                }
                State::Open => {
                    found.insert(project, (Why::NoFit, Some(left)));
                    ended = (misfit == Misfit::Stop).then_some(project);
                }
            }
        }
        let ended_at = ended.map(|project| self.title(project).0);
        let digits = self.instance.digits();
        for (project, (why, left)) in found {
            let ended_at = ended_at.clone().filter(|_| why == Why::Ended);
            let out = self.leave(project, why);
            (out.left, out.ended_at) = (left.map(|left| decimal(left, digits)), ended_at);
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

    fn money_left(&self) -> u128 {
        u128::from(self.instance.budget()).saturating_sub(self.spent)
    }

    pub(super) fn finish(mut self) -> Outcome {
        let digits = self.instance.digits();
        self.outcome.cost = decimal(self.spent, digits);
        self.outcome.left = decimal(self.money_left(), digits);
        self.outcome.served = self.served();
        self.outcome
    }

    /// How many voters have how many of their projects chosen.
    fn served(&self) -> Vec<Served> {
        let mut groups = BTreeMap::<u64, (u64, u128, u128)>::new();
        let ballots = self.instance.ballots();
        for (heap, &count) in ballots.counts().iter().enumerate() {
            let approved = ballots.approved(heap).iter().map(|&project| project as usize);
            let chosen = approved.filter(|&project| self.state(project) != State::Open);
            let costs = chosen.map(|project| (1, u128::from(self.instance.cost(project))));
            let (chosen, spent) = costs.fold((0, 0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1));
            let group = groups.entry(chosen).or_insert((0, spent, spent));
            *group = (group.0 + count, group.1.min(spent), group.2.max(spent));
        }
        let digits = self.instance.digits();
        let served = groups.into_iter().map(|(chosen, (voters, least, most))| Served {
            chosen,
            voters,
            least: decimal(least, digits),
            most: decimal(most, digits),
        });
        served.collect()
    }
}
