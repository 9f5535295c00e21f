//! 记录单 — The minutes as a sheet of paper with lines to sign; before the meeting, to fill in by hand.

use askama::Template;
use ground::{matter, place};
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Assembly, policy, store};
use crate::topic::{self, Topic};

#[derive(Template, Serialize)]
#[template(path = "assembly/minutes.html")]
struct MinutesPage {
    #[serde(skip)]
    page: Frame,
    assembly: Assembly,
    topic: Topic,
    place: place::Place,
}

impl MinutesPage {
    fn qr(&self) -> String {
        self.page.qr(&self.assembly.url())
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/assemblies/{id}/minutes";
    Verb::page("decide-assembly-minutes", path, policy::may_minutes, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Assembly>)>) -> Reply {
    let mut tx = cx.read().await?;
    let assembly = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &assembly.matter).await?.stage;
    cx.may(policy::may_minutes, &assembly.subject(stage))?;
    let topic = topic::load(&mut tx, &county, &assembly.topic).await?;
    let place = place::load(&mut tx, &assembly.place).await?;
    let kind = cx.word("decide-assembly-kind", assembly.kind.word());
    let back = vec![Link::new(assembly.url(), assembly.held.to_string())];
    let page = cx.frame(kind).crumbs_of(back);
    cx.public(&MinutesPage { page, assembly, topic, place })
}
