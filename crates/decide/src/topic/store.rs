//! 议题·存取 — Keeping topics and the matters that stand in them.

use kernel::{County, Id, MatterId, PlaceCode, Result, Role};
use store::{Row, Tx, binds};
use web::Sample;

use super::Topic;

fn read(row: &Row) -> Result<Topic> {
    Ok(Topic {
        id: row.id("id")?,
        place: row.place("place")?,
        matter: row.matter("matter")?,
        question: row.text("question")?,
        source: row.opt_text("source")?,
        at: row.moment("at")?,
    })
}

/// A topic by its id.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Topic>) -> Result<Topic> {
    let row = tx
        .one(
            "SELECT id, place, matter, question, source, at FROM decide_topic \
             WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The topic a matter stands in, if any.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_matter(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<Option<Topic>> {
    let row = tx
        .maybe(
            "SELECT t.id, t.place, t.matter, t.question, t.source, t.at FROM decide_topic t \
             JOIN decide_topic_matter m ON m.county = t.county AND m.topic = t.id \
             WHERE t.county = $1 AND m.county = $1 AND m.matter = $2",
            binds![county, matter],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The topic that tries a case at a place, if any.
pub(super) async fn of_source(tx: &mut Tx, place: &PlaceCode, case: &str) -> Result<Option<Topic>> {
    let row = tx
        .maybe(
            "SELECT id, place, matter, question, source, at FROM decide_topic \
             WHERE county = $1 AND place = $2 AND source = $3",
            binds![place.county(), place, case],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn insert(tx: &mut Tx, topic: &Topic) -> Result<()> {
    tx.run(
        "INSERT INTO decide_topic (county, id, place, matter, question, source, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![
            topic.place.county(),
            &topic.id,
            &topic.place,
            &topic.matter,
            &topic.question,
            topic.source.clone(),
            topic.at,
        ],
    )
    .await?;
    add_matter(tx, topic, &topic.matter).await
}

pub(super) async fn add_matter(tx: &mut Tx, topic: &Topic, matter: &MatterId) -> Result<()> {
    tx.run(
        "INSERT INTO decide_topic_matter (county, matter, topic, at) VALUES ($1, $2, $3, $4)",
        binds![topic.place.county(), matter, &topic.id, tx.now],
    )
    .await?;
    Ok(())
}

/// The matters of a topic, the one it began from first.
pub(crate) async fn matters(tx: &mut Tx, topic: &Topic) -> Result<Vec<MatterId>> {
    tx.all(
        "SELECT matter FROM decide_topic_matter WHERE county = $1 AND topic = $2 ORDER BY at, matter",
        binds![topic.place.county(), &topic.id],
    )
    .await?
    .iter()
    .map(|row| row.matter("matter"))
    .collect()
}

/// The pages of topics.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    let rows = tx
        .all(
            "SELECT '/' || t.county || '/topics/' || t.id AS path, m.stage FROM decide_topic t \
             JOIN ground_matter m ON m.county = t.county AND m.id = t.matter \
             WHERE t.county >= '000000' ORDER BY t.at LIMIT 40",
            binds![],
        )
        .await?;
    for row in rows {
        let path = row.text("path")?;
        if row.text("stage")? == "decide" {
            pages.push(Sample::of(Role::Worker, format!("{path}/gather")));
            pages.push(Sample::of(Role::Worker, format!("{path}/call")));
        }
        pages.push(Sample::public(path));
    }
    let fresh = tx
        .all(
            "SELECT '/' || county || '/matters/' || id AS path FROM ground_matter \
             WHERE county >= '000000' AND stage IN ('listen', 'decide') \
             ORDER BY raised DESC LIMIT 9",
            binds![],
        )
        .await?;
    for row in fresh {
        let path = row.text("path")?;
        pages.push(Sample::of(Role::Worker, format!("{path}/topic")));
        pages.push(Sample::of(Role::Worker, format!("{path}/election")));
    }
    Ok(pages)
}
