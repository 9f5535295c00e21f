//! 纸质问卷 — The sheets to print: a serial, three questions with boxes, no line for a name.

use askama::Template;
use ground::{matter, place};
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{ANSWERS, QUESTIONS, Review, policy, store};

#[derive(Template, Serialize)]
#[template(path = "review/sheet.html")]
struct SheetPage {
    #[serde(skip)]
    page: Frame,
    review: Review,
    title: String,
    place: String,
    serials: Vec<String>,
    questions: &'static [&'static str],
    answers: &'static [&'static str],
    #[serde(skip)]
    qr: String,
}

impl SheetPage {
    fn hand(&self) -> String {
        format!("{}/hand", self.review.url())
    }

    fn answer(&self, question: &str, answer: &str) -> String {
        self.page.t(&format!("evaluate-review-{question}-{answer}"))
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("evaluate-review-sheet", "/{county}/reviews/{id}/sheet", policy::may_sheet, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Review>)>) -> Reply {
    let mut tx = cx.read().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_sheet, &review.subject(cx.actor()))?;
    let matter = matter::load(&mut tx, &county, &review.matter).await?;
    let place = place::load(&mut tx, &review.place).await?.way;
    let serials = store::serials(&mut tx, &review).await?;
    let back = vec![Link::new(review.url(), cx.t("evaluate-review-show"))];
    let page = cx.frame(cx.t("evaluate-review-sheet")).crumbs_of(back);
    let qr = page.qr(&review.url());
    cx.page(&SheetPage {
        page,
        review,
        title: matter.title,
        place,
        serials,
        questions: QUESTIONS,
        answers: ANSWERS,
        qr,
    })
}
