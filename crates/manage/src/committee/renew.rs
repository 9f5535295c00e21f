//! 延长任期 — Those it serves decided that a convener or council goes on; an elected body stands for election.

use kernel::{County, Error, Id, Moment};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Committee, policy, store};

/// What a longer term asks.
#[derive(Debug)]
struct Renew {
    until: Option<jiff::civil::Date>,
    how: String,
}

impl Form for Renew {
    const NAME: &'static str = "manage-committee-renew";
    fn read(f: &mut Fields) -> Self {
        Self {
            until: f.date("until").required().day(),
            how: f.long("how").required().max(500).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/committees/{id}/renew";
    Verb::act::<Renew, _, _, _, _>(path, policy::may_renew, get, post)
}

type Where = At<(County, Id<Committee>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let committee = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_renew, &committee.subject())?;
    cx.ask::<Renew>().crumbs(vec![Link::new(committee.url(), committee.name)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Renew>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut committee = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_renew, &committee.subject())?;
    let until = Moment::end_of(form.until.ok_or(Error::NotFound)?);
    let fact = committee.renew(until, &text::redact::mask(&form.how), cx.now())?;
    store::save(&mut tx, &mut committee).await?;
    tx.tell(fact).await?;
    cx.done(tx, "manage-committee-renew-done", committee.url()).await
}
