//! 贡献·页面 — The page of a contribution: how it stands, and what can be done with it now.

use askama::Template;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Contribution, State, policy, store};
use crate::project::{self, door};

#[derive(Template, Serialize)]
#[template(path = "contribution/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    contribution: Contribution,
    gift: String,
    acts: Vec<Link>,
}

impl ShowPage {
    fn giver(&self) -> String {
        self.contribution.from_whom(&self.page)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("build-contribution-show", "/{county}/contributions/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Contribution>)>) -> Reply {
    let mut tx = cx.read().await?;
    let given = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_show, &site.subject())?;
    let gift = given.gift(&cx.frame(""));
    let page = cx.frame(gift.clone()).crumbs_of(site.crumbs());
    let acts = acts(&page, &given, site.matter.stage);
    cx.public(&ShowPage { page, contribution: given, gift, acts })
}

/// What the reader may do with it now.
pub(super) fn acts(page: &Frame, given: &Contribution, stage: kernel::Stage) -> Vec<Link> {
    let subject = given.subject(stage, page.actor());
    let link = |verb: &str| format!("{}/{verb}", given.url());
    let deliver =
        || door(page, policy::may_deliver, &subject, link("deliver"), "build-contribution-deliver");
    let accept =
        || door(page, policy::may_accept, &subject, link("accept"), "build-contribution-accept");
    let receipt =
        || door(page, policy::may_receipt, &subject, link("receipt"), "build-contribution-receipt");
    let one = match given.state {
        State::Promised => deliver(),
        State::Delivered if given.unseen() => deliver(),
        State::Delivered => accept(),
        State::Accepted => receipt(),
        State::Withdrawn => None,
    };
    one.into_iter().collect()
}
