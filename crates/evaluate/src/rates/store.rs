//! 存数 — Keeping numbers and their evidence as rounds and reviews change.

use std::collections::BTreeMap;

use ::store::{Tx, binds};
use kernel::{Level, MatterId, Moment, PlaceCode, Result, days};
use web::Sample;

use super::Mark;
use crate::review::Review;
use crate::verdict::settle::FEWEST;
use crate::verdict::{Round, State};

/// A round or review behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The id of the round or review.
    pub subject: String,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// How many it adds.
    pub n: i64,
    /// When it last changed.
    pub at: Moment,
}

/// Moves a round in the numbers.
pub(crate) async fn mark_round(tx: &mut Tx, round: &Round) -> Result<()> {
    let n = round.numbers();
    let rest = matches!(round.state, State::Solved | State::Lapsed);
    let soon = round.settled.is_some_and(|at| at <= round.opened.plus(days(90)));
    let wanted = BTreeMap::from([
        (Mark::Solved, n.solved),
        (Mark::Partly, n.partly),
        (Mark::Not, n.not),
        (Mark::Unreached, if rest { n.unreached } else { 0 }),
        (Mark::Lapsed, i64::from(round.state == State::Lapsed)),
        (Mark::Reopened, i64::from(round.state == State::Reopened && soon)),
    ]);
    mark(tx, &round.place, &round.matter, round.id.as_str(), wanted).await
}

/// Adds a closed review to the numbers, by its answers to 满意.
pub(crate) async fn mark_review(
    tx: &mut Tx,
    review: &Review,
    (each, all): ([i64; 3], i64),
) -> Result<()> {
    let [yes, ..] = each;
    let wanted = if all < FEWEST {
        BTreeMap::from([(Mark::Few, 1)])
    } else {
        BTreeMap::from([(Mark::Satisfied, yes), (Mark::Answered, all)])
    };
    mark(tx, &review.place, &review.matter, review.id.as_str(), wanted).await
}

/// Brings the evidence of a subject to what is wanted, and the numbers with it. In the order of the
/// marks, so that two who write at once never wait for each other in a circle.
async fn mark(
    tx: &mut Tx,
    place: &PlaceCode,
    matter: &MatterId,
    subject: &str,
    wanted: BTreeMap<Mark, i64>,
) -> Result<()> {
    let county = place.county();
    let rows = tx
        .all(
            "SELECT result, n FROM evaluate_mark WHERE county = $1 AND subject = $2",
            binds![&county, subject],
        )
        .await?;
    let mut before = BTreeMap::new();
    for row in rows {
        before.insert(row.word("result", Mark::parse)?, row.int("n")?);
    }
    for (mark, n) in wanted {
        let was = before.get(&mark).copied().unwrap_or_default();
        if was == n {
            continue;
        }
        let now = tx.now;
        tx.run(
            "INSERT INTO evaluate_mark (county, subject, result, place, street, community, matter, n, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (county, subject, result) \
             DO UPDATE SET n = excluded.n, at = excluded.at",
            binds![
                &county, subject, mark.word(), place, head(place, 9), head(place, 12), matter, n, now,
            ],
        )
        .await?;
        add(tx, place, mark, n - was).await?;
    }
    Ok(())
}

/// Adds to the numbers of a place and of every place above it up to the county.
async fn add(tx: &mut Tx, place: &PlaceCode, mark: Mark, n: i64) -> Result<()> {
    for at in place.path() {
        if at.level() < Level::County && at != *place {
            continue;
        }
        tx.run(
            "INSERT INTO evaluate_total (county, level, place, result, n) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (county, level, place, result) \
             DO UPDATE SET n = evaluate_total.n + excluded.n",
            binds![place.county(), length(&at), &at, mark.word(), n],
        )
        .await?;
    }
    Ok(())
}

/// The level of a place in the numbers: the length of its code.
fn length(place: &PlaceCode) -> i64 {
    i64::try_from(place.as_str().len()).unwrap_or(i64::MAX)
}

