//! 建议 — What the desk shows beside a matter before a worker accepts it: its likely kind and class, who answered
//! for such before, and what seems to be the same. Each with its reason; nothing is chosen for the worker.

use ::store::Tx;
use askama::Template;
use ground::matter::{self as spine, Matter};
use kernel::{County, Error, Klass, MatterId, Result};
use text::classify::{Message, Suggested, Unsure};
use text::urgency::Class;
use web::{Choice, Cx, Frame};

use super::mind::{Mind, settings};
use super::store;
use crate::report::{self, Near};

/// The most matters shown that seem to be the same.
const NEAR: usize = 2;

/// A likely kind, ready to show.
struct Kind {
    label: String,
    above: String,
    percent: i64,
    because: Vec<String>,
}

/// A class that rules point to, with why and by which words.
struct Pointer {
    klass: Klass,
    because: String,
    words: Vec<String>,
}

#[derive(Template)]
#[template(path = "triage/advice.html")]
struct Advice {
    page: Frame,
    kinds: Vec<Kind>,
    sure: bool,
    unsure: Option<&'static str>,
    by_model: bool,
    pointers: Vec<Pointer>,
    answered: Vec<(String, i64)>,
    near: Vec<Near>,
    matter: Matter,
}

/// What was said about a matter: its title, and the words of its first report.
async fn said(tx: &mut Tx, matter: &Matter) -> Result<(String, String)> {
    let words = store::first_words(tx, &matter.place.county(), &matter.id).await?;
    Ok((matter.title.clone(), words))
}

/// Everything there is to suggest for a matter, as a piece above the form.
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn above(cx: &Cx, tx: &mut Tx, matter: &Matter) -> Result<String> {
    let county = matter.place.county();
    let (title, words) = said(tx, matter).await?;
    let mind = Mind::of(tx, &county).await?;
    let suggested = mind.suggest(&title, &words);
    let answered = match suggested.suggestions.first() {
        Some(first) => store::answered(tx, &county, &first.label).await?,
        None => Vec::new(),
    };
    let mut near = report::near(tx, &matter.place, &format!("{title}。{words}")).await?;
    near.retain(|n| n.id != matter.id);
    near.truncate(NEAR);
    for one in &mut near {
        worded(&mut one.shared);
    }
    let advice = Advice {
        page: cx.frame(String::new()),
        sure: suggested.sure,
        unsure: suggested.unsure.map(unsure),
        kinds: kinds(suggested),
        by_model: matches!(mind, Mind::Model(_)),
        pointers: pointers(&title, &words),
        answered,
        near,
        matter: matter.clone(),
    };
    advice.render().map_err(Error::fault)
}

/// Of the pairs of characters both have, those that are words, so that a person can read the reason.
fn worded(shared: &mut Vec<String>) {
    let house = text::Words::house();
    if shared.iter().any(|token| house.knows(token)) {
        shared.retain(|token| house.knows(token));
    }
}

const fn unsure(why: Unsure) -> &'static str {
    match why {
        Unsure::Nothing => "nothing",
        Unsure::Strange => "strange",
        Unsure::Close => "close",
    }
}

fn kinds(suggested: Suggested) -> Vec<Kind> {
    let kind = |s: text::classify::Suggestion| Kind {
        label: s.label,
        above: s.parents.join(" › "),
        percent: store::per_mille(s.confidence) / 10,
        because: s.because.into_iter().map(|reason| reason.word).collect(),
    };
    suggested.suggestions.into_iter().map(kind).collect()
}

fn pointers(title: &str, words: &str) -> Vec<Pointer> {
    let found = settings().urgency.suggest(&Message { title, body: words });
    let pointer = |m: text::urgency::Match| Pointer {
        klass: match m.class {
            Class::Urgent => Klass::Urgent,
            Class::Hard => Klass::Hard,
            Class::Small => Klass::Small,
        },
        because: m.because,
        words: m.words,
    };
    found.map_or_else(Vec::new, |found| found.matches.into_iter().map(pointer).collect())
}

/// The kinds to choose from: those suggested first, then all others, then "none yet".
///
/// # Errors
/// A fault when the database fails.
pub(crate) async fn options(cx: &Cx, tx: &mut Tx, matter: &Matter) -> Result<Vec<Choice>> {
    let county: County = matter.place.county();
    let (title, words) = said(tx, matter).await?;
    let mind = Mind::of(tx, &county).await?;
    let mut choices = vec![Choice::new("", cx.t("listen-triage-none"))];
    let mut named: Vec<String> = Vec::new();
    for kind in kinds(mind.suggest(&title, &words)) {
        choices.push(Choice::new(&kind.label, format!("{} {}%", kind.label, kind.percent)));
        named.push(kind.label);
    }
    let kinds = settings().taxonomy.first_level().into_iter().map(str::to_owned);
    let used = store::counts(tx, &county).await?.into_iter().map(|(label, _)| label);
    for label in mind.labels().into_iter().chain(kinds).chain(used) {
        if !named.contains(&label) {
            choices.push(Choice::new(&label, &label));
            named.push(label);
        }
    }
    Ok(choices)
}

/// A kind a worker chose, with what had been suggested: ready to be kept.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub label: String,
    pub suggested: Option<String>,
}

/// What a worker chose for a matter; none when it was left open. Read before the act begins: a model may have
/// to be loaded, and nobody's writing waits for that.
///
/// # Errors
/// A wrong field for a kind that was not offered.
pub(crate) async fn chosen(
    cx: &Cx,
    county: &County,
    id: &MatterId,
    label: &str,
) -> Result<Option<Chosen>> {
    if label.is_empty() {
        return Ok(None);
    }
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, county, id).await?;
    if !options(cx, &mut tx, &matter).await?.iter().any(|o| o.value == label) {
        return Err(Error::field("label", "web-wrong-choice"));
    }
    let (title, words) = said(&mut tx, &matter).await?;
    let mind = Mind::of(&mut tx, county).await?;
    let suggested = mind.suggest(&title, &words).suggestions.into_iter().next().map(|s| s.label);
    Ok(Some(Chosen { label: label.to_owned(), suggested }))
}
