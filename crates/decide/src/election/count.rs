//! 录入计票 — The open count, as the first reader has it from paper.

use ::store::Tx;
use ground::{matter, roll};
use kernel::{County, Error, Id, Result};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Election, Sheet, Standing, policy, store};

/// What counting asks.
#[derive(Debug)]
struct Count(Sheet);

impl Form for Count {
    const NAME: &'static str = "decide-election-count";
    fn read(f: &mut Fields) -> Self {
        Self(Sheet::read(f))
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/elections/{id}/count";
    Verb::act::<Count, _, _, _, _>(path, policy::may_count, get, post)
}

type Where = At<(County, Id<Election>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_count, &election.subject(stage))?;
    let on_roll = roll::entries(&mut tx, &election.place, roll::Kind::Adults).await?.len();
    let registered = if on_roll == 0 { String::new() } else { on_roll.to_string() };
    cx.ask::<Count>()
        .fill("registered", registered)
        .fill("votes", names(&mut tx, &election).await?)
        .crumbs(vec![Link::new(election.url(), election.body)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(Count(sheet)): Checked<Count>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_count, &election.subject(stage))?;
    same_names(&mut tx, &election, &sheet).await?;
    election.count(sheet, cx.actor().signed_in()?)?;
    store::save(&mut tx, &mut election).await?;
    cx.done(tx, "decide-election-count-done", election.url()).await
}

async fn standing(tx: &mut Tx, election: &Election) -> Result<Vec<String>> {
    let all = store::candidates(tx, election).await?;
    Ok(all.into_iter().filter(|c| c.standing == Standing::Standing).map(|c| c.alias).collect())
}

/// The names on the ballot, a line each, ready for the numbers.
pub(super) async fn names(tx: &mut Tx, election: &Election) -> Result<String> {
    let lines: Vec<String> =
        standing(tx, election).await?.into_iter().map(|name| format!("{name} ")).collect();
    Ok(lines.join("\n"))
}

/// A count names everybody on the ballot and nobody else.
pub(super) async fn same_names(tx: &mut Tx, election: &Election, sheet: &Sheet) -> Result<()> {
    let mut standing = standing(tx, election).await?;
    standing.sort();
    let same = sheet.votes.keys().eq(standing.iter());
    if same { Ok(()) } else { Err(Error::field("votes", "decide-election-wrong-names")) }
}
