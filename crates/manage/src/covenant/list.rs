//! 公约一览 — The covenants of a place, those in force first, and the way to check a draft.

use askama::Template;
use ground::place;
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Covenant, policy, store};

#[derive(Template, Serialize)]
#[template(path = "covenant/list.html")]
struct ListPage {
    #[serde(skip)]
    page: Frame,
    place: PlaceCode,
    covenants: Vec<Covenant>,
}

impl ListPage {
    fn state(&self, covenant: &Covenant) -> (String, &'static str) {
        match covenant.ends {
            None => (self.page.t("manage-covenant-in-force"), "open"),
            Some(_) => (self.page.t("manage-covenant-former"), ""),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-covenant-list", "/places/{place}/covenants", policy::may_list, get)
}

async fn get(cx: Cx, At(code): At<PlaceCode>) -> Reply {
    cx.may(policy::may_list, &Subject::at(code.clone(), Stage::Manage))?;
    let mut tx = cx.read().await?;
    let here = place::load(&mut tx, &code).await?;
    let covenants = store::of_place(&mut tx, &code).await?;
    let title = format!("{} · {}", here.name, cx.t("manage-covenant-list"));
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &code).await?);
    cx.public(&ListPage { page, place: code, covenants })
}
