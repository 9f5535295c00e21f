//! 召集 — Calling people together: what sort of meeting, when, where, and what about.

use ground::matter;
use jiff::civil::Date;
use kernel::{County, Id, Moment};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Assembly, CALLED, Kind, MOST_LINES, policy, store};
use crate::topic::{self, Topic};

/// What calling asks.
#[derive(Debug)]
struct Call {
    kind: Option<Kind>,
    day: Option<Date>,
    hour: Option<String>,
    venue: String,
    agenda: Vec<String>,
}

impl Form for Call {
    const NAME: &'static str = "decide-assembly-call";
    fn read(f: &mut Fields) -> Self {
        let kind = f.choice("kind", Kind::WORDS).required().word(Kind::parse);
        let day = f.date("day").required().day();
        let hour = f.time("hour").required().hour();
        let venue = f.text("venue").required().max(60).get();
        let typed = f.long("agenda").required().max(600).get();
        let agenda: Vec<String> =
            typed.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        if agenda.len() > MOST_LINES {
            f.wrong("agenda", "decide-assembly-wrong-agenda", MOST_LINES);
        }
        Self { kind, day, hour, venue, agenda }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Call, _, _, _, _>("/{county}/topics/{id}/call", policy::may_call, get, post)
}

type Where = At<(County, Id<Topic>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let topic = topic::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &topic.matter).await?.stage;
    cx.may(policy::may_call, &topic.subject(stage))?;
    cx.ask::<Call>()
        .fill("agenda", &topic.question)
        .crumbs(vec![Link::new(topic.url(), topic.question)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Call>) -> Reply {
    let mut tx = cx.begin().await?;
    let topic = topic::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &topic.matter).await?.stage;
    cx.may(policy::may_call, &topic.subject(stage))?;
    let assembly = Assembly {
        id: Id::random(&mut *tx.rng),
        topic: topic.id.clone(),
        matter: topic.matter.clone(),
        place: topic.place.clone(),
        kind: form.kind.unwrap_or(Kind::Council),
        held: moment(form.day, form.hour.as_deref()).unwrap_or(cx.now()),
        venue: text::redact::mask(&form.venue),
        agenda: form.agenda.iter().map(|l| text::redact::mask(l)).collect(),
        residents: 0,
        representatives: 0,
        officials: 0,
        women: 0,
        positions: Vec::new(),
        minutes: String::new(),
        outcome: String::new(),
        recorded: None,
        version: 0,
    };
    store::insert(&mut tx, &assembly).await?;
    tx.tell(assembly.fact(CALLED)).await?;
    cx.done(tx, "decide-assembly-call-done", assembly.url()).await
}

/// A day and `HH:MM` as a moment in Asia/Shanghai.
fn moment(day: Option<Date>, hour: Option<&str>) -> Option<Moment> {
    let (h, m) = hour?.split_once(':')?;
    Some(Moment::from_civil(day?.at(h.parse().ok()?, m.parse().ok()?, 0, 0)))
}
