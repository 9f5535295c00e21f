//! 反映·存取 — Keeping reports: what is public masked, what is private sealed.

use ::store::{Row, Tx, binds};
use ground::voice::Voice;
use kernel::{Channel, County, Id, MatterId, PlaceCode, Result, Role, Seal};
use web::Sample;

use super::Report;

const ORIGINAL: &str = "listen_report.original";
const NAME: &str = "listen_report.name";
const CONTACT: &str = "listen_report.contact";

/// What is kept of a person, sealed with the key outside the database.
#[derive(Debug, Default)]
pub(super) struct Private {
    original: Option<String>,
    name: Option<String>,
    contact: Option<String>,
}

impl Private {
    /// Seals what was given; nothing given keeps nothing.
    pub(super) fn seal(
        seal: &Seal,
        tx: &mut Tx,
        original: Option<&str>,
        name: &str,
        contact: &str,
    ) -> Result<Self> {
        let mut sealed = |column: &str, text: Option<&str>| {
            let given = text.filter(|t| !t.is_empty());
            given.map(|t| seal.seal(column, t, &mut *tx.rng)).transpose()
        };
        Ok(Self {
            original: sealed(ORIGINAL, original)?,
            name: sealed(NAME, Some(name))?,
            contact: sealed(CONTACT, Some(contact))?,
        })
    }
}

/// What somebody left to be reached by.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Left {
    /// What they call themselves.
    pub name: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// What they wrote, where something was masked.
    pub original: Option<String>,
}

pub(super) async fn insert(
    tx: &mut Tx,
    voice: &Voice,
    at: &PlaceCode,
    title: &str,
    words: &str,
    private: &Private,
) -> Result<()> {
    tx.run(
        "INSERT INTO listen_report (county, voice, matter, place, title, words, original, name, contact, \
         channel, entered, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        binds![
            at.county(), &voice.id, &voice.matter, at, title, words, private.original.clone(),
            private.name.clone(), private.contact.clone(), voice.channel, voice.entered.clone(), voice.at,
        ],
    )
    .await?;
    Ok(())
}

/// Puts another name and contact in place of those kept.
pub(super) async fn keep_contact(
    tx: &mut Tx,
    county: &County,
    voice: &Id<Voice>,
    private: &Private,
) -> Result<()> {
    tx.run(
        "UPDATE listen_report SET name = $3, contact = $4 WHERE county = $1 AND voice = $2",
        binds![county, voice, private.name.clone(), private.contact.clone()],
    )
    .await?;
    Ok(())
}

/// Forgets everything that was sealed for a voice: name, contact and the unmasked words.
pub(super) async fn forget(tx: &mut Tx, county: &County, voice: &Id<Voice>) -> Result<()> {
    tx.run(
        "UPDATE listen_report SET name = NULL, contact = NULL, original = NULL \
         WHERE county = $1 AND voice = $2",
        binds![county, voice],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Report> {
    Ok(Report {
        voice: row.id("voice")?,
        words: row.text("words")?,
        channel: row.word("channel", Channel::parse)?,
        entered: row.opt_text("entered")?,
        at: row.moment("at")?,
    })
}

/// What was said for a matter, latest first, at most `most`; those who joined without words are left out.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
    most: i64,
) -> Result<Vec<Report>> {
    tx.all(
        "SELECT voice, words, channel, entered, at FROM listen_report \
         WHERE county = $1 AND matter = $2 AND words <> '' ORDER BY at DESC, voice DESC LIMIT $3",
        binds![county, matter, most],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// What one voice said, and whether something is kept to reach them by.
pub(super) async fn of_voice(
    tx: &mut Tx,
    county: &County,
    voice: &Id<Voice>,
) -> Result<Option<(String, bool)>> {
    let row = tx
        .maybe(
            "SELECT words, CASE WHEN name IS NULL AND contact IS NULL AND original IS NULL THEN 0 ELSE 1 END \
             AS kept FROM listen_report WHERE county = $1 AND voice = $2",
            binds![county, voice],
        )
        .await?;
    row.map(|row| Ok((row.text("words")?, row.yes("kept")?))).transpose()
}

/// The voices of a matter that left something to be reached by, latest first.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn reachable(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Report>> {
    tx.all(
        "SELECT voice, words, channel, entered, at FROM listen_report WHERE county = $1 AND matter = $2 \
         AND (contact IS NOT NULL OR name IS NOT NULL OR original IS NOT NULL) \
         ORDER BY at DESC, voice DESC LIMIT 50",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Opens what a voice left. Only after the look was logged.
///
/// # Errors
/// [`kernel::Error::NotFound`] for an unknown voice; a fault when the key does not fit.
pub(crate) async fn open_contact(
    tx: &mut Tx,
    seal: &Seal,
    county: &County,
    voice: &Id<Voice>,
) -> Result<Left> {
    let row = tx
        .one(
            "SELECT original, name, contact FROM listen_report WHERE county = $1 AND voice = $2",
            binds![county, voice],
        )
        .await?;
    let open = |column: &str, kept: Option<String>| kept.map(|k| seal.open(column, &k)).transpose();
    Ok(Left {
        name: open(NAME, row.opt_text("name")?)?,
        contact: open(CONTACT, row.opt_text("contact")?)?,
        original: open(ORIGINAL, row.opt_text("original")?)?,
    })
}

/// Moves what was said to the matter the voices moved to.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn move_all(
    tx: &mut Tx,
    county: &County,
    from: &MatterId,
    to: &MatterId,
) -> Result<()> {
    tx.run(
        "UPDATE listen_report SET matter = $3 WHERE county = $1 AND matter = $2",
        binds![county, from, to],
    )
    .await?;
    Ok(())
}

/// The pages of reports.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    let rows = tx
        .all(
            "SELECT place FROM listen_report WHERE county >= '000000' \
             GROUP BY county, place ORDER BY county, place LIMIT 40",
            binds![],
        )
        .await?;
    for row in rows {
        let place = row.text("place")?;
        pages.push(Sample::public(format!("/places/{place}/report")));
        pages.push(Sample::public(format!("/places/{place}/report/paper")));
        pages.push(Sample::of(Role::Worker, format!("/places/{place}/report/enter")));
    }
    // What is at rest is not joined (see `join`): only a matter somebody still works on has that form.
    let open = tx
        .all(
            "SELECT '/' || county || '/matters/' || id AS path FROM ground_matter \
             WHERE county >= '000000' AND standing IN ('heard', 'open', 'waiting', 'parked') \
             ORDER BY raised, id LIMIT 3",
            binds![],
        )
        .await?;
    for row in open {
        pages.push(Sample::public(format!("{}/join", row.text("path")?)));
    }
    Ok(pages)
}
