//! 提出议题 — A matter becomes a question everybody can answer.

use ::store::{Told, Tx};
use ground::matter::{self, Matter};
use kernel::{County, Error, Id, MatterId, Refusal, Result, Stage};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{OPENED, TRIED, Topic, policy, store};

/// What opening asks: the question.
#[derive(Debug)]
struct Open {
    question: String,
}

impl Form for Open {
    const NAME: &'static str = "decide-topic-open";
    fn read(f: &mut Fields) -> Self {
        Self { question: f.text("question").required().get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Open, _, _, _, _>("/{county}/matters/{id}/topic", policy::may_open, get, post)
}

type Where = At<(County, MatterId)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_open, &matter.subject())?;
    cx.ask::<Open>()
        .fill("question", &matter.title)
        .crumbs(vec![Link::new(matter.url(), matter.title)])
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Open>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_open, &matter.subject())?;
    if let Some(topic) = store::of_matter(&mut tx, &county, &id).await? {
        let known = Refusal::new("decide-topic-refused-known");
        return Err(known.next(topic.url(), "decide-topic-look").into());
    }
    let topic = begin(&mut tx, &mut matter, &text::redact::mask(&form.question), None).await?;
    tx.tell(topic.fact(OPENED, &matter.id)).await?;
    cx.done(tx, "decide-topic-open-done", topic.url()).await
}

async fn begin(
    tx: &mut Tx,
    matter: &mut Matter,
    question: &str,
    source: Option<&str>,
) -> Result<Topic> {
    let topic = Topic {
        id: Id::random(&mut *tx.rng),
        place: matter.place.clone(),
        matter: matter.id.clone(),
        question: question.to_owned(),
        source: source.map(str::to_owned),
        at: tx.now,
    };
    store::insert(tx, &topic).await?;
    matter.advance(Stage::Decide)?;
    matter::save(tx, matter).await?;
    Ok(topic)
}

/// When a matter is taken up together (`listen-matter-taken-up`, body: title), its topic opens. One
/// that has a topic keeps it, however often this is called.
///
/// # Errors
/// A fault when the fact names no matter or the database fails.
pub async fn open_from(tx: &mut Tx, told: &Told) -> Result<()> {
    let id = told.matter.clone().ok_or_else(|| Error::fault("taken up without a matter"))?;
    let county = told.county();
    if store::of_matter(tx, &county, &id).await?.is_some() {
        return Ok(());
    }
    let mut matter = matter::load(tx, &county, &id).await?;
    let question = if told.text("title").is_empty() {
        matter.title.clone()
    } else {
        told.text("title").to_owned()
    };
    let topic = begin(tx, &mut matter, &question, None).await?;
    tx.tell(topic.fact(OPENED, &matter.id)).await
}

/// When a place wants to try a shared case (`share-case-tried`, body: title, case, text; the fact's
/// place is the one that tries it), a matter and its topic open there. Once per case and place.
///
/// # Errors
/// A fault when the database fails.
pub async fn open_from_case(tx: &mut Tx, told: &Told) -> Result<()> {
    let case = told.text("case");
    if store::of_source(tx, &told.place, case).await?.is_some() {
        return Ok(());
    }
    let mut matter = matter::open(tx, &told.place, told.text("title"), Stage::Decide).await?;
    let topic = begin(tx, &mut matter, told.text("title"), Some(case)).await?;
    let fact = topic.fact(TRIED, &matter.id).with("case", case);
    tx.tell(fact.with("text", told.text("text"))).await
}
