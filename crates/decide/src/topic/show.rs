//! 议题·页面 — The page of a topic, and its place on the pages of its matters.

use askama::Template;
use ground::matter::{self, Matter};
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use store::Tx;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Topic, policy, store as kept};
use crate::assembly::{self, Assembly};
use crate::proposal::{self, Proposal};

#[derive(Template, Serialize)]
#[template(path = "topic/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    topic: Topic,
    matters: Vec<Matter>,
    assemblies: Vec<Assembly>,
    proposals: Vec<Proposal>,
    may_gather: bool,
    may_call: bool,
    may_propose: bool,
}

impl ShowPage {
    fn propose(&self) -> String {
        format!("/{}/matters/{}/propose", self.topic.place.county(), self.topic.matter)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-topic-show", "/{county}/topics/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Topic>)>) -> Reply {
    let mut tx = cx.read().await?;
    let topic = kept::load(&mut tx, &county, &id).await?;
    let first = matter::load(&mut tx, &county, &topic.matter).await?;
    let subject = topic.subject(first.stage);
    cx.may(policy::may_show, &subject)?;
    let ids = kept::matters(&mut tx, &topic).await?;
    let mut matters = Vec::new();
    for id in &ids {
        matters.push(matter::load(&mut tx, &county, id).await?);
    }
    let page =
        cx.frame(topic.question.clone()).crumbs_of(vec![Link::new(first.url(), first.title)]);
    cx.public(&ShowPage {
        assemblies: assembly::of_topic(&mut tx, &county, &id).await?,
        proposals: proposal::of_matters(&mut tx, &county, &ids).await?,
        may_gather: page.may(policy::may_gather, &subject),
        may_call: page.may(assembly::policy::may_call, &subject),
        may_propose: page.may(proposal::policy::may_propose, &subject),
        page,
        topic,
        matters,
    })
}

#[derive(Template)]
#[template(path = "topic/card.html")]
struct Card<'a> {
    page: &'a Frame,
    topic: Option<Topic>,
    assemblies: Vec<Assembly>,
    open: Option<String>,
    call: Option<String>,
}

/// The topic of a matter and its assemblies, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let matter = matter::load(tx, county, id).await?;
    let topic = kept::of_matter(tx, county, id).await?;
    let assemblies = match &topic {
        Some(topic) => assembly::of_topic(tx, county, &topic.id).await?,
        None => Vec::new(),
    };
    let may_open = topic.is_none() && page.may(policy::may_open, &matter.subject());
    let open = may_open.then(|| format!("{}/topic", matter.url()));
    let may_call = page.may(assembly::policy::may_call, &matter.subject());
    let call = topic.as_ref().filter(|_| may_call).map(|t| format!("{}/call", t.url()));
    if topic.is_none() && open.is_none() {
        return Ok(None);
    }
    Card { page, topic, assemblies, open, call }.render().map(Some).map_err(Error::fault)
}
