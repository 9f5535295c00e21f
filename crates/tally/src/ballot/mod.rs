//! 计票 — Counts that need one mark or one number a name: plurality, block, approval, score, Borda.
//!
//! | method | a ballot | who wins |
//! |---|---|---|
//! | [`plurality`] | one mark | most votes |
//! | [`block`] | as many marks as seats at most (差额选举) | most votes |
//! | [`approval`] | any number of marks | most votes |
//! | [`score`] | a number a name, within a stated range | largest sum |
//! | [`borda`] | a ranking | most points, [`Unranked`] says how they are given |
//!
//! More marks than allowed make a ballot void, as do marks nobody can read; a ballot without any
//! mark is blank. Nothing is lost: `valid + blank + void = cast`. The first three also read ranked
//! ballots ([`rank`]).
//!
//! Equal votes for the last seats are a tie. With a [`Lot`], whose seed was named before the count,
//! it is drawn and recorded; without one nobody gets those seats and the tie is reported with its
//! names. The double majority of a village is another matter: [`crate::election`].

mod borda;
mod mark;
mod paper;
mod points;
pub mod rank;
mod say;
mod score;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::invalid::Invalid;
use crate::lot::{Drawn, Lot};
use crate::read::MAX_BALLOTS;

pub use borda::{Unranked, borda};
pub use mark::{approval, block, plurality};
pub use paper::{Paper, Papers, Scored, Scores};
pub use points::Points;
pub use say::explain;
pub use score::{Range, score};

/// By which rule votes become seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// 相对多数: one mark.
    Plurality,
    /// 差额选举: as many marks as seats.
    Block,
    /// 认可: any number of marks.
    Approval,
    /// 打分: sums of numbers.
    Score,
    /// 博达: points by place.
    Borda,
}

impl Method {
    /// The name the command line knows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plurality => "plurality",
            Self::Block => "block",
            Self::Approval => "approval",
            Self::Score => "score",
            Self::Borda => "borda",
        }
    }
}

/// What is to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Seats.
    pub seats: u32,
    /// 差额: whether more must stand than there are seats, written-in names not counted.
    pub contested: bool,
}

impl Terms {
    /// So many seats, contested or not.
    pub const fn new(seats: u32) -> Self {
        Self { seats, contested: false }
    }
}

/// The result of a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// By which method.
    pub method: Method,
    /// Seats to fill.
    pub seats: u32,
    /// The names, in file order, then the written-in ones by name. The first is candidate 1.
    pub candidates: Vec<String>,
    /// All ballots: `valid + blank + void`.
    pub cast: u64,
    /// Ballots that count.
    pub valid: u64,
    /// Ballots that name nobody who stands.
    pub blank: u64,
    /// Ballots nobody can read, or that say more than is allowed.
    pub void: u64,
    /// Votes or points of everybody who stands, by number.
    pub votes: BTreeMap<usize, Points>,
    /// Marks against, by number, where there are any.
    pub against: BTreeMap<usize, u64>,
    /// Who is elected, by number: most votes first, equal votes in file order, those drawn last.
    pub elected: Vec<usize>,
    /// Who has equal votes for the last seats; empty when that decides nothing.
    pub tie: Vec<usize>,
    /// How many seats the tied have between them.
    pub tie_seats: u32,
    /// Seats nobody has votes for.
    pub vacant: u32,
    /// The lot among the tied, when one was drawn.
    pub lot: Option<Drawn>,
}

/// Votes added up, before anybody has a seat.
struct Sum {
    method: Method,
    names: Vec<String>,
    cast: u64,
    blank: u64,
    void: u64,
    /// By number, those who stand only.
    votes: BTreeMap<usize, Points>,
    against: BTreeMap<usize, u64>,
}

impl Sum {
    /// Gives the seats to the most votes. Marks are needed: a name nobody marked is not elected.
    /// Points may be nought or below, but somebody must have given some.
    fn seat(self, terms: Terms, lot: Option<&Lot>) -> Result<Count, Invalid> {
        if terms.seats == 0 {
            return Err(Invalid::NoSeats);
        }
        let seats = usize::try_from(terms.seats).unwrap_or(usize::MAX);
        if seats > self.votes.len() {
            return Err(Invalid::Exceeds { field: "seats", of: "candidates" });
        }
        let valid = self.cast.saturating_sub(self.blank).saturating_sub(self.void);
        let marks = matches!(self.method, Method::Plurality | Method::Block | Method::Approval);
        let fits = |votes: Points| if marks { votes > Points::ZERO } else { valid > 0 };
        let mut ranked: Vec<(usize, Points)> =
            self.votes.iter().map(|(&number, &votes)| (number, votes)).collect();
        ranked.retain(|&(_, votes)| fits(votes));
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut count = Count {
            method: self.method,
            seats: terms.seats,
            candidates: self.names,
            cast: self.cast,
            valid,
            blank: self.blank,
            void: self.void,
            votes: self.votes,
            against: self.against,
            elected: Vec::new(),
            tie: Vec::new(),
            tie_seats: 0,
            vacant: narrow(seats.saturating_sub(ranked.len())),
            lot: None,
        };
        // The votes of the first who would be left out: whoever has just as many is tied with them.
        let left_out = ranked.get(seats).map(|&(_, votes)| votes);
        let safe = ranked.iter().filter(|&&(_, votes)| Some(votes) > left_out);
        count.elected = safe.map(|&(number, _)| number).collect();
        if left_out.is_some() && count.elected.len() < seats {
            let tied = ranked.iter().filter(|&&(_, votes)| Some(votes) == left_out);
            count.tie = tied.map(|&(number, _)| number).collect();
            count.tie_seats = narrow(seats - count.elected.len());
            if let Some(lot) = lot {
                count.draw(lot);
            }
        }
        Ok(count)
    }
}

impl Count {
    /// The name of a number; empty when there is none.
    pub fn name(&self, number: usize) -> &str {
        let name = number.checked_sub(1).and_then(|index| self.candidates.get(index));
        name.map_or("", String::as_str)
    }

    /// What sentences and lots call a number: its name, with the number where any two are called
    /// the same.
    fn label(&self, number: usize) -> String {
        let names: BTreeSet<&String> = self.candidates.iter().collect();
        if names.len() == self.candidates.len() {
            self.name(number).to_owned()
        } else {
            format!("{number} {}", self.name(number))
        }
    }

    fn draw(&mut self, lot: &Lot) {
        let labels: BTreeMap<String, usize> =
            self.tie.iter().map(|&number| (self.label(number), number)).collect();
        let drawn = lot.draw(self.method.name(), labels.keys().cloned().collect(), self.tie_seats);
        self.elected.extend(drawn.chosen().filter_map(|label| labels.get(label)));
        self.lot = Some(drawn);
    }
}

/// A number of seats again: it never exceeds the `u32` it came from.
fn narrow(seats: usize) -> u32 {
    u32::try_from(seats).unwrap_or(u32::MAX)
}

/// All ballots, as long as sums of their points stay within 128 bits.
fn cast(mut counts: impl Iterator<Item = u64>) -> Result<u64, Invalid> {
    let cast = counts.try_fold(0_u64, u64::checked_add);
    cast.filter(|cast| *cast <= MAX_BALLOTS).ok_or(Invalid::TooLarge { field: "cast" })
}

/// Refuses an election without a choice, where one is wanted.
const fn contested(terms: Terms, candidates: usize) -> Result<(), Invalid> {
    if terms.contested && candidates <= terms.seats as usize {
        return Err(Invalid::Uncontested { candidates, seats: terms.seats });
    }
    Ok(())
}
