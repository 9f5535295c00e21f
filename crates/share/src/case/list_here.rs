//! 本地案例 — The cases of one place and what is in it, found by words.

use ground::place;
use kernel::{PlaceCode, Stage, Subject};
use web::{At, Cx, Reply, Verb};

use super::{list::list, policy};

pub(super) fn verb() -> Verb {
    Verb::page("share-case-list-here", "/places/{place}/cases", policy::may_list_here, get)
}

/// `GET /places/420583/cases?words=停车`
async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_list_here, &Subject::at(at.clone(), Stage::Share))?;
    let mut tx = cx.read().await?;
    let here = place::load(&mut tx, &at).await?;
    let title = format!("{} · {}", here.name, cx.t("share-case-list-here"));
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &at).await?);
    list(&cx, &mut tx, page, Some(here)).await
}
