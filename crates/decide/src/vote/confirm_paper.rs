//! 复核纸票 — A second person reads the ballot without seeing the first reading; only what both read counts.

use askama::Template;
use ground::matter;
use kernel::{County, Error, Id, Refusal};
use web::{At, Checked, Cx, Fields, Form, Frame, Link, Reply, Verb};

use super::store::Paper;
use super::{Choice, Vote, Way, ballot, policy, store};

/// What confirming asks: the same ballot read again.
#[derive(Debug)]
struct ConfirmPaper {
    serial: String,
    choice: Option<Choice>,
}

impl Form for ConfirmPaper {
    const NAME: &'static str = "decide-vote-confirm-paper";
    fn read(f: &mut Fields) -> Self {
        let serial = f.text("serial").required().max(8).get();
        Self { serial, choice: f.choice("choice", Choice::WORDS).required().word(Choice::parse) }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/votes/{id}/confirm-paper";
    Verb::act::<ConfirmPaper, _, _, _, _>(path, policy::may_confirm_paper, get, post)
}

/// Which ballots wait; never what was read on them.
#[derive(Template)]
#[template(path = "vote/confirm_paper.html")]
struct Waiting<'a> {
    page: &'a Frame,
    papers: Vec<Paper>,
}

type Where = At<(County, Id<Vote>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_confirm_paper, &vote.subject(stage, false))?;
    let papers = store::unread(&mut tx, &vote).await?;
    let page = cx.frame(String::new());
    let above = Waiting { page: &page, papers }.render().map_err(Error::fault)?;
    let none = web::Choice::new("", cx.t("decide-vote-choice-none"));
    let words = Choice::WORDS.iter().map(|w| web::Choice::new(w, cx.word("decide-vote-choice", w)));
    cx.ask::<ConfirmPaper>()
        .above(above)
        .options("choice", [none].into_iter().chain(words).collect())
        .crumbs(vec![Link::new(vote.url(), vote.question)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<ConfirmPaper>) -> Reply {
    let mut tx = cx.begin().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_confirm_paper, &vote.subject(stage, false))?;
    vote.takes(Way::Paper, cx.now())?;
    let paper = store::paper(&mut tx, &vote, &form.serial).await?;
    let paper = paper.filter(|p| p.waits);
    let paper = paper.ok_or_else(|| Error::field("serial", "decide-vote-wrong-waiting"))?;
    if paper.reader == cx.actor().signed_in()? {
        return Err(Refusal::new("decide-vote-refused-second").into());
    }
    let choice = form.choice.filter(|c| paper.choice == Some(*c));
    let choice = choice.ok_or_else(|| Error::field("choice", "decide-vote-wrong-reading"))?;
    let elector = ballot::of_unit(&mut tx, &vote, &paper.unit).await?.ok_or(Error::NotFound)?;
    // Nothing counted until now, so what was cast on a page in between came first and stands.
    let double = elector.way.is_some();
    let settled = if double { "double" } else { "counted" };
    if !store::settle_paper(&mut tx, &vote, &paper.serial, settled).await? {
        return Err(Error::field("serial", "decide-vote-wrong-waiting").into());
    }
    if !double {
        ballot::drop_in(&mut tx, &cx.app.seal, &vote, &elector, choice, Way::Paper).await?;
    }
    let key =
        if double { "decide-vote-confirm-paper-double" } else { "decide-vote-confirm-paper-done" };
    cx.done(tx, key, format!("{}/confirm-paper", vote.url())).await
}
