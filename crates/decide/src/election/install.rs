//! 就任 — After the notice the elected take office; with an unanswered objection they wait.

use ::store::{Told, Tx};
use ground::{matter, notice};
use kernel::{County, Id, Result};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Election, State, policy, store};

/// Installing asks nothing more than the button.
#[derive(Debug)]
struct Install;

impl Form for Install {
    const NAME: &'static str = "decide-election-install";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/elections/{id}/install";
    Verb::act::<Install, _, _, _, _>(path, policy::may_install, get, post)
}

type Where = At<(County, Id<Election>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_install, &election.subject(stage))?;
    cx.ask::<Install>().crumbs(vec![Link::new(election.url(), election.body)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(_): Checked<Install>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_install, &election.subject(stage))?;
    election.only(State::Held, "decide-election-refused-install")?;
    install(&mut tx, &mut election).await?;
    cx.done(tx, "decide-election-install-done", election.url()).await
}

/// When the notice of an election ends (`ground-notice-ended`, about `election`): in office, or held
/// while an objection waits. Done once, however often it is called.
///
/// # Errors
/// A fault when the database fails.
pub async fn notice_ended(tx: &mut Tx, told: &Told) -> Result<()> {
    if told.text("about") != "election" {
        return Ok(());
    }
    let id = Id::parse(told.text("record"))?;
    let mut election = store::load(tx, &told.county(), &id).await?;
    if election.state != State::Noticed {
        return Ok(());
    }
    install(tx, &mut election).await
}

async fn install(tx: &mut Tx, election: &mut Election) -> Result<()> {
    let county = election.place.county();
    let mut unanswered = 0;
    for notice in notice::of_subject(tx, &county, election.id.as_str()).await? {
        unanswered += notice::unanswered(tx, &county, &notice.id).await?;
    }
    let elected = store::elected(tx, election).await?;
    let fact = election.install(unanswered, &elected)?;
    store::save(tx, election).await?;
    tx.tell(fact).await
}
