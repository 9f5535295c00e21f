//! 答复 — Answering at once. A reply that answers nothing is pointed out before it goes; the residents judge.

use ::store::Tx;
use ground::matter::{self as spine, Matter};
use kernel::{County, Error, MatterId, Result};
use text::reply::{Concern, check_against};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{ANSWERED, back, fact, policy};
use crate::{asking, report};

/// What answering asks.
#[derive(Debug)]
struct Answer {
    reply: String,
    confirmed: bool,
}

impl Form for Answer {
    const NAME: &'static str = "listen-matter-answer";
    fn read(f: &mut Fields) -> Self {
        Self { reply: f.long("reply").required().max(2000).get(), confirmed: f.check("confirmed") }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Answer, _, _, _, _>("/{county}/matters/{id}/answer", policy::may_answer, get, post)
}

/// What should be looked at again: against the title and everything that was said.
async fn concerns(tx: &mut Tx, matter: &Matter, reply: &str) -> Result<Vec<Concern>> {
    let said = report::of_matter(tx, &matter.place.county(), &matter.id, 20).await?;
    let asked = said.iter().fold(matter.title.clone(), |all, r| all + "。" + &r.words);
    Ok(check_against(&asked, reply))
}

/// The word of a concern in keys.
const fn word(concern: Concern) -> &'static str {
    match concern {
        Concern::Empty => "empty",
        Concern::Short => "short",
        Concern::Template => "template",
        Concern::Forwarded => "forwarded",
        Concern::LawOnly => "law-only",
        Concern::NoNextStep => "no-step",
        Concern::NoDate => "no-date",
        Concern::VaguePromise => "vague",
        Concern::NoOwner => "no-owner",
        Concern::Unrelated => "unrelated",
        Concern::PersonalData => "personal",
    }
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_answer, &matter.subject())?;
    let mut form = cx.ask::<Answer>().crumbs(back(&matter)).view();
    let typed = asking::value(&form, "reply");
    let found =
        if typed.is_empty() { Vec::new() } else { concerns(&mut tx, &matter, &typed).await? };
    form.fields.retain(|f| f.name != "confirmed" || !found.is_empty());
    let warnings =
        found.iter().map(|c| cx.word("listen-matter-answer-concern", word(*c))).collect();
    asking::reply(&cx, form, back(&matter), warnings)
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Answer>,
) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_answer, &matter.subject())?;
    if !form.confirmed && !concerns(&mut tx, &matter, &form.reply).await?.is_empty() {
        return Err(Error::field("confirmed", "listen-matter-wrong-look").into());
    }
    matter.handled()?;
    spine::save(&mut tx, &mut matter).await?;
    // What is public is masked, whatever was confirmed.
    tx.tell(fact(ANSWERED, &matter).with("reply", text::redact::mask(&form.reply))).await?;
    cx.done(tx, "listen-matter-answer-done", matter.url()).await
}
