//! 海报 — The poster that calls people together, with a QR code.

use askama::Template;
use ground::{matter, place};
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Assembly, policy, store};
use crate::topic::{self, Topic};

#[derive(Template, Serialize)]
#[template(path = "assembly/poster.html")]
struct PosterPage {
    #[serde(skip)]
    page: Frame,
    assembly: Assembly,
    topic: Topic,
    place: place::Place,
}

impl PosterPage {
    fn qr(&self) -> String {
        self.page.qr(&self.assembly.url())
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/assemblies/{id}/poster";
    Verb::page("decide-assembly-poster", path, policy::may_poster, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Assembly>)>) -> Reply {
    let mut tx = cx.read().await?;
    let assembly = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &assembly.matter).await?.stage;
    cx.may(policy::may_poster, &assembly.subject(stage))?;
    let topic = topic::load(&mut tx, &county, &assembly.topic).await?;
    let place = place::load(&mut tx, &assembly.place).await?;
    let kind = cx.word("decide-assembly-kind", assembly.kind.word());
    let back = vec![Link::new(assembly.url(), assembly.held.to_string())];
    let page = cx.frame(kind).crumbs_of(back);
    cx.public(&PosterPage { page, assembly, topic, place })
}
