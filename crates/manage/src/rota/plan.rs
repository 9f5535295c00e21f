//! 排班 — A duty is divided into slots: when, how long, how many people, how often.

use ::store::Tx;
use ground::matter::{self, Matter};
use jiff::civil::Date;
use kernel::{County, Error, Id, MatterId, Result};
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{PLANNED, Rota, lay_out, policy, store};
use crate::committee::{self, Committee};

/// What planning asks.
#[derive(Debug)]
struct Plan {
    title: String,
    duty: String,
    body: String,
    first: Option<Date>,
    from: Option<String>,
    to: Option<String>,
    every: String,
    times: Option<i64>,
    people: Option<i64>,
}

impl Form for Plan {
    const NAME: &'static str = "manage-rota-plan";
    fn read(f: &mut Fields) -> Self {
        let plan = Self {
            title: f.text("title").required().max(60).get(),
            duty: f.long("duty").required().max(1000).get(),
            body: f.pick("body").get(),
            first: f.date("first").required().day(),
            from: f.time("from").required().hour(),
            to: f.time("to").required().hour(),
            every: f.choice("every", &["week", "day"]).required().get(),
            times: f.number("times").required().within(1, 60),
            people: f.number("people").required().within(1, 50),
        };
        if plan.from.is_some() && plan.from == plan.to {
            f.wrong("to", "manage-rota-wrong-to", "");
        }
        plan
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/matters/{id}/rotas/plan";
    Verb::act::<Plan, _, _, _, _>(path, policy::may_plan, get, post)
}

type Where = At<(County, MatterId)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_plan, &matter.subject())?;
    let mut bodies = vec![Choice::new("", cx.t("manage-rota-plan-body-none"))];
    bodies.extend(serving(&mut tx, &matter).await?.iter().map(|c| Choice::new(&c.id, &c.name)));
    let back = Link::new(matter.url(), matter.title);
    cx.ask::<Plan>()
        .fill("times", 4)
        .fill("people", 2)
        .options("body", bodies)
        .crumbs(vec![back])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Plan>) -> Reply {
    let mut tx = cx.begin().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_plan, &matter.subject())?;
    let bodies = serving(&mut tx, &matter).await?;
    let body = bodies.into_iter().find(|c| c.id.as_str() == form.body);
    if body.is_none() && !form.body.is_empty() {
        return Err(Error::field("body", "web-wrong-choice").into());
    }
    let slots = form.slots().ok_or_else(|| Error::field("first", "web-wrong-date"))?;
    if slots.first().is_none_or(|s| s.starts <= cx.now()) {
        return Err(Error::field("first", "manage-rota-wrong-first").into());
    }
    let rota = Rota {
        id: Id::random(&mut *tx.rng),
        matter: matter.id,
        place: matter.place,
        title: text::redact::mask(&form.title),
        duty: text::redact::mask(&form.duty),
        body: body.map(|c| c.id),
        at: cx.now(),
        version: 0,
    };
    store::insert(&mut tx, &rota, &slots).await?;
    let n = i64::try_from(slots.len()).map_err(Error::fault)?;
    tx.tell(rota.fact(PLANNED).with("n", n)).await?;
    cx.done(tx, "manage-rota-plan-done", rota.url()).await
}

impl Plan {
    fn slots(&self) -> Option<Vec<super::Slot>> {
        let step = if self.every == "day" { 1 } else { 7 };
        let hours = (self.from.as_deref()?, self.to.as_deref()?);
        lay_out(self.first?, hours, step, self.times?, self.people?)
    }
}

async fn serving(tx: &mut Tx, matter: &Matter) -> Result<Vec<Committee>> {
    committee::serving(tx, &matter.place).await
}
