//! 受理 — The community takes a matter on: its class, who answers for it, by when.

use jiff::civil::Date;
use kernel::{County, Error, Klass, MatterId};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{ACCEPTED, answerers, back, fact, known, limit, policy, store};
use crate::triage;
use ground::matter as spine;

/// What accepting asks.
#[derive(Debug)]
struct Accept {
    label: String,
    klass: Option<Klass>,
    answers: String,
    due: Option<Date>,
}

impl Form for Accept {
    const NAME: &'static str = "listen-matter-accept";
    fn read(f: &mut Fields) -> Self {
        Self {
            label: f.pick("label").get(),
            klass: f.choice("klass", &["urgent", "hard", "small"]).required().word(Klass::parse),
            answers: f.pick("answers").required().get(),
            due: f.date("due").day(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Accept, _, _, _, _>("/{county}/matters/{id}/accept", policy::may_accept, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_accept, &matter.subject())?;
    let options = answerers(&mut tx, &matter.place).await?;
    let advice = triage::Advice::of(&mut tx, &matter).await?;
    let kinds = advice.options(&cx, &mut tx).await?;
    let above = advice.above(&cx, &mut tx).await?;
    let ask = cx.ask::<Accept>().above(above).options("answers", options).options("label", kinds);
    ask.crumbs(back(&matter)).reply()
}

async fn post(
    cx: Cx,
    At((county, id)): At<(County, MatterId)>,
    Checked(form): Checked<Accept>,
) -> Reply {
    let kind = triage::chosen(&cx, &county, &id, &form.label).await?;
    let mut tx = cx.begin().await?;
    let mut matter = spine::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_accept, &matter.subject())?;
    known(&mut tx, &matter.place, &form.answers).await?;
    let klass = form.klass.ok_or_else(|| Error::field("klass", "web-wrong-choice"))?;
    let by = limit(klass, form.due, cx.now().day(), &matter.place)?;
    triage::keep(&mut tx, &matter, kind.as_ref(), &form.answers).await?;
    matter.accept(klass, &form.answers, by.due)?;
    spine::save(&mut tx, &mut matter).await?;
    store::keep_rule(&mut tx, &county, &id, &by.rule, by.due).await?;
    let told = fact(ACCEPTED, &matter)
        .with("klass", klass.word())
        .with("answers", &form.answers)
        .with("due", by.due.date())
        .with("rule", by.rule)
        .with("label", &form.label);
    tx.tell(told).await?;
    cx.done(tx, "listen-matter-accept-done", matter.url()).await
}
