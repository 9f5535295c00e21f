//! 单选 — A form whose choices all stand open with none chosen: a list that begins with "solved" would lead.

use askama::Template;
use serde::Serialize;
use web::{Ask, Crumb, Cx, Form, FormView, Frame, Reply};

#[derive(Template, Serialize)]
#[template(path = "form.html")]
struct RadioPage {
    #[serde(skip)]
    page: Frame,
    #[serde(flatten)]
    form: FormView,
}

/// Answers with the form; the fields named are shown as open choices.
pub(crate) fn reply<F: Form>(
    cx: &Cx,
    ask: Ask<'_, F>,
    fields: &[&str],
    crumbs: Vec<Crumb>,
) -> Reply {
    let mut form = ask.crumbs(crumbs.clone()).view();
    for field in form.fields.iter_mut().filter(|f| fields.contains(&f.name)) {
        field.kind = "radio";
    }
    let page = cx.frame(form.title.clone()).crumbs_of(crumbs);
    cx.page(&RadioPage { page, form })
}
