//! 案例存取 — Keeping cases, their editions, and what they are found by.

use kernel::{County, Error, Id, MatterId, Moment, PlaceCode, Refusal, Result, Role};
use store::{Row, Tx, binds};
use web::Sample;

use super::{Basis, Case, State, Words};
use crate::board::counties;

fn read(row: &Row) -> Result<Case> {
    Ok(Case {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        state: row.word("state", State::parse)?,
        edition: row.int("edition")?,
        words: words(row)?,
        basis: basis(row)?,
        tried: row.int("tried")?,
        reason: row.opt_text("reason")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

fn words(row: &Row) -> Result<Words> {
    Ok(Words {
        title: row.text("title")?,
        problem: row.text("problem")?,
        worked: row.text("worked")?,
        differently: row.text("differently")?,
        limits: row.text("limits")?,
    })
}

fn basis(row: &Row) -> Result<Basis> {
    Ok(Basis { upto: row.int("upto")?, days: row.int("days")?, voices: row.int("voices")? })
}

/// A case by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Case>) -> Result<Case> {
    let row = tx
        .one(
            "SELECT id, matter, place, state, edition, title, problem, worked, differently, limits, upto, \
             days, voices, tried, reason, version, at FROM share_case WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The case of a matter that was not withdrawn.
pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Option<Case>> {
    let row = tx
        .maybe(
            "SELECT id, matter, place, state, edition, title, problem, worked, differently, limits, upto, \
             days, voices, tried, reason, version, at FROM share_case \
             WHERE county = $1 AND matter = $2 AND state <> 'withdrawn'",
            binds![county, matter],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// Begins a case. Of two written for one matter at the same moment, the second is refused.
pub(super) async fn insert(tx: &mut Tx, c: &Case) -> Result<()> {
    let kept = tx
        .run(
            "INSERT INTO share_case (county, id, matter, place, state, edition, title, problem, worked, \
             differently, limits, upto, days, voices, tried, version, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, 0, $15) \
             ON CONFLICT DO NOTHING",
            binds![
                c.place.county(), &c.id, &c.matter, &c.place, c.state.word(), c.edition, &c.words.title,
                &c.words.problem, &c.words.worked, &c.words.differently, &c.words.limits, c.basis.upto,
                c.basis.days, c.basis.voices, c.at,
            ],
        )
        .await?;
    if kept == 1 { Ok(()) } else { Err(Refusal::new("share-case-refused-second").into()) }
}

/// Keeps a changed case; of two at the same moment, the second is refused and shown the newer state.
pub(super) async fn save(tx: &mut Tx, c: &mut Case) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE share_case SET state = $3, edition = $4, title = $5, problem = $6, worked = $7, \
             differently = $8, limits = $9, upto = $10, days = $11, voices = $12, tried = $13, reason = $14, \
             at = $15, version = version + 1 WHERE county = $1 AND id = $2 AND version = $16",
            binds![
                c.place.county(), &c.id, c.state.word(), c.edition, &c.words.title, &c.words.problem,
                &c.words.worked, &c.words.differently, &c.words.limits, c.basis.upto, c.basis.days,
                c.basis.voices, c.tried, c.reason.clone(), c.at, c.version,
            ],
        )
        .await?;
    if kept != 1 {
        return Err(Refusal::new("ground-matter-refused-changed")
            .next(c.url(), "share-case-look")
            .into());
    }
    c.version += 1;
    Ok(())
}

/// Keeps the edition that is public now, and the words it is found by.
pub(super) async fn keep_edition(tx: &mut Tx, c: &Case) -> Result<()> {
    let county = c.place.county();
    tx.run(
        "INSERT INTO share_case_edition (county, id, edition, title, problem, worked, differently, limits, \
         upto, days, voices, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        binds![
            &county, &c.id, c.edition, &c.words.title, &c.words.problem, &c.words.worked,
            &c.words.differently, &c.words.limits, c.basis.upto, c.basis.days, c.basis.voices, c.at,
        ],
    )
    .await?;
    tx.run("DELETE FROM share_case_word WHERE county = $1 AND id = $2", binds![&county, &c.id])
        .await?;
    for (word, _) in c.words.found_by().iter() {
        tx.run(
            "INSERT INTO share_case_word (county, word, id, at) VALUES ($1, $2, $3, $4)",
            binds![&county, word, &c.id, c.at],
        )
        .await?;
    }
    Ok(())
}

/// An edition that was public: its words, what it rests on, and when it came out.
pub(super) async fn edition(
    tx: &mut Tx,
    county: &County,
    id: &Id<Case>,
    edition: i64,
) -> Result<(Words, Basis, Moment)> {
    let row = tx
        .one(
            "SELECT title, problem, worked, differently, limits, upto, days, voices, at \
             FROM share_case_edition WHERE county = $1 AND id = $2 AND edition = $3",
            binds![county, id, edition],
        )
        .await?;
    Ok((words(&row)?, basis(&row)?, row.moment("at")?))
}

/// Where a list of cases goes on: the last one's moment and id.
pub(super) type After = (i64, String);

/// The published cases of a place and everything in it, latest first.
pub(super) async fn page_of(
    tx: &mut Tx,
    at: &PlaceCode,
    after: After,
    most: i64,
) -> Result<Vec<Case>> {
    let (from, to) = at.range();
    let (low, high) = counties(at);
    tx.all(
        "SELECT id, matter, place, state, edition, title, problem, worked, differently, limits, upto, days, \
         voices, tried, reason, version, at FROM share_case WHERE county >= $1 AND county <= $2 \
         AND place >= $3 AND place < $4 AND state = 'published' AND (at, id) < ($5, $6) \
         ORDER BY at DESC, id DESC LIMIT $7",
        binds![low, high, from, to, after.0, after.1, most],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The published cases of all places, latest first.
pub(super) async fn page_of_all(tx: &mut Tx, after: After, most: i64) -> Result<Vec<Case>> {
    tx.all(
        "SELECT id, matter, place, state, edition, title, problem, worked, differently, limits, upto, days, \
         voices, tried, reason, version, at FROM share_case WHERE county >= '000000' \
         AND state = 'published' AND (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3",
        binds![after.0, after.1, most],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The published cases that hold a word, latest first.
pub(super) async fn page_with(
    tx: &mut Tx,
    word: &str,
    after: After,
    most: i64,
) -> Result<Vec<Case>> {
    tx.all(
        "SELECT c.id, c.matter, c.place, c.state, c.edition, c.title, c.problem, c.worked, c.differently, \
         c.limits, c.upto, c.days, c.voices, c.tried, c.reason, c.version, c.at \
         FROM (SELECT county, id, at FROM share_case_word WHERE county >= '000000' AND word = $1 \
         AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4) AS w \
         JOIN share_case c ON c.county = w.county AND c.id = w.id \
         WHERE c.state = 'published' ORDER BY w.at DESC, w.id DESC",
        binds![word, after.0, after.1, most],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The pages of cases.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = vec![Sample::public("/cases"), Sample::public("/cases?words=广场")];
    let cases = tx
        .all(
            "SELECT '/' || county || '/cases/' || id AS path, place FROM share_case \
             WHERE county >= '000000' AND state = 'published' ORDER BY at, id LIMIT 9",
            binds![],
        )
        .await?;
    for row in cases {
        let path = row.text("path")?;
        pages.push(Sample::public(format!("/places/{}/cases", row.text("place")?)));
        pages.push(Sample::of(Role::Resident, format!("{path}/try")));
        pages.push(Sample::of(Role::Worker, format!("{path}/revise")));
        pages.push(Sample::of(Role::Worker, format!("{path}/withdraw")));
        pages.push(Sample::public(path));
    }
    let drafts = tx
        .all(
            "SELECT '/' || county || '/cases/' || id AS path FROM share_case \
             WHERE county >= '000000' AND state = 'draft' ORDER BY at, id LIMIT 9",
            binds![],
        )
        .await?;
    for row in drafts {
        pages.push(Sample::of(Role::Worker, format!("{}/publish", row.text("path")?)));
        pages.push(Sample::of(Role::Worker, row.text("path")?));
    }
    let untold = tx
        .all(
            "SELECT '/' || county || '/matters/' || id || '/case' AS path FROM ground_matter m \
             WHERE county >= '000000' AND standing = 'solved' AND stage IN ('evaluate', 'share') \
             AND NOT EXISTS (SELECT 1 FROM share_case c WHERE c.county = m.county AND c.matter = m.id \
             AND c.state <> 'withdrawn') ORDER BY raised LIMIT 9",
            binds![],
        )
        .await?;
    for row in untold {
        pages.push(Sample::of(Role::Worker, row.text("path")?));
    }
    Ok(pages)
}

/// Reads where a list goes on, `1677632400000-<id>`.
pub(super) fn after(text: &str) -> Option<After> {
    let (moment, id) = text.split_once('-')?;
    let id: Id<Case> = Id::parse(id).ok()?;
    Some((moment.parse().map_err(|_| Error::NotFound).ok()?, id.to_string()))
}
