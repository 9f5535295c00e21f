//! 逐席 Phragmén — Every seat is a load of 1 on those who approve its holder; loads stay low.
//!
//! Edvard Phragmén, *Sur une méthode nouvelle pour réaliser, dans les élections, la représentation
//! proportionnelle des partis* (1894). Each ballot carries a load, 0 at first. A name would leave all
//! that approve it with the load (their loads + 1) ÷ their number; the name for which that is least
//! is elected. Names nobody approves come last.

use dashu_int::UBig;
use dashu_ratio::RBig;

use super::By;
use super::case::Case;
use super::purse::Purse;
use super::stepwise::{Best, Stepwise, least, those, with};

/// Sequential Phragmén.
pub(super) struct Phragmen<'a> {
    case: &'a Case<'a>,
}

impl<'a> Phragmen<'a> {
    pub fn new(case: &'a Case<'a>) -> Self {
        Self { case }
    }
}

/// The best choices at the loads borne so far.
pub(super) fn lightest(case: &Case, members: &[bool], borne: &Purse) -> Best {
    let ranked = those(members, false).filter_map(|name| Some((name, load(case, borne, name)?)));
    let (tied, value) = least(ranked);
    if tied.is_empty() {
        return Best { tied: those(members, false).collect(), by: By::Load, value: None };
    }
    Best { tied, by: By::Load, value }
}

/// The load a name would leave its ballots with; none when no ballot approves it.
fn load(case: &Case, borne: &Purse, name: usize) -> Option<RBig> {
    let (mut loads, mut ballots) = (RBig::ONE, 0_u64);
    for (amount, more) in borne.backers(case, name) {
        loads += amount * UBig::from(more);
        ballots += more;
    }
    (ballots > 0).then(|| loads / UBig::from(ballots))
}

/// The loads once a seat's load is spread over those who approve its holder.
pub(super) fn spread(case: &Case, borne: &Purse, name: usize, best: &Best) -> Purse {
    match &best.value {
        Some(load) => borne.change(case, name, |_| load.clone()),
        None => borne.clone(),
    }
}

impl Stepwise for Phragmen<'_> {
    type State = (Vec<bool>, Purse);

    fn start(&self) -> Self::State {
        (vec![false; self.case.names()], Purse::new(self.case))
    }

    fn steps(&self) -> usize {
        self.case.seats
    }

    fn best(&self, (members, borne): &Self::State) -> Best {
        lightest(self.case, members, borne)
    }

    fn choose(&self, (members, borne): &Self::State, name: usize, best: &Best) -> Self::State {
        (with(members, name, true), spread(self.case, borne, name, best))
    }

    fn members<'a>(&self, (members, _): &'a Self::State) -> &'a [bool] {
        members
    }

    fn looks(&self) -> u64 {
        (self.case.marks() + self.case.heaps.len()) as u64
    }

    fn paid(&self, before: &Self::State, after: &Self::State, name: usize) -> Vec<(u64, RBig)> {
        before.1.borne(&after.1, self.case, name)
    }

    fn bytes(&self, (_, borne): &Self::State) -> usize {
        borne.bytes()
    }
}
