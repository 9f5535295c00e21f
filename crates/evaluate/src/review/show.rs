//! 三问结果 — Each question by itself, with how many answered of how many asked. Shown when all are in.

use ::store::Tx;
use askama::Template;
use ground::matter;
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::close::question;
use super::{ANSWERS, QUESTIONS, Review, policy, store};
use crate::verdict::settle::FEWEST;

/// One row of a question's table.
#[derive(Debug, Clone, Serialize)]
struct Line {
    label: String,
    count: i64,
    /// The exact share: so many of so many.
    share: String,
    /// Only draws the bar.
    #[serde(skip)]
    permille: i64,
    #[serde(skip)]
    tone: &'static str,
}

/// One question's result.
#[derive(Debug, Clone, Serialize)]
struct Asked {
    question: &'static str,
    label: String,
    /// How many answered it; absent when too few to break out.
    answered: Option<i64>,
    lines: Vec<Line>,
}

#[derive(Template, Serialize)]
#[template(path = "review/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    review: Review,
    title: String,
    questions: Vec<Asked>,
    #[serde(skip)]
    doors: Vec<(&'static str, String)>,
}

impl ShowPage {
    /// How many forms came.
    fn forms(&self) -> i64 {
        self.review.web + self.review.paper
    }

    fn state(&self) -> (&'static str, &'static str) {
        if self.review.takes(self.page.now()) { ("open", "open") } else { ("closed", "done") }
    }

    fn which(&self) -> String {
        which(&self.page, &self.review)
    }
}

/// The how-manieth time it is asked, and when.
fn which(page: &Frame, review: &Review) -> String {
    let key = if review.again == 0 {
        "evaluate-review-which-first"
    } else {
        "evaluate-review-which-again"
    };
    page.t2(key, "n", &review.number.to_string(), "again", &review.again.to_string())
}

pub(super) fn verb() -> Verb {
    Verb::page("evaluate-review-show", "/{county}/reviews/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Review>)>) -> Reply {
    let mut tx = cx.read().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_show, &review.subject(cx.actor()))?;
    let matter = matter::load(&mut tx, &county, &review.matter).await?;
    let page = cx
        .frame(cx.app.locales.say(
            cx.look.lang,
            "evaluate-review-title",
            &[("title", &matter.title)],
        ))
        .crumbs_of(vec![Link::new(matter.url(), matter.title.clone())]);
    let questions = match review.closed {
        Some(_) => results(&mut tx, &page, &review).await?,
        None => Vec::new(),
    };
    let doors = doors(&mut tx, &page, &review).await?;
    cx.public(&ShowPage { page, review, title: matter.title, questions, doors })
}

/// Results are drawn only after the last day: a number that moves while neighbours answer would tell on them.
async fn results(tx: &mut Tx, page: &Frame, review: &Review) -> Result<Vec<Asked>> {
    let sums = store::sums(tx, review).await?;
    let draw = |asked: &&'static str| {
        let (each, all) = question(&sums, asked);
        let enough = all >= FEWEST;
        let line = |(answer, count): (&&str, i64)| Line {
            label: page.t(&format!("evaluate-review-{asked}-{answer}")),
            count,
            share: format!("{count}/{all}"),
            permille: count * 1000 / all.max(1),
            tone: match *answer {
                "yes" => "for",
                "no" => "against",
                _ => "",
            },
        };
        Asked {
            question: asked,
            label: page.word("evaluate-review-question", asked),
            answered: enough.then_some(all),
            lines: if enough { ANSWERS.iter().zip(each).map(line).collect() } else { Vec::new() },
        }
    };
    Ok(QUESTIONS.iter().map(draw).collect())
}

/// What the reader may do now.
async fn doors(tx: &mut Tx, page: &Frame, review: &Review) -> Result<Vec<(&'static str, String)>> {
    let mut doors = Vec::new();
    if !review.takes(page.now()) {
        return Ok(doors);
    }
    let way = store::way(tx, review, page.actor().person.as_deref()).await?;
    if way.as_deref() == Some("") && page.may(policy::may_answer, &review.asked(page.actor(), true))
    {
        doors.push(("evaluate-review-answer", format!("{}/answer", review.url())));
    }
    if page.may(policy::may_hand, &review.subject(page.actor())) {
        for (key, verb) in [
            ("evaluate-review-hand", "hand"),
            ("evaluate-review-sheet", "sheet"),
            ("evaluate-review-enter", "enter"),
        ] {
            doors.push((key, format!("{}/{verb}", review.url())));
        }
    }
    Ok(doors)
}

#[derive(Template)]
#[template(path = "review/card.html")]
struct Card<'a> {
    page: &'a Frame,
    reviews: Vec<(Review, Vec<(&'static str, String)>)>,
}

impl Card<'_> {
    fn which(&self, review: &Review) -> String {
        which(self.page, review)
    }

    fn stands(&self, review: &Review) -> String {
        let forms = (review.web + review.paper).to_string();
        let (size, day) = (review.size.to_string(), review.ends.date());
        let key = if review.takes(self.page.now()) {
            "evaluate-review-stands-open"
        } else {
            "evaluate-review-stands-closed"
        };
        self.page.tn(key, &[("forms", &forms), ("size", &size), ("day", &day)])
    }
}

/// The reviews of a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let mut reviews = Vec::new();
    for review in store::of_matter(tx, county, id).await? {
        let mut doors = doors(tx, page, &review).await?;
        doors.truncate(1);
        reviews.push((review, doors));
    }
    if reviews.is_empty() {
        return Ok(None);
    }
    Card { page, reviews }.render().map(Some).map_err(Error::fault)
}
