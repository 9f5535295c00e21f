//! 表单页 — A form's page that leaves out what does not concern the reader, and may say what to look at again.

use askama::Template;
use serde::Serialize;
use web::{Crumb, Cx, FormView, Frame, Reply};

#[derive(Template, Serialize)]
#[template(path = "asking.html")]
struct AskingPage {
    #[serde(skip)]
    page: Frame,
    #[serde(flatten)]
    form: FormView,
    warnings: Vec<String>,
}

/// Answers with the page of a form.
pub(crate) fn reply(cx: &Cx, form: FormView, crumbs: Vec<Crumb>, warnings: Vec<String>) -> Reply {
    let page = cx.frame(form.title.clone()).crumbs_of(crumbs);
    cx.page(&AskingPage { page, form, warnings })
}

/// What stands in a field of a form now.
pub(crate) fn value(form: &FormView, name: &str) -> String {
    form.fields.iter().find(|f| f.name == name).map(|f| f.value.clone()).unwrap_or_default()
}
