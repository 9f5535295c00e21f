//! 方案·存取 — Keeping proposals and every edition of them.

use kernel::{County, Error, Id, MatterId, Refusal, Result, Role};
use store::{Row, Tx, binds};
use web::Sample;

use super::draft::lines;
use super::version::Version;
use super::{Kind, Proposal, State};

fn read(row: &Row) -> Result<Proposal> {
    Ok(Proposal {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        author: row.text("author")?,
        kind: row.word("kind", Kind::parse)?,
        title: row.text("title")?,
        body: row.text("body")?,
        options: lines(&row.text("options")?),
        cost: row.opt_int("cost")?.map(kernel::Fen),
        edition: row.int("edition")?,
        state: row.word("state", State::parse)?,
        reason: row.opt_text("reason")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A proposal by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Proposal>) -> Result<Proposal> {
    let row = tx
        .one(
            "SELECT id, matter, place, author, kind, title, body, options, cost, edition, state, \
             reason, version, at FROM decide_proposal WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The proposals of some matters, oldest first.
pub(crate) async fn of_matters(
    tx: &mut Tx,
    county: &County,
    matters: &[MatterId],
) -> Result<Vec<Proposal>> {
    let mut proposals = Vec::new();
    for matter in matters {
        let rows = tx
            .all(
                "SELECT id, matter, place, author, kind, title, body, options, cost, edition, \
                 state, reason, version, at FROM decide_proposal \
                 WHERE county = $1 AND matter = $2 ORDER BY at, id",
                binds![county, matter],
            )
            .await?;
        for row in &rows {
            proposals.push(read(row)?);
        }
    }
    Ok(proposals)
}

pub(super) async fn insert(tx: &mut Tx, p: &Proposal) -> Result<()> {
    tx.run(
        "INSERT INTO decide_proposal (county, id, matter, place, author, kind, title, body, options, \
         cost, edition, state, version, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13)",
        binds![
            p.place.county(), &p.id, &p.matter, &p.place, &p.author, p.kind.word(), &p.title,
            &p.body, p.options.join("\n"), p.cost, p.edition, p.state.word(), p.at,
        ],
    )
    .await?;
    keep_version(tx, p, "").await
}

/// Keeps the edition as it is shown now: nothing updates or deletes it.
pub(super) async fn keep_version(tx: &mut Tx, p: &Proposal, why: &str) -> Result<()> {
    tx.run(
        "INSERT INTO decide_version (county, proposal, edition, title, body, options, cost, why, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        binds![
            p.place.county(), &p.id, p.edition, &p.title, &p.body, p.options.join("\n"), p.cost,
            why, tx.now,
        ],
    )
    .await?;
    Ok(())
}

/// Every edition that was shown, the first one first.
pub(super) async fn versions(tx: &mut Tx, p: &Proposal) -> Result<Vec<Version>> {
    tx.all(
        "SELECT edition, title, body, options, cost, why, at FROM decide_version \
         WHERE county = $1 AND proposal = $2 ORDER BY edition",
        binds![p.place.county(), &p.id],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Version {
            edition: row.int("edition")?,
            title: row.text("title")?,
            body: row.text("body")?,
            options: lines(&row.text("options")?),
            cost: row.opt_int("cost")?.map(kernel::Fen),
            why: row.text("why")?,
            at: row.moment("at")?,
        })
    })
    .collect()
}

/// Keeps a changed proposal; of two at the same moment, the second is refused and shown the newer state.
pub(crate) async fn save(tx: &mut Tx, p: &mut Proposal) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE decide_proposal SET title = $3, body = $4, options = $5, cost = $6, \
             edition = $7, state = $8, reason = $9, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $10",
            binds![
                p.place.county(),
                &p.id,
                &p.title,
                &p.body,
                p.options.join("\n"),
                p.cost,
                p.edition,
                p.state.word(),
                p.reason.clone(),
                p.version,
            ],
        )
        .await?;
    if kept != 1 {
        let again = Refusal::new("ground-matter-refused-changed");
        return Err(Error::from(again.next(p.url(), "ground-matter-look")));
    }
    p.version += 1;
    Ok(())
}

/// The pages of proposals: two of each state, and the forms that are open to a role there.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    for state in State::WORDS {
        let rows = tx
            .all(
                "SELECT '/' || p.county || '/proposals/' || p.id AS path, '/' || p.county || \
                 '/matters/' || p.matter AS matter, m.stage FROM decide_proposal p \
                 JOIN ground_matter m ON m.county = p.county AND m.id = p.matter \
                 WHERE p.county >= '000000' AND p.state = $1 ORDER BY p.at LIMIT 20",
                binds![*state],
            )
            .await?;
        for row in rows {
            let path = row.text("path")?;
            pages.push(Sample::public(format!("{path}/versions/1")));
            match *state {
                "open" => {
                    pages.push(Sample::public(format!("{path}/object")));
                    if row.text("stage")? == "decide" {
                        let form = format!("{}/propose", row.text("matter")?);
                        pages.push(Sample::of(Role::Worker, form));
                        pages.push(Sample::of(Role::Worker, format!("{path}/vote")));
                    }
                }
                "held" => pages.push(Sample::of(Role::Worker, format!("{path}/confirm"))),
                _ => {}
            }
            pages.push(Sample::public(path));
        }
    }
    let objections = tx
        .all(
            "SELECT '/' || county || '/proposals/' || proposal || '/objections/' || id || '/answer' \
             AS path FROM decide_objection WHERE county >= '000000' AND answer IS NULL \
             ORDER BY at LIMIT 9",
            binds![],
        )
        .await?;
    for row in objections {
        pages.push(Sample::of(Role::Worker, row.text("path")?));
    }
    Ok(pages)
}
