//! 收据 — What was counted, on paper: number, gift, value, who counted, and lines to sign.

use askama::Template;
use ground::place;
use kernel::{County, Id, Refusal};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Accepted, Contribution, policy, store};
use crate::project;

#[derive(Template, Serialize)]
#[template(path = "contribution/receipt.html")]
struct ReceiptPage {
    #[serde(skip)]
    page: Frame,
    contribution: Contribution,
    counted: Accepted,
    gift: String,
    project: String,
    place: String,
}

impl ReceiptPage {
    fn qr(&self) -> String {
        self.page.qr(&self.contribution.url())
    }

    fn giver(&self) -> String {
        self.contribution.from_whom(&self.page)
    }

    fn worth(&self) -> Option<String> {
        let worth = self.counted.worth.filter(|w| w.0 > 0)?;
        Some(self.page.t1("build-yuan", "n", &worth.to_string()))
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/contributions/{id}/receipt";
    Verb::page("build-contribution-receipt", path, policy::may_receipt, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Contribution>)>) -> Reply {
    let mut tx = cx.read().await?;
    let contribution = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &contribution.project).await?;
    cx.may(policy::may_receipt, &site.subject())?;
    let Some(counted) = contribution.accepted.clone() else {
        let early = Refusal::new("build-contribution-refused-receipt");
        return Err(early.next(contribution.url(), "build-project-look").into());
    };
    let place = place::load(&mut tx, &contribution.place).await?.way;
    let gift = contribution.gift(&cx.frame(""));
    let mut crumbs = site.crumbs();
    crumbs.push(Link::new(contribution.url(), gift.clone()));
    let page = cx.frame(cx.t("build-contribution-receipt")).crumbs_of(crumbs);
    cx.public(&ReceiptPage {
        page,
        contribution,
        counted,
        gift,
        project: site.project.title,
        place,
    })
}
