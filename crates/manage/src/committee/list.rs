//! 谁管什么 — The bodies and offices of a place, and what each looks after.

use askama::Template;
use ground::{person, place};
use kernel::{PlaceCode, Role, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Committee, policy, store};
use crate::upkeep::{self, Upkeep};

/// An office anybody may turn to.
#[derive(Debug, Serialize)]
struct Post {
    title: String,
    role: Role,
    place: String,
}

#[derive(Template, Serialize)]
#[template(path = "committee/list.html")]
struct ListPage {
    #[serde(skip)]
    page: Frame,
    place: PlaceCode,
    committees: Vec<Committee>,
    awaiting: Vec<Upkeep>,
    kept: Vec<Upkeep>,
    posts: Vec<Post>,
    may_found: bool,
}

impl ListPage {
    fn word(&self, c: &Committee) -> String {
        self.page.word("manage-committee-state", c.stands(self.page.now()).word())
    }

    fn tone(&self, c: &Committee) -> &'static str {
        c.stands(self.page.now()).tone()
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-committee-list", "/places/{place}/committees", policy::may_list, get)
}

async fn get(cx: Cx, At(code): At<PlaceCode>) -> Reply {
    let subject = Subject::at(code.clone(), Stage::Manage);
    cx.may(policy::may_list, &subject)?;
    let mut tx = cx.read().await?;
    let here = place::load(&mut tx, &code).await?;
    let title = format!("{} · {}", here.name, cx.t("manage-committee-list"));
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &code).await?);
    let committees = store::of_place(&mut tx, &code).await?;
    let (awaiting, kept) = upkeep::of_place(&mut tx, &code).await?;
    let mut posts = Vec::new();
    for (title, role, at) in person::offices(&mut tx, &code).await? {
        if matches!(role, Role::Worker | Role::Convener | Role::Committee | Role::Street) {
            let place = place::load(&mut tx, &at).await?.name;
            posts.push(Post { title, role, place });
        }
    }
    let may_found = page.may(policy::may_found, &subject);
    cx.public(&ListPage { page, place: code, committees, awaiting, kept, posts, may_found })
}
