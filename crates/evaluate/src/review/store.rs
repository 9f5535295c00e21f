//! 存三问 — Keeping reviews: who is asked in one table, sums of answers in another, nothing between them.

use std::collections::BTreeMap;

use ::store::{Row, Tx, binds};
use kernel::{County, Id, MatterId, Result, Role, token};
use web::Sample;

use super::{Answers, Review};

fn read(row: &Row) -> Result<Review> {
    Ok(Review {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        number: row.int("number")?,
        again: row.int("again")?,
        handlers: row.text("handlers")?.lines().map(str::to_owned).collect(),
        roll: row.text("roll")?,
        size: row.int("size")?,
        opened: row.moment("opened")?,
        ends: row.moment("ends")?,
        closed: row.opt_moment("closed")?,
        web: row.int("web")?,
        paper: row.int("paper")?,
        refused: row.int("refused")?,
    })
}

/// A review by its id.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Review>) -> Result<Review> {
    let row = tx
        .one(
            "SELECT id, matter, place, number, again, handlers, roll, size, opened, ends, closed, web, \
             paper, refused FROM evaluate_review WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The reviews of a matter, latest first.
pub(crate) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Review>> {
    tx.all(
        "SELECT id, matter, place, number, again, handlers, roll, size, opened, ends, closed, web, \
         paper, refused FROM evaluate_review WHERE county = $1 AND matter = $2 ORDER BY number DESC",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Whether the roll is being asked about a matter just now.
///
/// # Errors
/// A fault when the database fails.
pub async fn is_open(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<bool> {
    let now = tx.now;
    Ok(of_matter(tx, county, matter).await?.iter().any(|r| r.takes(now)))
}

/// Whether a fact has opened a review before.
pub(super) async fn came_from(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
    source: &str,
) -> Result<bool> {
    let row = tx
        .maybe(
            "SELECT id FROM evaluate_review WHERE county = $1 AND matter = $2 AND source = $3",
            binds![county, matter, source],
        )
        .await?;
    Ok(row.is_some())
}

pub(super) async fn insert(tx: &mut Tx, r: &Review, source: &str) -> Result<()> {
    tx.run(
        "INSERT INTO evaluate_review (county, id, matter, place, number, again, source, handlers, roll, \
         size, opened, ends, web, paper, refused) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, 0)",
        binds![
            r.place.county(), &r.id, &r.matter, &r.place, r.number, r.again, source,
            r.handlers.join("\n"), &r.roll, r.size, r.opened, r.ends,
        ],
    )
    .await?;
    Ok(())
}

/// One line of the roll, as asked.
pub(super) async fn ask(tx: &mut Tx, r: &Review, unit: &str, person: Option<&str>) -> Result<()> {
    tx.run(
        "INSERT INTO evaluate_asked (county, review, unit, person, way) VALUES ($1, $2, $3, $4, '')",
        binds![r.place.county(), &r.id, unit, person.map(str::to_owned)],
    )
    .await?;
    Ok(())
}

/// By which way a person answered (empty: not yet); `None` for somebody who is not asked.
pub(super) async fn way(tx: &mut Tx, r: &Review, person: Option<&str>) -> Result<Option<String>> {
    let Some(person) = person else { return Ok(None) };
    let row = tx
        .maybe(
            "SELECT way FROM evaluate_asked WHERE county = $1 AND review = $2 AND person = $3",
            binds![r.place.county(), &r.id, person],
        )
        .await?;
    row.map(|row| row.text("way")).transpose()
}

/// Marks that a person answered; says whether they had not before. Nothing tells when.
pub(super) async fn tick(tx: &mut Tx, r: &Review, person: &str) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE evaluate_asked SET way = 'web' WHERE county = $1 AND review = $2 AND person = $3 \
             AND way = ''",
            binds![r.place.county(), &r.id, person],
        )
        .await?;
    Ok(changed == 1)
}

/// The lines of the roll that have neither answered nor taken paper.
pub(super) async fn open_units(tx: &mut Tx, r: &Review) -> Result<Vec<String>> {
    tx.all(
        "SELECT unit FROM evaluate_asked WHERE county = $1 AND review = $2 AND way = '' ORDER BY unit",
        binds![r.place.county(), &r.id],
    )
    .await?
    .iter()
    .map(|row| row.text("unit"))
    .collect()
}

/// Gives a line of the roll paper; says whether it had neither answered nor taken paper before.
pub(super) async fn give_paper(tx: &mut Tx, r: &Review, unit: &str) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE evaluate_asked SET way = 'paper' WHERE county = $1 AND review = $2 AND unit = $3 \
             AND way = ''",
            binds![r.place.county(), &r.id, unit],
        )
        .await?;
    Ok(changed == 1)
}

