//! 截止与再问 — Jobs that close a review after its last day, and ask again after 3 and 12 months.

use std::collections::BTreeMap;

use ::store::{Told, Tx};
use ground::matter;
use kernel::{Error, Fact, Id, Result, Stage, Standing};

use super::{CLOSED, Review, open, store};
use crate::rates;
use crate::verdict::settle::{FEWEST, by_roll};
use crate::verdict::{self, LAPSED, REOPENED, SOLVED, State, Step};

/// Closes a review. Where no voice stands behind the matter, the roll's answers to 认可 decide.
///
/// # Errors
/// A fault when the database fails, or it is called before the last day is over.
pub async fn close(tx: &mut Tx, told: &Told) -> Result<()> {
    let county = told.county();
    let review = store::load(tx, &county, &Id::parse(&told.subject)?).await?;
    if review.closed.is_some() {
        return Ok(());
    }
    if tx.now <= review.ends {
        return Err(Error::fault("a review was to close before its time"));
    }
    if !store::shut(tx, &review).await? {
        return Ok(());
    }
    // Read again: a form may have come while we waited.
    let review = store::load(tx, &county, &review.id).await?;
    let sums = store::sums(tx, &review).await?;
    rates::mark_review(tx, &review, question(&sums, "satisfied")).await?;
    let mut facts = decide(tx, &review, question(&sums, "approve").0).await?;
    let fact = Fact::new(CLOSED, Stage::Evaluate, &review.place, &review.id)
        .on(&review.matter)
        .with("number", review.number)
        .with("asked", review.size)
        .with("answered", review.web + review.paper - review.refused)
        .with("refused", review.refused);
    facts.insert(0, fact);
    for fact in facts {
        tx.tell(fact).await?;
    }
    Ok(())
}

/// What the roll's answers mean for a matter nobody raised: solved, open again, or lapsed.
async fn decide(tx: &mut Tx, review: &Review, [yes, so_so, no]: [i64; 3]) -> Result<Vec<Fact>> {
    let county = review.place.county();
    let Some(mut round) = verdict::hold(tx, &county, &review.matter).await? else {
        return Ok(Vec::new());
    };
    let mut matter = matter::load(tx, &county, &review.matter).await?;
    let step = by_roll(yes, so_so, no);
    let moves = match (round.state, step) {
        (State::Open, _) => matter.standing == Standing::Waiting,
        (State::Solved, Step::Reopen) => matter.standing == Standing::Solved,
        (State::Lapsed, Step::Reopen | Step::Solved) => matter.standing == Standing::Lapsed,
        _ => false,
    };
    if !round.by_roll() || !moves {
        return Ok(Vec::new());
    }
    let enough = yes + so_so + no >= FEWEST;
    let kind = match step {
        Step::Solved => SOLVED,
        Step::Reopen => REOPENED,
        Step::Lapsed | Step::Await(_) => LAPSED,
    };
    let mut fact = Fact::new(kind, Stage::Evaluate, &review.place, &review.id)
        .on(&review.matter)
        .with("title", &matter.title)
        .with("by", if enough { "roll" } else { "few" })
        .with("words", "");
    if enough {
        let silent = (review.size - yes - so_so - no).max(0);
        fact = fact
            .with("solved", yes)
            .with("partly", so_so)
            .with("not", no)
            .with("unreached", silent);
    }
    verdict::apply(tx, &mut round, &mut matter, step).await?;
    Ok(vec![fact])
}

/// Asks the roll again, if the matter rests since: solved, lapsed, or still waiting. Work that was done
/// later has its own reminders, so the older ones fall away.
///
/// # Errors
/// A fault when the database fails.
pub async fn again(tx: &mut Tx, told: &Told) -> Result<()> {
    let (county, Some(id)) = (told.county(), &told.matter) else { return Ok(()) };
    let matter = matter::load(tx, &county, id).await?;
    let all = store::of_matter(tx, &county, id).await?;
    let latest = all.iter().find(|r| r.again == 0).is_some_and(|r| r.id.as_str() == told.subject);
    let rests = matches!(matter.standing, Standing::Solved | Standing::Lapsed | Standing::Waiting);
    if !latest || !rests {
        return Ok(());
    }
    let months = i32::try_from(told.int("again")).map_err(Error::fault)?;
    open::begin(tx, &matter, told, months).await
}

/// The three sums of one question, and how many answered it.
pub(super) fn question(sums: &BTreeMap<(String, String), i64>, question: &str) -> ([i64; 3], i64) {
    let of = |answer: &str| {
        sums.get(&(question.to_owned(), answer.to_owned())).copied().unwrap_or_default()
    };
    let each = [of("yes"), of("so-so"), of("no")];
    (each, each.iter().sum())
}
