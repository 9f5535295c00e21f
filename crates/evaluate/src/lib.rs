//! 效果共评 — Residents judge: those who raised a matter say whether it is solved, the roll answers three questions.
//!
//! ```text
//! matter waiting ─▶ verdict round ─all reached say solved─▶ solved
//!                    │    ╰─time and attempts ran─▶ lapsed      (unreached is not satisfied)
//!                    ╰─one says partly or not─▶ open again      (nobody on the handling side prevents it)
//! place ─▶ review: 认可 高兴 满意, each its own number, asked again after 3 and 12 months
//! ```
//!
//! What follows from what was said is a pure function:
//!
//! ```
//! use evaluate::verdict::settle::{Ear, Step, Wait, judge};
//! use evaluate::verdict::Said;
//! let silent = Ear { said: None, late: false, tries: 0 };
//! let solved = Ear { said: Some(Said::Solved), ..silent };
//! let unhappy = Ear { said: Some(Said::Not), ..silent };
//! assert_eq!(judge(&[solved, silent], false, 3), Step::Await(Wait::Time));
//! assert_eq!(judge(&[solved, silent], true, 3), Step::Await(Wait::Attempts));
//! assert_eq!(judge(&[solved, Ear { tries: 3, ..silent }], true, 3), Step::Solved);
//! assert_eq!(judge(&[Ear { tries: 3, ..silent }], true, 3), Step::Lapsed); // unreached is not satisfied
//! assert_eq!(judge(&[solved, solved, unhappy], false, 3), Step::Reopen); // one is enough
//! ```

mod radio;
pub mod rates;
pub mod review;
pub mod verdict;

use kernel::{Fact, Moment, Stage};
use store::{Flow, Migration, Told};
use web::{Card, Slice, Strings};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "evaluate-20261122-verdict",
        sql: include_str!("../migrations/20261122_verdict.sql"),
    },
    Migration {
        name: "evaluate-20261122-review",
        sql: include_str!("../migrations/20261122_review.sql"),
    },
    Migration {
        name: "evaluate-20261122-rates",
        sql: include_str!("../migrations/20261122_rates.sql"),
    },
    Migration {
        name: "evaluate-20261126-total",
        sql: include_str!("../migrations/20261126_total.sql"),
    },
];

/// What this slice declares.
pub fn slice() -> Slice {
    let mut verbs = verdict::verbs();
    verbs.extend(review::verbs());
    verbs.extend(rates::verbs());
    Slice {
        name: "evaluate",
        verbs,
        migrations: MIGRATIONS,
        strings: Strings {
            room: "evaluate",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: &[
            verdict::ASKED,
            verdict::GIVEN,
            verdict::TRIED,
            verdict::DISPUTED,
            verdict::SOLVED,
            verdict::REOPENED,
            verdict::LAPSED,
            review::OPENED,
            review::HANDED,
            review::CLOSED,
        ],
        nav: &[web::Nav {
            href: "/places/{place}/rates",
            label: "evaluate-rates-nav",
            signed_in: false,
        }],
        cards: vec![
            Card {
                stage: Stage::Evaluate,
                draw: |tx, page, county, matter| Box::pin(verdict::card(tx, page, county, matter)),
            },
            Card {
                stage: Stage::Evaluate,
                draw: |tx, page, county, matter| Box::pin(review::card(tx, page, county, matter)),
            },
        ],
        samples: |tx| {
            Box::pin(async {
                let mut all = verdict::samples(tx).await?;
                all.extend(review::samples(tx).await?);
                all.extend(rates::samples(tx).await?);
                Ok(all)
            })
        },
    }
}

/// The jobs of this slice that fall due by time.
pub fn flows() -> Vec<Flow> {
    vec![
        store::follow!("evaluate_verdict_lapse", "", verdict::lapse),
        store::follow!("evaluate_review_close", "", review::close),
        store::follow!("evaluate_review_again", "", review::again),
    ]
}

/// A fact as a job looks at it later; it stands on no thread.
fn told(at: Moment, fact: &Fact) -> Told {
    Told {
        seq: -1,
        kind: fact.kind.to_owned(),
        place: fact.place.clone(),
        matter: fact.matter.clone(),
        stage: fact.stage,
        subject: fact.subject.clone(),
        at,
        role: String::new(),
        name: String::new(),
        body: fact.body.clone(),
    }
}

/// A count as the database keeps it.
fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
