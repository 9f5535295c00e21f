//! 表决·存取 — Keeping votes and the paper ballots between their two readers.

use ground::roll::Kind as Roll;
use kernel::{County, Error, Id, Result, Role};
use store::{Row, Tx, binds};
use web::Sample;

use super::{Choice, Counted, Mode, Vote};
use crate::proposal::Proposal;

fn read(row: &Row) -> Result<Vote> {
    let result = row.opt_text("result")?;
    Ok(Vote {
        id: row.id("id")?,
        proposal: row.id("proposal")?,
        edition: row.int("edition")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        question: row.text("question")?,
        rule: row.text("rule")?,
        rule_text: row.text("rule_text")?,
        roll: row.word("roll", Roll::parse)?,
        size: row.int("size")?,
        mode: row.word("mode", Mode::parse)?,
        basis: row.text("basis")?,
        opened: row.moment("opened")?,
        closes: row.moment("closes")?,
        counts: row.moment("counts")?,
        electronic: row.int("electronic")?,
        paper: row.int("paper")?,
        result: result.map(|t| serde_json::from_str(&t)).transpose().map_err(Error::fault)?,
    })
}

/// A vote by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Vote>) -> Result<Vote> {
    let row = tx
        .one(
            "SELECT id, proposal, edition, matter, place, question, rule, rule_text, roll, size, \
             mode, basis, opened, closes, counts, electronic, paper, result FROM decide_vote \
             WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The votes on a proposal, oldest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_proposal(
    tx: &mut Tx,
    county: &County,
    proposal: &Id<Proposal>,
) -> Result<Vec<Vote>> {
    tx.all(
        "SELECT id, proposal, edition, matter, place, question, rule, rule_text, roll, size, \
         mode, basis, opened, closes, counts, electronic, paper, result FROM decide_vote \
         WHERE county = $1 AND proposal = $2 ORDER BY opened, id",
        binds![county, proposal],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

pub(super) async fn insert(tx: &mut Tx, v: &Vote) -> Result<()> {
    tx.run(
        "INSERT INTO decide_vote (county, id, proposal, edition, matter, place, question, rule, roll, \
         size, mode, basis, opened, closes, counts, rule_text, state, electronic, paper) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'open', 0, 0)",
        binds![
            v.place.county(), &v.id, &v.proposal, v.edition, &v.matter, &v.place, &v.question, &v.rule,
            v.roll.word(), v.size, v.mode.word(), &v.basis, v.opened, v.closes, v.counts,
            &v.rule_text,
        ],
    )
    .await?;
    Ok(())
}

/// Shuts the box; says whether it was open.
pub(super) async fn shut(tx: &mut Tx, county: &County, id: &Id<Vote>) -> Result<bool> {
    let shut = tx
        .run(
            "UPDATE decide_vote SET state = 'closed' WHERE county = $1 AND id = $2 AND state = 'open'",
            binds![county, id],
        )
        .await?;
    Ok(shut == 1)
}

pub(super) async fn keep_result(tx: &mut Tx, vote: &Vote, counted: &Counted) -> Result<()> {
    let text = serde_json::to_string(counted).map_err(Error::fault)?;
    tx.run(
        "UPDATE decide_vote SET result = $3 WHERE county = $1 AND id = $2",
        binds![vote.place.county(), &vote.id, text],
    )
    .await?;
    Ok(())
}

/// A paper ballot that waits for its second reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paper {
    pub serial: String,
    pub unit: String,
    pub choice: Option<Choice>,
    pub reader: String,
    pub name: String,
    pub waits: bool,
}

fn read_paper(row: &Row) -> Result<Paper> {
    Ok(Paper {
        serial: row.text("serial")?,
        unit: row.text("unit")?,
        choice: row.opt_word("choice", Choice::parse)?,
        reader: row.text("reader")?,
        name: row.text("name")?,
        waits: row.text("state")? == "entered",
    })
}

pub(super) async fn paper(tx: &mut Tx, vote: &Vote, serial: &str) -> Result<Option<Paper>> {
    let row = tx
        .maybe(
            "SELECT serial, unit, choice, reader, name, state FROM decide_paper \
             WHERE county = $1 AND vote = $2 AND serial = $3",
            binds![vote.place.county(), &vote.id, serial],
        )
        .await?;
    row.as_ref().map(read_paper).transpose()
}

/// The paper ballots that wait for their second reader, by serial number.
pub(super) async fn unread(tx: &mut Tx, vote: &Vote) -> Result<Vec<Paper>> {
    tx.all(
        "SELECT serial, unit, choice, reader, name, state FROM decide_paper \
         WHERE county = $1 AND vote = $2 AND state = 'entered' ORDER BY serial",
        binds![vote.place.county(), &vote.id],
    )
    .await?
    .iter()
    .map(read_paper)
    .collect()
}

/// Keeps a first reading, or puts a corrected one in its place while nobody has confirmed it.
pub(super) async fn enter_paper(tx: &mut Tx, vote: &Vote, paper: &Paper) -> Result<()> {
    tx.run(
        "INSERT INTO decide_paper (county, vote, serial, unit, choice, reader, name, state, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'entered', $8) ON CONFLICT (county, vote, serial) \
         DO UPDATE SET choice = excluded.choice, reader = excluded.reader, name = excluded.name, \
         at = excluded.at WHERE decide_paper.state = 'entered'",
        binds![
            vote.place.county(),
            &vote.id,
            &paper.serial,
            &paper.unit,
            paper.choice.map(Choice::word),
            &paper.reader,
            &paper.name,
            tx.now,
        ],
    )
    .await?;
    Ok(())
}

/// The second reader is done with it: the choice beside the unit is erased.
pub(super) async fn settle_paper(
    tx: &mut Tx,
    vote: &Vote,
    serial: &str,
    state: &'static str,
) -> Result<bool> {
    let settled = tx
        .run(
            "UPDATE decide_paper SET state = $4, choice = NULL \
             WHERE county = $1 AND vote = $2 AND serial = $3 AND state = 'entered'",
            binds![vote.place.county(), &vote.id, serial, state],
        )
        .await?;
    Ok(settled == 1)
}

/// The pages of votes.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    for state in ["open", "closed"] {
        let rows = tx
            .all(
                "SELECT '/' || county || '/votes/' || id AS path FROM decide_vote \
                 WHERE county >= '000000' AND state = $1 ORDER BY opened DESC LIMIT 20",
                binds![state],
            )
            .await?;
        for row in rows {
            let path = row.text("path")?;
            for verb in ["enter", "confirm-paper", "paper", "roll"] {
                pages.push(Sample::of(Role::Worker, format!("{path}/{verb}")));
            }
            pages.push(Sample::public(format!("{path}/ballots")));
            pages.push(Sample::public(path));
        }
    }
    Ok(pages)
}
