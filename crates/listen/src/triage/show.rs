//! 归类·页面 — How this county's suggestions are made: by rules or by which model, how good it was, and the others kept.

use askama::Template;
use kernel::{County, Error, PlaceCode, Stage, Subject};
use serde::Serialize;
use text::classify::{LEAST_IN_A_CLASS, LEAST_IN_ALL};
use web::{At, Cx, Frame, Reply, Verb};

use super::policy;
use super::store::{self, Kept};

#[derive(Template, Serialize)]
#[template(path = "triage/show.html")]
struct TriagePage {
    #[serde(skip)]
    page: Frame,
    county: County,
    live: Option<Kept>,
    models: Vec<Kept>,
    /// How many matters have each label.
    counts: Vec<(String, i64)>,
    labelled: i64,
    may_train: bool,
}

impl TriagePage {
    /// `923` as 92.3%.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands out references")]
    fn percent(per_mille: &i64) -> String {
        web::percent(*per_mille)
    }

    fn least(&self) -> String {
        let args = [("all", LEAST_IN_ALL.to_string()), ("each", LEAST_IN_A_CLASS.to_string())];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        self.page.tn("listen-triage-least", &args)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-triage-show", "/{county}/triage", policy::may_show, get)
}

/// The county as a place, which the policies look at.
pub(super) fn subject(county: &County) -> Result<Subject, Error> {
    Ok(Subject::at(PlaceCode::parse(county.as_str())?, Stage::Listen))
}

async fn get(cx: Cx, At(county): At<County>) -> Reply {
    let on = subject(&county)?;
    cx.may(policy::may_show, &on)?;
    let mut tx = cx.read().await?;
    let models = store::models(&mut tx, &county).await?;
    let labels = store::counts(&mut tx, &county).await?;
    let page = cx.frame(cx.t("listen-triage"));
    let may_train = page.may(policy::may_train, &on);
    cx.page(&TriagePage {
        live: models.iter().find(|m| m.live).cloned(),
        labelled: labels.iter().map(|(_, n)| n).sum(),
        page,
        county,
        models,
        counts: labels,
        may_train,
    })
}
