//! 我的认捐 — What I promised, by private link: also a slip to print and keep.

use askama::Template;
use ground::place;
use kernel::County;
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Contribution, State, policy, store};
use crate::project;

#[derive(Template, Serialize)]
#[template(path = "contribution/follow.html")]
struct FollowPage {
    #[serde(skip)]
    page: Frame,
    contribution: Contribution,
    gift: String,
    project: String,
    place: String,
    url: String,
}

impl FollowPage {
    fn qr(&self) -> String {
        self.page.qr(&self.url)
    }

    fn giver(&self) -> String {
        self.contribution.from_whom(&self.page)
    }

    fn promised(&self) -> bool {
        self.contribution.state == State::Promised
    }

    fn accepted(&self) -> bool {
        self.contribution.state == State::Accepted
    }
}

/// The address of a promise's private page.
pub(super) fn url(county: &County, secret: &str) -> String {
    format!("/{county}/follow/{secret}/contribution")
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/follow/{secret}/contribution";
    Verb::page("build-contribution-follow", path, policy::may_follow, get)
}

async fn get(cx: Cx, At((county, secret)): At<(County, String)>) -> Reply {
    let mut tx = cx.read().await?;
    let contribution = store::by_secret(&mut tx, &county, &secret).await?;
    let site = project::site(&mut tx, &county, &contribution.project).await?;
    cx.may(policy::may_follow, &site.subject())?;
    let place = place::load(&mut tx, &contribution.place).await?.way;
    let gift = contribution.gift(&cx.frame(""));
    let page = cx.frame(cx.t("build-contribution-follow")).crumbs_of(site.crumbs());
    let url = url(&county, &secret);
    cx.page(&FollowPage { page, contribution, gift, project: site.project.title, place, url })
}
