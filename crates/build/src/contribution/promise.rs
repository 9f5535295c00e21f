//! 认捐 — Somebody says what they will give. No account is needed, and a promise binds nobody.

use kernel::{County, Id, token};
use serde_json::json;
use tally::RuleBook;
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Contribution, Kind, PROMISED, State, policy, store};
use crate::project::policy::SERVING;
use crate::project::{Project, Site, site};

/// What promising asks.
#[derive(Debug)]
struct Promise {
    kind: Option<Kind>,
    amount: i64,
    what: String,
    shown: Option<String>,
    remote: bool,
    behalf: bool,
}

impl Form for Promise {
    const NAME: &'static str = "build-contribution-promise";
    fn read(f: &mut Fields) -> Self {
        let kind = f.choice("kind", Kind::WORDS).required().word(Kind::parse);
        let typed = [
            ("money", f.money("money").fen().map(|m| m.0)),
            ("days", f.number("days").within(1, Kind::Labour.most())),
            ("area", area(f)),
        ];
        let what = f.text("what").max(200).get();
        let consent = f.check("consent");
        let name = f.text("name").max(30).private().get();
        let (remote, behalf) = (f.check("remote"), f.check("behalf"));
        if consent && name.is_empty() {
            f.wrong("name", "web-wrong-empty", "");
        }
        if kind == Some(Kind::Material) && what.is_empty() {
            f.wrong("what", "web-wrong-empty", "");
        }
        let amount = kind.map_or(0, |kind| amount(f, kind, &typed));
        Self { kind, amount, what, shown: Some(name).filter(|_| consent), remote, behalf }
    }
}

/// Square metres as typed, as hundredths; wrong when they are none.
fn area(f: &mut Fields) -> Option<i64> {
    let typed = f.text("area").max(20).get();
    let known = Kind::Land.amount(&typed);
    if known.is_none() && !typed.is_empty() {
        f.wrong("area", "build-wrong-area", "");
    }
    known
}

/// The amount of the field that belongs to the kind. Goods may come without a price.
fn amount(f: &mut Fields, kind: Kind, typed: &[(&'static str, Option<i64>)]) -> i64 {
    let name = match kind {
        Kind::Cash | Kind::Material => "money",
        Kind::Labour => "days",
        Kind::Land => "area",
    };
    let amount =
        typed.iter().find(|(n, _)| *n == name).and_then(|(_, amount)| *amount).unwrap_or(0);
    let wrong = f.errors.iter().any(|e| e.field == name);
    if amount == 0 && kind != Kind::Material && !wrong {
        f.wrong(name, "web-wrong-empty", "");
    } else if amount > kind.most() {
        f.wrong(name, "web-wrong-range", format!("0–{}", kind.print(kind.most())));
    }
    amount
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/projects/{id}/promise";
    Verb::act::<Promise, _, _, _, _>(path, policy::may_promise, get, post)
}

type Where = At<(County, Id<Project>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_promise, &site.subject())?;
    site.project.building()?;
    let ask = cx.ask::<Promise>().intro(intro(&cx, &site)).crumbs(site.crumbs());
    let name = cx.actor().person.as_ref().map_or("", |_| cx.actor().name.as_str());
    ask.fill("name", name).reply()
}

/// That giving is free, and the ceiling on what may be asked, where the province has set one.
fn intro(cx: &Cx, site: &Site) -> String {
    let mut intro = cx.t("build-contribution-promise-intro");
    let place = site.project.place.as_str();
    let rule = RuleBook::host().in_force("cn-contribution-ceiling", cx.now().day(), place);
    let Some((rule, ceiling)) = rule.and_then(|r| r.ceiling().map(|c| (r, c))) else {
        return intro;
    };
    let page = cx.frame("");
    if let Some(fen) = ceiling.person_year_fen {
        let n = kernel::Fen(fen).to_string();
        intro.push_str(&page.t2("build-contribution-ceiling-fen", "n", &n, "law", &rule.law));
    }
    if let Some(days) = ceiling.person_year_days {
        let n = days.to_string();
        intro.push_str(&page.t2("build-contribution-ceiling-days", "n", &n, "law", &rule.law));
    }
    intro
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Promise>) -> Reply {
    let mut tx = cx.begin().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_promise, &site.subject())?;
    site.project.building()?;
    let Some(kind) = form.kind else {
        return Err(kernel::Error::field("kind", "web-wrong-empty").into());
    };
    // Entering for somebody else is for those who serve the place; their own gift is their own.
    let entered = form.behalf && cx.actor().holds(SERVING, &site.project.place);
    let secret = token(&mut *tx.rng, 26);
    let contribution = Contribution {
        id: Id::random(&mut *tx.rng),
        project: site.project.id.clone(),
        matter: site.matter.id.clone(),
        place: site.project.place.clone(),
        kind,
        amount: form.amount,
        what: text::redact::mask(&form.what),
        shown: form.shown.map(|name| text::redact::mask(&name)),
        entered: entered.then(|| cx.actor().name.clone()),
        remote: form.remote,
        giver: if entered { None } else { cx.actor().person.clone() },
        state: State::Promised,
        delivered: None,
        accepted: None,
        at: cx.now(),
        version: 0,
    };
    store::insert(&mut tx, &contribution, &secret).await?;
    store::tell_nameless(&mut tx, contribution.fact(PROMISED, contribution.amount)).await?;
    let url = format!("/{county}/follow/{secret}/contribution");
    let data = json!({ "contribution": contribution.url(), "secret": secret });
    cx.done_with(tx, "build-contribution-promise-done", url, data).await
}
