//! 建议 — What the desk shows beside a matter before a worker accepts it: its likely kind and class, who answered
//! for such before, and what seems to be the same. Each with its reason; nothing is chosen for the worker.

use ::store::Tx;
use askama::Template;
use ground::matter::{self as spine, Matter};
use kernel::{County, Error, MatterId, Result};
use text::classify::{Message, Suggested, Unsure};
use text::host::Lists;
use web::{Choice, Cx, Frame};

use super::mind::Mind;
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

#[derive(Template)]
#[template(path = "triage/advice.html")]
struct Piece<'a> {
    page: Frame,
    kinds: Vec<Kind>,
    sure: bool,
    unsure: Option<&'static str>,
    by_model: bool,
    pointers: Vec<text::urgency::Match>,
    answered: Vec<(String, i64)>,
    near: Vec<Near>,
    matter: &'a Matter,
}

/// One look at a matter: what was said of it, and what is suggested for that.
pub(crate) struct Advice<'a> {
    matter: &'a Matter,
    /// The words of its first report.
    words: String,
    mind: Mind,
    suggested: Suggested,
}

impl<'a> Advice<'a> {
    /// Looks at a matter.
    ///
    /// # Errors
    /// A fault when the database fails.
    pub(crate) async fn of(tx: &mut Tx, matter: &'a Matter) -> Result<Self> {
        let county = matter.place.county();
        let words = store::first_words(tx, &county, &matter.id).await?;
        let mind = Mind::of(tx, &county).await?;
        let suggested = mind.suggest(&matter.title, &words);
        Ok(Self { matter, words, mind, suggested })
    }

    /// The likeliest kind.
    fn first(&self) -> Option<&str> {
        self.suggested.suggestions.first().map(|first| first.label.as_str())
    }

    /// The kinds suggested, ready to show.
    fn kinds(&self) -> Vec<Kind> {
        let kind = |s: &text::classify::Suggestion| Kind {
            label: s.label.clone(),
            above: s.parents.join(" › "),
            percent: store::per_mille(s.confidence) / 10,
            because: s.because.iter().map(|reason| reason.word.clone()).collect(),
        };
        self.suggested.suggestions.iter().map(kind).collect()
    }

    /// Everything there is to suggest, as a piece above a form.
    ///
    /// # Errors
    /// A fault when the database fails.
    pub(crate) async fn above(&self, cx: &Cx, tx: &mut Tx) -> Result<String> {
        let Self { matter, words, mind, suggested } = self;
        let county = matter.place.county();
        let answered = match self.first() {
            Some(first) => store::answered(tx, &county, first).await?,
            None => Vec::new(),
        };
        let said = format!("{}。{words}", matter.title);
        let mut near = report::near(tx, &matter.place, &said).await?;
        near.retain(|n| n.id != matter.id);
        near.truncate(NEAR);
        let urgent = Lists::host().urgency.suggest(&Message { title: &matter.title, body: words });
        let piece = Piece {
            page: cx.frame(String::new()),
            kinds: self.kinds(),
            sure: suggested.sure,
            unsure: suggested.unsure.map(Unsure::word),
            by_model: matches!(mind, Mind::Model(_)),
            pointers: urgent.map_or_else(Vec::new, |found| found.matches),
            answered,
            near,
            matter,
        };
        piece.render().map_err(Error::fault)
    }

    /// The kinds to choose from: "none yet", then those suggested, then all others.
    ///
    /// # Errors
    /// A fault when the database fails.
    pub(crate) async fn options(&self, cx: &Cx, tx: &mut Tx) -> Result<Vec<Choice>> {
        let mut choices = vec![Choice::new("", cx.t("listen-triage-none"))];
        for kind in self.kinds() {
            choices.push(Choice::new(&kind.label, format!("{} {}%", kind.label, kind.percent)));
        }
        let used = store::counts(tx, &self.matter.place.county()).await?;
        for label in self.mind.labels().into_iter().chain(used.into_iter().map(|(label, _)| label))
        {
            if choices.iter().all(|choice| choice.value != label) {
                choices.push(Choice::new(&label, &label));
            }
        }
        Ok(choices)
    }
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
    let advice = Advice::of(&mut tx, &matter).await?;
    if !advice.options(cx, &mut tx).await?.iter().any(|o| o.value == label) {
        return Err(Error::field("label", "web-wrong-choice"));
    }
    Ok(Some(Chosen { label: label.to_owned(), suggested: advice.first().map(str::to_owned) }))
}
