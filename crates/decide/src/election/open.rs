//! 发起推选 — A neighbourhood without a committee gives itself one.

use ground::matter;
use jiff::civil::Date;
use kernel::{County, Error, Id, MatterId, Refusal, Stage, days};
use tally::RuleBook;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Election, Kind, OPENED, State, policy, store};

/// The word for bodies the law has elected.
const STATUTORY: &str = "statutory";

/// What opening asks.
#[derive(Debug)]
struct Open {
    body: String,
    kind: String,
    seats: i64,
    until: Option<Date>,
}

impl Form for Open {
    const NAME: &'static str = "decide-election-open";
    fn read(f: &mut Fields) -> Self {
        let body = f.text("body").required().max(40).get();
        let kind = f.choice("kind", &["committee", "council", STATUTORY]).required().get();
        let seats = f.number("seats").required().within(3, 15).unwrap_or(0);
        Self { body, kind, seats, until: f.date("until").required().day() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/matters/{id}/election";
    Verb::act::<Open, _, _, _, _>(path, policy::may_open, get, post)
}

type Where = At<(County, MatterId)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_open, &matter.subject())?;
    cx.ask::<Open>().fill("seats", 5).crumbs(vec![Link::new(matter.url(), matter.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Open>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_open, &matter.subject())?;
    if form.kind == STATUTORY {
        return Err(Refusal::new("decide-election-refused-statutory").into());
    }
    let kind = Kind::parse(&form.kind).ok_or_else(|| Error::field("kind", "web-wrong-choice"))?;
    let today = cx.now().day();
    // An elected body ends with its term and is renewed by an election only: no term is for ever.
    let last = cx.now().plus(days(5 * 366)).day();
    let until = form.until.filter(|d| *d > today && *d <= last);
    let until = until.ok_or_else(|| Error::field("until", "decide-election-wrong-until"))?;
    let rule = RuleBook::host()
        .in_force("cn-self-committee-election", today, matter.place.as_str())
        .ok_or_else(|| Error::fault("no rule for a self-management committee"))?;
    let election = Election {
        id: Id::random(&mut *tx.rng),
        matter: matter.id.clone(),
        place: matter.place.clone(),
        body: text::redact::mask(&form.body),
        kind,
        seats: form.seats,
        left: form.seats,
        until: until.to_string(),
        rule: rule.version(),
        rule_text: rule.text.clone(),
        state: State::Nominating,
        round: 1,
        sheet: None,
        reader: None,
        chair: None,
        vice: None,
        at: cx.now(),
        version: 0,
    };
    store::insert(&mut tx, &election).await?;
    matter.advance(Stage::Decide)?;
    matter::save(&mut tx, &mut matter).await?;
    tx.tell(election.fact(OPENED)).await?;
    cx.done(tx, "decide-election-open-done", election.url()).await
}
