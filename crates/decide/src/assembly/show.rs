//! 议事会·页面 — The page of an assembly.

use askama::Template;
use ground::{matter, place};
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Assembly, Correction, policy, store};
use crate::topic;

#[derive(Template, Serialize)]
#[template(path = "assembly/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    assembly: Assembly,
    place: place::Place,
    corrections: Vec<Correction>,
    may_record: bool,
    may_correct: bool,
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-assembly-show", "/{county}/assemblies/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Assembly>)>) -> Reply {
    let mut tx = cx.read().await?;
    let assembly = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &assembly.matter).await?;
    let subject = assembly.subject(matter.stage);
    cx.may(policy::may_show, &subject)?;
    let topic = topic::load(&mut tx, &county, &assembly.topic).await?;
    let back = vec![Link::new(matter.url(), matter.title), Link::new(topic.url(), topic.question)];
    let kind = cx.word("decide-assembly-kind", assembly.kind.word());
    let page = cx.frame(kind).crumbs_of(back);
    cx.public(&ShowPage {
        place: place::load(&mut tx, &assembly.place).await?,
        corrections: store::corrections(&mut tx, &assembly).await?,
        may_record: assembly.recorded.is_none() && page.may(policy::may_record, &subject),
        may_correct: assembly.recorded.is_some() && page.may(policy::may_correct, &subject),
        page,
        assembly,
    })
}
