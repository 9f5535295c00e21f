//! 村里办事 — What the village stories do in the same way: talk, count paper, take in gifts and bills, build step by step.

use kernel::{Error, Result};
use serde_json::{Map, Value as Json, json};

use super::thread::{need, url};
use super::{Persona, Stage};

/// Two who serve a place: what one brings, the other counts.
pub(super) struct Hands {
    /// The council: it enters, builds and applies.
    pub council: Persona,
    /// The village's worker: the second pair of eyes.
    pub worker: Persona,
}

impl Hands {
    /// Finds the two by their aliases.
    pub async fn of(stage: &Stage, council: &str, worker: &str) -> Result<Self> {
        Ok(Self { council: stage.persona(council).await?, worker: stage.persona(worker).await? })
    }
}

/// An evening talk or a council.
pub(super) struct Talk {
    /// When people were called, `2023-03-26T09:00`.
    pub called: &'static str,
    /// The day it was held; it begins at 19:30.
    pub day: &'static str,
    /// `evening-talk`, `council` or `listening`.
    pub kind: &'static str,
    pub venue: &'static str,
    pub agenda: &'static [&'static str],
    /// Residents, representatives, officials, and the women among them.
    pub came: [i64; 4],
    /// What was said on each line of the agenda.
    pub positions: &'static [&'static str],
    pub minutes: &'static str,
    pub outcome: &'static str,
}

/// Calls people together, and records the same night what was said.
pub(super) async fn hold(stage: &mut Stage, who: &Persona, topic: &str, talk: &Talk) -> Result<()> {
    stage.at(talk.called).await?;
    let call = json!({
        "kind": talk.kind, "day": talk.day, "hour": "19:30", "venue": talk.venue,
        "agenda": talk.agenda.join("\n"),
    });
    let assembly = url(&stage.post(who, &format!("{topic}/call"), call).await?)?;
    stage.at(&format!("{}T21:30", talk.day)).await?;
    let mut record = Map::new();
    for (field, n) in ["residents", "representatives", "officials", "women"].iter().zip(talk.came) {
        record.insert((*field).to_owned(), n.into());
    }
    for (no, said) in (1..).zip(talk.positions) {
        record.insert(format!("position-{no}"), (*said).into());
    }
    record.insert("minutes".to_owned(), talk.minutes.into());
    record.insert("outcome".to_owned(), talk.outcome.into());
    stage.post(who, &format!("{assembly}/record"), Json::Object(record)).await?;
    Ok(())
}

/// Paper ballots out of the box: so many yes, no and abstentions, each read by one and again by another.
pub(super) async fn paper_ballots(
    stage: &mut Stage,
    hands: &Hands,
    vote: &str,
    count: [usize; 3],
) -> Result<()> {
    let roll = stage.get(&hands.worker, &format!("{vote}/roll")).await?;
    let electors = list(&roll, "electors")?;
    let said = ["yes", "no", "abstain"].into_iter().zip(count);
    let choices = said.flat_map(|(choice, n)| std::iter::repeat_n(choice, n));
    for (elector, choice) in electors.iter().zip(choices) {
        let (serial, unit) = (need(elector, "/serial")?, need(elector, "/unit")?);
        let first = json!({ "serial": &serial, "unit": unit, "choice": choice });
        stage.post(&hands.worker, &format!("{vote}/enter"), first).await?;
        let second = json!({ "serial": serial, "choice": choice });
        stage.post(&hands.council, &format!("{vote}/confirm-paper"), second).await?;
    }
    Ok(())
}

/// Something given.
pub(super) enum Gift {
    /// Yuan, and the name the giver agreed to be shown with.
    Cash(&'static str, Option<&'static str>),
    /// Days of work, and what was done.
    Labour(&'static str, &'static str),
    /// Goods: what they are worth in yuan, and what they are.
    Goods(&'static str, &'static str),
}

/// A gift is written down and brought by the council, and counted and receipted by the worker.
pub(super) async fn give(
    stage: &mut Stage,
    hands: &Hands,
    project: &str,
    gift: &Gift,
) -> Result<()> {
    let (promise, amount) = match gift {
        Gift::Cash(yuan, Some(name)) => (
            json!({ "kind": "cash", "money": yuan, "name": name, "consent": true, "behalf": true }),
            yuan,
        ),
        Gift::Cash(yuan, None) => (json!({ "kind": "cash", "money": yuan, "behalf": true }), yuan),
        Gift::Labour(days, what) => {
            (json!({ "kind": "labour", "days": days, "what": what, "behalf": true }), days)
        }
        Gift::Goods(yuan, what) => {
            (json!({ "kind": "material", "money": yuan, "what": what, "behalf": true }), yuan)
        }
    };
    let promised = stage.post(&hands.council, &format!("{project}/promise"), promise).await?;
    let given = need(&promised, "/data/contribution")?;
    let day = json!({ "day": stage.now().date() });
    stage.post(&hands.council, &format!("{given}/deliver"), day).await?;
    let counted = json!({ "amount": amount });
    stage.post(&hands.worker, &format!("{given}/accept"), counted).await?;
    Ok(())
}

