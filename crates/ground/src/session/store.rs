//! 存登录 — Keeping slips and sessions.
//!
//! A token is `<county>-<letters>`: the county says which shard knows it, the letters are the secret.

use std::future::Future;
use std::pin::Pin;

use kernel::{Actor, County, Id, Moment, Result, days, digest, token};
use store::{Row, Tx, binds};
use web::App;

use super::list::Session;
use crate::person::{self, Person};

/// A session lasts thirty days.
const SESSION: i64 = days(30);

/// Makes a slip for a person: the code to print. The code itself is not kept.
///
/// # Errors
/// A fault when the database fails.
pub async fn slip(
    tx: &mut Tx,
    county: &County,
    person: &Id<Person>,
    until: Option<Moment>,
) -> Result<String> {
    let code = format!("{county}-{}", token(&mut *tx.rng, 16));
    tx.run(
        "INSERT INTO ground_slip (county, mark, person, until) VALUES ($1, $2, $3, $4)",
        binds![county, digest(&code), person, until],
    )
    .await?;
    Ok(code)
}

fn county_of(token: &str) -> Option<County> {
    County::parse(token.split_once('-')?.0).ok()
}

/// The person a slip belongs to.
pub(super) async fn claimed(tx: &mut Tx, code: &str) -> Result<Option<(County, String)>> {
    let Some(county) = county_of(code) else { return Ok(None) };
    let row = tx
        .maybe(
            "SELECT person FROM ground_slip WHERE county = $1 AND mark = $2 \
             AND (until IS NULL OR until > $3)",
            binds![&county, digest(code), tx.now],
        )
        .await?;
    row.map(|row| Ok((county, row.text("person")?))).transpose()
}

/// Begins a session; gives the token for the cookie.
///
/// # Errors
/// A fault when the database fails.
pub async fn begin(tx: &mut Tx, county: &County, person: &str) -> Result<String> {
    let secret = format!("{county}-{}", token(&mut *tx.rng, 32));
    tx.run(
        "INSERT INTO ground_session (county, mark, person, begun, until) VALUES ($1, $2, $3, $4, $5)",
        binds![county, digest(&secret), person, tx.now, tx.now.plus(SESSION)],
    )
    .await?;
    Ok(secret)
}

pub(super) async fn end(tx: &mut Tx, secret: &str) -> Result<()> {
    let Some(county) = county_of(secret) else { return Ok(()) };
    tx.run(
        "DELETE FROM ground_session WHERE county = $1 AND mark = $2",
        binds![county, digest(secret)],
    )
    .await?;
    Ok(())
}

/// Who a session token belongs to; `None` when it has ended.
pub fn identify<'a>(
    app: &'a App,
    secret: &'a str,
    now: Moment,
) -> Pin<Box<dyn Future<Output = Result<Option<Actor>>> + Send + 'a>> {
    Box::pin(async move {
        let Some(county) = county_of(secret) else { return Ok(None) };
        let mut tx = app.db.read(&Actor::visitor(), now, (app.rng)()).await?;
        let row = tx
            .maybe(
                "SELECT person FROM ground_session WHERE county = $1 AND mark = $2 AND until > $3",
                binds![&county, digest(secret), now],
            )
            .await?;
        match row {
            Some(row) => person::actor(&mut tx, &county, &row.text("person")?).await.map(Some),
            None => Ok(None),
        }
    })
}

/// How much of a session's mark names it in addresses: enough to tell one's own apart.
const NAME: i64 = 16;

/// The sessions of whoever a token belongs to, the latest first.
pub(super) async fn beside(tx: &mut Tx, secret: &str) -> Result<Vec<Session>> {
    let Some(county) = county_of(secret) else { return Ok(Vec::new()) };
    let mark = digest(secret);
    let rows = tx
        .all(
            "SELECT s.mark, SUBSTR(s.mark, 1, CAST($4 AS INTEGER)) AS id, s.begun, s.until FROM ground_session s JOIN ground_session h \
             ON h.county = s.county AND h.person = s.person \
             WHERE s.county = $1 AND h.county = $1 AND h.mark = $2 AND s.until > $3 \
             ORDER BY s.begun DESC, s.mark",
            binds![&county, &mark, tx.now, NAME],
        )
        .await?;
    let read = |row: &Row| {
        Ok(Session {
            id: row.text("id")?,
            begun: row.moment("begun")?,
            until: row.moment("until")?,
            here: row.text("mark")? == mark,
        })
    };
    rows.iter().map(read).collect()
}

/// Ends the session of that name of whoever a token belongs to.
pub(super) async fn close(tx: &mut Tx, secret: &str, id: &str) -> Result<()> {
    let Some(county) = county_of(secret) else { return Ok(()) };
    tx.run(
        "DELETE FROM ground_session WHERE county = $1 AND SUBSTR(mark, 1, CAST($4 AS INTEGER)) = $3 AND person IN \
         (SELECT person FROM ground_session WHERE county = $1 AND mark = $2)",
        binds![county, digest(secret), id, NAME],
    )
    .await?;
    Ok(())
}

/// Ends all sessions of whoever a token belongs to but this one.
pub(super) async fn close_others(tx: &mut Tx, secret: &str) -> Result<()> {
    let Some(county) = county_of(secret) else { return Ok(()) };
    tx.run(
        "DELETE FROM ground_session WHERE county = $1 AND mark <> $2 AND person IN \
         (SELECT person FROM ground_session WHERE county = $1 AND mark = $2)",
        binds![county, digest(secret)],
    )
    .await?;
    Ok(())
}
