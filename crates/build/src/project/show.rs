//! 项目·页面 — The page of a project: what was decided, who gives what, the steps, the money, the award.

use askama::Template;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Project, Site, State, Whole, door, policy, site};
use crate::award;
use crate::contribution::{self, Contribution};
use crate::work::{self, Defect, DefectState, State as StepState, Step};

/// A defect with what the reader may do about it.
#[derive(Debug, Serialize)]
struct DefectView {
    defect: Defect,
    acts: Vec<Link>,
}

/// A step with its defects and what the reader may do about it.
#[derive(Debug, Serialize)]
struct StepView {
    step: Step,
    defects: Vec<DefectView>,
    acts: Vec<Link>,
}

#[derive(Template, Serialize)]
#[template(path = "project/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    project: Project,
    whole: Whole,
    #[serde(skip)]
    steps: Vec<StepView>,
    ready: super::Readiness,
    acts: Vec<Link>,
}

impl ShowPage {
    fn yuan(&self, amount: impl std::fmt::Display) -> String {
        self.page.t1("build-yuan", "n", &amount.to_string())
    }

    fn gap(&self) -> String {
        crate::account::gap(&self.page, &self.whole.account)
    }

    fn gift(&self, given: &Contribution) -> String {
        given.gift(&self.page)
    }

    fn giver(&self, given: &Contribution) -> String {
        given.from_whom(&self.page)
    }

    /// Everything but what was taken back: nobody is reminded of a promise they withdrew.
    fn given(&self) -> Vec<&Contribution> {
        let kept = |c: &&Contribution| c.state != contribution::State::Withdrawn;
        self.whole.contributions.iter().filter(kept).collect()
    }

    fn signed(&self) -> String {
        let (signed, steps) = (self.ready.signed.to_string(), self.ready.steps.to_string());
        self.page.t2("build-work-signed-of", "signed", &signed, "steps", &steps)
    }

    fn open_tone(&self) -> &'static str {
        if self.project.state == State::Finished { "done" } else { "open" }
    }
}

/// Yuan on a tile: without the fen when there are none.
fn round(amount: impl std::fmt::Display) -> String {
    let text = amount.to_string();
    text.strip_suffix(".00").unwrap_or(&text).to_owned()
}

pub(super) fn verb() -> Verb {
    Verb::page("build-project-show", "/{county}/projects/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Project>)>) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &site.subject())?;
    let whole = Whole::load(&mut tx, &site.project).await?;
    let mut crumbs = site.crumbs();
    crumbs.pop();
    let page = cx.frame(site.project.title.clone()).crumbs_of(crumbs);
    let acts = acts(&page, &site, &whole);
    let steps = whole.steps.iter().map(|step| step_view(&page, &site, &whole, step)).collect();
    let ready = whole.readiness();
    cx.public(&ShowPage { page, project: site.project, whole, steps, ready, acts })
}

/// What the reader may do with the project now.
pub(super) fn acts(page: &Frame, site: &Site, whole: &Whole) -> Vec<Link> {
    let (project, on) = (&site.project, site.subject());
    let link = |verb: &str| format!("{}/{verb}", project.url());
    let mut acts = Vec::new();
    let building = project.state == State::Building;
    if building {
        let promise = contribution::policy::may_promise;
        acts.extend(door(page, promise, &on, link("promise"), "build-contribution-promise"));
        if !work::watches(&whole.monitors, page.actor()) {
            let volunteer = work::policy::may_volunteer;
            acts.extend(door(page, volunteer, &on, link("volunteer"), "build-work-volunteer"));
        }
        acts.extend(door(page, work::policy::may_plan, &on, link("plan"), "build-work-plan"));
    }
    let enter = crate::account::policy::may_enter;
    acts.extend(door(page, enter, &on, link("enter"), "build-account-enter"));
    let complete = whole.readiness().complete();
    if building && complete {
        acts.extend(door(page, policy::may_finish, &on, link("finish"), "build-project-finish"));
    }
    if complete && whole.award.is_none() {
        let apply = award::policy::may_apply;
        acts.extend(door(page, apply, &on, link("apply"), "build-award-apply"));
    }
    acts
}

fn step_view(page: &Frame, site: &Site, whole: &Whole, step: &Step) -> StepView {
    let defects = whole
        .defects
        .iter()
        .filter(|d| d.step == step.id)
        .map(|d| defect_view(page, site, whole, d));
    StepView {
        step: step.clone(),
        defects: defects.collect(),
        acts: step_acts(page, site, whole, step),
    }
}

fn step_acts(page: &Frame, site: &Site, whole: &Whole, step: &Step) -> Vec<Link> {
    let on = site.subject();
    let own = site.subject().own(work::watches(&whole.monitors, page.actor()));
    let mut acts = Vec::new();
    match step.state {
        StepState::Planned => {
            acts.extend(door(
                page,
                work::policy::may_start,
                &on,
                step.url("start"),
                "build-work-start",
            ));
        }
        StepState::Started => {
            let complete = work::policy::may_complete;
            acts.extend(door(page, complete, &on, step.url("complete"), "build-work-complete"));
        }
        StepState::Completed if step.completed_by != page.actor().person => {
            acts.extend(door(
                page,
                work::policy::may_sign,
                &own,
                step.url("sign"),
                "build-work-sign",
            ));
        }
        StepState::Completed | StepState::Signed => {}
    }
    if site.project.state == State::Building && step.state != StepState::Planned {
        acts.extend(door(
            page,
            work::policy::may_defect,
            &on,
            step.url("defect"),
            "build-work-defect",
        ));
    }
    acts
}

fn defect_view(page: &Frame, site: &Site, whole: &Whole, defect: &Defect) -> DefectView {
    let link = |verb: &str| defect.url(&site.project.place, verb);
    let act = match defect.state {
        DefectState::Open => {
            door(page, work::policy::may_mend, &site.subject(), link("mend"), "build-work-mend")
        }
        DefectState::Mended => {
            let own = work::defect_subject(site.subject(), defect, &whole.monitors, page.actor());
            door(page, work::policy::may_clear, &own, link("clear"), "build-work-clear")
        }
        DefectState::Cleared => None,
    };
    DefectView { defect: defect.clone(), acts: act.into_iter().collect() }
}
