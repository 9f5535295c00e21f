//! 在我们这里试试 — Another place takes a case up: its record tells so, and a flow opens a topic there.
//!
//! Case and place may lie in different counties: both sides are written in one transaction.

use ground::place;
use kernel::{Actor, County, Error, FieldError, Id, Level, PlaceCode, Result, Stage, Subject};
use store::Tx;
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{Case, State, policy, store as kept, trial};

/// What trying asks: where, and why there.
#[derive(Debug)]
struct Try {
    place: String,
    other: String,
    text: String,
}

/// The choice of a place that is not one of one's own offices.
const OTHER: &str = "other";

impl Form for Try {
    const NAME: &'static str = "share-case-try";
    fn read(f: &mut Fields) -> Self {
        let place = f.pick("place").required().get();
        let other = f.text("other").max(60).get();
        if place == OTHER && other.is_empty() {
            f.wrong("other", "web-wrong-empty", "");
        }
        Self { place, other, text: f.long("text").required().max(1000).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Try, _, _, _, _>("/{county}/cases/{id}/try", policy::may_try, get, post)
}

type Where = At<(County, Id<Case>)>;

/// The places of one's own, and of those the ones where something can be begun: from the community down.
fn own(actor: &Actor) -> (Vec<PlaceCode>, Vec<PlaceCode>) {
    let offices = actor.offices.iter().filter(|o| policy::triers().contains(&o.role));
    let mut all: Vec<PlaceCode> = offices.map(|o| o.place.clone()).collect();
    all.sort();
    all.dedup();
    let fit = all.iter().filter(|place| place.level() >= Level::Community).cloned().collect();
    (all, fit)
}

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let case = kept::load(&mut tx, &county, &id).await?;
    // Which place it will be is not known yet: whoever belongs to any may look at the form.
    let (all, mine) = own(cx.actor());
    let at = all.into_iter().next().unwrap_or_else(|| case.place.clone());
    cx.may(policy::may_try, &Subject::at(at, Stage::Share))?;
    if case.state == State::Draft {
        return Err(Error::NotFound.into());
    }
    let mut options = Vec::new();
    for code in mine.iter().filter(|code| !case.place.contains(code)) {
        options.push(Choice::new(code, place::load(&mut tx, code).await?.way));
    }
    options.push(Choice::new(OTHER, cx.t("share-case-try-place-other")));
    if let Some(first) = options.first_mut() {
        first.chosen = true;
    }
    let crumbs = vec![Link::new(case.url(), case.words.title)];
    cx.ask::<Try>().options("place", options).crumbs(crumbs).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Try>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut case = kept::load(&mut tx, &county, &id).await?;
    if case.state == State::Draft {
        return Err(Error::NotFound.into());
    }
    let there = target(&mut tx, &form).await?;
    cx.may(policy::may_try, &Subject::at(there.code.clone(), Stage::Share))?;
    let from = place::load(&mut tx, &case.place).await?.way;
    let words = text::redact::mask(&form.text);
    let fact = case.tried(&there.code, &words, &from)?;
    trial::keep(&mut tx, &case, &there, &words).await?;
    kept::save(&mut tx, &mut case).await?;
    tx.tell(fact).await?;
    cx.done(tx, "share-case-try-done", format!("{}/cases", there.url())).await
}

/// The place that was chosen, or looked up by code or by the path of its names.
async fn target(tx: &mut Tx, form: &Try) -> Result<place::Place> {
    let field = if form.place == OTHER { "other" } else { "place" };
    let typed = if form.place == OTHER { &form.other } else { &form.place };
    let found = match PlaceCode::parse(typed) {
        Ok(code) => match place::load(tx, &code).await {
            Err(Error::NotFound) => Vec::new(),
            other => vec![other?],
        },
        Err(_) => place::search(tx, typed, 5).await?,
    };
    let many = found.len() > 1;
    let names: Vec<String> = found.iter().map(|p| format!("{} {}", p.code, p.way)).collect();
    match found.into_iter().next() {
        Some(_) if many => Err(wrong(field, "share-case-wrong-many", &names.join("；"))),
        Some(place) if place.code.level() < Level::Community => {
            Err(wrong(field, "share-case-wrong-high", ""))
        }
        Some(place) => Ok(place),
        None => Err(wrong(field, "share-case-wrong-nowhere", "")),
    }
}

fn wrong(field: &str, reason: &'static str, arg: &str) -> Error {
    Error::Invalid(vec![FieldError { field: field.to_owned(), reason, arg: arg.to_owned() }])
}
