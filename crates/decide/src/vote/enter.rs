//! 录入纸票 — The first reader of a paper ballot. It counts when a second person has read the same.

use ground::matter;
use kernel::{County, Error, Id, Refusal};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::store::Paper;
use super::{Choice, Vote, Way, ballot, policy, store};

/// What entering a paper ballot asks.
#[derive(Debug)]
struct Enter {
    serial: String,
    unit: String,
    choice: Option<Choice>,
}

impl Form for Enter {
    const NAME: &'static str = "decide-vote-enter";
    fn read(f: &mut Fields) -> Self {
        let serial = f.text("serial").required().max(8).get();
        let unit = f.text("unit").required().max(40).get();
        Self {
            serial,
            unit,
            choice: f.choice("choice", Choice::WORDS).required().word(Choice::parse),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Enter, _, _, _, _>("/{county}/votes/{id}/enter", policy::may_enter, get, post)
}

type Where = At<(County, Id<Vote>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_enter, &vote.subject(stage, false))?;
    let none = web::Choice::new("", cx.t("decide-vote-choice-none"));
    let words = Choice::WORDS.iter().map(|w| web::Choice::new(w, cx.word("decide-vote-choice", w)));
    cx.ask::<Enter>()
        .options("choice", [none].into_iter().chain(words).collect())
        .crumbs(vec![Link::new(vote.url(), vote.question)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Enter>) -> Reply {
    let mut tx = cx.begin().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_enter, &vote.subject(stage, false))?;
    vote.takes(Way::Paper, cx.now())?;
    let elector = ballot::of_unit(&mut tx, &vote, &form.unit).await?;
    let elector = elector.ok_or_else(|| Error::field("unit", "decide-vote-wrong-unit"))?;
    if elector.serial != form.serial {
        return Err(Error::field("serial", "decide-vote-wrong-serial").into());
    }
    if elector.way.is_some() {
        return Err(ballot::voted(&elector).into());
    }
    if store::paper(&mut tx, &vote, &form.serial).await?.is_some_and(|p| !p.waits) {
        return Err(Refusal::new("decide-vote-refused-read").with("serial", &form.serial).into());
    }
    let paper = Paper {
        serial: form.serial,
        unit: form.unit,
        choice: form.choice,
        reader: cx.actor().signed_in()?.to_owned(),
        name: cx.actor().name.clone(),
        waits: true,
    };
    store::enter_paper(&mut tx, &vote, &paper).await?;
    cx.done(tx, "decide-vote-enter-done", format!("{}/enter", vote.url())).await
}
