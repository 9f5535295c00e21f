//! 定下 — What is to be done about one matter, by whom and by when: it becomes a task.

use ground::matter::{self as spine, Matter};
use jiff::civil::Date;
use kernel::{County, Error, Fact, Id, Klass, MatterId, Refusal, Result, Stage, Standing};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{DECIDED, Decision, Dispatch, policy, store};
use crate::matter::{answerers, by, keep_rule, known};

/// What deciding asks.
#[derive(Debug)]
struct Decide {
    matter: String,
    words: String,
    answers: String,
    due: Option<Date>,
}

impl Form for Decide {
    const NAME: &'static str = "listen-dispatch-decide";
    fn read(f: &mut Fields) -> Self {
        Self {
            matter: f.text("matter").required().max(20).get(),
            words: f.long("words").required().max(500).get(),
            answers: f.pick("answers").required().get(),
            due: f.date("due").required().day(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Decide, _, _, _, _>(
        "/{county}/dispatches/{id}/decide",
        policy::may_decide,
        get,
        post,
    )
}

type Where = At<(County, Id<Dispatch>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let dispatch = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_decide, &dispatch.subject())?;
    let asked = cx.query("matter").and_then(|n| MatterId::parse(&n).ok());
    let matter = match &asked {
        Some(number) => Some(spine::load(&mut tx, &county, number).await?),
        None => None,
    };
    // Who may answer depends on where the matter is: its own place reaches lowest.
    let at = matter.as_ref().map_or(&dispatch.place, |m| &m.place);
    let options = answerers(&mut tx, at).await?;
    let back = Link::new(dispatch.url(), cx.t("listen-dispatch-minutes"));
    let mut ask = cx.ask::<Decide>().options("answers", options).crumbs(vec![back]);
    if let Some(matter) = &matter {
        ask = ask
            .title(format!("{} · {}", cx.t(Decide::NAME), matter.title))
            .fill("matter", &matter.id);
        if let Some(answers) = &matter.answers {
            ask = ask.fill("answers", answers);
        }
    }
    ask.reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Decide>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut dispatch = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_decide, &dispatch.subject())?;
    let unknown = |_| Error::field("matter", "listen-matter-wrong-number");
    let number = MatterId::parse(&form.matter).map_err(unknown)?;
    let mut matter = spine::load(&mut tx, &county, &number).await.map_err(unknown)?;
    dispatch.decide(&matter.place)?;
    known(&mut tx, &matter.place, &form.answers).await?;
    let due = form.due.ok_or_else(|| Error::field("due", "web-wrong-date"))?;
    let due = by("due", due, cx.now().day())?;
    let decision = Decision {
        matter: number,
        words: text::redact::mask(&form.words),
        answers: form.answers,
        due,
    };
    becomes_task(&mut matter, &decision)?;
    spine::save(&mut tx, &mut matter).await?;
    keep_rule(&mut tx, &county, &matter.id, "dispatch", decision.due).await?;
    store::save(&mut tx, &mut dispatch).await?;
    store::add(&mut tx, &dispatch, &decision).await?;
    let told = Fact::new(DECIDED, Stage::Listen, &matter.place, &dispatch.id)
        .on(&matter.id)
        .with("words", &decision.words)
        .with("answers", &decision.answers)
        .with("due", decision.due.date());
    tx.tell(told).await?;
    cx.done(tx, "listen-dispatch-decide-done", dispatch.url()).await
}

/// The matter has an owner and a date from now on. One that nobody classed yet is a hard one: it needed
/// a meeting.
fn becomes_task(matter: &mut Matter, decision: &Decision) -> Result<()> {
    match matter.standing {
        Standing::Heard | Standing::Parked => {
            let klass = matter.klass.unwrap_or(Klass::Hard);
            matter.accept(klass, &decision.answers, decision.due)
        }
        Standing::Open => {
            matter.answers = Some(decision.answers.clone());
            matter.due = Some(decision.due);
            Ok(())
        }
        Standing::Waiting | Standing::Solved | Standing::Lapsed | Standing::Merged => {
            let look = Refusal::new("listen-dispatch-refused-rest")
                .next(matter.url(), "ground-matter-look");
            Err(look.into())
        }
    }
}
