//! 推选·存取 — Keeping elections, candidates and the rounds that were counted.

use kernel::{County, Error, Id, MatterId, Refusal, Result, Role};
use store::{Row, Tx, binds};
use tally::election::Elected;
use web::Sample;

use super::{Candidate, Election, Kind, Sheet, Standing, State};

fn read(row: &Row) -> Result<Election> {
    let sheet = row.opt_text("sheet")?;
    Ok(Election {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        body: row.text("body")?,
        kind: row.word("kind", Kind::parse)?,
        seats: row.int("seats")?,
        left: row.int("left_seats")?,
        until: row.text("until")?,
        rule: row.text("rule")?,
        rule_text: row.text("rule_text")?,
        state: row.word("state", State::parse)?,
        round: row.int("round")?,
        sheet: sheet.map(|t| serde_json::from_str(&t)).transpose().map_err(Error::fault)?,
        reader: row.opt_text("reader")?,
        chair: row.opt_text("chair")?,
        vice: row.opt_text("vice")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// An election by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Election>) -> Result<Election> {
    let row = tx
        .one(
            "SELECT id, matter, place, body, kind, seats, left_seats, until, rule, rule_text, state, round, \
             sheet, reader, chair, vice, at, version FROM decide_election WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The elections of a matter, oldest first.
pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Election>> {
    tx.all(
        "SELECT id, matter, place, body, kind, seats, left_seats, until, rule, rule_text, state, round, \
         sheet, reader, chair, vice, at, version FROM decide_election \
         WHERE county = $1 AND matter = $2 ORDER BY at, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

pub(super) async fn insert(tx: &mut Tx, e: &Election) -> Result<()> {
    tx.run(
        "INSERT INTO decide_election (county, id, matter, place, body, kind, seats, left_seats, until, \
         rule, rule_text, state, round, version, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14)",
        binds![
            e.place.county(), &e.id, &e.matter, &e.place, &e.body, e.kind.word(), e.seats, e.left,
            &e.until, &e.rule, &e.rule_text, e.state.word(), e.round, e.at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a changed election; of two at the same moment, the second is refused.
pub(super) async fn save(tx: &mut Tx, e: &mut Election) -> Result<()> {
    let sheet = e.sheet.as_ref().map(serde_json::to_string).transpose().map_err(Error::fault)?;
    let kept = tx
        .run(
            "UPDATE decide_election SET left_seats = $3, state = $4, round = $5, sheet = $6, \
             reader = $7, chair = $8, vice = $9, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $10",
            binds![
                e.place.county(),
                &e.id,
                e.left,
                e.state.word(),
                e.round,
                sheet,
                e.reader.clone(),
                e.chair.clone(),
                e.vice.clone(),
                e.version,
            ],
        )
        .await?;
    if kept != 1 {
        let again = Refusal::new("ground-matter-refused-changed");
        return Err(again.next(e.url(), "ground-matter-look").into());
    }
    e.version += 1;
    Ok(())
}

/// Everybody who was put forward, in that order.
pub(super) async fn candidates(tx: &mut Tx, e: &Election) -> Result<Vec<Candidate>> {
    tx.all(
        "SELECT alias, about, standing FROM decide_candidate \
         WHERE county = $1 AND election = $2 ORDER BY seq, alias",
        binds![e.place.county(), &e.id],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Candidate {
            alias: row.text("alias")?,
            about: row.text("about")?,
            standing: row.word("standing", Standing::parse)?,
        })
    })
    .collect()
}

/// The elected, in the order they were put forward.
pub(super) async fn elected(tx: &mut Tx, e: &Election) -> Result<Vec<String>> {
    let all = candidates(tx, e).await?;
    Ok(all.into_iter().filter(|c| c.standing == Standing::Elected).map(|c| c.alias).collect())
}

pub(super) async fn add_candidate(
    tx: &mut Tx,
    e: &Election,
    c: &Candidate,
    seq: i64,
) -> Result<()> {
    tx.run(
        "INSERT INTO decide_candidate (county, election, alias, about, standing, seq, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![e.place.county(), &e.id, &c.alias, &c.about, c.standing.word(), seq, tx.now],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_standing(
    tx: &mut Tx,
    e: &Election,
    alias: &str,
    standing: Standing,
) -> Result<()> {
    tx.run(
        "UPDATE decide_candidate SET standing = $4 WHERE county = $1 AND election = $2 AND alias = $3",
        binds![e.place.county(), &e.id, alias, standing.word()],
    )
    .await?;
    Ok(())
}

pub(super) async fn keep_round(
    tx: &mut Tx,
    e: &Election,
    round: i64,
    sheet: &Sheet,
    result: &Elected,
) -> Result<()> {
    let sheet = serde_json::to_string(sheet).map_err(Error::fault)?;
    let result = serde_json::to_string(result).map_err(Error::fault)?;
    tx.run(
        "INSERT INTO decide_round (county, election, round, sheet, result, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        binds![e.place.county(), &e.id, round, sheet, result, tx.now],
    )
    .await?;
    Ok(())
}

/// The counted rounds, first one first.
pub(super) async fn rounds(tx: &mut Tx, e: &Election) -> Result<Vec<(Sheet, Elected)>> {
    tx.all(
        "SELECT sheet, result FROM decide_round WHERE county = $1 AND election = $2 ORDER BY round",
        binds![e.place.county(), &e.id],
    )
    .await?
    .iter()
    .map(|row| {
        let sheet = serde_json::from_str(&row.text("sheet")?).map_err(Error::fault)?;
        let result = serde_json::from_str(&row.text("result")?).map_err(Error::fault)?;
        Ok((sheet, result))
    })
    .collect()
}

/// The pages of elections, and the forms that are open in each state.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    for state in State::WORDS {
        let rows = tx
            .all(
                "SELECT '/' || county || '/elections/' || id AS path FROM decide_election \
                 WHERE county >= '000000' AND state = $1 ORDER BY at LIMIT 9",
                binds![*state],
            )
            .await?;
        for row in rows {
            let path = row.text("path")?;
            let verbs: &[&str] = match *state {
                "nominating" => &["nominate", "count"],
                "counted" => &["confirm"],
                "again" => &["rerun"],
                "decided" => &["assign"],
                "held" => &["install"],
                _ => &[],
            };
            for verb in verbs {
                pages.push(Sample::of(Role::Worker, format!("{path}/{verb}")));
            }
            pages.push(Sample::public(path));
        }
    }
    Ok(pages)
}
