//! 到期 — The time the rule gives has run: a job looks whether the fall-back applies. No person can call it.

use ::store::{Told, Tx};
use ground::matter;
use kernel::{Moment, Result, Standing, days};

use super::round::Round;
use super::settle::{Step, Wait};
use super::{State, ask, carry, store};

/// How long until the next look when somebody was not tried often enough.
const AGAIN_DAYS: i64 = 3;

/// Settles a round whose time has run. With fewer attempts than the rule asks nothing lapses: the page
/// shows 联系次数不够, and this looks again in three days.
///
/// # Errors
/// A fault when the database fails.
pub async fn lapse(tx: &mut Tx, told: &Told) -> Result<()> {
    let (county, Some(id)) = (told.county(), &told.matter) else { return Ok(()) };
    let Some(mut round) = store::hold(tx, &county, id).await? else { return Ok(()) };
    if round.id.as_str() != told.subject || round.state != State::Open {
        return Ok(());
    }
    let mut matter = matter::load(tx, &county, id).await?;
    if matter.standing != Standing::Waiting {
        // It went back to work while the round was open, such as for a second plan. The same round
        // goes on when it is handled again: without another look it would never end.
        return tx.later("evaluate_verdict_lapse", tx.now.plus(days(30)), told).await;
    }
    if round.due.is_none() {
        round.due = ask::due(round.opened, round.rule());
        store::save(tx, &round).await?;
    }
    let step = round.judge(tx.now);
    if let Some(next) = look_again(&round, step, tx.now) {
        return tx.later("evaluate_verdict_lapse", next, told).await;
    }
    for fact in carry(tx, &mut round, &mut matter, step, "").await? {
        tx.tell(fact).await?;
    }
    Ok(())
}

/// When to look again; `None` when there is something to carry out, or nothing to wait for.
fn look_again(round: &Round, step: Step, now: Moment) -> Option<Moment> {
    match step {
        Step::Await(Wait::Time) => Some(
            round
                .due
                .filter(|due| *due >= now)
                .map_or_else(|| now.plus(days(30)), |due| due.plus(1)),
        ),
        Step::Await(Wait::Attempts) => Some(now.plus(days(AGAIN_DAYS))),
        Step::Await(Wait::Roll) | Step::Reopen | Step::Solved | Step::Lapsed => None,
    }
}
