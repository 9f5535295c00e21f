//! 投票 — Who stands on the frozen roll votes, once per unit.

use askama::Template;
use ground::matter;
use kernel::{County, Error, Id};
use serde::Serialize;
use web::{At, Checked, Choice as Option_, Cx, Fields, Form, FormView, Frame, Link, Reply, Verb};

use super::ballot::{self, Elector};
use super::{Choice, Vote, Way, policy, store};

/// What casting asks: which unit (all of one's own when empty), and what it says.
#[derive(Debug)]
struct Cast {
    unit: String,
    choice: Option<Choice>,
}

impl Form for Cast {
    const NAME: &'static str = "decide-vote-cast";
    fn read(f: &mut Fields) -> Self {
        let unit = f.pick("unit").get();
        Self { unit, choice: f.choice("choice", Choice::WORDS).required().word(Choice::parse) }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Cast, _, _, _, _>("/{county}/votes/{id}/cast", policy::may_cast, get, post)
}

#[derive(Template, Serialize)]
#[template(path = "vote/cast.html")]
struct CastPage {
    #[serde(skip)]
    page: Frame,
    vote: Vote,
    form: FormView,
}

type Where = At<(County, Id<Vote>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    let mine = ballot::of_person(&mut tx, &vote, cx.actor().person.as_deref()).await?;
    cx.may(policy::may_cast, &vote.subject(stage, !mine.is_empty()))?;
    let back = vec![Link::new(vote.url(), vote.question.clone())];
    let mut form = cx.ask::<Cast>().options("unit", units(&cx, &mine)).crumbs(back.clone()).view();
    for field in form.fields.iter_mut().filter(|f| f.name == "choice") {
        // All three in sight and none chosen beforehand: no answer is the easy one.
        field.kind = "radio";
    }
    let page = cx.frame(form.title.clone()).crumbs_of(back);
    cx.page(&CastPage { page, vote, form })
}

fn units(cx: &Cx, mine: &[Elector]) -> Vec<Option_> {
    let open: Vec<&Elector> = mine.iter().filter(|e| e.way.is_none()).collect();
    let each = open.iter().map(|e| Option_::new(&e.unit, &e.unit));
    let all = (open.len() != 1).then(|| Option_::new("", cx.t("decide-vote-cast-all")));
    all.into_iter().chain(each).collect()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Cast>) -> Reply {
    let mut tx = cx.begin().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    let mine = ballot::of_person(&mut tx, &vote, cx.actor().person.as_deref()).await?;
    cx.may(policy::may_cast, &vote.subject(stage, !mine.is_empty()))?;
    vote.takes(Way::Electronic, cx.now())?;
    let choice = form.choice.ok_or_else(|| Error::field("choice", "web-wrong-empty"))?;
    let wanted: Vec<&Elector> =
        mine.iter().filter(|e| form.unit.is_empty() || e.unit == form.unit).collect();
    let first = wanted.first().ok_or_else(|| Error::field("unit", "web-wrong-choice"))?;
    let open: Vec<&&Elector> = wanted.iter().filter(|e| e.way.is_none()).collect();
    if open.is_empty() {
        return Err(ballot::voted(first).into());
    }
    for elector in open {
        let way = Way::Electronic;
        ballot::drop_in(&mut tx, &cx.app.seal, &vote, elector, choice, way).await?;
    }
    cx.done(tx, "decide-vote-cast-done", vote.url()).await
}
