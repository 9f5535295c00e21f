//! 调度·存取 — Keeping dispatches and what they decided.

use ::store::{Row, Tx, binds};
use ground::matter as spine;
use kernel::{County, Error, Id, MatterId, Moment, PlaceCode, Refusal, Result, Role, Standing};
use serde::Serialize;
use web::Sample;

use super::{Decision, Dispatch, State};

fn read(row: &Row) -> Result<Dispatch> {
    Ok(Dispatch {
        id: row.id("id")?,
        place: row.place("place")?,
        held: row.text("held")?,
        state: row.word("state", State::parse)?,
        present: row.opt_int("present")?,
        words: row.opt_text("words")?,
        convened: row.text("convened")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A dispatch by its id.
pub(super) async fn load(tx: &mut Tx, county: &County, id: &Id<Dispatch>) -> Result<Dispatch> {
    let row = tx
        .one(
            "SELECT id, place, held, state, present, words, convened, at, version FROM listen_dispatch \
             WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The latest dispatch of a place in a state.
pub(super) async fn latest(
    tx: &mut Tx,
    place: &PlaceCode,
    state: State,
) -> Result<Option<Dispatch>> {
    let row = tx
        .maybe(
            "SELECT id, place, held, state, present, words, convened, at, version FROM listen_dispatch \
             WHERE county = $1 AND place = $2 AND state = $3 ORDER BY held DESC, at DESC LIMIT 1",
            binds![place.county(), place, state.word()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn insert(tx: &mut Tx, d: &Dispatch) -> Result<()> {
    tx.run(
        "INSERT INTO listen_dispatch (county, id, place, held, state, convened, at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
        binds![d.place.county(), &d.id, &d.place, &d.held, d.state.word(), &d.convened, d.at],
    )
    .await?;
    Ok(())
}

/// Keeps a changed dispatch; also called before a decision is added, so that nothing is decided after
/// the minutes were closed.
pub(super) async fn save(tx: &mut Tx, d: &mut Dispatch) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE listen_dispatch SET state = $3, present = $4, words = $5, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $6",
            binds![d.place.county(), &d.id, d.state.word(), d.present, d.words.clone(), d.version],
        )
        .await?;
    if kept != 1 {
        let again =
            Refusal::new("ground-matter-refused-changed").next(d.url(), "ground-matter-look");
        return Err(Error::from(again));
    }
    d.version += 1;
    Ok(())
}

pub(super) async fn add(tx: &mut Tx, d: &Dispatch, decision: &Decision) -> Result<()> {
    let id: Id<Decision> = Id::random(&mut *tx.rng);
    tx.run(
        "INSERT INTO listen_decision (county, dispatch, id, matter, words, answers, due, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        binds![
            d.place.county(),
            &d.id,
            &id,
            &decision.matter,
            &decision.words,
            &decision.answers,
            decision.due,
            tx.now,
        ],
    )
    .await?;
    Ok(())
}

/// A decision with how its matter stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    pub decision: Decision,
    pub title: String,
    pub url: String,
    pub standing: Standing,
    /// When the matter last moved.
    pub changed: Moment,
}

impl Item {
    /// `done`, `late` or `open`: done means handled, which the residents judge; parked is not done.
    pub(super) fn progress(&self, now: Moment) -> &'static str {
        match self.standing {
            Standing::Waiting | Standing::Solved | Standing::Lapsed => "done",
            Standing::Merged => "merged",
            _ if self.decision.due < now => "late",
            _ => "open",
        }
    }
}

/// What a dispatch decided, in order.
pub(super) async fn items(tx: &mut Tx, d: &Dispatch) -> Result<Vec<Item>> {
    tx.all(
        "SELECT x.matter, x.words, x.answers, x.due, m.title, m.place, m.standing, m.changed \
         FROM listen_decision x JOIN ground_matter m ON m.county = x.county AND m.id = x.matter \
         WHERE x.county = $1 AND x.dispatch = $2 ORDER BY x.at, x.id",
        binds![d.place.county(), &d.id],
    )
    .await?
    .iter()
    .map(|row| {
        let matter: MatterId = row.matter("matter")?;
        Ok(Item {
            url: spine::url(&row.place("place")?, &matter),
            title: row.text("title")?,
            standing: row.word("standing", Standing::parse)?,
            changed: row.moment("changed")?,
            decision: Decision {
                matter,
                words: row.text("words")?,
                answers: row.text("answers")?,
                due: row.moment("due")?,
            },
        })
    })
    .collect()
}

/// The pages of dispatches.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    let rows = tx
        .all(
            "SELECT place, county, id, state FROM listen_dispatch WHERE county >= '000000' \
             ORDER BY held DESC, at DESC LIMIT 20",
            binds![],
        )
        .await?;
    for row in rows {
        let (place, path) = (
            row.place("place")?,
            format!("/{}/dispatches/{}", row.text("county")?, row.text("id")?),
        );
        let role = match place.as_str().len() {
            ..=6 => Role::County,
            9 => Role::Street,
            _ => Role::Worker,
        };
        pages.push(Sample::public(format!("/places/{place}/dispatch")));
        pages.push(Sample::of(role, format!("/places/{place}/dispatch/hold")));
        if row.text("state")? == State::Open.word() {
            pages.push(Sample::of(role, format!("{path}/decide")));
            pages.push(Sample::of(role, format!("{path}/close")));
        }
        pages.push(Sample::public(path));
    }
    Ok(pages)
}
