//! 唱票板 — The board on the wall: who stands where, who holds what, and what happened so far.

#![expect(
    clippy::indexing_slicing,
    reason = "every table has one place for each name of the profile, and every name handed in is \
              a choice of a checked paper or one of the names of these tables"
)]

use super::count::{Count, Kind, Method, Parts, Quota, Stage, Votes};
use super::papers::Papers;
use super::tie::{By, Question, Tie};
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::{Profile, labels};

/// A count in progress. Names are indices from 0 here.
pub(super) struct Board<'a> {
    lot: Option<&'a Lot>,
    labels: Vec<String>,
    decimals: u8,
    vacant: usize,
    /// Whom the result lists: everybody who did not withdraw.
    stands: Vec<bool>,
    /// Who is neither elected nor excluded.
    pub(super) continuing: Vec<bool>,
    /// What each holds now, in units.
    pub(super) votes: Vec<u64>,
    /// What could not move on, in units.
    pub(super) lost: u64,
    /// The votes at the end of each stage.
    history: Vec<Vec<u64>>,
    count: Count,
}

/// Which end of a tie is wanted.
#[derive(Clone, Copy)]
enum End {
    Most,
    Fewest,
}

impl End {
    /// Who of these stands at this end.
    fn of(self, names: &[usize], votes: &[u64]) -> Vec<usize> {
        let held = names.iter().map(|&name| votes[name]);
        let best = match self {
            Self::Most => held.max(),
            Self::Fewest => held.min(),
        };
        names.iter().copied().filter(|&name| Some(votes[name]) == best).collect()
    }
}

impl<'a> Board<'a> {
    /// An empty board and the papers, or why this cannot be counted.
    pub(super) fn open(
        profile: &Profile,
        method: Method,
        decimals: u8,
        seats: u32,
        lot: Option<&'a Lot>,
    ) -> Result<(Self, Papers), Invalid> {
        profile.check()?;
        let names = profile.candidates.len();
        let stands: Vec<_> = (0..names).map(|name| profile.stands(name)).collect();
        let standing = stands.iter().filter(|&&stands| stands).count();
        let vacant = usize::try_from(seats).unwrap_or(usize::MAX);
        if vacant == 0 {
            return Err(Invalid::NoSeats);
        }
        if vacant > standing {
            return Err(Invalid::Exceeds { field: "seats", of: "candidates" });
        }
        let papers = Papers::read(profile, &stands);
        let count = Count {
            method,
            seats,
            candidates: profile.candidates.clone(),
            withdrawn: (0..names).filter(|&name| !stands[name]).map(|name| name + 1).collect(),
            valid: papers.valid,
            invalid: papers.invalid,
            cut: papers.cut,
            quota: None,
            elected: Vec::new(),
            stages: Vec::new(),
            ties: Vec::new(),
        };
        let board = Self {
            lot,
            labels: labels(&profile.candidates),
            decimals,
            vacant,
            continuing: stands.clone(),
            stands,
            votes: vec![0; names],
            lost: 0,
            history: Vec::new(),
            count,
        };
        Ok((board, papers))
    }

    /// Who is neither elected nor excluded.
    pub(super) fn hopeful(&self) -> impl Iterator<Item = usize> {
        (0..self.continuing.len()).filter(|&name| self.continuing[name])
    }

    /// Whether a name did not withdraw.
    pub(super) fn stands(&self, name: usize) -> bool {
        self.stands[name]
    }

    /// Who is elected so far, in order.
    pub(super) fn elected(&self) -> impl Iterator<Item = usize> {
        self.count.elected.iter().map(|number| number - 1)
    }

    /// Whether every seat is filled.
    pub(super) const fn is_full(&self) -> bool {
        self.vacant == 0
    }

    /// Ends a stage: what is held now is written down for good.
    pub(super) fn close(&mut self, kind: Kind, candidate: Option<usize>, parts: Option<Parts>) {
        let run_off = self.count.method == Method::Irv;
        let shown = |&name: &usize| if run_off { self.continuing[name] } else { self.stands[name] };
        let votes = (0..self.votes.len()).filter(shown);
        let votes = votes.map(|name| (name + 1, Votes::new(self.votes[name], self.decimals)));
        self.count.stages.push(Stage {
            kind,
            candidate: candidate.map(|name| name + 1),
            votes: votes.collect(),
            non_transferable: Votes::new(self.lost, self.decimals),
            elected: Vec::new(),
            parts,
        });
        self.history.push(self.votes.clone());
    }

