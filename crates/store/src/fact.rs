//! 留痕 — Telling a fact: one row on the thread, one leaf in the public record, one job per flow.
//!
//! The leaf names kind, place, matter, record, time, role and the salted commitment of the body. When a
//! person is erased, body and salt go and the leaf still verifies.

use kernel::{Actor, County, Error, Fact, MatterId, Moment, PlaceCode, Result, Stage};
use ledger::{Algorithm, Commitment, Salt};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::{Row, Tx, binds, job, record};

/// A fact as it was told: what flows receive and threads show.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// Its number in the county's record, from 0.
    pub seq: i64,
    /// `decide-proposal-withdrawn`
    pub kind: String,
    /// The place it happened at.
    pub place: PlaceCode,
    /// The matter it belongs to.
    pub matter: Option<MatterId>,
    /// The stage it belongs to.
    pub stage: Stage,
    /// The record it is about.
    pub subject: String,
    /// When.
    pub at: Moment,
    /// The role that acted.
    pub role: String,
    /// The public name of the office or alias that acted.
    pub name: String,
    /// What was told; empty after erasure.
    pub body: Map<String, Json>,
}

impl Told {
    /// The county whose record it is in.
    pub fn county(&self) -> County {
        self.place.county()
    }

    /// A text of the body; empty when absent.
    pub fn text(&self, name: &str) -> &str {
        self.body.get(name).and_then(Json::as_str).unwrap_or_default()
    }

    /// A number of the body; 0 when absent.
    pub fn int(&self, name: &str) -> i64 {
        self.body.get(name).and_then(Json::as_i64).unwrap_or_default()
    }

    fn from_row(row: &Row) -> Result<Self> {
        let body = match row.opt_text("body")? {
            Some(text) => serde_json::from_str(&text).map_err(Error::fault)?,
            None => Map::new(),
        };
        let matter = match row.opt_text("matter")? {
            Some(_) => Some(row.matter("matter")?),
            None => None,
        };
        Ok(Self {
            seq: row.int("seq")?,
            kind: row.text("kind")?,
            place: row.place("place")?,
            matter,
            stage: row.word("stage", Stage::parse)?,
            subject: row.text("subject")?,
            at: row.moment("at")?,
            role: row.text("role")?,
            name: row.text("name")?,
            body,
        })
    }
}

pub(crate) async fn tell(tx: &mut Tx, fact: Fact) -> Result<()> {
    let county = fact.place.county();
    let mut salt = [0; 32];
    tx.rng.fill(&mut salt);
    let body = Json::Object(fact.body.clone());
    let commitment =
        Commitment::of(Algorithm::Sha256, &Salt::new(salt), &body).map_err(Error::fault)?;
    let mut head = record::lock(tx, &county).await?;
    let (role, name) = by(&tx.actor, &fact.place);
    let told = Told {
        seq: i64::try_from(head.size()).map_err(Error::fault)?,
        kind: fact.kind.to_owned(),
        place: fact.place,
        matter: fact.matter,
        stage: fact.stage,
        subject: fact.subject,
        at: tx.now,
        role,
        name,
        body: fact.body,
    };
    let leaf = leaf(&told, &commitment)?;
    record::append(tx, &county, &mut head, leaf.as_bytes()).await?;
    insert(tx, &county, &told, &salt, &leaf).await?;
    job::follow(tx, &told).await
}

fn by(actor: &Actor, place: &PlaceCode) -> (String, String) {
    (actor.role_at(place).word().to_owned(), actor.name.clone())
}

fn leaf(told: &Told, commitment: &Commitment) -> Result<String> {
    let leaf = json!({
        "seq": told.seq, "kind": told.kind, "place": told.place, "matter": told.matter,
        "stage": told.stage, "subject": told.subject, "at": told.at, "role": told.role,
        "body": commitment,
    });
    let bytes = ledger::canonical::to_bytes(&leaf).map_err(Error::fault)?;
    String::from_utf8(bytes).map_err(Error::fault)
}

async fn insert(
    tx: &mut Tx,
    county: &County,
    told: &Told,
    salt: &[u8; 32],
    leaf: &str,
) -> Result<()> {
    let body = serde_json::to_string(&told.body).map_err(Error::fault)?;
    let salt = salt.iter().fold(String::new(), |text, b| text + &format!("{b:02x}"));
    tx.run(
        "INSERT INTO store_fact (county, seq, kind, place, matter, stage, subject, at, role, name, \
         body, salt, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        binds![
            county,
            told.seq,
            &told.kind,
            &told.place,
            told.matter.clone(),
            told.stage,
            &told.subject,
            told.at,
            &told.role,
            &told.name,
            body,
            salt,
            leaf,
        ],
    )
    .await?;
    Ok(())
}

/// The facts on a matter's thread, oldest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn facts_of(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<Vec<Told>> {
    tx.all(
        "SELECT seq, kind, place, matter, stage, subject, at, role, name, body FROM store_fact \
         WHERE county = $1 AND matter = $2 ORDER BY seq",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(Told::from_row)
    .collect()
}

/// The county's facts from a number on, oldest first, at most `most`: the public record as a list.
///
/// # Errors
/// A fault when the database fails.
pub async fn facts_since(tx: &mut Tx, county: &County, seq: i64, most: i64) -> Result<Vec<Told>> {
    tx.all(
        "SELECT seq, kind, place, matter, stage, subject, at, role, name, body FROM store_fact \
         WHERE county = $1 AND seq >= $2 ORDER BY seq LIMIT $3",
        binds![county, seq, most],
    )
    .await?
    .iter()
    .map(Told::from_row)
    .collect()
}
