//! 签筒 — The lottery over panels in whole tickets, everybody's chance, and the draw.
//!
//! A million million tickets, each with a panel on it (so many seats for each type), are all there
//! is to the draw. Chances are counted from them, not the other way round, so what is published is
//! exactly what people are drawn by. The draw needs the seed and `sha256sum`:
//!
//! 1. the number of the ticket is the first number of topic `panel` below the number of tickets;
//!    tickets are numbered from 0 in the order published;
//! 2. everybody is put in the order of the lot, topic `seats`; from each type sit the first so many;
//! 3. where one a household may sit, households of a make-up are taken in the order of their first
//!    member; the first type of the make-up takes its number of households from the front, the next
//!    type the next ones, and from a household sits the first member of that type.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::certificate::{Certificate, Gap};
use super::pool::{Pool, Quota, Row, Type, count};
use crate::lot::Lot;

/// How many tickets there are: 10¹².
pub const TICKETS: u64 = 1_000_000_000_000;

/// A panel and how many tickets carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ticket {
    /// How many tickets of [`TICKETS`].
    pub tickets: u64,
    /// Seats of each type; written as `[type, seats]` for those with any.
    #[serde(serialize_with = "only_seated")]
    pub seats: Vec<i64>,
}

/// How the panel was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// The seed, as published.
    pub seed: String,
    /// The number of the ticket, from 0.
    pub number: u64,
    /// The place of its panel in the list.
    pub ticket: usize,
}

/// The fairest lottery, with everything needed to check it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lottery {
    /// Everybody's chance of a seat, between 0 and 1.
    pub probability: BTreeMap<String, f64>,
    /// The lowest chance of all.
    pub min_probability: f64,
    /// Who sits, by id; nobody before the draw.
    pub panel: Vec<String>,
    /// The draw, once made.
    pub draw: Option<Drawn>,
    /// Seats.
    pub size: u32,
    /// Whether at most one person a household may sit.
    pub one_per_household: bool,
    /// The quotas, in order.
    pub quotas: Vec<Quota>,
    /// The types of people, in order.
    pub types: Vec<Type>,
    /// Seats of each type over all tickets: a chance is this by (tickets × people of the type).
    pub expected: Vec<u64>,
    /// For each make-up of household: the households, each with its members by type.
    pub households: Vec<Vec<BTreeMap<usize, Vec<String>>>>,
    /// The panels, most tickets first.
    pub lottery: Vec<Ticket>,
    /// What the multipliers in the proofs belong to.
    pub rows: Vec<Row>,
    /// The proof that no lottery is fairer.
    pub certificate: Certificate,
    /// By how much one could be, at most.
    pub gap: Option<Gap>,
}

impl Lottery {
    pub(super) fn new(pool: Pool, lottery: Vec<Ticket>, certificate: Certificate) -> Self {
        let expected = expected(&lottery, pool.types.len());
        let gap = certificate.gap(&pool, &expected);
        let probability = chances(&pool.types, &expected);
        Self {
            min_probability: lowest(&probability),
            probability,
            panel: Vec::new(),
            draw: None,
            size: pool.size,
            one_per_household: pool.one_per_household,
            quotas: pool.quotas,
            types: pool.types,
            expected,
            households: pool.households,
            lottery,
            rows: pool.rows,
            certificate,
            gap,
        }
    }

    /// Draws the panel. The same seed draws the same for ever.
    #[must_use]
    pub fn draw(mut self, lot: &Lot) -> Self {
        let number = lot.numbers("panel").below(TICKETS);
        let mut below = 0;
        let holds = |ticket: &Ticket| {
            below += ticket.tickets;
            number < below
        };
        let ticket = self.lottery.iter().position(holds).unwrap_or(0);
        self.panel = self.lottery.get(ticket).map(|t| self.seat(&t.seats, lot)).unwrap_or_default();
        self.draw = Some(Drawn { seed: lot.seed().to_owned(), number, ticket });
        self
    }

    /// Who sits when each type has so many seats, by id.
    fn seat(&self, seats: &[i64], lot: &Lot) -> Vec<String> {
        let everybody = self.types.iter().flat_map(|of| of.people.iter().map(String::as_str));
        let order = lot.order("seats", everybody.collect::<Vec<_>>());
        let place: BTreeMap<&str, usize> =
            order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let turn = |id: &String| place.get(id.as_str()).copied().unwrap_or(usize::MAX);
        let many = |at: usize| seats.get(at).map_or(0, |&many| usize::try_from(many).unwrap_or(0));
        let first = |ids: &[String], many: usize| {
            let mut ids = ids.to_vec();
            ids.sort_by_key(turn);
            ids.truncate(many);
            ids
        };
        let alone = self.types.iter().enumerate().filter(|(_, of)| of.household.is_none());
        let mut panel: Vec<String> =
            alone.flat_map(|(at, of)| first(&of.people, many(at))).collect();
        for (make_up, households) in self.households.iter().enumerate() {
            let mut homes: Vec<_> = households.iter().collect();
            homes.sort_by_key(|members| members.values().flatten().map(turn).min());
            let mut homes = homes.into_iter();
            let types = self.types.iter().enumerate();
            for (at, _) in types.filter(|(_, of)| of.household == Some(make_up)) {
                for members in homes.by_ref().take(many(at)) {
                    panel.extend(members.get(&at).map(|ids| first(ids, 1)).unwrap_or_default());
                }
            }
        }
        panel.sort();
        panel
    }

    /// Whether the chances published are those of the tickets.
    pub(super) fn states_its_chances(&self) -> bool {
        let chances = chances(&self.types, &self.expected);
        lowest(&chances).total_cmp(&self.min_probability).is_eq() && chances == self.probability
    }

    /// Whether the panel published is the one its seed draws.
    pub(super) fn draws_its_panel(&self) -> bool {
        let Some(draw) = &self.draw else { return self.panel.is_empty() };
        let again = self.clone().draw(&Lot::new(&draw.seed));
        again.panel == self.panel && again.draw == self.draw
    }
}

/// Seats of each type over all tickets.
pub(super) fn expected(lottery: &[Ticket], types: usize) -> Vec<u64> {
    let mut expected = vec![0_u64; types];
    for ticket in lottery {
        for (sum, &many) in expected.iter_mut().zip(&ticket.seats) {
            let many = ticket.tickets.saturating_mul(u64::try_from(many).unwrap_or(0));
            *sum = sum.saturating_add(many);
        }
    }
    expected
}

#[expect(clippy::cast_precision_loss, reason = "the fraction itself is published beside it")]
fn chances(types: &[Type], expected: &[u64]) -> BTreeMap<String, f64> {
    let of = types.iter().zip(expected).flat_map(|(of, &seats)| {
        let all = i128::from(TICKETS) * i128::from(count(of.people.len()));
        let chance = seats as f64 / all as f64;
        of.people.iter().map(move |id| (id.clone(), chance))
    });
    of.collect()
}

fn lowest(chances: &BTreeMap<String, f64>) -> f64 {
    chances.values().copied().fold(1.0, f64::min)
}

fn only_seated<S: Serializer>(seats: &[i64], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(seats.iter().enumerate().filter(|&(_, &many)| many > 0))
}
