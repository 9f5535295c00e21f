//! 奖补·存取 — Keeping awards and inspections.

use kernel::{County, Error, Fen, Id, Result};
use store::{Row, Tx, binds};

use super::{Award, Inspection, Inspector, State};
use crate::project::{Project, changed};

fn read(row: &Row) -> Result<Award> {
    Ok(Award {
        id: row.id("id")?,
        project: row.id("project")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        state: row.word("state", State::parse)?,
        calc: serde_json::from_str(&row.text("calc")?).map_err(Error::fault)?,
        rule: row.text("rule")?,
        applied_by: row.text("applied_by")?,
        applied_name: row.text("applied_name")?,
        notice: row.opt_id("notice")?,
        paid: row.opt_int("paid")?.map(Fen),
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// An award by its id.
pub(super) async fn load(tx: &mut Tx, county: &County, id: &Id<Award>) -> Result<Award> {
    let sql = "SELECT * FROM build_award WHERE county = $1 AND id = $2";
    read(&tx.one(sql, binds![county, id]).await?)
}

/// The award of a project that is not replaced, if there is one.
pub(crate) async fn current(
    tx: &mut Tx,
    county: &County,
    project: &Id<Project>,
) -> Result<Option<Award>> {
    let sql = "SELECT * FROM build_award WHERE county = $1 AND project = $2 AND state <> 'replaced' \
               ORDER BY at DESC, id";
    tx.maybe(sql, binds![county, project]).await?.as_ref().map(read).transpose()
}

pub(super) async fn insert(tx: &mut Tx, a: &Award) -> Result<()> {
    let calc = serde_json::to_string(&a.calc).map_err(Error::fault)?;
    tx.run(
        "INSERT INTO build_award (county, id, project, matter, place, state, calc, rule, applied_by, \
         applied_name, at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)",
        binds![
            a.place.county(), &a.id, &a.project, &a.matter, &a.place, a.state.word(), calc, &a.rule,
            &a.applied_by, &a.applied_name, a.at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a changed award; of two at the same moment, the second is refused.
pub(super) async fn save(tx: &mut Tx, a: &mut Award) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE build_award SET state = $3, notice = $4, paid = $5, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $6",
            binds![a.place.county(), &a.id, a.state.word(), a.notice.as_ref(), a.paid, a.version],
        )
        .await?;
    if kept != 1 {
        return Err(changed(a.url()));
    }
    a.version += 1;
    Ok(())
}

/// What was found, oldest first.
pub(super) async fn inspections(
    tx: &mut Tx,
    county: &County,
    award: &Id<Award>,
) -> Result<Vec<Inspection>> {
    let sql = "SELECT kind, person, name, ok, words, at FROM build_inspection \
               WHERE county = $1 AND award = $2 ORDER BY seq";
    let rows = tx.all(sql, binds![county, award]).await?;
    rows.iter()
        .map(|row| {
            Ok(Inspection {
                kind: row.word("kind", Inspector::parse)?,
                person: row.text("person")?,
                name: row.text("name")?,
                ok: row.yes("ok")?,
                words: row.text("words")?,
                at: row.moment("at")?,
            })
        })
        .collect()
}

pub(super) async fn add_inspection(tx: &mut Tx, award: &Award, i: &Inspection) -> Result<()> {
    tx.run(
        "INSERT INTO build_inspection (county, award, seq, kind, person, name, ok, words, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        binds![
            award.place.county(),
            &award.id,
            award.version,
            i.kind.word(),
            &i.person,
            &i.name,
            i.ok,
            &i.words,
            i.at,
        ],
    )
    .await?;
    Ok(())
}
