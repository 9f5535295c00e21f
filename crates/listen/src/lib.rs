//! 察民情 — What residents say: reports, voices, triage by the community, the monthly dispatch.
//!
//! ```text
//! report ─▶ matter heard ─accept─▶ open ─answer─▶ waiting (evaluate)
//!    ╰ joined by others       │      ├─take-up─▶ decide
//!                             │      ╰─park──▶ parked ─accept─▶ open
//!                             ╰─merge─▶ another matter, with all voices
//! dispatch: the stuck ones, once a month, with who and by when
//! ```
//!
//! What was said gets a headline, its class a limit, and a dispatch ends with minutes that stand:
//!
//! ```
//! use kernel::{Id, Klass, Moment, PlaceCode, Seeded};
//! use listen::{dispatch::Dispatch, matter::limit, report::headline};
//!
//! assert_eq!(headline("三号楼前路灯不亮。晚上老人摔过跤。"), "三号楼前路灯不亮");
//! let (at, day) = (PlaceCode::parse("420583001003")?, jiff::civil::date(2023, 3, 1));
//! assert_eq!(limit(Klass::Small, None, day, &at)?.due.date(), "2023-03-08");
//! let mut held = Dispatch::hold(Id::random(&mut Seeded::new(1)), &at, day, "社区", Moment(0));
//! held.close(9, "", 2)?;
//! assert!(held.close(9, "", 2).is_err());
//! # Ok::<(), kernel::Error>(())
//! ```

mod asking;
mod because;
pub mod dispatch;
pub mod group;
pub mod matter;
mod memory;
pub mod report;
pub mod triage;

use kernel::Result;
use store::{Migration, Tx};
use web::{Card, Nav, Sample, Slice, Strings};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "listen-20261122-begin",
        sql: include_str!("../migrations/20261122_begin.sql"),
    },
    Migration {
        name: "listen-20261126-triage",
        sql: include_str!("../migrations/20261126_triage.sql"),
    },
    Migration {
        name: "listen-20261127-find",
        sql: include_str!("../migrations/20261127_find.sql"),
    },
];

/// What this slice declares.
pub fn slice() -> Slice {
    let mut verbs = report::verbs();
    verbs.extend(matter::verbs());
    verbs.extend(dispatch::verbs());
    verbs.extend(triage::verbs());
    verbs.extend(group::verbs());
    Slice {
        name: "listen",
        verbs,
        migrations: MIGRATIONS,
        strings: Strings {
            room: "listen",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: &[
            report::SAID,
            report::JOINED,
            matter::ACCEPTED,
            matter::ANSWERED,
            matter::TAKEN_UP,
            matter::PARKED,
            matter::MERGED,
            matter::RECEIVED,
            matter::NOTED,
            dispatch::HELD,
            dispatch::DECIDED,
            dispatch::CLOSED,
            triage::LABELLED,
        ],
        nav: &[
            Nav {
                href: "/places/{place}/dispatch",
                label: "listen-dispatch-nav",
                signed_in: false,
            },
            Nav {
                href: "/places/{place}/report/paper",
                label: "listen-report-nav-paper",
                signed_in: false,
            },
            Nav {
                href: "/places/{place}/report/enter",
                label: "listen-report-nav-enter",
                signed_in: true,
            },
        ],
        cards: vec![Card {
            stage: kernel::Stage::Listen,
            draw: |tx, page, county, matter| Box::pin(matter::card(tx, page, county, matter)),
        }],
        samples: |tx| Box::pin(samples(tx)),
    }
}

/// The flows of this slice.
pub fn flows() -> Vec<store::Flow> {
    vec![store::follow!("listen_matters_become_findable", "", report::find::catch_up)]
}

/// Pages of private links are no samples: the database keeps only the digests of their secrets.
async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = report::samples(tx).await?;
    pages.extend(matter::samples(tx).await?);
    pages.extend(dispatch::samples(tx).await?);
    pages.extend(triage::samples(tx).await?);
    pages.extend(group::samples(tx).await?);
    Ok(pages)
}
