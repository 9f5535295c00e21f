//! 存公示 — Keeping notices and ending them when their time has come.

use kernel::{County, Error, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage};
use store::{Row, Told, Tx, binds};
use tally::{Calendar, DayUnit, Period};

use super::{Notice, Objection};

/// Puts a notice up. The window is counted in days after today (Civil Code 201, 203).
///
/// # Errors
/// Refused when the holiday calendar does not reach to the end of the window: we do not guess.
#[expect(
    clippy::too_many_arguments,
    reason = "a notice has this many parts and each caller has them all"
)]
pub async fn open(
    tx: &mut Tx,
    place: &PlaceCode,
    matter: Option<&MatterId>,
    stage: Stage,
    about: (&str, &str),
    title: &str,
    body: &str,
    rule: &str,
    period: Period,
) -> Result<Notice> {
    let last = Calendar::host()
        .end(tx.now.day(), period)
        .map_err(|_| Error::from(Refusal::new("ground-notice-refused-calendar")))?;
    let unit = if period.unit == DayUnit::WorkingDay { "working-day" } else { "day" };
    let notice = Notice {
        id: Id::random(&mut *tx.rng),
        matter: matter.cloned(),
        place: place.clone(),
        stage,
        kind: about.0.to_owned(),
        subject: about.1.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        rule: rule.to_owned(),
        days: i64::from(period.days),
        unit: unit.to_owned(),
        opened: tx.now,
        ends: Moment::end_of(last),
        ended: None,
    };
    tx.run(
        "INSERT INTO ground_notice (county, id, matter, place, stage, kind, subject, title, body, rule, \
         days, unit, opened, ends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        binds![
            place.county(), &notice.id, matter.cloned(), place, stage, about.0, about.1, title, body,
            rule, notice.days, unit, notice.opened, notice.ends,
        ],
    )
    .await?;
    let fact = fact("ground-notice-opened", &notice)
        .with("title", title)
        .with("until", notice.ends.date())
        .with("rule", rule);
    // The end comes by itself, at the end of the last day.
    tx.later("ground_notice_ends", notice.ends.plus(1), &told(tx, &fact)).await?;
    tx.tell(fact).await?;
    Ok(notice)
}

fn told(tx: &Tx, fact: &Fact) -> Told {
    Told {
        seq: -1,
        kind: fact.kind.to_owned(),
        place: fact.place.clone(),
        matter: fact.matter.clone(),
        stage: fact.stage,
        subject: fact.subject.clone(),
        at: tx.now,
        role: String::new(),
        name: String::new(),
        body: fact.body.clone(),
    }
}

/// A fact about a notice, on its matter's thread.
pub(super) fn fact(kind: &'static str, notice: &Notice) -> Fact {
    let fact = Fact::new(kind, notice.stage, &notice.place, &notice.id)
        .with("about", notice.kind.as_str())
        .with("record", notice.subject.as_str());
    match &notice.matter {
        Some(matter) => fact.on(matter),
        None => fact,
    }
}

/// The flow that records the end, at or after the last moment of the window.
///
/// # Errors
/// A fault when the database fails.
pub async fn end(tx: &mut Tx, told: &Told) -> Result<()> {
    let county = told.county();
    let notice = load(tx, &county, &Id::parse(&told.subject)?).await?;
    if notice.ended.is_some() {
        return Ok(());
    }
    if !notice.over(tx.now) {
        return Err(Error::fault("a notice was to end before its time"));
    }
    tx.run(
        "UPDATE ground_notice SET ended = $3 WHERE county = $1 AND id = $2 AND ended IS NULL",
        binds![&county, &notice.id, tx.now],
    )
    .await?;
    let objections = objections(tx, &county, &notice.id).await?;
    let open = objections.iter().filter(|o| o.answer.is_none()).count();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let fact = fact("ground-notice-ended", &notice)
        .with("title", notice.title.as_str())
        .with("objections", count(objections.len()))
        .with("unanswered", count(open));
    tx.tell(fact).await
}

fn read(row: &Row) -> Result<Notice> {
    let matter = match row.opt_text("matter")? {
        Some(_) => Some(row.matter("matter")?),
        None => None,
    };
    Ok(Notice {
        id: row.id("id")?,
        matter,
        place: row.place("place")?,
        stage: row.word("stage", Stage::parse)?,
        kind: row.text("kind")?,
        subject: row.text("subject")?,
        title: row.text("title")?,
        body: row.text("body")?,
        rule: row.text("rule")?,
        days: row.int("days")?,
        unit: row.text("unit")?,
        opened: row.moment("opened")?,
        ends: row.moment("ends")?,
        ended: row.opt_moment("ended")?,
    })
}

/// A notice by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Notice>) -> Result<Notice> {
    let row = tx
        .one(
            "SELECT id, matter, place, stage, kind, subject, title, body, rule, days, unit, opened, ends, \
             ended FROM ground_notice WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The notices about a record (an award, a vote), oldest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_subject(tx: &mut Tx, county: &County, subject: &str) -> Result<Vec<Notice>> {
    tx.all(
        "SELECT id, matter, place, stage, kind, subject, title, body, rule, days, unit, opened, ends, \
         ended FROM ground_notice WHERE county = $1 AND subject = $2 ORDER BY opened, id",
        binds![county, subject],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Objections to a notice that nobody has answered, as of now: an answer may come after the end.
///
/// # Errors
/// A fault when the database fails.
pub async fn unanswered(tx: &mut Tx, county: &County, notice: &Id<Notice>) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS n FROM ground_objection \
               WHERE county = $1 AND notice = $2 AND answer IS NULL";
    tx.one(sql, binds![county, notice]).await?.int("n")
}

pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Notice>> {
    tx.all(
        "SELECT id, matter, place, stage, kind, subject, title, body, rule, days, unit, opened, ends, \
         ended FROM ground_notice WHERE county = $1 AND matter = $2 ORDER BY opened, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

pub(super) async fn objections(
    tx: &mut Tx,
    county: &County,
    notice: &Id<Notice>,
) -> Result<Vec<Objection>> {
    tx.all(
        "SELECT id, words, at, answer FROM ground_objection WHERE county = $1 AND notice = $2 \
         ORDER BY at, id",
        binds![county, notice],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Objection {
            id: row.id("id")?,
            words: row.text("words")?,
            at: row.moment("at")?,
            answer: row.opt_text("answer")?,
        })
    })
    .collect()
}
