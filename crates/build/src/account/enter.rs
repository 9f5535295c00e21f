//! 记账 — One person enters a bill or an income with its voucher.

use jiff::civil::Date;
use kernel::{County, Fen, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{ENTERED, Entry, Kind, MOST, State, policy, store};
use crate::contribution::not_after;
use crate::project::{Project, site};

/// What entering asks.
#[derive(Debug)]
struct Enter {
    kind: Option<Kind>,
    amount: Option<Fen>,
    day: Option<Date>,
    what: String,
    party: String,
    voucher: String,
}

impl Form for Enter {
    const NAME: &'static str = "build-account-enter";
    fn read(f: &mut Fields) -> Self {
        let kind = f.choice("kind", &["spending", "grant", "other"]).required().word(Kind::parse);
        let amount = f.money("amount").required().fen();
        if amount.is_some_and(|a| a.0 == 0 || a > MOST) {
            f.wrong("amount", "web-wrong-range", format!("0.01–{MOST}"));
        }
        Self {
            kind,
            amount,
            day: f.date("day").required().day(),
            what: f.text("what").required().get(),
            party: f.text("party").required().max(60).get(),
            voucher: f.text("voucher").required().max(40).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Enter, _, _, _, _>("/{county}/projects/{id}/enter", policy::may_enter, get, post)
}

type Where = At<(County, Id<Project>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_enter, &site.subject())?;
    cx.ask::<Enter>().fill("day", cx.now().date()).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Enter>) -> Reply {
    let mut tx = cx.begin().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_enter, &site.subject())?;
    let today = cx.now().day();
    let day = form.day.unwrap_or(today);
    not_after(day, today)?;
    let (Some(kind), Some(amount)) = (form.kind, form.amount) else {
        return Err(kernel::Error::field("amount", "web-wrong-empty").into());
    };
    let entry = Entry {
        id: Id::random(&mut *tx.rng),
        project: site.project.id.clone(),
        matter: site.matter.id.clone(),
        place: site.project.place.clone(),
        kind,
        amount,
        day: day.to_string(),
        what: text::redact::mask(&form.what),
        party: text::redact::mask(&form.party),
        voucher: text::redact::mask(&form.voucher),
        record: None,
        counters: None,
        state: State::Entered,
        entered_by: Some(cx.actor().signed_in()?.to_owned()),
        entered_name: cx.actor().name.clone(),
        checked_by: None,
        checked_name: None,
        why: None,
        at: cx.now(),
        version: 0,
    };
    store::insert(&mut tx, &entry).await?;
    tx.tell(entry.fact(ENTERED)).await?;
    cx.done(tx, "build-account-enter-done", site.project.account_url()).await
}
