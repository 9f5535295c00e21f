//! 公示奖补 — The amount and how it was computed are posted; the window cannot be shortened.

use ground::notice;
use kernel::{County, Fen, Id, Refusal, Stage};
use tally::RuleBook;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{ANNOUNCED, Award, passed, policy, store};
use crate::project::{self, Project};

/// It asks nothing.
#[derive(Debug)]
struct Announce;

impl Form for Announce {
    const NAME: &'static str = "build-award-announce";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Announce, _, _, _, _>(
        "/{county}/awards/{id}/announce",
        policy::may_announce,
        get,
        post,
    )
}

type Where = At<(County, Id<Award>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let award = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &award.project).await?;
    cx.may(policy::may_announce, &site.subject())?;
    let mut crumbs = site.crumbs();
    crumbs.push(Link::new(award.url(), cx.t("build-award")));
    let intro = cx.frame("").t1("build-award-announce-what", "amount", &award.amount().to_string());
    cx.ask::<Announce>().intro(intro).crumbs(crumbs).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(Announce): Checked<Announce>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut award = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &award.project).await?;
    cx.may(policy::may_announce, &site.subject())?;
    let inspections = store::inspections(&mut tx, &county, &id).await?;
    award.announce(passed(&inspections))?;
    let place = award.place.as_str();
    let rule = RuleBook::host().in_force("cn-notice-award", cx.now().day(), place);
    let Some((rule, period)) = rule.and_then(|r| r.notice().map(|p| (r, p))) else {
        return Err(Refusal::new("build-award-refused-policy").into());
    };
    let (title, body) = words(&cx, &award, &site.project);
    let posted = notice::open(
        &mut tx,
        &award.place,
        Some(&award.matter),
        Stage::Build,
        ("award", award.id.as_str()),
        &title,
        &body,
        &rule.version(),
        period,
    )
    .await?;
    award.notice = Some(posted.id.clone());
    store::save(&mut tx, &mut award).await?;
    let fact =
        award.fact(ANNOUNCED).with("amount", award.amount()).with("until", posted.ends.date());
    tx.tell(fact).await?;
    cx.done(tx, "build-award-announce-done", posted.url()).await
}

/// The notice in words: what, how much, from which numbers. A notice hangs in Chinese, whoever posts it.
fn words(cx: &Cx, award: &Award, project: &Project) -> (String, String) {
    let calc = &award.calc;
    let say = |key: &str, args: &[(&str, &str)]| cx.app.locales.say("zh-Hans", key, args);
    let yuan = |fen: i64| Fen(fen).to_string();
    let title = say("build-award-notice-title", &[("title", &project.title)]);
    let body = say(
        "build-award-notice-body",
        &[
            ("title", &project.title),
            ("cost", &yuan(calc.cost_fen)),
            ("bills", &yuan(calc.claim.bills_fen)),
            ("self", &yuan(calc.self_fen)),
            ("cash", &yuan(calc.claim.cash_fen)),
            ("days", &calc.claim.labour_days.to_string()),
            ("grants", &yuan(calc.claim.other_grants_fen)),
            ("amount", &yuan(calc.amount_fen)),
            ("rule", &award.rule),
        ],
    );
    (title, body)
}
