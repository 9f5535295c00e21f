//! 验收登记 — A second person counts what was brought. Money goes into the account at once.

use kernel::{County, Error, Fen, Id};
use tally::RuleBook;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Accepted, Contribution, Kind, policy, store};
use crate::account::{self, Entry};
use crate::project;

/// What accepting asks: how much it really was.
#[derive(Debug)]
struct Accept {
    amount: String,
}

impl Form for Accept {
    const NAME: &'static str = "build-contribution-accept";
    fn read(f: &mut Fields) -> Self {
        Self { amount: f.text("amount").required().max(20).get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/contributions/{id}/accept";
    Verb::act::<Accept, _, _, _, _>(path, policy::may_accept, get, post)
}

type Where = At<(County, Id<Contribution>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let given = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_accept, &given.subject(site.matter.stage, cx.actor()))?;
    let mut crumbs = site.crumbs();
    let gift = given.gift(&cx.frame(""));
    crumbs.push(Link::new(given.url(), gift));
    let intro = cx.word("build-contribution-accept-how", given.kind.word());
    cx.ask::<Accept>()
        .intro(intro)
        .fill("amount", given.kind.print(given.amount))
        .crumbs(crumbs)
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Accept>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut given = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_accept, &given.subject(site.matter.stage, cx.actor()))?;
    let by = cx.actor().signed_in()?.to_owned();
    let wrong = if given.kind == Kind::Labour { "web-wrong-number" } else { "web-wrong-money" };
    let amount = given.kind.amount(&form.amount).ok_or_else(|| Error::field("amount", wrong))?;
    let counted = Accepted {
        amount,
        worth: worth(given.kind, amount, &cx, site.project.place.as_str()),
        receipt: project::next_receipt(&mut tx, &site.project).await?,
        name: cx.actor().name.clone(),
        at: cx.now(),
    };
    let fact = given.accept(&by, counted)?;
    store::save(&mut tx, &mut given).await?;
    if let Some(entry) = Entry::of_gift(&given, &by, Id::random(&mut *tx.rng)) {
        account::insert(&mut tx, &entry).await?;
    }
    tx.tell(fact).await?;
    cx.done(tx, "build-contribution-accept-done", format!("{}/receipt", given.url())).await
}

/// What it is worth in fen: labour at the day rate posted for the place; land has no price here.
fn worth(kind: Kind, amount: i64, cx: &Cx, place: &str) -> Option<Fen> {
    match kind {
        Kind::Cash | Kind::Material => Some(Fen(amount)),
        Kind::Labour => {
            let rule = RuleBook::host().in_force("cn-award-policy", cx.now().day(), place)?;
            amount.checked_mul(rule.award()?.day_rate_fen?).map(Fen)
        }
        Kind::Land => None,
    }
}