fn head(place: &PlaceCode, n: usize) -> String {
    let code = place.as_str();
    code.get(..n).unwrap_or(code).to_owned()
}

/// The numbers of a place and everything in it, at any level.
///
/// # Errors
/// A fault when the database fails.
pub async fn totals(tx: &mut Tx, at: &PlaceCode) -> Result<BTreeMap<Mark, i64>> {
    let mut totals = BTreeMap::new();
    // Above the county, its counties' own rows are added up; elsewhere the place has its row.
    let rows = if at.level() < Level::County {
        let ((from, to), code) = (at.range(), at.as_str());
        tx.all(
            "SELECT result, CAST(SUM(n) AS BIGINT) AS n FROM evaluate_total WHERE county >= $1 \
             AND county <= $2 AND level <= 6 AND place >= $3 AND place < $4 GROUP BY result",
            binds![format!("{code:0<6}"), format!("{code:9<6}"), from, to],
        )
        .await?
    } else {
        tx.all(
            "SELECT result, n FROM evaluate_total WHERE county = $1 AND level = $2 AND place = $3",
            binds![at.county(), length(at), at],
        )
        .await?
    };
    for row in rows {
        totals.insert(row.word("result", Mark::parse)?, row.int("n")?);
    }
    Ok(totals)
}

/// A page of the evidence behind a number of a county or a place in it, latest first.
pub(super) async fn evidence(
    tx: &mut Tx,
    at: &PlaceCode,
    mark: Mark,
    after: Option<(i64, String)>,
    most: i64,
) -> Result<Vec<Evidence>> {
    let (before, subject) = after.unwrap_or((i64::MAX, "~".to_owned()));
    let (from, to) = at.range();
    let sql = match at.as_str().len() {
        ..=6 => {
            "SELECT subject, matter, place, n, at FROM evaluate_mark WHERE county = $1 AND result = $2 \
             AND n > 0 AND (at < $3 OR (at = $3 AND subject < $4)) AND place >= $5 AND place < $6 \
             ORDER BY at DESC, subject DESC LIMIT $7"
        }
        9 => {
            "SELECT subject, matter, place, n, at FROM evaluate_mark WHERE county = $1 AND street = $8 \
             AND result = $2 AND n > 0 AND (at < $3 OR (at = $3 AND subject < $4)) AND place >= $5 \
             AND place < $6 ORDER BY at DESC, subject DESC LIMIT $7"
        }
        _ => {
            "SELECT subject, matter, place, n, at FROM evaluate_mark WHERE county = $1 AND community = $8 \
             AND result = $2 AND n > 0 AND (at < $3 OR (at = $3 AND subject < $4)) AND place >= $5 \
             AND place < $6 ORDER BY at DESC, subject DESC LIMIT $7"
        }
    };
    let mut values = binds![at.county(), mark.word(), before, subject, from, to, most].to_vec();
    match at.as_str().len() {
        ..=6 => {}
        9 => values.push(head(at, 9).into()),
        _ => values.push(head(at, 12).into()),
    }
    tx.all(sql, &values)
        .await?
        .iter()
        .map(|row| {
            Ok(Evidence {
                subject: row.text("subject")?,
                matter: row.matter("matter")?,
                place: row.place("place")?,
                n: row.int("n")?,
                at: row.moment("at")?,
            })
        })
        .collect()
}

/// The numbers of places where somebody has judged.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT place, result FROM evaluate_total WHERE county >= '000000' AND level >= 12 AND n > 0 \
             ORDER BY place, result LIMIT 1",
            binds![],
        )
        .await?;
    let mut samples = Vec::new();
    for row in rows {
        let (place, result) = (row.text("place")?, row.text("result")?);
        samples.push(Sample::public(format!("/places/{place}/rates")));
        samples.push(Sample::public(format!("/places/{place}/verdicts?result={result}")));
        samples.push(Sample::public(format!("/places/{place}/verdicts?result=parked")));
    }
    Ok(samples)
}
