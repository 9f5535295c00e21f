//! 请大家评 — Work is done: the roll of the place is asked, and those who raised the matter are too.

use std::collections::BTreeSet;

use ::store::{Told, Tx};
use ground::matter::{self, Matter};
use ground::roll::{self, Entry, Kind};
use jiff::Span;
use kernel::{Fact, Id, Moment, PlaceCode, Result, Stage, Standing};

use super::{AGAIN, OPEN_DAYS, OPENED, Review, store};
use crate::verdict;

/// Opens a review for a matter whose work is done, brings the matter to the residents' verdict if it is
/// not there yet, and asks those who raised it. Does nothing while one is open, for a parked or joined
/// matter, and for a fact it has followed before.
///
/// # Errors
/// A fault when the database fails.
pub async fn open(tx: &mut Tx, told: &Told) -> Result<()> {
    let Some(id) = &told.matter else { return Ok(()) };
    let mut matter = matter::load(tx, &told.county(), id).await?;
    match matter.standing {
        Standing::Heard | Standing::Open => {
            matter.handled()?;
            matter::save(tx, &mut matter).await?;
        }
        Standing::Parked | Standing::Merged => return Ok(()),
        Standing::Waiting | Standing::Solved | Standing::Lapsed => {}
    }
    if matter.standing == Standing::Waiting {
        verdict::begin(tx, &matter, told).await?;
    }
    begin(tx, &matter, told, 0).await
}

/// Asks the roll, unless it is being asked or this fact was followed before.
pub(crate) async fn begin(tx: &mut Tx, matter: &Matter, told: &Told, again: i32) -> Result<()> {
    let county = matter.place.county();
    // A fact has its number in the record; a reminder has none, but its review and its months.
    let source = format!("{}#{}#{}#{again}", told.kind, told.seq, told.subject);
    let before = store::of_matter(tx, &county, &matter.id).await?;
    let now = tx.now;
    if before.iter().any(|r| r.takes(now))
        || store::came_from(tx, &county, &matter.id, &source).await?
    {
        return Ok(());
    }
    let (kind, asked) = roll_of(tx, &matter.place).await?;
    let review = Review {
        id: Id::random(&mut *tx.rng),
        matter: matter.id.clone(),
        place: matter.place.clone(),
        number: before.first().map_or(1, |r| r.number + 1),
        again: i64::from(again),
        handlers: verdict::handlers(tx, &county, &matter.id, told).await?,
        roll: kind.map_or("", Kind::word).to_owned(),
        size: crate::number(asked.len()),
        opened: now,
        ends: Moment::end_of(now.day().saturating_add(Span::new().days(OPEN_DAYS))),
        closed: None,
        web: 0,
        paper: 0,
        refused: 0,
    };
    store::insert(tx, &review, &source).await?;
    for entry in &asked {
        store::ask(tx, &review, &entry.unit, entry.person.as_deref()).await?;
    }
    announce(tx, &review).await
}

/// Tells that the roll is asked, and puts down when it ends and when it is asked again.
async fn announce(tx: &mut Tx, review: &Review) -> Result<()> {
    let fact = Fact::new(OPENED, Stage::Evaluate, &review.place, &review.id)
        .on(&review.matter)
        .with("number", review.number)
        .with("first", review.again == 0)
        .with("again", review.again)
        .with("asked", review.size)
        .with("until", review.ends.date());
    let told = crate::told(tx.now, &fact);
    tx.later("evaluate_review_close", review.ends.plus(1), &told).await?;
    if review.again == 0 {
        for months in AGAIN {
            let due =
                Moment::start_of(review.opened.day().saturating_add(Span::new().months(*months)));
            let mut told = told.clone();
            told.body.insert("again".to_owned(), (*months).into());
            tx.later("evaluate_review_again", due, &told).await?;
        }
    }
    tx.tell(fact).await
}

/// The roll that is asked: of the place itself, else of the nearest one above it up to the community;
/// adults before households before owners. One line per head, and per account.
async fn roll_of(tx: &mut Tx, place: &PlaceCode) -> Result<(Option<Kind>, Vec<Entry>)> {
    let near = place.path().into_iter().rev().filter(|p| p.as_str().len() >= 12);
    for at in near {
        for kind in [Kind::Adults, Kind::Households, Kind::Owners] {
            let entries = roll::entries(tx, &at, kind).await?;
            if !entries.is_empty() {
                return Ok((Some(kind), one_each(entries)));
            }
        }
    }
    Ok((None, Vec::new()))
}

fn one_each(entries: Vec<Entry>) -> Vec<Entry> {
    let (mut heads, mut persons) = (BTreeSet::new(), BTreeSet::new());
    let mut kept = Vec::new();
    for entry in entries {
        let head = if entry.head.is_empty() { entry.unit.clone() } else { entry.head.clone() };
        let twice = entry.person.as_ref().is_some_and(|p| persons.contains(p));
        if twice || !heads.insert(head) {
            continue;
        }
        persons.extend(entry.person.clone());
        kept.push(entry);
    }
    kept
}
