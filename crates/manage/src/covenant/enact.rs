//! 施行 — An adopted covenant comes into force: its lines are clauses, the former edition ends.

use ::store::{Told, Tx};
use ground::matter;
use kernel::{Id, Moment, PlaceCode, Result, Stage, Standing};
use tally::RuleBook;

use super::{Covenant, DUE, ENACTED, clauses, store};
use crate::later;

/// Follows `decide-proposal-adopted` of kind covenant {title, body, proposal}; the same proposal twice is
/// once. It is in force from the day its notice ended without an open objection: today.
///
/// # Errors
/// A fault when the database fails.
pub async fn enact(tx: &mut Tx, told: &Told) -> Result<()> {
    let county = told.county();
    let source = if told.text("proposal").is_empty() {
        told.subject.as_str()
    } else {
        told.text("proposal")
    };
    if store::known(tx, &county, source).await? {
        return Ok(());
    }
    let title = told.text("title");
    let former = store::editions(tx, &told.place, title).await?;
    let starts = Moment::start_of(tx.now.day());
    let covenant = Covenant {
        id: Id::random(&mut *tx.rng),
        source: source.to_owned(),
        matter: told.matter.clone(),
        place: told.place.clone(),
        title: title.to_owned(),
        edition: former.first().map_or(1, |f| f.edition + 1),
        starts,
        ends: None,
        review: later::months_on(tx.now, 12),
        rule: rule(&told.place, tx.now),
        filed: None,
        clauses: clauses(told.text("body")),
        version: 0,
    };
    for mut old in former.into_iter().filter(|f| f.ends.is_none()) {
        old.ends = Some(starts);
        store::save(tx, &mut old).await?;
    }
    store::insert(tx, &covenant).await?;
    advance(tx, told).await?;
    let due = later::told(tx, &covenant.fact(DUE));
    tx.later("manage_covenant_falls_due", covenant.review, &due).await?;
    let fact = covenant.fact(ENACTED).with("from", starts.date()).with("edition", covenant.edition);
    tx.tell(fact).await
}

async fn advance(tx: &mut Tx, told: &Told) -> Result<()> {
    let Some(id) = &told.matter else { return Ok(()) };
    let mut matter = matter::load(tx, &told.county(), id).await?;
    if matter.standing != Standing::Merged {
        matter.advance(Stage::Manage)?;
        matter::save(tx, &mut matter).await?;
    }
    Ok(())
}

/// The rule of a villagers' or a residents' covenant, by the kind of community (GB/T 10114: the last
/// three digits 200–399 and 500–599 are villages). Empty when the book has none for the day.
fn rule(place: &PlaceCode, now: Moment) -> String {
    let community = place.community();
    let kind = community.as_ref().and_then(|c| c.as_str().get(9..12)).unwrap_or_default();
    let village = matches!(kind.chars().next(), Some('2' | '3' | '5'));
    let id = if village { "cn-villagers-covenant" } else { "cn-residents-covenant" };
    let rule = RuleBook::host().in_force(id, now.day(), place.as_str());
    rule.map_or_else(String::new, tally::Rule::version)
}
