//! 存事项 — Keeping matters, and counting them as they change.

use std::collections::BTreeMap;

use kernel::{County, Klass, MatterId, PlaceCode, Refusal, Result, Stage, Standing};
use store::{Row, Tx, binds};

use super::{List, Matter, index};

/// Begins a matter at a place.
///
/// # Errors
/// A fault when the database fails.
pub async fn open(tx: &mut Tx, place: &PlaceCode, title: &str, stage: Stage) -> Result<Matter> {
    open_saying(tx, place, title, stage, "").await
}

/// As [`open`], found also by what was said (masked, as its page shows it).
///
/// # Errors
/// A fault when the database fails.
pub async fn open_saying(
    tx: &mut Tx,
    place: &PlaceCode,
    title: &str,
    stage: Stage,
    words: &str,
) -> Result<Matter> {
    let matter = Matter {
        id: fresh(tx, &place.county()).await?,
        place: place.clone(),
        title: title.to_owned(),
        stage,
        standing: if stage == Stage::Listen { Standing::Heard } else { Standing::Open },
        klass: None,
        answers: None,
        due: None,
        reason: None,
        review: None,
        into: None,
        voices: 0,
        raised: tx.now,
        changed: tx.now,
        version: 0,
    };
    let (street, community) = heads(place);
    tx.run(
        "INSERT INTO ground_matter (county, id, place, street, community, title, stage, standing, \
         list, voices, raised, changed, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0)",
        binds![
            place.county(),
            &matter.id,
            place,
            street,
            community,
            title,
            stage,
            matter.standing,
            List::of(matter.standing).map_or("", List::word),
            matter.voices,
            tx.now,
            tx.now,
        ],
    )
    .await?;
    count(tx, &[(&matter, 1)]).await?;
    if let Some(community) = place.community() {
        tx.run(
            "UPDATE ground_place SET matters = matters + 1 WHERE county = $1 AND code = $2",
            binds![place.county(), community],
        )
        .await?;
    }
    index::findable(tx, &matter, words).await?;
    Ok(matter)
}

/// A number no matter of the county has: among 470,000 of 27 billion a draw meets another now and then.
async fn fresh(tx: &mut Tx, county: &County) -> Result<MatterId> {
    loop {
        let id = MatterId::random(&mut *tx.rng);
        let sql = "SELECT 1 AS one FROM ground_matter WHERE county = $1 AND id = $2";
        if tx.maybe(sql, binds![county, &id]).await?.is_none() {
            return Ok(id);
        }
    }
}

/// The street and community a place lies in; a place above them stands for itself.
fn heads(place: &PlaceCode) -> (String, String) {
    let code = place.as_str();
    let head = |n: usize| code.get(..n).unwrap_or(code).to_owned();
    (head(9), head(12))
}

const LOAD: &str = "SELECT county, id, place, title, stage, standing, klass, answers, due, reason, \
    review, into_matter, voices, raised, changed, version FROM ground_matter \
    WHERE county = $1 AND id = $2";

/// A matter by its number.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &MatterId) -> Result<Matter> {
    read(&tx.one(LOAD, binds![county, id]).await?)
}

pub(super) fn read(row: &Row) -> Result<Matter> {
    let into = match row.opt_text("into_matter")? {
        Some(_) => Some(row.matter("into_matter")?),
        None => None,
    };
    Ok(Matter {
        id: row.matter("id")?,
        place: row.place("place")?,
        title: row.text("title")?,
        stage: row.word("stage", Stage::parse)?,
        standing: row.word("standing", Standing::parse)?,
        klass: row.opt_word("klass", Klass::parse)?,
        answers: row.opt_text("answers")?,
        due: row.opt_moment("due")?,
        reason: row.opt_text("reason")?,
        review: row.opt_moment("review")?,
        into,
        voices: row.int("voices")?,
        raised: row.moment("raised")?,
        changed: row.moment("changed")?,
        version: row.int("version")?,
    })
}

