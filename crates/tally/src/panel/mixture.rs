//! 配比 — Which shares of known panels come closest to given chances, and what panel is missing.
//!
//! Column generation (Gilmore and Gomory 1961; for panels Flanigan et al. 2021): mix the known
//! panels so that nobody falls far below the wanted chance; the multipliers say what a seat of each
//! type is worth; a panel worth more than all known ones is added. When no panel is worth enough,
//! the wanted chances are beyond any lottery, and the worths are the [`Cut`] that shows it.
#![expect(clippy::cast_precision_loss, reason = "weights steer here, they do not decide")]
#![expect(clippy::cast_possible_truncation, reason = "rounded to whole weights on purpose")]

use super::ceiling::Cut;
use super::program::weigh;
use super::search::{Aim, Search, UNIT};
use super::simplex::Simplex;

/// A chance this far below the wanted one is met.
const MET: f64 = 1e-10;
/// Branches of one search, and searches for one set of chances.
const BRANCHES: usize = 20_000;
const SEARCHES: usize = 3_000;

/// What mixing came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mixed {
    /// The chances are met.
    Met,
    /// No lottery can meet them: this is what they break.
    Beyond(Cut),
    /// Neither was shown; the shares are the closest known.
    Close,
}

/// The linear programme over the known panels: variable 0 is how far (at most 0) chances fall below
/// the wanted ones, variable `1 + p` the share of panel `p`; row `t` is the chance of type `t`, the
/// last row the sum of the shares.
#[derive(Clone, Debug)]
pub(super) struct Mixture {
    /// Made when first needed: it grows with the square of the types, and most pools need none.
    lp: Option<Simplex>,
    people: Vec<f64>,
    /// The known panels.
    pub(super) panels: Vec<Vec<i64>>,
}

impl Mixture {
    /// No panel yet.
    pub(super) fn new(people: &[f64]) -> Self {
        Self { lp: None, people: people.to_vec(), panels: Vec::new() }
    }

    /// Makes a panel known.
    pub(super) fn add(&mut self, panel: Vec<i64>) {
        if self.panels.contains(&panel) {
            return;
        }
        if let Some(lp) = &mut self.lp {
            lp.add(0.0, (0.0, f64::INFINITY), column(&panel, &self.people));
        }
        self.panels.push(panel);
    }

    /// The panels with a share.
    pub(super) fn shares(&self) -> Vec<(Vec<i64>, f64)> {
        let value = |at: usize| self.lp.as_ref().map_or(1.0, |lp| lp.value(1 + at));
        let share = |(at, panel): (usize, &Vec<i64>)| (panel.clone(), value(at));
        self.panels.iter().enumerate().map(share).filter(|&(_, share)| share > 0.0).collect()
    }

    fn programme(&self) -> Simplex {
        let mut rows = vec![(0.0, f64::INFINITY); self.people.len()];
        rows.push((1.0, 1.0));
        let mut lp = Simplex::new(&rows);
        lp.add(0.0, (-1.0, 0.0), (0..self.people.len()).map(|at| (at, -1.0)).collect());
        for panel in &self.panels {
            lp.add(0.0, (0.0, f64::INFINITY), column(panel, &self.people));
        }
        lp
    }

    /// Mixes towards the wanted chances, adding panels until they are met or shown to be beyond
    /// any lottery.
    pub(super) fn meet(&mut self, search: &mut Search, chance: &[f64]) -> Mixed {
        let mut lp = self.lp.take().unwrap_or_else(|| self.programme());
        for (at, &wanted) in chance.iter().enumerate() {
            lp.set_row(at, (wanted, f64::INFINITY));
        }
        lp.set_cost(0, 0.0);
        lp.dual();
        lp.set_cost(0, 1.0);
        self.lp = Some(lp);
        for _ in 0..SEARCHES {
            let Some(lp) = &mut self.lp else { break };
            lp.primal();
            if lp.value(0) > -MET {
                return Mixed::Met;
            }
            let multipliers = lp.multipliers();
            if let Some(end) = self.extend(search, &multipliers, chance) {
                return end;
            }
        }
        Mixed::Close
    }

    /// Adds the panel worth most, or says why none helps.
    fn extend(
        &mut self,
        search: &mut Search,
        multipliers: &[f64],
        chance: &[f64],
    ) -> Option<Mixed> {
        let worth = multipliers.iter().zip(&self.people).map(|(m, people)| (-m).max(0.0) / people);
        let (weights, unit) = whole(&worth.collect::<Vec<_>>());
        let known = self.panels.iter().map(|panel| weigh(&weights, panel)).max().unwrap_or(0);
        let slack = (MET / 10.0 * unit) as i128;
        let aim = Aim { above: known, slack, eager: false };
        let found = search.heaviest(&weights, aim, BRANCHES);
        let bound = found.proof.bound(search.program(), &weights) as f64;
        let pairs = weights.iter().zip(chance).zip(&self.people);
        let wanted: f64 = pairs.map(|((&w, chance), people)| w as f64 * chance * people).sum();
        let beyond = bound < wanted - MET * unit;
        let mut most = known;
        if let Some((panel, weight)) = found.panel {
            most = weight;
            self.add(panel);
            if !beyond {
                return None;
            }
        }
        if !beyond {
            return Some(Mixed::Close);
        }
        let weighed = weights.iter().enumerate().filter(|&(_, &weight)| weight > 0);
        let weights = weighed.map(|(at, &weight)| (at, weight as f64 / UNIT)).collect();
        Some(Mixed::Beyond(Cut { weights, most: most as f64 / UNIT }))
    }
}

/// The chances a panel gives, and the last row.
fn column(panel: &[i64], people: &[f64]) -> Vec<(usize, f64)> {
    let seated = panel.iter().zip(people).enumerate().filter(|&(_, (&many, _))| many > 0);
    let mut column: Vec<_> =
        seated.map(|(at, (&many, people))| (at, many as f64 / people)).collect();
    column.push((panel.len(), 1.0));
    column
}

/// Worths as whole weights, and how much weight one in the worth is.
pub(super) fn whole(worth: &[f64]) -> (Vec<i64>, f64) {
    let unit = UNIT / worth.iter().copied().fold(1e-12, f64::max);
    (worth.iter().map(|weight| (weight * unit).round() as i64).collect(), unit)
}
