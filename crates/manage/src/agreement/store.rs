//! 存取 — Keeping agreements, signatures and observations.

use ::store::{Row, Tx, binds};
use kernel::{Channel, County, Id, MatterId, Result, Role};
use web::Sample;

use super::{Agreement, Observation, Party, Signature, State};
use crate::later;

fn read(row: &Row) -> Result<Agreement> {
    Ok(Agreement {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        title: row.text("title")?,
        parties: [row.text("party_one")?, row.text("party_two")?],
        hours: row.text("hours")?,
        terms: row.text("terms")?.lines().map(str::to_owned).collect(),
        state: row.word("state", State::parse)?,
        starts: row.opt_moment("starts")?,
        review: row.moment("review")?,
        signatures: Vec::new(),
        version: row.int("version")?,
    })
}

/// An agreement by its id, with its signatures.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Agreement>) -> Result<Agreement> {
    let row = tx
        .one(
            "SELECT id, matter, place, title, party_one, party_two, hours, terms, state, starts, review, \
             version FROM manage_agreement WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    let mut agreement = read(&row)?;
    agreement.signatures = tx
        .all(
            "SELECT party, alias, person, channel, present, at FROM manage_signature \
             WHERE county = $1 AND agreement = $2 ORDER BY party",
            binds![county, id],
        )
        .await?
        .iter()
        .map(|r| {
            Ok(Signature {
                party: r.word("party", Party::parse)?,
                alias: r.text("alias")?,
                person: r.opt_text("person")?,
                channel: r.word("channel", Channel::parse)?,
                present: r.opt_text("present")?,
                at: r.moment("at")?,
            })
        })
        .collect::<Result<_>>()?;
    Ok(agreement)
}

/// The agreements of a matter, oldest first, without signatures.
pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Agreement>> {
    tx.all(
        "SELECT id, matter, place, title, party_one, party_two, hours, terms, state, starts, review, \
         version FROM manage_agreement WHERE county = $1 AND matter = $2 ORDER BY at, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

pub(super) async fn insert(tx: &mut Tx, a: &Agreement) -> Result<()> {
    tx.run(
        "INSERT INTO manage_agreement (county, id, matter, place, title, party_one, party_two, hours, terms, \
         state, review, at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0)",
        binds![
            a.place.county(), &a.id, &a.matter, &a.place, &a.title, a.party(Party::One), a.party(Party::Two),
            &a.hours, a.terms.join("\n"), a.state.word(), a.review, tx.now,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a new signature and the state it brought; of two at the same moment, the second is refused.
pub(super) async fn save_signature(
    tx: &mut Tx,
    a: &mut Agreement,
    signature: &Signature,
) -> Result<()> {
    let county = a.place.county();
    let kept = tx
        .run(
            "UPDATE manage_agreement SET state = $3, starts = $4, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $5",
            binds![&county, &a.id, a.state.word(), a.starts, a.version],
        )
        .await?;
    if kept != 1 {
        return Err(later::changed(a.url()));
    }
    a.version += 1;
    tx.run(
        "INSERT INTO manage_signature (county, agreement, party, alias, person, channel, present, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        binds![
            &county, &a.id, signature.party.word(), &signature.alias, signature.person.clone(),
            signature.channel, signature.present.clone(), signature.at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn observed(tx: &mut Tx, a: &Agreement, seen: &Observation) -> Result<()> {
    let id: Id<Observation> = Id::random(&mut *tx.rng);
    tx.run(
        "INSERT INTO manage_observation (county, agreement, id, spot, seen_at, kept, words, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        binds![
            a.place.county(),
            &a.id,
            &id,
            &seen.spot,
            seen.seen_at,
            seen.kept,
            &seen.words,
            tx.now
        ],
    )
    .await?;
    Ok(())
}

/// What was observed, latest first, at most 50.
pub(super) async fn observations(tx: &mut Tx, a: &Agreement) -> Result<Vec<Observation>> {
    tx.all(
        "SELECT spot, seen_at, kept, words FROM manage_observation WHERE county = $1 AND agreement = $2 \
         ORDER BY seen_at DESC, id LIMIT 50",
        binds![a.place.county(), &a.id],
    )
    .await?
    .iter()
    .map(|r| {
        Ok(Observation {
            spot: r.text("spot")?,
            seen_at: r.moment("seen_at")?,
            kept: r.yes("kept")?,
            words: r.text("words")?,
        })
    })
    .collect()
}

/// The pages of agreements.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT county, id, matter FROM manage_agreement WHERE county >= '000000' ORDER BY at, id LIMIT 9",
            binds![],
        )
        .await?;
    let mut pages = Vec::new();
    for row in rows {
        let county = row.text("county")?;
        let url = format!("/{county}/agreements/{}", row.text("id")?);
        let propose = format!("/{county}/matters/{}/agreements/propose", row.text("matter")?);
        pages.push(Sample::of(Role::Worker, propose));
        pages.push(Sample::of(Role::Worker, format!("{url}/sign")));
        pages.push(Sample::of(Role::Resident, format!("{url}/observe")));
        pages.push(Sample::public(format!("{url}/sheet")));
        pages.push(Sample::public(url));
    }
    Ok(pages)
}
