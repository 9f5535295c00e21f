//! 奖补·页面 — The page of an award: the formula with every input and every bound, who inspected, and the notice.

use askama::Template;
use ground::notice::{self, Notice};
use kernel::{County, Fen, Id};
use serde::Serialize;
use tally::{Rule, RuleBook};
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Award, Inspection, Inspector, State, bound_word, passed, policy, store};
use crate::project::{self, Site, door};
use crate::work;

/// A part of the formula.
#[derive(Debug, Serialize)]
struct Bound {
    word: &'static str,
    amount: Fen,
    binds: bool,
}

/// The law behind it.
#[derive(Debug, Serialize)]
struct Basis {
    name: String,
    law: String,
    article: String,
    verified: bool,
    note: Option<String>,
}

#[derive(Template, Serialize)]
#[template(path = "award/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    award: Award,
    project: String,
    account: String,
    bounds: Vec<Bound>,
    basis: Option<Basis>,
    inspections: Vec<Inspection>,
    missing: Vec<&'static str>,
    notice: Option<Notice>,
    acts: Vec<Link>,
}

impl ShowPage {
    fn yuan(&self, amount: impl std::fmt::Display) -> String {
        self.page.t1("build-yuan", "n", &amount.to_string())
    }

    fn fen(&self, fen: impl std::borrow::Borrow<i64>) -> String {
        self.yuan(Fen(*fen.borrow()))
    }

    fn part(&self, bound: &Bound) -> String {
        let calc = &self.award.calc;
        self.page.tn(
            &format!("build-award-bound-{}", bound.word),
            &[
                ("rate", &calc.rate.to_string()),
                ("cap", &calc.rate_cap.to_string()),
                ("self", &Fen(calc.self_fen).to_string()),
                ("cost", &Fen(calc.cost_fen).to_string()),
                ("grants", &Fen(calc.claim.other_grants_fen).to_string()),
            ],
        )
    }

    fn labour(&self) -> String {
        let calc = &self.award.calc;
        let rate = calc.day_rate_fen.map_or_else(String::new, |r| Fen(r).to_string());
        let (days, worth) = (calc.claim.labour_days.to_string(), Fen(calc.labour_fen).to_string());
        let args = [("days", days.as_str()), ("rate", rate.as_str()), ("worth", worth.as_str())];
        self.page.tn(
            if rate.is_empty() { "build-award-labour-unposted" } else { "build-award-labour" },
            &args,
        )
    }

    fn tone(&self) -> &'static str {
        if self.award.state == State::Paid { "done" } else { "open" }
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("build-award-show", "/{county}/awards/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Award>)>) -> Reply {
    let mut tx = cx.read().await?;
    let award = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &award.project).await?;
    cx.may(policy::may_show, &site.subject())?;
    let inspections = store::inspections(&mut tx, &county, &id).await?;
    let monitors = work::monitors(&mut tx, &county, &award.project).await?;
    let notice = match &award.notice {
        Some(id) => Some(notice::load(&mut tx, &county, id).await?),
        None => None,
    };
    let page = cx.frame(cx.t("build-award")).crumbs_of(site.crumbs());
    let acts = acts(&page, &award, &site, &inspections, &monitors);
    let calc = &award.calc;
    let bounds = calc.bounds.iter().map(|(bound, fen)| Bound {
        word: bound_word(*bound),
        amount: Fen(*fen),
        binds: *bound == calc.bound_by,
    });
    let heard = |kind: &Inspector| inspections.iter().any(|i| i.kind == *kind);
    let missing = Inspector::ALL.iter().filter(|k| !heard(k)).map(|k| k.word()).collect();
    let basis = RuleBook::host().version(&award.rule).map(|rule| basis(&page, rule));
    cx.public(&ShowPage {
        bounds: bounds.collect(),
        basis,
        missing,
        notice,
        acts,
        account: site.project.account_url(),
        project: site.project.title,
        inspections,
        page,
        award,
    })
}

fn basis(page: &Frame, rule: &Rule) -> Basis {
    let pick = |w: &tally::Wording| if page.lang() == "en" { w.en.clone() } else { w.zh.clone() };
    Basis {
        name: pick(&rule.name),
        law: rule.law.clone(),
        article: rule.article.clone(),
        verified: rule.is_verified(),
        note: rule.note.as_ref().map(pick),
    }
}

/// What the reader may do with it now.
pub(crate) fn acts(
    page: &Frame,
    award: &Award,
    site: &Site,
    inspections: &[Inspection],
    monitors: &[work::Monitor],
) -> Vec<Link> {
    let subject = site.subject();
    let own = award.subject(site.matter.stage, page.actor(), monitors);
    let link = |verb: &str| format!("{}/{verb}", award.url());
    let mut acts = Vec::new();
    if award.state == State::Applied {
        acts.extend(door(page, policy::may_inspect, &own, link("inspect"), "build-award-inspect"));
        if passed(inspections) {
            acts.extend(door(
                page,
                policy::may_announce,
                &subject,
                link("announce"),
                "build-award-announce",
            ));
        }
    }
    if award.state == State::Due {
        acts.extend(door(page, policy::may_pay, &subject, link("pay"), "build-award-pay"));
    }
    if !matches!(award.state, State::Paid | State::Replaced) {
        let again = format!("{}/apply", site.project.url());
        acts.extend(door(page, policy::may_apply, &subject, again, "build-award-apply-again"));
    }
    acts
}
