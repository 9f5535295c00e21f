//! 今天 — What is going on in 国税小区 at the moment somebody opens the demo: everything waits for somebody.
//!
//! Told last, at times relative to the real now. The estate is the one of the 湖北日报 report; what happens
//! in it here is made up, plain and small, so that every desk, list and form of the demo has something on
//! it: heard, answered, overdue, parked, discussed, voted on, built, awarded, judged, shared.
//!
//! The holiday notices cover the days until 2026-12-31. What has to count days beyond them is left out.

mod heard;
mod kept;
mod neighbours;
mod ramp;
mod solved;
mod stuck;
mod talks;

use jiff::Span;
use kernel::{Clock as _, Error, Moment, Result, SystemClock, hours};
use serde_json::{Value as Json, json};
use tally::{Calendar, Period};

use crate::demo::thread::{need, url};
use crate::demo::{Persona, Stage};

/// The estate.
const ESTATE: &str = "420583001003.01";
/// Its community.
const COMMUNITY: &str = "420583001003";
/// The community's grid worker, who handles.
const WORKER: &str = "七口堰社区网格员";
/// The community's secretary: the second pair of eyes.
const SECRETARY: &str = "七口堰社区书记";
/// The one who speaks for the estate until the new committee is elected.
const CONVENER: &str = "国税小区带头人";
/// The account of the committee.
const CHAIR: &str = "国税小区自管委主任";
/// Who answers for most things.
const COMMITTEE_OF_RESIDENTS: &str = "七口堰社区居委会";

/// 今天的国税小区。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    let today = Today { now: SystemClock.now() };
    // What earlier stories left to time is done at its own time, before anything of today.
    stage.at("2020-01-02T08:00").await?;
    today.go(stage, 90, "08:00").await?;

    stuck::play(stage, &today).await?;
    solved::play(stage, &today).await?;
    if today.counts(0) {
        ramp::play(stage, &today).await?;
        kept::play(stage, &today).await?;
    }
    talks::play(stage, &today).await?;
    neighbours::play(stage, &today).await?;
    stuck::county(stage, &today).await?;
    heard::play(stage, &today).await?;
    stage.begin("today");
    stage.until(today.now).await
}

/// The moment the demo is opened, and the days around it.
struct Today {
    now: Moment,
}

impl Today {
    /// The day so many days from today, `2026-11-22`; days gone by are negative.
    fn day(&self, from_now: i64) -> String {
        self.now.day().saturating_add(Span::new().days(from_now)).to_string()
    }

    /// The same as people write it: `11月22日`.
    fn spoken(&self, from_now: i64) -> String {
        let day = self.now.day().saturating_add(Span::new().days(from_now));
        format!("{}月{}日", day.month(), day.day())
    }

    /// Begins a chapter: its time may lie before the last one's.
    async fn begin(&self, stage: &mut Stage, days_ago: i64, hour: &str) -> Result<()> {
        stage.begin("today");
        self.go(stage, days_ago, hour).await
    }

    /// Goes on to an hour of a day so many days ago.
    async fn go(&self, stage: &mut Stage, days_ago: i64, hour: &str) -> Result<()> {
        stage.at(&format!("{}T{hour}", self.day(-days_ago))).await
    }

    /// Goes on to so many hours ago.
    async fn hours_ago(&self, stage: &mut Stage, n: i64) -> Result<()> {
        stage.until(self.now.plus(-hours(n))).await
    }

    /// Whether the calendar still counts so many days from today.
    fn counts(&self, days: u32) -> bool {
        Calendar::host().end(self.now.day(), Period::days(days)).is_ok()
    }
}

/// What a person who reported takes home.
struct Said {
    /// The address of the matter.
    matter: String,
    /// The address of their private page.
    follow: String,
}

/// Somebody reports something on the estate, without an account.
async fn report(stage: &mut Stage, title: &str, words: &str) -> Result<Said> {
    let said = json!({ "title": title, "words": words, "anyway": true });
    let visitor = stage.visitor();
    kept_report(&stage.post(&visitor, &format!("/places/{ESTATE}/report"), said).await?)
}

fn kept_report(said: &Json) -> Result<Said> {
    let matter = format!("/420583/matters/{}", need(said, "/data/number")?);
    Ok(Said { matter, follow: need(said, "/data/follow")? })
}

/// The community accepts a matter, with a date.
async fn accept(
    stage: &mut Stage,
    matter: &str,
    klass: &str,
    answers: &str,
    due: String,
) -> Result<()> {
    let worker = stage.persona(WORKER).await?;
    let form = json!({ "klass": klass, "answers": answers, "due": due });
    stage.post(&worker, &format!("{matter}/accept"), form).await?;
    Ok(())
}

/// The community answers.
async fn answer(stage: &mut Stage, matter: &str, reply: &str) -> Result<()> {
    let worker = stage.persona(WORKER).await?;
    stage.post(&worker, &format!("{matter}/answer"), json!({ "reply": reply })).await?;
    Ok(())
}

