//! 推荐人选 — A resident puts somebody forward, by alias and with their agreement.

use ground::matter;
use kernel::{County, Error, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Candidate, Election, NOMINATED, Standing, policy, store};

/// What putting somebody forward asks.
#[derive(Debug)]
struct Nominate {
    alias: String,
    about: String,
}

impl Form for Nominate {
    const NAME: &'static str = "decide-election-nominate";
    fn read(f: &mut Fields) -> Self {
        let alias = f.text("alias").required().max(20).get();
        let about = f.text("about").max(80).get();
        if !f.check("agreed") {
            f.wrong("agreed", "decide-election-wrong-agreed", "");
        }
        Self { alias, about }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/elections/{id}/nominate";
    Verb::act::<Nominate, _, _, _, _>(path, policy::may_nominate, get, post)
}

type Where = At<(County, Id<Election>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_nominate, &election.subject(stage))?;
    cx.ask::<Nominate>().crumbs(vec![Link::new(election.url(), election.body)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Nominate>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_nominate, &election.subject(stage))?;
    let known = store::candidates(&mut tx, &election).await?;
    let standing = known.iter().filter(|c| c.standing == Standing::Standing).count();
    election.nominates(standing)?;
    let alias = text::redact::mask(&form.alias);
    if known.iter().any(|c| c.alias == alias) {
        return Err(Error::field("alias", "decide-election-wrong-known").into());
    }
    let about = text::redact::mask(&form.about);
    let candidate = Candidate { alias, about, standing: Standing::Standing };
    let seq = i64::try_from(known.len()).map_err(Error::fault)?;
    store::add_candidate(&mut tx, &election, &candidate, seq).await?;
    // The version moves, so that a count entered meanwhile meets the new list of names.
    store::save(&mut tx, &mut election).await?;
    tx.tell(election.fact(NOMINATED).with("alias", &candidate.alias)).await?;
    cx.done(tx, "decide-election-nominate-done", election.url()).await
}
