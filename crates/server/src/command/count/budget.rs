//! 参与式预算 — `gongdi count budget`: a Pabulib file counted exactly, with who paid for what.

use std::io::BufReader;

use tally::budget::{self, Completion, EqualShares, Misfit, Rule, Utility, explain};

use super::{Out, invalid, open, refused, show};
use crate::Failure;
use crate::cli::count::{BudgetRule, Completing, Count, Shown, Worth};

pub(super) fn run(count: &Count, shown: Shown, out: Out<'_>) -> Result<(), Failure> {
    let Count::Budget { file, rule, .. } = count else { return Ok(()) };
    let source = BufReader::with_capacity(1 << 16, open(file)?);
    let instance = budget::read(source).map_err(|bad| refused(file, &bad))?;
    let rule = asked(count, *rule)?;
    let outcome = budget::count(&instance, rule).map_err(|why| invalid(file, &why))?;
    show(shown, &outcome, |lang| explain(&outcome, lang), out)
}

/// The rule with its settings; a setting that would do nothing is refused.
fn asked(count: &Count, rule: BudgetRule) -> Result<Rule, Failure> {
    let Count::Budget { utility, completion, exhaustive_stop, then_greedy, compare, .. } = count
    else {
        return Ok(Rule::Phragmen);
    };
    let utility = match utility {
        Worth::Cost => Utility::Cost,
        Worth::Cardinality => Utility::Cardinality,
    };
    let shares_only = *completion != Completing::None || *then_greedy || *compare;
    if rule != BudgetRule::EqualShares && shares_only {
        return Err(Failure::new(
            "--completion、--then-greedy、--compare 只用于 --rule equal-shares",
            "--completion, --then-greedy and --compare go with --rule equal-shares only",
        ));
    }
    if *exhaustive_stop && *completion == Completing::None {
        return Err(Failure::new(
            "--exhaustive-stop 要和 --completion add1 或 increase 一起用",
            "--exhaustive-stop goes with --completion add1 or increase",
        ));
    }
    let line = |misfit| Rule::Greedy { utility, misfit, min_votes: 0 };
    Ok(match rule {
        BudgetRule::Greedy => line(Misfit::Skip),
        BudgetRule::GreedyNoSkip => line(Misfit::Stop),
        BudgetRule::Phragmen => Rule::Phragmen,
        BudgetRule::MaximinSupport => Rule::MaximinSupport,
        BudgetRule::EqualShares => Rule::EqualShares(EqualShares {
            utility,
            completion: completing(*completion, *exhaustive_stop),
            then_greedy: *then_greedy,
            compare: *compare,
        }),
    })
}

const fn completing(completion: Completing, exhaustive_stop: bool) -> Completion {
    match completion {
        Completing::None => Completion::None,
        Completing::Add1 => Completion::Add1 { exhaustive_stop, whole_units: false },
        Completing::Increase => Completion::Increase { exhaustive_stop },
    }
}