/// The matter goes to the residents' table.
async fn take_up(stage: &mut Stage, matter: &str, words: &str) -> Result<String> {
    let worker = stage.persona(WORKER).await?;
    stage.post(&worker, &format!("{matter}/take-up"), json!({ "words": words })).await?;
    Ok(format!("/420583/topics/{}", stage.last(matter, "decide-topic-opened").await?))
}

/// Somebody proposes; gives the address of the proposal.
async fn propose(
    stage: &mut Stage,
    who: &Persona,
    matter: &str,
    (title, body, cost): (&str, &str, &str),
) -> Result<String> {
    let plan = json!({ "kind": "plan", "title": title, "body": body, "cost": cost });
    url(&stage.post(who, &format!("{matter}/propose"), plan).await?)
}

/// A plan is voted on by the neighbours on their phones, counted, posted for seven days, adopted; gives the
/// address of the project. Takes 26 days: a notice that would end in a long holiday ends after it.
async fn decide(
    stage: &mut Stage,
    today: &Today,
    (matter, proposal): (&str, &str),
    days_ago: i64,
) -> Result<String> {
    let worker = stage.persona(WORKER).await?;
    let ask = json!({
        "question": "您同意这个方案吗？", "rule": "cn-simple-majority", "mode": "binding",
        "basis": "居民议事会约定：一万五千元以下、不改变共有部分用途的小事，按参加表决的多数意见办。",
        "closes": today.day(7 - days_ago),
    });
    let vote = url(&stage.post(&worker, &format!("{proposal}/vote"), ask).await?)?;
    for (who, choice) in NEIGHBOURS.iter().zip(["yes", "yes", "yes", "yes", "no", "yes"]) {
        let who = stage.persona(who).await?;
        stage.post(&who, &format!("{vote}/cast"), json!({ "choice": choice })).await?;
    }
    today.go(stage, days_ago - 26, "08:00").await?;
    Ok(format!("/420583/projects/{}", stage.last(matter, "build-project-started").await?))
}

/// Those with an account on the estate.
const NEIGHBOURS: [&str; 6] = [
    "国税小区居民甲",
    "国税小区居民乙",
    "国税小区居民丙",
    "国税小区居民丁",
    "国税小区居民戊",
    CONVENER,
];

/// A step of the works is planned; gives its address.
async fn plan(
    stage: &mut Stage,
    (matter, project): (&str, &str),
    what: &str,
    (begins, ends): (String, String),
) -> Result<String> {
    let convener = stage.persona(CONVENER).await?;
    let form = json!({ "what": what, "begins": begins, "ends": ends, "doer": "社区推荐的施工队" });
    stage.post(&convener, &format!("{project}/plan"), form).await?;
    Ok(format!("/420583/works/{}", stage.last(matter, "build-work-planned").await?))
}

/// A step is begun, or said to be done, today.
async fn step(stage: &mut Stage, work: &str, note: Option<&str>) -> Result<()> {
    let convener = stage.persona(CONVENER).await?;
    let day = stage.now().date();
    let (verb, form) = match note {
        None => ("start", json!({ "day": day })),
        Some(note) => ("complete", json!({ "day": day, "doer": "社区推荐的施工队", "note": note })),
    };
    stage.post(&convener, &format!("{work}/{verb}"), form).await?;
    Ok(())
}

/// A bill is entered; nobody has looked at it yet.
async fn bill(
    stage: &mut Stage,
    project: &str,
    yuan: &str,
    what: &str,
    voucher: &str,
) -> Result<()> {
    let convener = stage.persona(CONVENER).await?;
    let entry = json!({
        "kind": "spending", "amount": yuan, "day": stage.now().date(), "what": what,
        "party": "枝江某建材店", "voucher": voucher,
    });
    stage.post(&convener, &format!("{project}/enter"), entry).await?;
    Ok(())
}

/// Somebody gives; `shown` is the name they agreed to. Gives the address of the contribution.
async fn promise(
    stage: &mut Stage,
    project: &str,
    mut gift: Json,
    shown: Option<&str>,
) -> Result<String> {
    let gift_of = gift.as_object_mut().ok_or_else(|| Error::fault("a gift without fields"))?;
    if let Some(name) = shown {
        gift_of.insert("consent".to_owned(), true.into());
        gift_of.insert("name".to_owned(), name.into());
    }
    let visitor = stage.visitor();
    need(&stage.post(&visitor, &format!("{project}/promise"), gift).await?, "/data/contribution")
}

/// What was promised was brought, the convener writes it down.
async fn deliver(stage: &mut Stage, given: &str) -> Result<()> {
    let convener = stage.persona(CONVENER).await?;
    let day = json!({ "day": stage.now().date() });
    stage.post(&convener, &format!("{given}/deliver"), day).await?;
    Ok(())
}

/// The grid worker counts it and writes the receipt.
async fn receive(stage: &mut Stage, given: &str, amount: &str) -> Result<()> {
    let worker = stage.persona(WORKER).await?;
    stage.post(&worker, &format!("{given}/accept"), json!({ "amount": amount })).await?;
    Ok(())
}