/// A bill.
pub(super) struct Bill {
    pub yuan: &'static str,
    pub what: &'static str,
    /// A company or a team, never a person.
    pub party: &'static str,
    pub voucher: &'static str,
}

/// The council enters a bill, the worker holds the voucher against it.
pub(super) async fn bill(
    stage: &mut Stage,
    hands: &Hands,
    project: &str,
    bill: &Bill,
) -> Result<()> {
    let entry = json!({
        "kind": "spending", "amount": bill.yuan, "day": stage.now().date(), "what": bill.what,
        "party": bill.party, "voucher": bill.voucher,
    });
    stage.post(&hands.council, &format!("{project}/enter"), entry).await?;
    check_line(stage, &hands.worker, project).await
}

/// Confirms the one line of the account that waits for a second pair of eyes.
pub(super) async fn check_line(stage: &mut Stage, who: &Persona, project: &str) -> Result<()> {
    let account = stage.get(who, &format!("{project}/account")).await?;
    let rows = list(&account, "rows")?;
    let waits = |row: &&Json| row.pointer("/entry/state").and_then(Json::as_str) == Some("entered");
    let row = rows.iter().find(waits).ok_or_else(|| Error::fault("no line waits"))?;
    let county = need(&account, "/project/place")?.chars().take(6).collect::<String>();
    let line = format!("/{county}/entries/{}/confirm", need(row, "/entry/id")?);
    stage.post(who, &line, json!({ "verdict": "right" })).await?;
    Ok(())
}

/// A step of the works.
pub(super) struct Step {
    pub what: &'static str,
    pub begins: &'static str,
    pub ends: &'static str,
    pub doer: &'static str,
    pub note: &'static str,
}

/// The council plans a step; gives its address.
pub(super) async fn plan(
    stage: &mut Stage,
    hands: &Hands,
    (matter, project): (&str, &str),
    step: &Step,
) -> Result<String> {
    let plan = json!({
        "what": step.what, "begins": step.begins, "ends": step.ends, "doer": step.doer,
    });
    stage.post(&hands.council, &format!("{project}/plan"), plan).await?;
    let county: String = matter.chars().skip(1).take(6).collect();
    Ok(format!("/{county}/works/{}", stage.last(matter, "build-work-planned").await?))
}

/// The step is begun in the morning of its first day and done in the evening of its last.
pub(super) async fn work(stage: &mut Stage, hands: &Hands, at: &str, step: &Step) -> Result<()> {
    stage.at(&format!("{}T07:00", step.begins)).await?;
    let day = json!({ "day": step.begins });
    stage.post(&hands.council, &format!("{at}/start"), day).await?;
    stage.at(&format!("{}T18:30", step.ends)).await?;
    let done = json!({ "day": step.ends, "doer": step.doer, "note": step.note });
    stage.post(&hands.council, &format!("{at}/complete"), done).await?;
    Ok(())
}

/// The three questions on paper: the worker hands out sheets and types in those that came back.
/// Each line: how many sheets, and what they say to 认可, 高兴, 满意.
pub(super) async fn paper_answers(
    stage: &mut Stage,
    worker: &Persona,
    review: &str,
    handed: usize,
    answers: &[(usize, [&str; 3])],
) -> Result<()> {
    let form = stage.get(worker, &format!("{review}/hand")).await?;
    let field = list(&form, "fields")?.iter().find(|f| f.get("name") == Some(&json!("units")));
    let options = list(field.unwrap_or(&Json::Null), "options")?;
    // The last lines of the roll: those who have no account here.
    let units: Vec<String> =
        options.iter().rev().take(handed).map(|o| need(o, "/value")).collect::<Result<_>>()?;
    stage.post(worker, &format!("{review}/hand"), json!({ "units": units })).await?;
    let sheet = stage.get(worker, &format!("{review}/sheet")).await?;
    let serials = list(&sheet, "serials")?.iter().filter_map(Json::as_str);
    let each = answers.iter().flat_map(|(n, said)| std::iter::repeat_n(said, *n));
    for (serial, [approve, glad, satisfied]) in serials.zip(each) {
        let said = json!({
            "serial": serial, "approve": approve, "glad": glad, "satisfied": satisfied,
        });
        stage.post(worker, &format!("{review}/enter"), said).await?;
    }
    Ok(())
}

fn list<'a>(json: &'a Json, name: &str) -> Result<&'a Vec<Json>> {
    let found = json.get(name).and_then(Json::as_array);
    found.ok_or_else(|| Error::fault(format!("no list {name} in {json}")))
}
