//! 立项 — An adopted proposal becomes a project. There is no other way to begin one.

use ::store::{Told, Tx};
use ground::matter;
use kernel::{Error, Fen, Id, Result, Stage};

use super::{Project, STARTED, State, amount_in, store};

/// How often a matter may have been joined to another before we stop following.
const HOPS: usize = 8;

/// The flow that follows `decide-proposal-adopted`: freezes title, body and cost, and moves the matter
/// to building. Doing it twice changes nothing; a covenant is not built.
///
/// # Errors
/// A fault when the fact belongs to no matter or the database fails.
pub async fn start(tx: &mut Tx, told: &Told) -> Result<()> {
    let proposal = told.text("proposal");
    if told.text("kind") != "plan" {
        return Ok(());
    }
    let county = told.county();
    let Some(mut id) = told.matter.clone() else {
        return Err(Error::fault("an adopted proposal belongs to no matter"));
    };
    let mut matter = matter::load(tx, &county, &id).await?;
    for _ in 0..HOPS {
        let Some(into) = matter.into.clone() else { break };
        id = into;
        matter = matter::load(tx, &county, &id).await?;
    }
    let cost = told.text("cost");
    let project = Project {
        id: Id::random(&mut *tx.rng),
        matter: matter.id.clone(),
        place: matter.place.clone(),
        proposal: if proposal.is_empty() { told.subject.clone() } else { proposal.to_owned() },
        title: told.text("title").to_owned(),
        body: told.text("body").to_owned(),
        cost: cost.to_owned(),
        planned: amount_in(cost),
        state: State::Building,
        upkeep: None,
        learned: None,
        started: tx.now,
        finished: None,
        version: 0,
    };
    if !store::insert(tx, &project).await? {
        return Ok(());
    }
    matter.advance(Stage::Build)?;
    matter::save(tx, &mut matter).await?;
    let fact = project.fact(STARTED).with("title", &project.title).with("cost", cost);
    tx.tell(fact.with("unit", unit(cost))).await
}

/// What the words of a cost are: a bare amount of yuan, nothing at all, or words that say it themselves.
fn unit(cost: &str) -> &'static str {
    match cost {
        "" => "none",
        bare if Fen::parse(bare).is_some() => "yuan",
        _ => "words",
    }
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn only_a_bare_amount_is_given_its_unit() {
        assert_eq!((unit("38600.00"), unit("15万元"), unit("")), ("yuan", "words", "none"));
    }
}
