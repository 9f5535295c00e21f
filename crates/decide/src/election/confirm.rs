//! 复核计票 — A second person reads the paper count again; only then it counts.

use ::store::Tx;
use ground::matter;
use kernel::{County, Id, Result};
use tally::election::Elected;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{COUNTED, Election, Sheet, Standing, count, policy, store};

/// What confirming asks: the same sheet, read again.
#[derive(Debug)]
struct Confirm(Sheet);

impl Form for Confirm {
    const NAME: &'static str = "decide-election-confirm";
    fn read(f: &mut Fields) -> Self {
        Self(Sheet::read(f))
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/elections/{id}/confirm";
    Verb::act::<Confirm, _, _, _, _>(path, policy::may_confirm, get, post)
}

type Where = At<(County, Id<Election>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_confirm, &election.subject(stage))?;
    cx.ask::<Confirm>()
        .fill("votes", count::names(&mut tx, &election).await?)
        .crumbs(vec![Link::new(election.url(), election.body)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(Confirm(sheet)): Checked<Confirm>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_confirm, &election.subject(stage))?;
    let round = election.round;
    let result = election.confirm(&sheet, cx.actor().signed_in()?)?;
    store::keep_round(&mut tx, &election, round, &sheet, &result).await?;
    seat(&mut tx, &election, &result).await?;
    store::save(&mut tx, &mut election).await?;
    let names = result.elected.join("、");
    let fact = election.fact(COUNTED).with("elected", names).with("left", election.left);
    let fact = fact.with("full", election.left == 0);
    tx.tell(fact.with("returned", sheet.returned).with("registered", sheet.registered)).await?;
    cx.done(tx, "decide-election-confirm-done", election.url()).await
}

/// Marks the elected; in a tie only the tied stay on the next ballot.
async fn seat(tx: &mut Tx, election: &Election, result: &Elected) -> Result<()> {
    for candidate in store::candidates(tx, election).await? {
        if candidate.standing != Standing::Standing {
            continue;
        }
        let tied = result.tie.contains(&candidate.alias);
        let standing = if result.elected.contains(&candidate.alias) {
            Standing::Elected
        } else if tied || (result.tie.is_empty() && election.left > 0) {
            Standing::Standing
        } else {
            Standing::Out
        };
        store::set_standing(tx, election, &candidate.alias, standing).await?;
    }
    Ok(())
}
