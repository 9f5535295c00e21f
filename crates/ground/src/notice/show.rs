//! 公示页 — The page of a notice, which is also its printed sheet.

use ::store::Tx;
use askama::Template;
use kernel::{County, Id, MatterId, Result};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Notice, Objection, policy, store};
use crate::place;

#[derive(Template, Serialize)]
#[template(path = "notice/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    notice: Notice,
    place: place::Place,
    over: bool,
    objections: Vec<Objection>,
    may_answer: bool,
}

impl ShowPage {
    fn qr(&self) -> String {
        self.page.qr(&self.notice.url())
    }

    fn window(&self) -> String {
        let (from, to) = (self.notice.opened.date(), self.notice.ends.date());
        self.page.t2("ground-notice-window", "from", &from, "to", &to)
    }

    fn left(&self) -> String {
        if self.over {
            return self.page.t1("ground-notice-over", "until", &self.notice.ends.date());
        }
        let days = (self.notice.ends.0 - self.page.now().0) / kernel::days(1);
        self.page.t1("ground-notice-left", "n", &days.to_string())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-notice-show", "/{county}/notices/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Notice>)>) -> Reply {
    let mut tx = cx.read().await?;
    let notice = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &notice.on())?;
    let place = place::load(&mut tx, &notice.place).await?;
    let objections = store::objections(&mut tx, &county, &id).await?;
    let page =
        cx.frame(notice.title.clone()).crumbs_of(place::crumbs(&mut tx, &notice.place).await?);
    let may_answer = page.may(policy::may_answer, &notice.on());
    let over = notice.over(cx.now());
    cx.public(&ShowPage { page, notice, place, over, objections, may_answer })
}

#[derive(Template)]
#[template(path = "notice/card.html")]
struct Card<'a> {
    page: &'a Frame,
    notices: Vec<Notice>,
}

impl Card<'_> {
    fn over(&self, notice: &Notice) -> bool {
        notice.over(self.page.now())
    }
}

/// The notices of a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    matter: &MatterId,
) -> Result<Option<String>> {
    let notices = store::of_matter(tx, county, matter).await?;
    if notices.is_empty() {
        return Ok(None);
    }
    Card { page, notices }.render().map(Some).map_err(kernel::Error::fault)
}
