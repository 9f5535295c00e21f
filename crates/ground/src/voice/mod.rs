//! 声音 — One person or body that raised or joined a matter, with a private link to follow it.
//!
//! The link's secret is not kept, only its digest. Each voice has its own verdict later.

use kernel::{Channel, County, Error, Id, MatterId, Moment, Result, digest, token};
use serde::Serialize;
use store::{Row, Tx, binds};

/// A voice for a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// Its id.
    pub id: Id<Voice>,
    /// The matter.
    pub matter: MatterId,
    /// How the word reached us.
    pub channel: Channel,
    /// The public alias of who entered it for the person; `None` when they did it themselves.
    pub entered: Option<String>,
    /// The account that spoke, if any; never shown.
    #[serde(skip)]
    pub person: Option<String>,
    /// When.
    pub at: Moment,
}

fn read(row: &Row) -> Result<Voice> {
    Ok(Voice {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        channel: row.word("channel", Channel::parse)?,
        entered: row.opt_text("entered")?,
        person: row.opt_text("person")?,
        at: row.moment("at")?,
    })
}

/// Adds a voice; gives it with the secret of its private link (`/{county}/follow/{secret}`).
///
/// # Errors
/// A fault when the database fails.
pub async fn add(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
    channel: Channel,
    entered: Option<&str>,
    person: Option<&str>,
) -> Result<(Voice, String)> {
    let secret = token(&mut *tx.rng, 26);
    let voice = Voice {
        id: Id::random(&mut *tx.rng),
        matter: matter.clone(),
        channel,
        entered: entered.map(str::to_owned),
        person: person.map(str::to_owned),
        at: tx.now,
    };
    tx.run(
        "INSERT INTO ground_voice (county, id, matter, mark, channel, entered, person, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        binds![
            county,
            &voice.id,
            matter,
            digest(&secret),
            channel,
            voice.entered.clone(),
            voice.person.clone(),
            tx.now,
        ],
    )
    .await?;
    Ok((voice, secret))
}

/// The voice a private link belongs to.
///
/// # Errors
/// [`Error::NotFound`] for any other secret.
pub async fn by_secret(tx: &mut Tx, county: &County, secret: &str) -> Result<Voice> {
    if secret.len() != 26 {
        return Err(Error::NotFound);
    }
    let row = tx
        .one(
            "SELECT id, matter, channel, entered, person, at FROM ground_voice \
             WHERE county = $1 AND mark = $2",
            binds![county, digest(secret)],
        )
        .await?;
    read(&row)
}

/// The voices of a matter, oldest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_matter(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<Vec<Voice>> {
    tx.all(
        "SELECT id, matter, channel, entered, person, at FROM ground_voice \
         WHERE county = $1 AND matter = $2 ORDER BY at, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Moves the voices of a matter to the one it was joined to; says how many.
///
/// # Errors
/// A fault when the database fails.
pub async fn move_all(tx: &mut Tx, county: &County, from: &MatterId, to: &MatterId) -> Result<i64> {
    let moved = tx
        .run(
            "UPDATE ground_voice SET matter = $3 WHERE county = $1 AND matter = $2",
            binds![county, from, to],
        )
        .await?;
    i64::try_from(moved).map_err(Error::fault)
}
