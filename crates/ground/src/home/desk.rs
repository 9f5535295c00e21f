//! 工作台 — The desk: what is overdue, what waits, what is new, at the places one serves.

use askama::Template;
use kernel::{PlaceCode, Result, Stage, Subject};
use serde::Serialize;
use store::Tx;
use web::{Cx, Frame, Reply, Verb};

use super::policy;
use crate::matter::{self, List, Matter};
use crate::place::{self, Place};

/// One place one serves.
#[derive(Debug, Serialize)]
struct Bay {
    place: Place,
    role: &'static str,
    heard: Vec<Matter>,
    overdue: Vec<Matter>,
    doing: Vec<Matter>,
}

impl Bay {
    fn groups(&self) -> [(&'static str, &[Matter]); 3] {
        [
            ("ground-home-overdue", &self.overdue),
            ("ground-home-heard", &self.heard),
            ("ground-home-doing", &self.doing),
        ]
    }
}

#[derive(Template, Serialize)]
#[template(path = "home/desk.html")]
struct DeskPage {
    #[serde(skip)]
    page: Frame,
    bays: Vec<Bay>,
}

impl DeskPage {
    fn tone(&self, matter: &Matter) -> &'static str {
        matter.tone(self.page.now())
    }

    /// What is late says so before anything else.
    fn standing(&self, matter: &Matter) -> String {
        if matter.overdue(self.page.now()) {
            return self.page.t("ground-matter-overdue");
        }
        self.page.word("ground-standing", matter.standing.word())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-home-desk", "/desk", policy::may_desk, get)
}

async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_desk, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    let mut tx = cx.read().await?;
    let mut bays = Vec::new();
    for office in &cx.actor().offices {
        bays.push(bay(&mut tx, &office.place, office.role.word()).await?);
    }
    let page = cx.frame(cx.t("ground-home-desk"));
    cx.page(&DeskPage { page, bays })
}

async fn bay(tx: &mut Tx, at: &PlaceCode, role: &'static str) -> Result<Bay> {
    let now = tx.now;
    let place = place::load(tx, at).await?;
    let heard = matter::page_of(tx, at, List::Problem, None, 20).await?;
    let tasks = matter::page_of(tx, at, List::Task, None, 100).await?;
    let (overdue, mut doing): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|m| m.overdue(now));
    doing.truncate(20);
    Ok(Bay { place, role, heard, overdue, doing })
}
