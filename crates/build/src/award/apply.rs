//! 申报奖补 — The committee applies: the amount is computed from the account, nobody types it.

use kernel::{County, Fen, Id, Refusal, Result};
use tally::award::compute;
use tally::{Invalid, Rule, RuleBook};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{APPLIED, Award, State, bound_word, policy, store};
use crate::project::{self, Project, Whole, site};

/// It asks nothing: every number comes from the account.
#[derive(Debug)]
struct Apply;

impl Form for Apply {
    const NAME: &'static str = "build-award-apply";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Apply, _, _, _, _>("/{county}/projects/{id}/apply", policy::may_apply, get, post)
}

type Where = At<(County, Id<Project>)>;

/// What the rule gives on the account as it is.
pub(super) fn computed(rule: &Rule, whole: &Whole) -> Result<tally::award::Award> {
    let Some(policy) = rule.award() else {
        return Err(Refusal::new("build-award-refused-policy").into());
    };
    compute(policy, &whole.account.claim(&whole.totals)).map_err(|wrong| {
        let reason = match wrong {
            Invalid::NoDayRate => "build-award-refused-day-rate",
            _ => "build-award-refused-count",
        };
        Refusal::new(reason).into()
    })
}

fn rule_for(cx: &Cx, project: &Project) -> Result<&'static Rule> {
    RuleBook::host()
        .in_force("cn-award-policy", cx.now().day(), project.place.as_str())
        .ok_or_else(|| Refusal::new("build-award-refused-policy").into())
}

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_apply, &site.subject())?;
    let whole = Whole::load(&mut tx, &site.project).await?;
    let calc = computed(rule_for(&cx, &site.project)?, &whole)?;
    let intro = cx.frame("").t2(
        "build-award-apply-how",
        "amount",
        &Fen(calc.amount_fen).to_string(),
        "waiting",
        &whole.account.waiting.to_string(),
    );
    cx.ask::<Apply>().intro(intro).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(Apply): Checked<Apply>) -> Reply {
    let mut tx = cx.begin().await?;
    let site = project::held(&mut tx, &county, &id).await?;
    cx.may(policy::may_apply, &site.subject())?;
    let whole = Whole::load(&mut tx, &site.project).await?;
    // 先建后补: what is not built and signed by residents is not awarded.
    whole.readiness().needed(&site.project.url())?;
    if let Some(mut old) = whole.award.clone() {
        if old.state == State::Paid {
            let paid = Refusal::new("build-award-refused-state");
            return Err(paid.next(old.url(), "build-project-look").into());
        }
        old.state = State::Replaced;
        store::save(&mut tx, &mut old).await?;
    }
    let rule = rule_for(&cx, &site.project)?;
    let award = Award {
        id: Id::random(&mut *tx.rng),
        project: site.project.id.clone(),
        matter: site.matter.id.clone(),
        place: site.project.place.clone(),
        state: State::Applied,
        calc: computed(rule, &whole)?,
        rule: rule.version(),
        applied_by: cx.actor().signed_in()?.to_owned(),
        applied_name: cx.actor().name.clone(),
        notice: None,
        paid: None,
        at: cx.now(),
        version: 0,
    };
    store::insert(&mut tx, &award).await?;
    let fact = award
        .fact(APPLIED)
        .with("amount", award.amount())
        .with("bound", bound_word(award.calc.bound_by))
        .with("rule", &award.rule);
    tx.tell(fact).await?;
    cx.done(tx, "build-award-apply-done", award.url()).await
}
