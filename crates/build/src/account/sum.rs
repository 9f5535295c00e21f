//! 合计 — The account added up: income = spending + balance, to the fen.

use kernel::Fen;
use serde::Serialize;
use tally::award::Claim;

use super::{Entry, Kind, State};
use crate::contribution::Totals;

/// An account added up. Only lines that count are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Account {
    /// What it was to cost, where the adopted proposal says an amount.
    pub planned: Option<Fen>,
    /// All money in.
    pub income: Fen,
    /// Of it, contributions in cash.
    pub gifts: Fen,
    /// Of it, other public grants.
    pub grants: Fen,
    /// Of it, other income.
    pub others: Fen,
    /// Of it, the award.
    pub award: Fen,
    /// All money out.
    pub spending: Fen,
    /// What is in the till: income less spending.
    pub balance: Fen,
    /// What is still missing: the larger of plan and spending, less income. Below zero: money too much.
    pub gap: Fen,
    /// How many lines wait for a second pair of eyes.
    pub waiting: i64,
}

impl Account {
    /// Adds up.
    pub fn of(entries: &[Entry], planned: Option<Fen>) -> Self {
        let sum = |kind: Kind| -> Fen {
            entries
                .iter()
                .filter(|e| e.state == State::Counted && e.kind == kind)
                .map(|e| e.amount)
                .sum()
        };
        let (gifts, grants) = (sum(Kind::Gift), sum(Kind::Grant));
        let (others, award, spending) = (sum(Kind::Other), sum(Kind::Award), sum(Kind::Spending));
        let income = gifts + grants + others + award;
        let waiting = entries.iter().filter(|e| e.state == State::Entered).count();
        Self {
            planned,
            income,
            gifts,
            grants,
            others,
            award,
            spending,
            balance: income - spending,
            gap: planned.unwrap_or_default().max(spending) - income,
            waiting: i64::try_from(waiting).unwrap_or(i64::MAX),
        }
    }

    /// What an award is computed from: money bills only, gifts in kind and days of work beside them.
    /// Other income counts like a grant, so that no yuan is paid for twice.
    pub fn claim(&self, totals: &Totals) -> Claim {
        Claim {
            bills_fen: self.spending.0.max(0),
            cash_fen: self.gifts.0.max(0),
            in_kind_fen: totals.material.0,
            labour_days: totals.days,
            other_grants_fen: (self.grants + self.others).0.max(0),
        }
    }
}
