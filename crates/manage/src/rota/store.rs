//! 存取 — Keeping rotas, their slots and turns, and what was seen.

use ::store::{Row, Tx, binds};
use kernel::{Channel, County, Error, Id, MatterId, Result, Role};
use web::Sample;

use super::{Rota, Sight, Slot, Turn};
use crate::committee::Committee;
use crate::later;

fn read(row: &Row) -> Result<Rota> {
    Ok(Rota {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        title: row.text("title")?,
        duty: row.text("duty")?,
        body: row.opt_id("body")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A rota by its id.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Rota>) -> Result<Rota> {
    let row = tx
        .one(
            "SELECT id, matter, place, title, duty, body, at, version FROM manage_rota \
             WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The rotas a body looks after.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_body(tx: &mut Tx, county: &County, body: &Id<Committee>) -> Result<Vec<Rota>> {
    tx.all(
        "SELECT id, matter, place, title, duty, body, at, version FROM manage_rota \
         WHERE county = $1 AND body = $2 ORDER BY at, id",
        binds![county, body],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The rotas of a matter with how many people are still needed from now on.
pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<(Rota, i64)>> {
    let rows = tx
        .all(
            "SELECT id, matter, place, title, duty, body, at, version FROM manage_rota \
             WHERE county = $1 AND matter = $2 ORDER BY at, id",
            binds![county, matter],
        )
        .await?;
    let mut rotas = Vec::new();
    for row in rows {
        let rota = read(&row)?;
        let open = tx
            .one(
                "SELECT CAST(COALESCE(SUM(needs - taken), 0) AS BIGINT) AS n FROM manage_slot \
                 WHERE county = $1 AND rota = $2 AND starts > $3",
                binds![county, &rota.id, tx.now],
            )
            .await?;
        rotas.push((rota, open.int("n")?));
    }
    Ok(rotas)
}

/// All slots of a rota with who comes and what was seen.
pub(super) async fn slots(tx: &mut Tx, rota: &Rota) -> Result<Vec<Slot>> {
    let county = rota.place.county();
    let mut slots: Vec<Slot> = tx
        .all(
            "SELECT no, starts, ends, needs, taken FROM manage_slot WHERE county = $1 AND rota = $2 ORDER BY no",
            binds![&county, &rota.id],
        )
        .await?
        .iter()
        .map(|r| {
            Ok(Slot {
                no: r.int("no")?,
                starts: r.moment("starts")?,
                ends: r.moment("ends")?,
                needs: r.int("needs")?,
                taken: r.int("taken")?,
                turns: Vec::new(),
                sights: Vec::new(),
            })
        })
        .collect::<Result<_>>()?;
    let turns = tx
        .all(
            "SELECT slot, alias, person, channel FROM manage_turn WHERE county = $1 AND rota = $2 \
             ORDER BY slot, at, line, id",
            binds![&county, &rota.id],
        )
        .await?;
    for r in turns {
        let no = r.int("slot")?;
        let channel = r.word("channel", Channel::parse)?;
        let turn = Turn { alias: r.text("alias")?, person: r.opt_text("person")?, channel };
        if let Some(slot) = slots.iter_mut().find(|s| s.no == no) {
            slot.turns.push(turn);
        }
    }
    let sights = tx
        .all(
            "SELECT slot, spot, seen FROM manage_sight WHERE county = $1 AND rota = $2 ORDER BY slot, at, id",
            binds![&county, &rota.id],
        )
        .await?;
    for r in sights {
        let no = r.int("slot")?;
        let sight = Sight { spot: r.text("spot")?, seen: r.text("seen")? };
        if let Some(slot) = slots.iter_mut().find(|s| s.no == no) {
            slot.sights.push(sight);
        }
    }
    Ok(slots)
}

/// One slot by its number.
pub(super) async fn slot(tx: &mut Tx, rota: &Rota, no: i64) -> Result<Slot> {
    let slots = slots(tx, rota).await?;
    slots.into_iter().find(|s| s.no == no).ok_or(Error::NotFound)
}

pub(super) async fn insert(tx: &mut Tx, rota: &Rota, slots: &[Slot]) -> Result<()> {
    let county = rota.place.county();
    tx.run(
        "INSERT INTO manage_rota (county, id, matter, place, title, duty, body, at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        binds![
            &county,
            &rota.id,
            &rota.matter,
            &rota.place,
            &rota.title,
            &rota.duty,
            rota.body.as_ref(),
            rota.at,
        ],
    )
    .await?;
    for slot in slots {
        tx.run(
            "INSERT INTO manage_slot (county, rota, no, starts, ends, needs, taken) \
             VALUES ($1, $2, $3, $4, $5, $6, 0)",
            binds![&county, &rota.id, slot.no, slot.starts, slot.ends, slot.needs],
        )
        .await?;
    }
    Ok(())
}

/// Marks that paper was entered; of two helpers at the same moment, the second sees the newer state.
pub(super) async fn save(tx: &mut Tx, rota: &mut Rota) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE manage_rota SET version = version + 1 WHERE county = $1 AND id = $2 AND version = $3",
            binds![rota.place.county(), &rota.id, rota.version],
        )
        .await?;
    if kept != 1 {
        return Err(later::changed(rota.url()));
    }
    rota.version += 1;
    Ok(())
}

/// Moves a body's rotas to its heir, or to nobody.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    county: &County,
    from: &Id<Committee>,
    heir: Option<&Id<Committee>>,
) -> Result<()> {
    tx.run(
        "UPDATE manage_rota SET body = $3, version = version + 1 WHERE county = $1 AND body = $2",
        binds![county, from, heir],
    )
    .await?;
    Ok(())
}

/// The pages of rotas.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT county, id, matter FROM manage_rota WHERE county >= '000000' ORDER BY at, id LIMIT 9",
            binds![],
        )
        .await?;
    let mut pages = Vec::new();
    for row in rows {
        let (county, id) = (row.text("county")?, row.text("id")?);
        let url = format!("/{county}/rotas/{id}");
        pages.push(Sample::of(
            Role::Worker,
            format!("/{county}/matters/{}/rotas/plan", row.text("matter")?),
        ));
        pages.push(Sample::of(Role::Worker, format!("{url}/enter")));
        pages.push(Sample::of(Role::Worker, format!("{url}/slots/1/report")));
        pages.push(Sample::of(Role::Resident, format!("{url}/slots/1/sign-up")));
        pages.push(Sample::of(Role::Resident, url.clone()));
        pages.push(Sample::public(format!("{url}/sheet")));
        pages.push(Sample::public(url));
    }
    Ok(pages)
}