    /// Elects everybody who reached the quota, most votes first; then everybody left, when no more
    /// are left than seats. Says whether somebody was elected.
    pub(super) fn elect(&mut self, quota: u64) -> bool {
        let before = self.vacant;
        let reached: Vec<_> = self.hopeful().filter(|&name| self.votes[name] >= quota).collect();
        self.seat(reached);
        let left: Vec<_> = self.hopeful().collect();
        if left.len() <= self.vacant {
            self.seat(left);
        }
        self.vacant < before
    }

    /// Gives these a seat, in the order of their votes, as long as there are seats.
    fn seat(&mut self, mut names: Vec<usize>) {
        while self.vacant > 0 {
            let Some(name) = self.pick(names.clone(), End::Most, Question::Elect) else { return };
            names.retain(|&other| other != name);
            self.continuing[name] = false;
            self.vacant -= 1;
            self.count.elected.push(name + 1);
            if let Some(stage) = self.count.stages.last_mut() {
                stage.elected.push(name + 1);
            }
        }
    }

    /// Gives the seats left to those of the hopefuls with most votes.
    pub(super) fn elect_best(&mut self) {
        self.seat(self.hopeful().collect());
    }

    /// Whose surplus moves on next: the largest.
    pub(super) fn largest_surplus(&mut self, quota: u64) -> Option<usize> {
        let above = self.elected().filter(|&name| self.votes[name] > quota).collect();
        self.pick(above, End::Most, Question::Surplus)
    }

    /// Excludes whoever has fewest votes.
    pub(super) fn exclude_lowest(&mut self) -> Option<usize> {
        let lowest = self.pick(self.hopeful().collect(), End::Fewest, Question::Exclude)?;
        self.continuing[lowest] = false;
        Some(lowest)
    }

    /// Excludes one of several who cannot be told apart, by lot.
    pub(super) fn exclude_one_of(&mut self, among: &[usize]) -> Option<usize> {
        let drawn = self.draw(among, None, Question::Exclude)?;
        self.continuing[drawn] = false;
        Some(drawn)
    }

    /// The one with most or fewest votes. Equals are judged by the most recent stage at which they
    /// differ; those still equal there by the one before it, and so on; at last by lot.
    fn pick(&mut self, mut among: Vec<usize>, end: End, question: Question) -> Option<usize> {
        among.sort_unstable();
        let mut stages = self.history.iter().enumerate().rev();
        let tied = end.of(&among, stages.next()?.1);
        let (mut left, mut earlier) = (tied.clone(), None);
        for (stage, votes) in stages {
            let fewer = end.of(&left, votes);
            if fewer.len() < left.len() {
                (left, earlier) = (fewer, Some(stage + 1));
            }
        }
        if let ([name], Some(_)) = (&left[..], earlier) {
            self.note(&tied, *name, By::EarlierStage, earlier, question);
            return Some(*name);
        }
        self.draw(&left, earlier, question)
    }

    /// One of these, by lot; without a lot the first in the list.
    fn draw(
        &mut self,
        among: &[usize],
        earlier: Option<usize>,
        question: Question,
    ) -> Option<usize> {
        if let [] | [_] = among {
            return among.first().copied();
        }
        let topic = format!("stage {} {}", self.history.len(), question.word());
        let drawn = self.lot.and_then(|lot| {
            let labels = among.iter().map(|&name| self.labels[name].as_str()).collect();
            let first = lot.order(&topic, labels).first().copied()?;
            among.iter().copied().find(|&name| self.labels[name] == first)
        });
        let (chosen, by) = match drawn {
            Some(name) => (name, By::Lot),
            None => (*among.first()?, By::FileOrder),
        };
        self.note(among, chosen, by, earlier, question);
        Some(chosen)
    }

    fn note(
        &mut self,
        among: &[usize],
        chosen: usize,
        by: By,
        earlier: Option<usize>,
        question: Question,
    ) {
        let seed = self.lot.filter(|_| by == By::Lot).map(|lot| lot.seed().to_owned());
        self.count.ties.push(Tie {
            stage: self.history.len(),
            question,
            among: among.iter().map(|name| name + 1).collect(),
            chosen: chosen + 1,
            by,
            earlier,
            seed,
        });
    }

    /// The finished count.
    pub(super) fn finish(self, quota: Option<Quota>) -> Count {
        Count { quota, ..self.count }
    }
}
