//! 归类·存取 — Keeping labels and the models learned from them.

use ::store::{Row, Tx, binds};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::{County, Error, MatterId, Moment, Result, Role};
use serde::Serialize;
use text::classify::{Message, Model, Report, Trained};
use web::Sample;

use super::mind::damaged;

/// At most so many labels teach a model: the latest.
pub(super) const MOST: i64 = 20_000;

/// A model as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Kept {
    /// Its name, from what it learned.
    pub version: String,
    /// Whether it is in use.
    pub live: bool,
    /// From how many matters it learned.
    pub messages: i64,
    /// It knows the labels given until then.
    pub upto: i64,
    /// The figures of its training.
    pub figures: Figures,
    /// When it was trained.
    pub at: Moment,
}

/// What the page shows of a training.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize)]
pub(super) struct Figures {
    /// Macro-F1 on messages held back, in per mille, as are the others.
    pub macro_f1: i64,
    /// How many were right.
    pub right: i64,
    /// How far confidence was from being right.
    pub error: i64,
    /// By class: label, rows, precision, recall, F1.
    pub classes: Vec<(String, i64, i64, i64, i64)>,
    /// What was taken for what: given label, suggested label, how often; most first.
    pub confused: Vec<(String, String, i64)>,
    /// Kinds with too few matters to learn, with how many.
    pub aside: Vec<(String, i64)>,
}

/// A label with the words it was given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lesson {
    /// The headline.
    pub title: String,
    /// The first report's words.
    pub words: String,
    /// What a worker said.
    pub label: String,
}

impl Lesson {
    /// What was written and what it was said to be.
    pub(super) fn said(&self) -> (Message<'_>, &str) {
        (Message { title: &self.title, body: &self.words }, &self.label)
    }
}

/// The words of the first report of a matter: what models learn from is what they are asked about.
pub(super) async fn first_words(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<String> {
    let row = tx
        .maybe(
            "SELECT words FROM listen_report WHERE county = $1 AND matter = $2 ORDER BY at, voice LIMIT 1",
            binds![county, matter],
        )
        .await?;
    row.map_or_else(|| Ok(String::new()), |row| row.text("words"))
}

/// Keeps what a worker said, beside what had been suggested.
pub(super) async fn keep_label(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
    label: &str,
    suggested: Option<&str>,
    answers: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO listen_label (county, matter, label, suggested, answers, turn, at) \
         VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT (county, matter) DO UPDATE SET \
         label = excluded.label, suggested = excluded.suggested, answers = excluded.answers, turn = listen_label.turn + 1, at = excluded.at",
        binds![county, matter, label, suggested.map(str::to_owned), answers, tx.now],
    )
    .await?;
    Ok(())
}

