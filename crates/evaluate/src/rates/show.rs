//! 看评价数字 — The numbers of a place, exact, with the day they were counted.

use askama::Template;
use ground::{matter, place};
use kernel::{PlaceCode, Stage, Standing, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Mark, policy, store};

/// A number with its evidence.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Number {
    /// The word of its key.
    pub word: &'static str,
    /// Exact.
    pub n: i64,
    /// The records behind it.
    pub href: String,
}

/// A rate as its two numbers; never rounded, never mixed with another.
#[derive(Debug, Clone, Serialize)]
struct Rate {
    word: &'static str,
    /// Out of so many …
    of: Number,
    /// … so many.
    part: Number,
    /// Only draws the bar.
    #[serde(skip)]
    permille: i64,
}

#[derive(Template, Serialize)]
#[template(path = "rates/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    place: PlaceCode,
    /// The day it was counted.
    as_of: String,
    /// What the voices say.
    voices: Vec<Number>,
    /// How the matters stand.
    matters: Vec<Number>,
    rates: Vec<Rate>,
    /// Reviews with fewer than five answers, which are not broken out.
    few: Number,
}

impl ShowPage {
    fn how(&self, rate: &Rate) -> String {
        self.page.t(&format!("evaluate-rates-{}-how", rate.word))
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("evaluate-rates-show", "/places/{place}/rates", policy::may_show, get)
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_show, &Subject::at(at.clone(), Stage::Evaluate))?;
    let mut tx = cx.read().await?;
    let here = place::load(&mut tx, &at).await?;
    let totals = store::totals(&mut tx, &at).await?;
    let standing = matter::numbers(&mut tx, &at).await?;
    let of = |mark: Mark| totals.get(&mark).copied().unwrap_or_default();
    let href = |word: &str| format!("/places/{at}/verdicts?result={word}");
    let kept = |mark: Mark| Number { word: mark.word(), n: of(mark), href: href(mark.word()) };
    let reached = of(Mark::Solved) + of(Mark::Partly) + of(Mark::Not);
    let stands =
        |word: &'static str, s: Standing, href: String| Number { word, n: standing.of(s), href };
    let list = |list: &str| format!("/places/{at}/lists/{list}");
    let rate = |word, part: Number, of: Number| {
        let permille = part.n * 1000 / of.n.max(1);
        Rate { word, of, part, permille }
    };
    let voices =
        [Mark::Solved, Mark::Partly, Mark::Not, Mark::Unreached].into_iter().map(kept).collect();
    let matters = vec![
        stands("matters-solved", Standing::Solved, list("outcome")),
        kept(Mark::Lapsed),
        kept(Mark::Reopened),
        stands("parked", Standing::Parked, href("parked")),
        stands("awaiting", Standing::Waiting, href("awaiting")),
    ];
    let rates = vec![
        rate(
            "solving",
            kept(Mark::Solved),
            Number { word: "reached", n: reached, href: href("reached") },
        ),
        rate("satisfaction", kept(Mark::Satisfied), kept(Mark::Answered)),
    ];
    let title = cx.app.locales.say(cx.look.lang, "evaluate-rates-title", &[("place", &here.name)]);
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &at).await?);
    let few = kept(Mark::Few);
    cx.public(&ShowPage {
        page,
        place: at.clone(),
        as_of: cx.now().date(),
        voices,
        matters,
        rates,
        few,
    })
}
