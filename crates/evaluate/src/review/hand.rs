//! 发纸质问卷 — A worker notes who takes paper: they no longer answer by page, and as many sheets are printed,
//! with serials that belong to nobody.

use kernel::{County, Error, Fact, Id, Refusal, Stage};
use web::{At, Checked, Choice, Cx, Fields, Form, Link, Reply, Verb};

use super::{HANDED, Review, policy, store};

/// Which lines of the roll take paper.
#[derive(Debug)]
struct Hand {
    units: Vec<String>,
}

impl Form for Hand {
    const NAME: &'static str = "evaluate-review-hand";
    fn read(f: &mut Fields) -> Self {
        let units = f.many("units");
        Self { units }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Hand, _, _, _, _>("/{county}/reviews/{id}/hand", policy::may_hand, get, post)
}

type Where = At<(County, Id<Review>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_hand, &review.subject(cx.actor()))?;
    review.while_open(cx.now())?;
    let units = store::open_units(&mut tx, &review).await?;
    let units = units.iter().map(|u| Choice::new(u, u)).collect();
    let back = vec![Link::new(review.url(), cx.t("evaluate-review-show"))];
    cx.ask::<Hand>().options("units", units).crumbs(back).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Hand>) -> Reply {
    let mut tx = cx.begin().await?;
    let review = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_hand, &review.subject(cx.actor()))?;
    review.while_open(cx.now())?;
    if form.units.is_empty() {
        return Err(Error::field("units", "web-wrong-empty").into());
    }
    for unit in &form.units {
        if !store::give_paper(&mut tx, &review, unit).await? {
            return Err(Refusal::new("evaluate-review-refused-paper").with("unit", unit).into());
        }
        store::add_serial(&mut tx, &review).await?;
    }
    // How many sheets are out there is on the record: each of them can come back as an answer.
    let fact = Fact::new(HANDED, Stage::Evaluate, &review.place, &review.id).on(&review.matter);
    tx.tell(fact.with("n", crate::number(form.units.len()))).await?;
    let sheets = format!("{}/sheet", review.url());
    cx.done(tx, "evaluate-review-hand-done", sheets).await
}