/// Keeps a changed matter and moves it in the counts.
///
/// # Errors
/// Refused when somebody else changed it in between: the page shows the newer state.
pub async fn save(tx: &mut Tx, matter: &mut Matter) -> Result<()> {
    let county = matter.place.county();
    let before = load(tx, &county, &matter.id).await?;
    let changed = tx
        .run(
            "UPDATE ground_matter SET title = $3, stage = $4, standing = $5, list = $6, klass = $7, \
             answers = $8, due = $9, reason = $10, review = $11, into_matter = $12, voices = $13, \
             changed = $14, version = version + 1 WHERE county = $1 AND id = $2 AND version = $15",
            binds![
                &county, &matter.id, &matter.title, matter.stage, matter.standing,
                List::of(matter.standing).map_or("", List::word), matter.klass, matter.answers.clone(),
                matter.due, matter.reason.clone(), matter.review, matter.into.clone(), matter.voices,
                tx.now, matter.version,
            ],
        )
        .await?;
    if changed != 1 {
        let again =
            Refusal::new("ground-matter-refused-changed").next(matter.url(), "ground-matter-look");
        return Err(again.into());
    }
    matter.version += 1;
    matter.changed = tx.now;
    if (before.standing, before.stage) != (matter.standing, matter.stage) {
        count(tx, &[(&before, -1), (&*matter, 1)]).await?;
    }
    let found_by =
        |m: &Matter| (m.title.clone(), m.answers.clone(), m.standing == Standing::Merged);
    if found_by(&before) != found_by(matter) {
        index::refresh(tx, matter).await?;
    }
    Ok(())
}

/// Moves matters in the counts of their places and of every place above up to the county.
async fn count(tx: &mut Tx, steps: &[(&Matter, i64)]) -> Result<()> {
    // Always in the same order: two opposite moves at once must not wait for each other.
    let mut rows = BTreeMap::new();
    for (matter, by) in steps {
        for place in matter.place.path() {
            if place.as_str().len() >= 6 || place == matter.place {
                let key = (level(&place), place, matter.standing.word(), matter.stage.word());
                *rows.entry(key).or_insert(0) += by;
            }
        }
    }
    for ((level, place, standing, stage), by) in rows {
        tx.run(
            "INSERT INTO ground_tally (county, level, place, standing, stage, n) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (county, level, place, standing, stage) \
             DO UPDATE SET n = ground_tally.n + excluded.n",
            binds![place.county(), level, &place, standing, stage, by],
        )
        .await?;
    }
    Ok(())
}

/// The level of a place in the counts: the length of its code.
pub(super) fn level(place: &PlaceCode) -> i64 {
    i64::try_from(place.as_str().len()).unwrap_or(i64::MAX)
}

/// A page of a list at a place, latest change first, after a cursor (`changed`, `id`).
///
/// # Errors
/// A fault when the database fails.
pub async fn page_of(
    tx: &mut Tx,
    place: &PlaceCode,
    list: List,
    after: Option<(i64, String)>,
    most: i64,
) -> Result<Vec<Matter>> {
    let (at, id) = after.unwrap_or((i64::MAX, "~".to_owned()));
    let (from, to) = place.range();
    let sql = match place.as_str().len() {
        ..=6 => {
            "SELECT county, id, place, title, stage, standing, klass, answers, due, reason, review, \
             into_matter, voices, raised, changed, version FROM ground_matter WHERE county = $1 \
             AND list = $2 AND (changed < $3 OR (changed = $3 AND id < $4)) AND place >= $5 AND place < $6 \
             ORDER BY changed DESC, id DESC LIMIT $7"
        }
        9 => {
            "SELECT county, id, place, title, stage, standing, klass, answers, due, reason, review, \
             into_matter, voices, raised, changed, version FROM ground_matter WHERE county = $1 \
             AND street = $8 AND list = $2 AND (changed < $3 OR (changed = $3 AND id < $4)) \
             AND place >= $5 AND place < $6 ORDER BY changed DESC, id DESC LIMIT $7"
        }
        _ => {
            "SELECT county, id, place, title, stage, standing, klass, answers, due, reason, review, \
             into_matter, voices, raised, changed, version FROM ground_matter WHERE county = $1 \
             AND community = $8 AND list = $2 AND (changed < $3 OR (changed = $3 AND id < $4)) \
             AND place >= $5 AND place < $6 ORDER BY changed DESC, id DESC LIMIT $7"
        }
    };
    let (street, community) = heads(place);
    let mut values = binds![place.county(), list.word(), at, id, from, to, most].to_vec();
    match place.as_str().len() {
        ..=6 => {}
        9 => values.push(street.into()),
        _ => values.push(community.into()),
    }
    tx.all(sql, &values).await?.iter().map(read).collect()
}
