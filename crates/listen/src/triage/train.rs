//! 训练 — Learns a model from what workers said of the county's matters. It is kept beside the live one, not in its place.

use kernel::{County, Error, Refusal};
use text::classify::{Example, LEAST_IN_ALL, Options, Trained, train};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::policy;
use super::show::subject;
use super::store::{self, Lesson};

/// Training asks nothing.
#[derive(Debug)]
struct Train;

impl Form for Train {
    const NAME: &'static str = "listen-triage-train";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Train, _, _, _, _>("/{county}/triage/train", policy::may_train, get, post)
}

fn back(cx: &Cx, county: &County) -> Vec<Link> {
    vec![Link::new(format!("/{county}/triage"), cx.t("listen-triage"))]
}

async fn get(cx: Cx, At(county): At<County>) -> Reply {
    cx.may(policy::may_train, &subject(&county)?)?;
    cx.ask::<Train>().crumbs(back(&cx, &county)).reply()
}

async fn post(cx: Cx, At(county): At<County>, Checked(_): Checked<Train>) -> Reply {
    cx.may(policy::may_train, &subject(&county)?)?;
    let upto = cx.now().0;
    // Learning takes seconds: nobody's act waits for it, so the lessons are read before this act begins.
    let lessons = {
        let mut tx = cx.read().await?;
        store::lessons(&mut tx, &county, i64::MIN, store::MOST).await?
    };
    let trained = tokio::task::spawn_blocking(move || learn(&lessons)).await;
    let trained = trained.map_err(Error::fault)?;
    let mut tx = cx.begin().await?;
    cx.may(policy::may_train, &subject(&county)?)?;
    let trained = trained.map_err(|why| refused(&county, &why))?;
    store::install(&mut tx, &county, &trained, upto).await?;
    cx.done(tx, "listen-triage-train-done", format!("/{county}/triage")).await
}

/// Kinds with too few matters stay with the rules until they have enough.
fn learn(lessons: &[Lesson]) -> std::result::Result<Trained, text::classify::Refusal> {
    if lessons.len() < LEAST_IN_ALL {
        return Err(text::classify::Refusal::TooFew { have: lessons.len() });
    }
    let examples: Vec<Example<'_>> =
        lessons.iter().map(|l| Example::new(&l.title, &l.words, &l.label)).collect();
    train(&examples, &Options { leave_thin: true, ..Options::default() })
}

fn refused(county: &County, why: &text::classify::Refusal) -> Error {
    use text::classify::Refusal as Why;
    let reason = match why {
        Why::TooFew { .. } => "listen-triage-refused-few",
        Why::ThinClasses(_) => "listen-triage-refused-thin",
        Why::OneClass(_) => "listen-triage-refused-one",
        Why::EmptyRows(_) | Why::WrongWeight(_) => "listen-triage-refused-empty",
    };
    let have = if let Why::TooFew { have } = why { *have } else { 0 };
    let refusal = Refusal::new(reason).with("have", have);
    refusal.next(format!("/{county}/triage"), "listen-triage").into()
}
