//! 项目·存取 — Keeping projects.

use ground::matter::{self, Matter};
use kernel::{County, Error, Id, MatterId, Refusal, Result, Subject};
use store::{Row, Tx, binds};
use web::{Crumb, Link};

use super::{Project, State};

/// A project with the matter it belongs to: what every verb of this slice begins with.
#[derive(Debug, Clone)]
pub struct Site {
    /// The project.
    pub project: Project,
    /// Its matter.
    pub matter: Matter,
}

impl Site {
    /// What a policy looks at: the place of the project, the stage of the matter.
    pub fn subject(&self) -> Subject {
        Subject::at(self.project.place.clone(), self.matter.stage)
    }

    /// The way back: the matter, then the project.
    pub fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Link::new(self.matter.url(), self.matter.title.clone()),
            Link::new(self.project.url(), self.project.title.clone()),
        ]
    }
}

fn read(row: &Row) -> Result<Project> {
    Ok(Project {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        proposal: row.text("proposal")?,
        title: row.text("title")?,
        body: row.text("body")?,
        cost: row.text("cost")?,
        planned: row.opt_int("planned")?.map(kernel::Fen),
        state: row.word("state", State::parse)?,
        upkeep: row.opt_int("upkeep")?.map(|n| n != 0),
        learned: row.opt_text("learned")?,
        started: row.moment("started")?,
        finished: row.opt_moment("finished")?,
        version: row.int("version")?,
    })
}

/// A project by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Project>) -> Result<Project> {
    let row = tx
        .one(
            "SELECT id, matter, place, proposal, title, body, cost, planned, state, upkeep, learned, \
             started, finished, version FROM build_project WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// A project with its matter.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn site(tx: &mut Tx, county: &County, id: &Id<Project>) -> Result<Site> {
    let project = load(tx, county, id).await?;
    let matter = matter::load(tx, county, &project.matter).await?;
    Ok(Site { project, matter })
}

/// As [`site`], holding the project until this act is over: what is added up or ends here cannot change
/// under our eyes.
pub(crate) async fn held(tx: &mut Tx, county: &County, id: &Id<Project>) -> Result<Site> {
    tx.run(
        "UPDATE build_project SET receipts = receipts WHERE county = $1 AND id = $2",
        binds![county, id],
    )
    .await?;
    site(tx, county, id).await
}

/// The projects of a matter, oldest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_matter(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<Vec<Project>> {
    tx.all(
        "SELECT id, matter, place, proposal, title, body, cost, planned, state, upkeep, learned, \
         started, finished, version FROM build_project WHERE county = $1 AND matter = $2 \
         ORDER BY started, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Keeps a new project; says no when the proposal has one already.
pub(super) async fn insert(tx: &mut Tx, p: &Project) -> Result<bool> {
    let fresh = tx
        .run(
            "INSERT INTO build_project (county, id, matter, place, proposal, title, body, cost, planned, \
             state, receipts, started, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, 0) \
             ON CONFLICT (county, proposal) DO NOTHING",
            binds![
                p.place.county(), &p.id, &p.matter, &p.place, &p.proposal, &p.title, &p.body, &p.cost,
                p.planned, p.state.word(), p.started,
            ],
        )
        .await?;
    Ok(fresh == 1)
}

/// Keeps how a project stands; of two at the same moment, the second is refused.
pub(super) async fn save(tx: &mut Tx, p: &mut Project) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE build_project SET state = $3, upkeep = $4, learned = $5, finished = $6, \
             version = version + 1 WHERE county = $1 AND id = $2 AND version = $7",
            binds![
                p.place.county(),
                &p.id,
                p.state.word(),
                p.upkeep,
                p.learned.clone(),
                p.finished,
                p.version,
            ],
        )
        .await?;
    if kept != 1 {
        return Err(changed(p.url()));
    }
    p.version += 1;
    Ok(())
}

/// Somebody else was faster: look at the newer state first.
pub(crate) fn changed(url: String) -> Error {
    Refusal::new("ground-matter-refused-changed").next(url, "ground-matter-look").into()
}

/// The next receipt number of a project, counted in this transaction so that none is given twice.
pub(crate) async fn next_receipt(tx: &mut Tx, project: &Project) -> Result<String> {
    let county = project.place.county();
    tx.run(
        "UPDATE build_project SET receipts = receipts + 1 WHERE county = $1 AND id = $2",
        binds![&county, &project.id],
    )
    .await?;
    let row = tx
        .one(
            "SELECT receipts FROM build_project WHERE county = $1 AND id = $2",
            binds![&county, &project.id],
        )
        .await?;
    let head: String = project.id.as_str().chars().take(4).collect();
    Ok(format!("{}-{head}-{:03}", project.matter, row.int("receipts")?))
}
