//! 记 — The public record as `store` keeps it: salted commitments, canonical leaves, one Merkle tree.

use kernel::{Moment, PlaceCode, Rng as _, Stage};
use ledger::{Algorithm, Commitment, Frontier, Salt};
use serde_json::{Value as Json, json};
use store::binds;

use crate::Outcome;
use crate::chance::Chance;
use crate::county::COUNTY;
use crate::out::Out;
use crate::table;

table! {
    FACT = "store_fact": county seq kind place matter stage subject at role name body salt leaf;
    NODE = "store_node": county level idx hash;
    HEAD = "store_head": county size frontier;
}

/// What happened to a matter.
#[derive(Debug)]
pub struct Said<'a> {
    pub kind: &'static str,
    pub stage: Stage,
    pub place: &'a PlaceCode,
    pub matter: &'a str,
    pub subject: &'a str,
    pub at: i64,
    /// The role and the public name of who did it.
    pub who: (&'static str, &'static str),
    pub body: Json,
}

/// The record as it grows.
#[derive(Debug)]
pub struct Record {
    edge: Frontier,
}

impl Record {
    pub fn new() -> Self {
        Self { edge: Frontier::new(Algorithm::Sha256) }
    }

    /// Writes a fact down.
    pub fn tell(&mut self, out: &mut Out, chance: &mut Chance, said: &Said<'_>) -> Outcome {
        let mut salt = [0; 32];
        chance.fill(&mut salt);
        let commitment = Commitment::of(Algorithm::Sha256, &Salt::new(salt), &said.body)
            .map_err(|e| e.to_string())?;
        let seq = i64::try_from(self.edge.size())?;
        let (role, name) = said.who;
        let leaf = json!({
            "seq": seq, "kind": said.kind, "place": said.place, "matter": said.matter,
            "stage": said.stage, "subject": said.subject, "at": Moment(said.at), "role": role,
            "body": commitment,
        });
        let leaf = ledger::canonical::to_bytes(&leaf).map_err(|e| e.to_string())?;
        for node in self.edge.append(Algorithm::Sha256.leaf(&leaf)) {
            if node.id.level > 0 {
                let (level, index) = (i64::from(node.id.level), i64::try_from(node.id.index)?);
                out.row(&NODE, binds![COUNTY, level, index, node.hash.to_string()])?;
            }
        }
        let salt = salt.iter().fold(String::new(), |text, b| text + &format!("{b:02x}"));
        out.row(
            &FACT,
            binds![
                COUNTY,
                seq,
                said.kind,
                said.place,
                said.matter,
                said.stage,
                said.subject,
                said.at,
                role,
                name,
                said.body.to_string(),
                salt,
                String::from_utf8(leaf)?,
            ],
        )
    }

    /// Keeps the right edge.
    pub fn end(self, out: &mut Out) -> Outcome {
        let size = i64::try_from(self.edge.size())?;
        out.row(&HEAD, binds![COUNTY, size, self.edge.to_string()])
    }
}
