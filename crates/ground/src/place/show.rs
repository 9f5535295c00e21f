//! 地方页 — The page of a place: what lies in it, and how its matters stand.

use askama::Template;
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Place, Was, policy, store, was};
use crate::matter::{self, List};

#[derive(Template, Serialize)]
#[template(path = "place/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
    was: Vec<Was>,
    below: Vec<Place>,
    lists: Vec<(List, i64)>,
}

impl ShowPage {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn address(&self, list: &List) -> String {
        format!("{}/lists/{}", self.place.url(), list.word())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-place-show", "/places/{place}", policy::may_show, get)
}

async fn get(cx: Cx, At(code): At<PlaceCode>) -> Reply {
    cx.may(policy::may_show, &Subject::at(code.clone(), Stage::Listen))?;
    let mut tx = cx.read().await?;
    let place = store::load(&mut tx, &code).await?;
    let was = was(&mut tx, &code).await?;
    let below = store::children(&mut tx, &code).await?;
    let lists = matter::lists(&mut tx, &code).await?;
    let page = cx.frame(place.name.clone()).crumbs_of(store::crumbs(&mut tx, &code).await?);
    cx.public(&ShowPage { page, place, was, below, lists })
}
