//! 事项页 — The page of a matter: its whole way as one thread.

use askama::Template;
use kernel::{County, MatterId};
use serde::Serialize;
use serde_json::Value as Json;
use store::Told;
use web::{At, Cx, Frame, Reply, Verb};

use super::card::{self, Part};
use super::{Matter, policy, store::load};
use crate::place;

#[derive(Template, Serialize)]
#[template(path = "matter/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    matter: Matter,
    place: place::Place,
    overdue: bool,
    thread: Vec<Told>,
    #[serde(skip)]
    parts: Vec<Part>,
}

impl ShowPage {
    fn tone(&self) -> &'static str {
        self.matter.tone(self.page.now())
    }

    fn who(&self, told: &Told) -> String {
        if told.name.is_empty() {
            self.page.word("web-role", &told.role)
        } else {
            told.name.clone()
        }
    }

    fn sentence(&self, told: &Told) -> String {
        sentence(&self.page, told)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-matter-show", "/{county}/matters/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &matter.subject())?;
    let place = place::load(&mut tx, &matter.place).await?;
    let page =
        cx.frame(matter.title.clone()).crumbs_of(place::crumbs(&mut tx, &matter.place).await?);
    let parts = card::draw(&cx, &mut tx, &page, &matter).await?;
    let thread = ::store::facts_of(&mut tx, &county, &id).await?;
    let overdue = matter.overdue(cx.now());
    cx.public(&ShowPage { page, matter, place, overdue, thread, parts })
}

/// A fact in a sentence: its kind is the key, its body the arguments.
pub fn sentence(page: &Frame, told: &Told) -> String {
    let who =
        if told.name.is_empty() { page.word("web-role", &told.role) } else { told.name.clone() };
    let body: Vec<(String, String)> = told
        .body
        .iter()
        .map(|(name, value)| {
            let text = match value {
                Json::String(text) => text.clone(),
                other => other.to_string(),
            };
            (name.clone(), text)
        })
        .collect();
    let mut args: Vec<(&str, &str)> = body.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    args.push(("who", &who));
    let said = page.tn(&told.kind, &args);
    // A sentence whose arguments are gone was erased at a person's request; its leaf still verifies.
    if told.body.is_empty() && said.starts_with('⟦') {
        return page.t("ground-fact-erased");
    }
    said
}
