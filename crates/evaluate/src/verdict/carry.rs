//! 落实 — Carrying out what follows from what was said: the matter, the round, the facts to tell.

use ::store::Tx;
use ground::matter::{self, Matter};
use kernel::{Fact, Klass, Moment, Result, Stage};
use tally::{Calendar, RuleBook};

use super::round::Round;
use super::settle::Step;
use super::{LAPSED, REOPENED, SOLVED, store};

/// Carries out a step; gives the facts, to be told when everything is kept.
pub(crate) async fn carry(
    tx: &mut Tx,
    round: &mut Round,
    matter: &mut Matter,
    step: Step,
    words: &str,
) -> Result<Vec<Fact>> {
    let n = round.numbers();
    let about = |kind| {
        Fact::new(kind, Stage::Evaluate, &round.place, &round.id)
            .on(&round.matter)
            .with("title", &matter.title)
            .with("by", "voices")
            .with("solved", n.solved)
            .with("partly", n.partly)
            .with("not", n.not)
            .with("unreached", n.unreached)
    };
    let facts = match step {
        Step::Await(_) => Vec::new(),
        Step::Reopen => vec![about(REOPENED).with("words", words)],
        Step::Solved => vec![about(SOLVED)],
        Step::Lapsed => vec![about(LAPSED).with("attempts", i64::from(round.needed()))],
    };
    apply(tx, round, matter, step).await?;
    Ok(facts)
}

/// Moves the matter and the round.
pub(crate) async fn apply(
    tx: &mut Tx,
    round: &mut Round,
    matter: &mut Matter,
    step: Step,
) -> Result<()> {
    match step {
        Step::Await(_) => {}
        Step::Reopen => {
            let due = answer_by(tx.now, matter);
            matter.reopen(due)?;
        }
        Step::Solved => matter.solved()?,
        Step::Lapsed => matter.lapsed()?,
    }
    if !matches!(step, Step::Await(_)) {
        matter::save(tx, matter).await?;
        round.settle(step, tx.now);
    }
    store::save(tx, round).await
}

/// When the next word is due on a matter that is open again: as for a new one of its class. `None` when
/// no rule is in force or the holidays of that year are not published: we do not guess.
fn answer_by(now: Moment, matter: &Matter) -> Option<Moment> {
    let rule = RuleBook::host().in_force("cn-handling-limits", now.day(), matter.place.as_str())?;
    let limits = rule.handling()?;
    let period = match matter.klass.unwrap_or(Klass::Small) {
        Klass::Urgent => limits.urgent,
        Klass::Hard => limits.hard,
        Klass::Small => limits.small,
    };
    Calendar::host().end(now.day(), period).ok().map(Moment::end_of)
}
