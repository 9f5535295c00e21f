//! 规则 — The rules a budget can be counted by.

use serde::Serialize;

use super::complete::{self, EqualShares};
use super::greedy::{self, Misfit};
use super::instance::Instance;
use super::outcome::{How, Outcome};
use super::shares::{Run, Utility};
use super::sheet::Sheet;
use super::{phragmen, support};
use crate::invalid::Invalid;

/// How the money is given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// By votes (cost utility) or by votes per cost (cardinality), while the money lasts.
    Greedy {
        /// The order of the line.
        utility: Utility,
        /// What happens at a project that does not fit.
        misfit: Misfit,
        /// Projects with fewer votes do not stand; 0 lets even a project nobody wants take what is
        /// left, as pabutools does.
        min_votes: u64,
    },
    /// The method of equal shares.
    EqualShares(EqualShares),
    /// Sequential Phragmén.
    Phragmen,
    /// Maximin support.
    MaximinSupport,
}

/// Counts a vote by a rule.
///
/// Refused is only what would never end: see [`complete::MOST_LOOKS`].
pub fn count(instance: &Instance, rule: Rule) -> Result<Outcome, Invalid> {
    Ok(match rule {
        Rule::Greedy { utility, misfit, min_votes } => {
            let picked = greedy::pick(instance, utility, misfit, min_votes, &[]);
            let mut sheet = Sheet::new(instance, rule);
            sheet.line(&picked, How::Line);
            sheet.rest_of_line(utility, misfit, min_votes);
            sheet.finish()
        }
        Rule::EqualShares(shares) => equal_shares(instance, rule, shares)?,
        Rule::Phragmen => {
            let loads = phragmen::run(instance);
            let mut sheet = Sheet::new(instance, rule);
            sheet.loads(&loads.bought, &loads.levels, &loads.denominator);
            sheet.rest_ended(loads.misfit);
            sheet.finish()
        }
        Rule::MaximinSupport => {
            let found = support::run(instance)?;
            let mut sheet = Sheet::new(instance, rule);
            for (project, load) in found {
                let (load, denominator) = (load.numerator.into(), load.denominator.into());
                sheet.loads(&[project], &[load], &denominator);
            }
            sheet.rest_no_fit();
            sheet.finish()
        }
    })
}

fn equal_shares(instance: &Instance, rule: Rule, how: EqualShares) -> Result<Outcome, Invalid> {
    let mut run = Run::new(instance, how.utility);
    let raised = complete::raise(instance, &mut run, how.completion)?;
    let mut chosen = run.free.clone();
    chosen.extend(run.bought.iter().map(|bought| bought.project));
    let by_shares = chosen.len();
    if how.then_greedy {
        let picked = greedy::pick(instance, how.utility, Misfit::Skip, 0, &chosen);
        chosen.extend(picked);
    }
    let mut sheet = Sheet::new(instance, rule);
    if how.compare {
        let (compared, picked) = complete::compare(instance, &chosen);
        sheet.compared(compared);
        if compared.replaced {
            sheet.line(&picked, How::Line);
            sheet.rest_of_line(Utility::Cost, Misfit::Skip, 0);
            return Ok(sheet.finish());
        }
    }
    sheet.shares(&run, &raised);
    let (_, picked) = chosen.split_at(by_shares);
    sheet.line(picked, How::Completion);
    if how.then_greedy {
        sheet.rest_of_line(how.utility, Misfit::Skip, 0);
    } else {
        sheet.rest_short(&run);
    }
    Ok(sheet.finish())
}
