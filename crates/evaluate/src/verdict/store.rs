//! 存评价 — Keeping rounds and what was said in them.

use ::store::{Row, Tx, binds};
use ground::voice::Voice;
use kernel::{Channel, County, Id, MatterId, Result, Role};
use web::Sample;

use super::round::{Heard, Round};
use super::{Said, State};
use crate::rates;

fn read(row: &Row) -> Result<Round> {
    Ok(Round {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        number: row.int("number")?,
        opened: row.moment("opened")?,
        due: row.opt_moment("due")?,
        rule: row.text("rule")?,
        handlers: row.text("handlers")?.lines().map(str::to_owned).collect(),
        state: row.word("state", State::parse)?,
        settled: row.opt_moment("settled")?,
        heard: Vec::new(),
    })
}

/// The latest round of a matter, with its voices.
///
/// # Errors
/// A fault when the database fails.
pub async fn latest(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<Option<Round>> {
    let row = tx
        .maybe(
            "SELECT id, matter, place, number, opened, due, rule, handlers, state, settled \
             FROM evaluate_round WHERE county = $1 AND matter = $2 ORDER BY number DESC LIMIT 1",
            binds![county, matter],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut round = read(&row)?;
    round.heard = heard(tx, county, &round.id).await?;
    Ok(Some(round))
}

/// As [`latest`], for writing: of two who speak at the same moment, the second waits and sees the first.
pub(crate) async fn hold(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<Option<Round>> {
    tx.run(
        "UPDATE evaluate_round SET version = version + 1 WHERE county = $1 AND matter = $2",
        binds![county, matter],
    )
    .await?;
    latest(tx, county, matter).await
}

async fn heard(tx: &mut Tx, county: &County, round: &Id<Round>) -> Result<Vec<Heard>> {
    let tried = tx
        .all(
            "SELECT voice, day FROM evaluate_attempt WHERE county = $1 AND round = $2 ORDER BY day",
            binds![county, round],
        )
        .await?
        .iter()
        .map(|row| Ok((row.id("voice")?, row.text("day")?)))
        .collect::<Result<Vec<(Id<Voice>, String)>>>()?;
    tx.all(
        "SELECT voice, turn, came, late, said, channel, entered, words, at FROM evaluate_heard \
         WHERE county = $1 AND round = $2 ORDER BY turn",
        binds![county, round],
    )
    .await?
    .iter()
    .map(|row| {
        let voice: Id<Voice> = row.id("voice")?;
        let days = tried.iter().filter(|(v, _)| *v == voice).map(|(_, day)| day.clone());
        Ok(Heard {
            turn: row.int("turn")?,
            came: row.word("came", Channel::parse)?,
            late: row.yes("late")?,
            said: row.opt_word("said", Said::parse)?,
            channel: row.opt_word("channel", Channel::parse)?,
            entered: row.opt_text("entered")?,
            words: row.opt_text("words")?,
            at: row.opt_moment("at")?,
            tried: days.collect(),
            voice,
        })
    })
    .collect()
}

pub(super) async fn insert(tx: &mut Tx, r: &Round) -> Result<()> {
    tx.run(
        "INSERT INTO evaluate_round (county, id, matter, place, number, opened, due, rule, handlers, \
         state, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)",
        binds![
            r.place.county(), &r.id, &r.matter, &r.place, r.number, r.opened, r.due, &r.rule,
            r.handlers.join("\n"), r.state.word(),
        ],
    )
    .await?;
    for heard in &r.heard {
        keep(tx, r, heard).await?;
    }
    Ok(())
}

/// Keeps how a round stands, and moves it in the place's numbers.
pub(crate) async fn save(tx: &mut Tx, r: &Round) -> Result<()> {
    tx.run(
        "UPDATE evaluate_round SET state = $3, settled = $4, due = $5 WHERE county = $1 AND id = $2",
        binds![r.place.county(), &r.id, r.state.word(), r.settled, r.due],
    )
    .await?;
    rates::mark_round(tx, r).await
}

/// Keeps what one voice said.
pub(super) async fn keep_voice(tx: &mut Tx, r: &Round, voice: &Id<Voice>) -> Result<()> {
    match r.heard.iter().find(|h| h.voice == *voice) {
        Some(heard) => keep(tx, r, heard).await,
        None => Ok(()),
    }
}

async fn keep(tx: &mut Tx, r: &Round, h: &Heard) -> Result<()> {
    tx.run(
        "INSERT INTO evaluate_heard (county, round, voice, turn, came, late, said, channel, entered, words, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (county, round, voice) DO UPDATE SET \
         said = excluded.said, channel = excluded.channel, entered = excluded.entered, \
         words = excluded.words, at = excluded.at",
        binds![
            r.place.county(), &r.id, &h.voice, h.turn, h.came, h.late, h.said.map(Said::word).map(str::to_owned),
            h.channel, h.entered.clone(), h.words.clone(), h.at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps an attempt to reach a voice.
pub(super) async fn attempt(
    tx: &mut Tx,
    r: &Round,
    voice: &Id<Voice>,
    day: &str,
    channel: Channel,
) -> Result<()> {
    let who = tx.actor.name.clone();
    tx.run(
        "INSERT INTO evaluate_attempt (county, round, voice, day, channel, entered, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![r.place.county(), &r.id, voice, day, channel, who, tx.now],
    )
    .await?;
    Ok(())
}

/// The forms of rounds that are open. A private link's page has no sample: its secret is not kept.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    tx.all(
        "SELECT '/' || r.county || '/matters/' || r.matter || '/verdict' AS path FROM evaluate_round r \
         JOIN evaluate_heard h ON h.county = r.county AND h.round = r.id AND h.said IS NULL \
         WHERE r.county >= '000000' AND r.state = 'open' ORDER BY r.opened LIMIT 9",
        binds![],
    )
    .await?
    .iter()
    .map(|row| row.text("path").map(|path| Sample::of(Role::Worker, path)))
    .collect()
}
