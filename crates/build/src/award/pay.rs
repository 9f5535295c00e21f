//! 拨付奖补 — Street or county pays, after the notice ended and every objection was answered.

use ::store::Tx;
use ground::notice;
use jiff::civil::Date;
use kernel::{County, Fen, Id, Refusal, Result};
use tally::RuleBook;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Award, Conditions, apply, passed, policy, store};
use crate::account::{self, Entry, Kind, State};
use crate::contribution::not_after;
use crate::project::{self, Site, Whole};

/// What paying asks.
#[derive(Debug)]
struct Pay {
    amount: Option<Fen>,
    day: Option<Date>,
    voucher: String,
}

impl Form for Pay {
    const NAME: &'static str = "build-award-pay";
    fn read(f: &mut Fields) -> Self {
        Self {
            amount: f.money("amount").required().fen(),
            day: f.date("day").required().day(),
            voucher: f.text("voucher").required().max(40).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Pay, _, _, _, _>("/{county}/awards/{id}/pay", policy::may_pay, get, post)
}

type Where = At<(County, Id<Award>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let award = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &award.project).await?;
    cx.may(policy::may_pay, &site.subject())?;
    let mut crumbs = site.crumbs();
    crumbs.push(Link::new(award.url(), cx.t("build-award")));
    let ask = cx.ask::<Pay>().crumbs(crumbs);
    ask.fill("amount", award.amount()).fill("day", cx.now().date()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Pay>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut award = store::load(&mut tx, &county, &id).await?;
    let site = project::held(&mut tx, &county, &award.project).await?;
    cx.may(policy::may_pay, &site.subject())?;
    let today = cx.now().day();
    let day = form.day.unwrap_or(today);
    not_after(day, today)?;
    let on = conditions(&cx, &mut tx, &award, &site).await?;
    let fact = award.pay(form.amount.unwrap_or_default(), on)?;
    store::save(&mut tx, &mut award).await?;
    let voucher = text::redact::mask(&form.voucher);
    let entry = entry(&cx, &award, Id::random(&mut *tx.rng), day, voucher)?;
    account::insert(&mut tx, &entry).await?;
    tx.tell(fact).await?;
    cx.done(tx, "build-award-pay-done", award.url()).await
}

/// What holds today: inspections, notice, objections, and the account computed again by the same rule.
async fn conditions(cx: &Cx, tx: &mut Tx, award: &Award, site: &Site) -> Result<Conditions> {
    let county = award.place.county();
    let (mut over, mut unanswered) = (false, 0);
    if let Some(id) = &award.notice {
        over = notice::load(tx, &county, id).await?.over(cx.now());
        unanswered = ground::notice::unanswered(tx, &county, id).await?;
    }
    let whole = Whole::load(tx, &site.project).await?;
    let rule = RuleBook::host()
        .version(&award.rule)
        .ok_or_else(|| Refusal::new("build-award-refused-policy"))?;
    let today = apply::computed(rule, &whole)?.amount_fen;
    let inspections = store::inspections(tx, &county, &award.id).await?;
    Ok(Conditions { passed: passed(&inspections), over, unanswered, today })
}

/// The line in the account: it counts once the place has seen the money arrive.
fn entry(cx: &Cx, award: &Award, id: Id<Entry>, day: Date, voucher: String) -> Result<Entry> {
    Ok(Entry {
        id,
        project: award.project.clone(),
        matter: award.matter.clone(),
        place: award.place.clone(),
        kind: Kind::Award,
        amount: award.paid.unwrap_or_default(),
        day: day.to_string(),
        what: String::new(),
        party: cx.actor().name.clone(),
        voucher,
        record: Some(award.id.as_str().to_owned()),
        counters: None,
        state: State::Entered,
        entered_by: Some(cx.actor().signed_in()?.to_owned()),
        entered_name: cx.actor().name.clone(),
        checked_by: None,
        checked_name: None,
        why: None,
        at: cx.now(),
        version: 0,
    })
}