/// One more sheet of paper, with a random serial.
pub(super) async fn add_serial(tx: &mut Tx, r: &Review) -> Result<()> {
    let serial = token(&mut *tx.rng, 6);
    tx.run(
        "INSERT INTO evaluate_serial (county, review, serial, used) VALUES ($1, $2, $3, 0)",
        binds![r.place.county(), &r.id, serial],
    )
    .await?;
    Ok(())
}

/// The serials of sheets that have not come back, in the order of their letters.
pub(super) async fn serials(tx: &mut Tx, r: &Review) -> Result<Vec<String>> {
    tx.all(
        "SELECT serial FROM evaluate_serial WHERE county = $1 AND review = $2 AND used = 0 ORDER BY serial",
        binds![r.place.county(), &r.id],
    )
    .await?
    .iter()
    .map(|row| row.text("serial"))
    .collect()
}

/// Takes a sheet in; `None` when no sheet has this serial, `false` when it was taken in before.
pub(super) async fn use_serial(tx: &mut Tx, r: &Review, serial: &str) -> Result<Option<bool>> {
    let county = r.place.county();
    let changed = tx
        .run(
            "UPDATE evaluate_serial SET used = 1 WHERE county = $1 AND review = $2 AND serial = $3 AND used = 0",
            binds![&county, &r.id, serial],
        )
        .await?;
    if changed == 1 {
        return Ok(Some(true));
    }
    let row = tx
        .maybe(
            "SELECT used FROM evaluate_serial WHERE county = $1 AND review = $2 AND serial = $3",
            binds![&county, &r.id, serial],
        )
        .await?;
    Ok(row.map(|_| false))
}

/// Adds a form to the sums.
///
/// # Errors
/// Refused when it was closed in this moment: sums do not move after that.
pub(super) async fn add(tx: &mut Tx, r: &Review, answers: &Answers, paper: bool) -> Result<()> {
    let county = r.place.county();
    let taken = tx
        .run(
            "UPDATE evaluate_review SET web = web + $3, paper = paper + $4, refused = refused + $5 \
             WHERE county = $1 AND id = $2 AND closed IS NULL",
            binds![&county, &r.id, !paper, paper, answers.refused],
        )
        .await?;
    if taken != 1 {
        return Err(r.over());
    }
    for (question, answer) in &answers.given {
        tx.run(
            "INSERT INTO evaluate_answer (county, review, question, answer, n) VALUES ($1, $2, $3, $4, 1) \
             ON CONFLICT (county, review, question, answer) DO UPDATE SET n = evaluate_answer.n + 1",
            binds![&county, &r.id, *question, *answer],
        )
        .await?;
    }
    Ok(())
}

/// The sums: how many gave which answer to which question.
pub(super) async fn sums(tx: &mut Tx, r: &Review) -> Result<BTreeMap<(String, String), i64>> {
    tx.all(
        "SELECT question, answer, n FROM evaluate_answer WHERE county = $1 AND review = $2",
        binds![r.place.county(), &r.id],
    )
    .await?
    .iter()
    .map(|row| Ok(((row.text("question")?, row.text("answer")?), row.int("n")?)))
    .collect()
}

/// Closes a review; says whether it was open.
pub(super) async fn shut(tx: &mut Tx, r: &Review) -> Result<bool> {
    let now = tx.now;
    let changed = tx
        .run(
            "UPDATE evaluate_review SET closed = $3 WHERE county = $1 AND id = $2 AND closed IS NULL",
            binds![r.place.county(), &r.id, now],
        )
        .await?;
    Ok(changed == 1)
}

/// The pages and forms of reviews.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    let rows = tx
        .all(
            "SELECT '/' || county || '/reviews/' || id AS path FROM evaluate_review \
             WHERE county >= '000000' ORDER BY opened LIMIT 20",
            binds![],
        )
        .await?;
    for row in rows {
        samples.push(Sample::public(row.text("path")?));
    }
    let now = tx.now;
    let rows = tx
        .all(
            "SELECT '/' || r.county || '/reviews/' || r.id AS path FROM evaluate_review r \
             WHERE r.county >= '000000' AND r.closed IS NULL AND r.ends >= $1 ORDER BY r.opened LIMIT 9",
            binds![now],
        )
        .await?;
    for row in rows {
        let path = row.text("path")?;
        for verb in ["hand", "sheet", "enter"] {
            samples.push(Sample::of(Role::Worker, format!("{path}/{verb}")));
        }
    }
    Ok(samples)
}
