//! 公开记录 — The public record of a county: an append-only Merkle tree (RFC 6962) nobody can change unseen.

use std::collections::BTreeMap;

use kernel::{County, Error, Result};
use ledger::{Algorithm, ConsistencyProof, Frontier, Hash, InclusionProof, NodeId, Plan};

use crate::{Dialect, Tx, binds};

/// The state of the record: how many facts, and the root over all of them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Head {
    /// How many facts.
    pub size: i64,
    /// The root over their leaves, in hex.
    pub root: String,
}

/// Takes the county's right edge for this transaction: appends of one county queue here.
pub(crate) async fn lock(tx: &mut Tx, county: &County) -> Result<Frontier> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => "SELECT frontier FROM store_head WHERE county = $1",
        Dialect::Postgres => "SELECT frontier FROM store_head WHERE county = $1 FOR UPDATE",
    };
    if let Some(row) = tx.maybe(sql, binds![county]).await? {
        return row.text("frontier")?.parse().map_err(Error::fault);
    }
    let empty = Frontier::new(Algorithm::Sha256);
    tx.run(
        "INSERT INTO store_head (county, size, frontier) VALUES ($1, 0, $2) \
         ON CONFLICT (county) DO NOTHING",
        binds![county, empty.to_string()],
    )
    .await?;
    // Another copy may have begun the record in between: read what stands there now, and hold it.
    tx.one(sql, binds![county]).await?.text("frontier")?.parse().map_err(Error::fault)
}

pub(crate) async fn append(
    tx: &mut Tx,
    county: &County,
    edge: &mut Frontier,
    leaf: &[u8],
) -> Result<()> {
    let nodes = edge.append(Algorithm::Sha256.leaf(leaf));
    // Leaf hashes are computed from the leaves themselves; only the nodes above are stored.
    for node in nodes.iter().filter(|n| n.id.level > 0) {
        tx.run(
            "INSERT INTO store_node (county, level, idx, hash) VALUES ($1, $2, $3, $4)",
            binds![county, i64::from(node.id.level), index(node.id)?, node.hash.to_string()],
        )
        .await?;
    }
    tx.run(
        "UPDATE store_head SET size = $2, frontier = $3 WHERE county = $1",
        binds![county, i64::try_from(edge.size()).map_err(Error::fault)?, edge.to_string()],
    )
    .await?;
    Ok(())
}

fn index(id: NodeId) -> Result<i64> {
    i64::try_from(id.index).map_err(Error::fault)
}

/// The county's record as it stands.
///
/// # Errors
/// A fault when the database fails.
pub async fn head(tx: &mut Tx, county: &County) -> Result<Head> {
    let row = tx.maybe("SELECT frontier FROM store_head WHERE county = $1", binds![county]).await?;
    let edge: Frontier = match row {
        Some(row) => row.text("frontier")?.parse().map_err(Error::fault)?,
        None => Frontier::new(Algorithm::Sha256),
    };
    let size = i64::try_from(edge.size()).map_err(Error::fault)?;
    Ok(Head { size, root: edge.root().to_string() })
}

/// The public bytes of a leaf: what anybody hashes to check the record.
///
/// # Errors
/// [`Error::NotFound`] beyond the end.
pub async fn leaf_bytes(tx: &mut Tx, county: &County, seq: i64) -> Result<String> {
    tx.one("SELECT leaf FROM store_fact WHERE county = $1 AND seq = $2", binds![county, seq])
        .await?
        .text("leaf")
}

/// The proof that a fact is in the record of `size` facts.
///
/// # Errors
/// [`Error::NotFound`] beyond the end.
pub async fn inclusion(
    tx: &mut Tx,
    county: &County,
    seq: i64,
    size: i64,
) -> Result<InclusionProof> {
    let (seq, size) = (natural(seq)?, natural(size)?);
    let plan = Plan::inclusion(seq, size).map_err(|_| Error::NotFound)?;
    let nodes = fetch(tx, county, &plan.needed()).await?;
    plan.inclusion_proof(Algorithm::Sha256, |id| nodes.get(&id).copied()).map_err(Error::fault)
}

/// The proof that the record of `old` facts is the beginning of that of `new`.
///
/// # Errors
/// [`Error::NotFound`] beyond the end.
pub async fn consistency(
    tx: &mut Tx,
    county: &County,
    old: i64,
    new: i64,
) -> Result<ConsistencyProof> {
    let plan = Plan::consistency(natural(old)?, natural(new)?).map_err(|_| Error::NotFound)?;
    let nodes = fetch(tx, county, &plan.needed()).await?;
    plan.consistency_proof(Algorithm::Sha256, |id| nodes.get(&id).copied()).map_err(Error::fault)
}

fn natural(n: i64) -> Result<u64> {
    u64::try_from(n).map_err(|_| Error::NotFound)
}

async fn fetch(tx: &mut Tx, county: &County, ids: &[NodeId]) -> Result<BTreeMap<NodeId, Hash>> {
    let mut nodes = BTreeMap::new();
    for id in ids {
        let hash = if id.level == 0 {
            Algorithm::Sha256.leaf(leaf_bytes(tx, county, index(*id)?).await?.as_bytes())
        } else {
            tx.one(
                "SELECT hash FROM store_node WHERE county = $1 AND level = $2 AND idx = $3",
                binds![county, i64::from(id.level), index(*id)?],
            )
            .await?
            .text("hash")?
            .parse()
            .map_err(Error::fault)?
        };
        nodes.insert(*id, hash);
    }
    Ok(nodes)
}
