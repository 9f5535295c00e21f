//! 登记班子 — A worker records a convener where there is no committee yet, or a council for one work.

use ::store::Tx;
use ground::{matter, place};
use kernel::{Error, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Committee, FOUNDED, Kind, LONGEST, Seat, State, policy, store};

/// What recording a body asks.
#[derive(Debug)]
struct Found {
    kind: Option<Kind>,
    name: String,
    members: String,
    mandate: String,
    origin: String,
    until: Option<jiff::civil::Date>,
    matter: String,
}

impl Form for Found {
    const NAME: &'static str = "manage-committee-found";
    fn read(f: &mut Fields) -> Self {
        let form = Self {
            kind: f.choice("kind", &["convener", "council"]).required().word(Kind::parse),
            name: f.text("name").required().max(40).get(),
            members: f.long("members").required().max(600).get(),
            mandate: f.long("mandate").required().max(1000).get(),
            origin: f.long("origin").required().max(1000).get(),
            until: f.date("until").required().day(),
            matter: f.text("matter").max(12).get(),
        };
        if !form.members.is_empty() && Seat::read_all(&form.members).is_empty() {
            f.wrong("members", "web-wrong-empty", "");
        }
        form
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Found, _, _, _, _>("/places/{place}/committees/found", policy::may_found, get, post)
}

async fn get(cx: Cx, At(code): At<PlaceCode>) -> Reply {
    cx.may(policy::may_found, &Subject::at(code.clone(), Stage::Manage))?;
    let mut tx = cx.read().await?;
    place::load(&mut tx, &code).await?;
    let crumbs = place::crumbs(&mut tx, &code).await?;
    let matter = cx.query("matter").unwrap_or_default();
    cx.ask::<Found>().fill("matter", matter).crumbs(crumbs).reply()
}

async fn post(cx: Cx, At(code): At<PlaceCode>, Checked(form): Checked<Found>) -> Reply {
    let mut tx = cx.begin().await?;
    cx.may(policy::may_found, &Subject::at(code.clone(), Stage::Manage))?;
    place::load(&mut tx, &code).await?;
    let kind = form.kind.ok_or(Error::NotFound)?;
    free(&mut tx, &code, kind).await?;
    let until = Moment::end_of(form.until.ok_or(Error::NotFound)?);
    if until <= cx.now() || until > cx.now().plus(LONGEST) {
        return Err(Error::field("until", "manage-committee-wrong-until").into());
    }
    let id: Id<Committee> = Id::random(&mut *tx.rng);
    let committee = Committee {
        source: id.to_string(),
        id,
        matter: matter_of(&mut tx, &code, &form.matter).await?,
        place: code,
        kind,
        name: text::redact::mask(&form.name),
        mandate: text::redact::mask(&form.mandate),
        origin: text::redact::mask(&form.origin),
        elected: false,
        since: cx.now(),
        until,
        state: State::Serving,
        reason: None,
        seats: Seat::read_all(&form.members),
        version: 0,
    };
    store::insert(&mut tx, &committee).await?;
    let fact = committee.fact(FOUNDED).with("name", &committee.name).with("until", until.date());
    tx.tell(fact.with("origin", &committee.origin)).await?;
    cx.done(tx, "manage-committee-found-done", committee.url()).await
}

/// A convener stands in only where no committee serves: else there would be two heads.
async fn free(tx: &mut Tx, place: &PlaceCode, kind: Kind) -> Result<()> {
    if kind != Kind::Convener {
        return Ok(());
    }
    let now = tx.now;
    let serving = store::of_place(tx, place).await?;
    let other =
        serving.iter().find(|c| c.place == *place && c.serves(now) && c.kind != Kind::Council);
    match other {
        None => Ok(()),
        Some(c) => {
            let refusal = Refusal::new("manage-committee-refused-served").with("name", &c.name);
            Err(refusal.next(c.url(), "manage-committee-look").into())
        }
    }
}

/// The matter a body is formed for, when its number was given.
async fn matter_of(tx: &mut Tx, place: &PlaceCode, number: &str) -> Result<Option<MatterId>> {
    if number.is_empty() {
        return Ok(None);
    }
    let wrong = || Error::field("matter", "manage-committee-wrong-matter");
    let id = MatterId::parse(number).map_err(|_| wrong())?;
    match matter::load(tx, &place.county(), &id).await {
        Ok(found) => Ok(Some(found.id)),
        Err(Error::NotFound) => Err(wrong()),
        Err(other) => Err(other),
    }
}
