//! 选票箱 — Electors on one side, ballots on the other (see the module above for what that protects).

use ::store::{Row, Tx, binds};
use kernel::{Area, County, Error, Moment, Refusal, Result, Seal, token};
use serde::Serialize;

use super::{Choice, Roll, Vote, Way};

/// One line of the frozen roll. It knows that the unit has voted, never what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Elector {
    /// The unit.
    pub unit: String,
    /// Who counts as one head.
    #[serde(skip)]
    pub head: String,
    /// The exclusive area; 0 where area does not count.
    pub area: Area,
    /// The account that may vote for it.
    #[serde(skip)]
    pub person: Option<String>,
    /// The number on its paper ballot.
    pub serial: String,
    /// How it has voted, once it has.
    pub way: Option<Way>,
}

/// One ballot. It knows what was said, never by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ballot {
    /// Random; the order of tokens says nothing about when they came.
    pub token: String,
    /// What it says.
    pub choice: Choice,
    /// The area it counts for; 0 where area does not count.
    pub area: Area,
    /// The mark of the head in this vote alone; empty where each line is a head.
    pub head: String,
    /// How it came in. Counted, never published beside a choice: the roll says which unit came how, and
    /// where only one came on paper the two together would say whose ballot it is.
    #[serde(skip)]
    pub way: Way,
}

fn read_elector(row: &Row) -> Result<Elector> {
    Ok(Elector {
        unit: row.text("unit")?,
        head: row.text("head")?,
        area: Area(row.int("area")?),
        person: row.opt_text("person")?,
        serial: row.text("serial")?,
        way: row.opt_word("channel", Way::parse)?,
    })
}

/// The frozen roll, by unit.
pub(super) async fn electors(tx: &mut Tx, vote: &Vote) -> Result<Vec<Elector>> {
    tx.all(
        "SELECT unit, head, area, person, serial, channel FROM decide_elector \
         WHERE county = $1 AND vote = $2 ORDER BY unit",
        binds![vote.place.county(), &vote.id],
    )
    .await?
    .iter()
    .map(read_elector)
    .collect()
}

/// The lines of the roll an account may vote for.
pub(super) async fn of_person(
    tx: &mut Tx,
    vote: &Vote,
    person: Option<&str>,
) -> Result<Vec<Elector>> {
    let Some(person) = person else { return Ok(Vec::new()) };
    tx.all(
        "SELECT unit, head, area, person, serial, channel FROM decide_elector \
         WHERE county = $1 AND vote = $2 AND person = $3 ORDER BY unit",
        binds![vote.place.county(), &vote.id, person],
    )
    .await?
    .iter()
    .map(read_elector)
    .collect()
}

/// The line of the roll a unit has.
pub(super) async fn of_unit(tx: &mut Tx, vote: &Vote, unit: &str) -> Result<Option<Elector>> {
    let row = tx
        .maybe(
            "SELECT unit, head, area, person, serial, channel FROM decide_elector \
             WHERE county = $1 AND vote = $2 AND unit = $3",
            binds![vote.place.county(), &vote.id, unit],
        )
        .await?;
    row.as_ref().map(read_elector).transpose()
}

/// Every ballot, in the order of the tokens.
pub(super) async fn ballots(tx: &mut Tx, vote: &Vote) -> Result<Vec<Ballot>> {
    tx.all(
        "SELECT token, choice, area, head, channel FROM decide_ballot \
         WHERE county = $1 AND vote = $2 ORDER BY token",
        binds![vote.place.county(), &vote.id],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Ballot {
            token: row.text("token")?,
            choice: row.word("choice", Choice::parse)?,
            area: Area(row.int("area")?),
            head: row.text("head")?,
            way: row.word("channel", Way::parse)?,
        })
    })
    .collect()
}

/// Copies a line of the place's roll into the vote.
pub(super) async fn freeze(
    tx: &mut Tx,
    vote: &Vote,
    entry: &ground::roll::Entry,
    serial: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO decide_elector (county, vote, unit, head, area, person, serial) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![
            vote.place.county(),
            &vote.id,
            &entry.unit,
            &entry.head,
            entry.area,
            entry.person.clone(),
            serial,
        ],
    )
    .await?;
    Ok(())
}

/// Drops a ballot into the box for a unit that has not voted: marks the elector, counts the ballot on
/// the vote, keeps the ballot. The vote's row is taken first, so that a ballot and the count queue.
///
/// # Errors
/// Refused when the unit has voted before, or the count has begun.
pub(super) async fn drop_in(
    tx: &mut Tx,
    seal: &Seal,
    vote: &Vote,
    elector: &Elector,
    choice: Choice,
    way: Way,
) -> Result<()> {
    let county: County = vote.place.county();
    let (electronic, paper) = (i64::from(way == Way::Electronic), i64::from(way == Way::Paper));
    let open = tx
        .run(
            "UPDATE decide_vote SET electronic = electronic + $3, paper = paper + $4 \
             WHERE county = $1 AND id = $2 AND state = 'open'",
            binds![&county, &vote.id, electronic, paper],
        )
        .await?;
    if open != 1 {
        return Err(vote.over(vote.counts));
    }
    // Only the day is kept: with the hour, who voted when could be laid beside the ballots.
    let day = Moment::start_of(tx.now.day());
    let first = tx
        .run(
            "UPDATE decide_elector SET channel = $4, voted = $5 \
             WHERE county = $1 AND vote = $2 AND unit = $3 AND channel IS NULL",
            binds![&county, &vote.id, &elector.unit, way.word(), day],
        )
        .await?;
    if first != 1 {
        return Err(voted(elector));
    }
    let by_area = vote.roll == Roll::Owners;
    let mark = seal.mark("decide_ballot.head", &format!("{} {}", vote.id, elector.head));
    let head: String = if by_area { mark.chars().take(12).collect() } else { String::new() };
    let area = if by_area { elector.area } else { Area(0) };
    let random = token(&mut *tx.rng, 12);
    tx.run(
        "INSERT INTO decide_ballot (county, vote, token, choice, area, head, channel) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![&county, &vote.id, random, choice.word(), area, head, way.word()],
    )
    .await?;
    Ok(())
}

/// The refusal for a unit that has voted before: which way it was says who wins.
pub(super) fn voted(elector: &Elector) -> Error {
    let reason = match elector.way {
        Some(Way::Paper) => "decide-vote-refused-voted-paper",
        _ => "decide-vote-refused-voted",
    };
    Refusal::new(reason).with("unit", &elector.unit).into()
}
