//! 公约体检 — Anybody pastes a draft and sees which clauses may break the law, and why. Nothing is kept.

use askama::Template;
use ground::place;
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Checked, Cx, Fields, Form, FormView, Frame, Link, Reply, Verb};

use super::lint::{self, Flag};
use super::policy;

/// What checking asks: the draft.
#[derive(Debug)]
struct Check {
    draft: String,
}

impl Form for Check {
    const NAME: &'static str = "manage-covenant-check";
    fn read(f: &mut Fields) -> Self {
        Self { draft: f.long("draft").required().max(8000).get() }
    }
}

#[derive(Template, Serialize)]
#[template(path = "covenant/check.html")]
struct CheckPage {
    #[serde(skip)]
    page: Frame,
    #[serde(skip)]
    form: FormView,
    clauses: Vec<String>,
    flags: Vec<Flag>,
}

pub(super) fn verb() -> Verb {
    let path = "/places/{place}/covenants/check";
    Verb::act::<Check, _, _, _, _>(path, policy::may_check, get, post)
}

async fn get(cx: Cx, At(code): At<PlaceCode>) -> Reply {
    answer(&cx, &code, None).await
}

async fn post(cx: Cx, At(code): At<PlaceCode>, Checked(form): Checked<Check>) -> Reply {
    answer(&cx, &code, Some(&form.draft)).await
}

async fn answer(cx: &Cx, code: &PlaceCode, draft: Option<&str>) -> Reply {
    cx.may(policy::may_check, &Subject::at(code.clone(), Stage::Manage))?;
    let mut tx = cx.read().await?;
    place::load(&mut tx, code).await?;
    let mut crumbs = place::crumbs(&mut tx, code).await?;
    crumbs.push(Link::new(format!("/places/{code}/covenants"), cx.t("manage-covenant-list")));
    let ask = cx.ask::<Check>();
    let form = match draft {
        Some(draft) => ask.fill("draft", draft).view(),
        None => ask.view(),
    };
    let clauses = draft.map(super::clauses).unwrap_or_default();
    let flags = lint::check_clauses(&clauses);
    let page = cx.frame(form.title.clone()).crumbs_of(crumbs);
    cx.page(&CheckPage { page, form, clauses, flags })
}
