//! 修改方案 — The author writes a new edition after what was said; the earlier ones stay readable.

use ground::matter;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::draft::{self, Draft};
use super::{Proposal, policy, store};

/// What revising asks: the new words, and what changed.
#[derive(Debug)]
struct Revise {
    draft: Draft,
    why: String,
}

impl Form for Revise {
    const NAME: &'static str = "decide-proposal-revise";
    fn read(f: &mut Fields) -> Self {
        let draft = draft::read(f);
        Self { draft, why: f.long("why").required().max(500).get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/proposals/{id}/revise";
    Verb::act::<Revise, _, _, _, _>(path, policy::may_revise, get, post)
}

type Where = At<(County, Id<Proposal>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_revise, &proposal.subject(stage, cx.actor()))?;
    cx.ask::<Revise>()
        .fill("title", &proposal.title)
        .fill("body", &proposal.body)
        .fill("options", proposal.options.join("\n"))
        .fill("cost", proposal.cost.map_or_else(String::new, |c| c.to_string()))
        .crumbs(vec![Link::new(proposal.url(), proposal.title)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Revise>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_revise, &proposal.subject(stage, cx.actor()))?;
    let why = text::redact::mask(&form.why);
    let fact = proposal.revise(form.draft, &why)?;
    store::save(&mut tx, &mut proposal).await?;
    store::keep_version(&mut tx, &proposal, &why).await?;
    tx.tell(fact).await?;
    cx.done(tx, "decide-proposal-revise-done", proposal.url()).await
}
