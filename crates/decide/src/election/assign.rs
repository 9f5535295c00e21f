//! 推选主任 — The elected choose chair and vice among themselves; then everybody is told for the notice's days.

use ground::{matter, notice};
use kernel::{County, Error, Id, Stage};
use tally::RuleBook;
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{Election, policy, store};

/// What assigning asks.
#[derive(Debug)]
struct Assign {
    chair: String,
    vice: String,
}

impl Form for Assign {
    const NAME: &'static str = "decide-election-assign";
    fn read(f: &mut Fields) -> Self {
        Self { chair: f.pick("chair").required().get(), vice: f.pick("vice").required().get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/elections/{id}/assign";
    Verb::act::<Assign, _, _, _, _>(path, policy::may_assign, get, post)
}

type Where = At<(County, Id<Election>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_assign, &election.subject(stage))?;
    let elected = store::elected(&mut tx, &election).await?;
    let options: Vec<Choice> = elected.iter().map(|name| Choice::new(name, name)).collect();
    cx.ask::<Assign>()
        .options("chair", options.clone())
        .options("vice", options)
        .crumbs(vec![Link::new(election.url(), election.body)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Assign>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut election = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &election.matter).await?.stage;
    cx.may(policy::may_assign, &election.subject(stage))?;
    let elected = store::elected(&mut tx, &election).await?;
    let fact = election.assign(&form.chair, &form.vice, &elected)?;
    store::save(&mut tx, &mut election).await?;
    tx.tell(fact).await?;
    let rule = RuleBook::host()
        .in_force("cn-notice-election", cx.now().day(), election.place.as_str())
        .ok_or_else(|| Error::fault("no rule for the notice of an election"))?;
    let period = rule.notice().ok_or_else(|| Error::fault("a notice without a period"))?;
    // A notice is a Chinese paper on a board, whatever language the person who posts it reads.
    let say = |key: &str, args: &[(&str, &str)]| cx.app.locales.say("zh-Hans", key, args);
    let title = say("decide-election-notice-title", &[("body", &election.body)]);
    let members = elected.join("、");
    let body = say(
        "decide-election-notice-body",
        &[
            ("members", &members),
            ("chair", &form.chair),
            ("vice", &form.vice),
            ("until", &election.until),
        ],
    );
    notice::open(
        &mut tx,
        &election.place,
        Some(&election.matter),
        Stage::Decide,
        ("election", election.id.as_str()),
        &title,
        &body,
        &rule.version(),
        period,
    )
    .await?;
    cx.done(tx, "decide-election-assign-done", election.url()).await
}