/// What a worker said a matter is.
pub(super) async fn label(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Option<String>> {
    let row = tx
        .maybe(
            "SELECT label FROM listen_label WHERE county = $1 AND matter = $2",
            binds![county, matter],
        )
        .await?;
    row.map(|row| row.text("label")).transpose()
}

/// Who answered for matters of a kind, most often first, with how often.
pub(super) async fn answered(
    tx: &mut Tx,
    county: &County,
    label: &str,
) -> Result<Vec<(String, i64)>> {
    tx.all(
        "SELECT answers, COUNT(*) AS n FROM listen_label WHERE county = $1 AND label = $2 \
         AND answers <> '' GROUP BY answers ORDER BY n DESC, answers LIMIT 5",
        binds![county, label],
    )
    .await?
    .iter()
    .map(|row| Ok((row.text("answers")?, row.int("n")?)))
    .collect()
}

/// How many matters have each label.
pub(super) async fn counts(tx: &mut Tx, county: &County) -> Result<Vec<(String, i64)>> {
    tx.all(
        "SELECT label, COUNT(*) AS n FROM listen_label WHERE county = $1 GROUP BY label \
         ORDER BY n DESC, label LIMIT 400",
        binds![county],
    )
    .await?
    .iter()
    .map(|row| Ok((row.text("label")?, row.int("n")?)))
    .collect()
}

/// How often labels were given after a moment, and when the last was.
pub(super) async fn lessons_since(tx: &mut Tx, county: &County, upto: i64) -> Result<(i64, i64)> {
    let row = tx
        .one(
            "SELECT CAST(COALESCE(SUM(turn), 0) AS BIGINT) AS n, COALESCE(MAX(at), 0) AS last FROM listen_label \
             WHERE county = $1 AND at > $2",
            binds![county, upto],
        )
        .await?;
    Ok((row.int("n")?, row.int("last")?))
}

/// The labels given after a moment with what was said, the earliest first; of very many the latest.
pub(super) async fn lessons(
    tx: &mut Tx,
    county: &County,
    upto: i64,
    most: i64,
) -> Result<Vec<Lesson>> {
    let rows = tx
        .all(
            "SELECT l.label, m.title, r.words FROM (SELECT matter, label, at FROM listen_label \
             WHERE county = $1 AND at > $2 ORDER BY at DESC, matter DESC LIMIT $3) AS l \
             JOIN ground_matter m ON m.county = $1 AND m.id = l.matter \
             JOIN listen_report r ON r.county = $1 AND r.voice = (SELECT x.voice FROM listen_report x \
             WHERE x.county = $1 AND x.matter = l.matter ORDER BY x.at, x.voice LIMIT 1) \
             ORDER BY l.at, l.matter",
            binds![county, upto, most],
        )
        .await?;
    let lesson = |row: &Row| {
        Ok(Lesson {
            title: row.text("title")?,
            words: row.text("words")?,
            label: row.text("label")?,
        })
    };
    rows.iter().map(lesson).collect()
}

fn read(row: &Row) -> Result<Kept> {
    Ok(Kept {
        version: row.text("version")?,
        live: row.text("state")? == "live",
        messages: row.int("messages")?,
        upto: row.int("upto")?,
        figures: serde_json::from_str(&row.text("report")?).map_err(Error::fault)?,
        at: row.moment("at")?,
    })
}

/// The model in use.
pub(super) async fn live(tx: &mut Tx, county: &County) -> Result<Option<Kept>> {
    let row = tx
        .maybe(
            "SELECT version, state, messages, upto, report, at FROM listen_model \
             WHERE county = $1 AND state = 'live'",
            binds![county],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// All models, the latest first.
pub(super) async fn models(tx: &mut Tx, county: &County) -> Result<Vec<Kept>> {
    tx.all(
        "SELECT version, state, messages, upto, report, at FROM listen_model WHERE county = $1 \
         ORDER BY at DESC, version LIMIT 50",
        binds![county],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// A model itself.
pub(super) async fn body(tx: &mut Tx, county: &County, version: &str) -> Result<Model> {
    let row = tx
        .one(
            "SELECT body FROM listen_model WHERE county = $1 AND version = $2",
            binds![county, version],
        )
        .await?;
    let bytes = STANDARD.decode(row.text("body")?).map_err(damaged)?;
    Model::from_bytes(&bytes).map_err(damaged)
}

/// Keeps a trained model beside the others, not in use. The same training again is the same model.
///
/// # Errors
/// A fault when the database fails.
pub async fn install(tx: &mut Tx, county: &County, trained: &Trained, upto: i64) -> Result<String> {
    let version = trained.model.name();
    let figures = serde_json::to_string(&figures(&trained.report)).map_err(Error::fault)?;
    let messages = i64::try_from(trained.report.examples).map_err(Error::fault)?;
    tx.run(
        "INSERT INTO listen_model (county, version, state, messages, upto, body, report, at) \
         VALUES ($1, $2, 'kept', $3, $4, $5, $6, $7) ON CONFLICT (county, version) DO NOTHING",
        binds![
            county,
            &version,
            messages,
            upto,
            STANDARD.encode(trained.model.to_bytes()),
            figures,
            tx.now,
        ],
    )
    .await?;
    Ok(version)
}

/// Puts a kept model in use in place of the one that is.
pub(super) async fn adopt(tx: &mut Tx, county: &County, version: &str) -> Result<()> {
    tx.run(
        "UPDATE listen_model SET state = 'kept' WHERE county = $1 AND state = 'live'",
        binds![county],
    )
    .await?;
    let put = tx
        .run(
            "UPDATE listen_model SET state = 'live' WHERE county = $1 AND version = $2",
            binds![county, version],
        )
        .await?;
    if put == 1 { Ok(()) } else { Err(Error::NotFound) }
}

fn figures(report: &Report) -> Figures {
    let score = &report.score;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Figures {
        macro_f1: per_mille(score.macro_f1),
        right: per_mille(score.accuracy),
        error: per_mille(score.calibration_error),
        classes: score
            .classes
            .iter()
            .map(|c| {
                let (label, rows) = (c.label.clone(), count(c.rows));
                (label, rows, per_mille(c.precision), per_mille(c.recall), per_mille(c.f1))
            })
            .collect(),
        confused: confused(report),
        aside: report.aside.iter().map(|(label, n)| (label.clone(), count(*n))).collect(),
    }
}

/// What was taken for what, most often first.
fn confused(report: &Report) -> Vec<(String, String, i64)> {
    let score = &report.score;
    let mut all = Vec::new();
    for (given, row) in score.classes.iter().zip(&score.confusion) {
        for (taken, n) in score.classes.iter().zip(row) {
            if *n > 0 && given.label != taken.label {
                let n = i64::try_from(*n).unwrap_or(i64::MAX);
                all.push((given.label.clone(), taken.label.clone(), n));
            }
        }
    }
    all.sort_by(|a, b| (-a.2, &a.0, &a.1).cmp(&(-b.2, &b.0, &b.1)));
    all.truncate(10);
    all
}

/// A share in whole per mille.
#[expect(clippy::cast_possible_truncation, reason = "a share is between 0 and 1")]
pub(super) fn per_mille(share: f64) -> i64 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as i64
}

/// The pages of triage, of the county where most was said.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT county, COUNT(*) AS n FROM listen_report WHERE county >= '000000' GROUP BY county \
             ORDER BY n DESC, county LIMIT 1",
            binds![],
        )
        .await?;
    let mut pages = Vec::new();
    for row in rows {
        let county = row.text("county")?;
        pages.push(Sample::of(Role::County, format!("/{county}/triage")));
        pages.push(Sample::of(Role::County, format!("/{county}/triage/train")));
        pages.push(Sample::of(Role::County, format!("/{county}/triage/adopt")));
    }
    Ok(pages)
}
