//! 人次 — Keeping who comes, and what was seen: the database counts the places of a slot.

use ::store::{Tx, binds};
use kernel::{Actor, Channel, Error, Id, Result};

use super::{Rota, Sight, Slot, Turn};
use crate::later;

/// Takes a place in a slot; `false` when there was none left. Of two at the same moment both get a
/// place if there are two, and the database counts.
pub(super) async fn take(tx: &mut Tx, rota: &Rota, no: i64) -> Result<bool> {
    let taken = tx
        .run(
            "UPDATE manage_slot SET taken = taken + 1 WHERE county = $1 AND rota = $2 AND no = $3 \
             AND taken < needs",
            binds![rota.place.county(), &rota.id, no],
        )
        .await?;
    Ok(taken == 1)
}

/// Puts somebody down, on a line of the paper or next on the page; `false` when the account was down already.
pub(super) async fn put(tx: &mut Tx, rota: &Rota, no: i64, turn: &Turn, line: i64) -> Result<bool> {
    let id: Id<Turn> = Id::random(&mut *tx.rng);
    let put = tx
        .run(
            "INSERT INTO manage_turn (county, rota, slot, id, alias, person, channel, line, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
            binds![
                rota.place.county(),
                &rota.id,
                no,
                &id,
                &turn.alias,
                turn.person.clone(),
                turn.channel,
                line,
                tx.now,
            ],
        )
        .await?;
    Ok(put == 1)
}

/// Takes an account's turn out of a slot; nothing of it is kept.
pub(super) async fn give_back(tx: &mut Tx, rota: &Rota, no: i64, actor: &Actor) -> Result<()> {
    let county = rota.place.county();
    let gone = tx
        .run(
            "DELETE FROM manage_turn WHERE county = $1 AND rota = $2 AND slot = $3 AND person = $4",
            binds![&county, &rota.id, no, actor.person.clone()],
        )
        .await?;
    if gone != 1 {
        return Err(later::changed(rota.url()));
    }
    tx.run(
        "UPDATE manage_slot SET taken = taken - 1 WHERE county = $1 AND rota = $2 AND no = $3",
        binds![&county, &rota.id, no],
    )
    .await?;
    Ok(())
}

/// Puts what stands on paper in the place of what was entered from paper before; `false` when a slot
/// has not so many places.
pub(super) async fn set_paper(
    tx: &mut Tx,
    rota: &Rota,
    slot: &Slot,
    names: &[String],
) -> Result<bool> {
    let county = rota.place.county();
    let gone = tx
        .run(
            "DELETE FROM manage_turn WHERE county = $1 AND rota = $2 AND slot = $3 AND channel = 'paper'",
            binds![&county, &rota.id, slot.no],
        )
        .await?;
    let more = i64::try_from(names.len()).map_err(Error::fault)?
        - i64::try_from(gone).map_err(Error::fault)?;
    let fits = tx
        .run(
            "UPDATE manage_slot SET taken = taken + $4 WHERE county = $1 AND rota = $2 AND no = $3 \
             AND taken + $4 <= needs",
            binds![&county, &rota.id, slot.no, more],
        )
        .await?;
    for (line, name) in (1..).zip(names) {
        let turn = Turn { alias: name.clone(), person: None, channel: Channel::Paper };
        put(tx, rota, slot.no, &turn, line).await?;
    }
    Ok(fits == 1)
}

/// Keeps what was seen.
pub(super) async fn saw(tx: &mut Tx, rota: &Rota, no: i64, sight: &Sight) -> Result<()> {
    let id: Id<Sight> = Id::random(&mut *tx.rng);
    tx.run(
        "INSERT INTO manage_sight (county, rota, slot, id, spot, seen, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![rota.place.county(), &rota.id, no, &id, &sight.spot, &sight.seen, tx.now],
    )
    .await?;
    Ok(())
}
