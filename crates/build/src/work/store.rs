//! 工序·存取 — Keeping steps, monitors and defects.

use kernel::{County, Id, Result};
use store::{Row, Tx, binds};

use super::{Defect, DefectState, Monitor, State, Step};
use crate::project::{Project, changed};

fn read(row: &Row) -> Result<Step> {
    Ok(Step {
        id: row.id("id")?,
        project: row.id("project")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        what: row.text("what")?,
        begins: row.text("begins")?,
        ends: row.text("ends")?,
        doer: row.text("doer")?,
        state: row.word("state", State::parse)?,
        started: row.opt_text("started")?,
        completed: row.opt_text("completed")?,
        completed_by: row.opt_text("completed_by")?,
        note: row.opt_text("note")?,
        signed_by: row.opt_text("signed_by")?,
        signed_name: row.opt_text("signed_name")?,
        signed_at: row.opt_moment("signed_at")?,
        version: row.int("version")?,
    })
}

/// A step by its id.
pub(super) async fn load(tx: &mut Tx, county: &County, id: &Id<Step>) -> Result<Step> {
    let sql = "SELECT * FROM build_step WHERE county = $1 AND id = $2";
    read(&tx.one(sql, binds![county, id]).await?)
}

/// The steps of a project, in the order they begin.
pub(crate) async fn steps(
    tx: &mut Tx,
    county: &County,
    project: &Id<Project>,
) -> Result<Vec<Step>> {
    let sql = "SELECT * FROM build_step WHERE county = $1 AND project = $2 ORDER BY begins, at, id";
    tx.all(sql, binds![county, project]).await?.iter().map(read).collect()
}

pub(super) async fn insert(tx: &mut Tx, s: &Step) -> Result<()> {
    tx.run(
        "INSERT INTO build_step (county, id, project, matter, place, what, begins, ends, doer, state, \
         at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)",
        binds![
            s.place.county(), &s.id, &s.project, &s.matter, &s.place, &s.what, &s.begins, &s.ends,
            &s.doer, s.state.word(), tx.now,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a changed step; of two at the same moment, the second is refused.
pub(super) async fn save(tx: &mut Tx, s: &mut Step) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE build_step SET doer = $3, state = $4, started = $5, completed = $6, \
             completed_by = $7, note = $8, signed_by = $9, signed_name = $10, signed_at = $11, \
             version = version + 1 WHERE county = $1 AND id = $2 AND version = $12",
            binds![
                s.place.county(),
                &s.id,
                &s.doer,
                s.state.word(),
                s.started.clone(),
                s.completed.clone(),
                s.completed_by.clone(),
                s.note.clone(),
                s.signed_by.clone(),
                s.signed_name.clone(),
                s.signed_at,
                s.version,
            ],
        )
        .await?;
    if kept != 1 {
        return Err(changed(format!("/{}/projects/{}", s.place.county(), s.project)));
    }
    s.version += 1;
    Ok(())
}

/// Who watches the quality of a project, in the order they volunteered.
pub(crate) async fn monitors(
    tx: &mut Tx,
    county: &County,
    project: &Id<Project>,
) -> Result<Vec<Monitor>> {
    let sql = "SELECT person, name FROM build_monitor WHERE county = $1 AND project = $2 ORDER BY at, name, person";
    let rows = tx.all(sql, binds![county, project]).await?;
    rows.iter()
        .map(|row| Ok(Monitor { person: row.text("person")?, name: row.text("name")? }))
        .collect()
}

/// Adds a monitor; says whether they are new.
pub(super) async fn add_monitor(tx: &mut Tx, project: &Project, monitor: &Monitor) -> Result<bool> {
    let fresh = tx
        .run(
            "INSERT INTO build_monitor (county, project, person, name, at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (county, project, person) DO NOTHING",
            binds![project.place.county(), &project.id, &monitor.person, &monitor.name, tx.now],
        )
        .await?;
    Ok(fresh == 1)
}

fn read_defect(row: &Row) -> Result<Defect> {
    Ok(Defect {
        id: row.id("id")?,
        project: row.id("project")?,
        step: row.id("step")?,
        words: row.text("words")?,
        state: row.word("state", DefectState::parse)?,
        raised_by: row.text("raised_by")?,
        mended: row.opt_text("mended")?,
        mended_by: row.opt_text("mended_by")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A defect by its id.
pub(super) async fn load_defect(tx: &mut Tx, county: &County, id: &Id<Defect>) -> Result<Defect> {
    let sql = "SELECT * FROM build_defect WHERE county = $1 AND id = $2";
    read_defect(&tx.one(sql, binds![county, id]).await?)
}

/// The defects of a project, oldest first.
pub(crate) async fn defects(
    tx: &mut Tx,
    county: &County,
    project: &Id<Project>,
) -> Result<Vec<Defect>> {
    let sql = "SELECT * FROM build_defect WHERE county = $1 AND project = $2 ORDER BY at, id";
    tx.all(sql, binds![county, project]).await?.iter().map(read_defect).collect()
}

pub(super) async fn insert_defect(tx: &mut Tx, county: &County, d: &Defect) -> Result<()> {
    tx.run(
        "INSERT INTO build_defect (county, id, project, step, words, state, raised_by, at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        binds![county, &d.id, &d.project, &d.step, &d.words, d.state.word(), &d.raised_by, d.at],
    )
    .await?;
    Ok(())
}

/// Keeps a changed defect; of two at the same moment, the second is refused.
pub(super) async fn save_defect(tx: &mut Tx, county: &County, d: &mut Defect) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE build_defect SET state = $3, mended = $4, mended_by = $5, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $6",
            binds![county, &d.id, d.state.word(), d.mended.clone(), d.mended_by.clone(), d.version],
        )
        .await?;
    if kept != 1 {
        return Err(changed(format!("/{county}/projects/{}", d.project)));
    }
    d.version += 1;
    Ok(())
}
