//! 再次投票 — The seats still empty are voted on again: the tied, or whoever is left and newly put forward.

use ground::matter;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Election, policy, store};

/// Voting again asks nothing more than the button.
#[derive(Debug)]
struct Rerun;

impl Form for Rerun {
    const NAME: &'static str = "decide-election-rerun";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/elections/{id}/rerun";
    Verb::act::<Rerun, _, _, _, _>(path, policy::may_rerun, get, post)
}

type Where = At<(County, Id<Election>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_rerun, &election.subject(stage))?;
    cx.ask::<Rerun>().crumbs(vec![Link::new(election.url(), election.body)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(_): Checked<Rerun>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_rerun, &election.subject(stage))?;
    let fact = election.rerun()?;
    store::save(&mut tx, &mut election).await?;
    tx.tell(fact).await?;
    cx.done(tx, "decide-election-rerun-done", election.url()).await
}
