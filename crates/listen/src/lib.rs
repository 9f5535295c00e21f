//! 察民情 — What residents say: reports, voices, triage by the community, the monthly dispatch.
//!
//! ```text
//! report ─▶ matter heard ─accept─▶ open ─answer─▶ waiting (evaluate)
//!    ╰ joined by others       │      ├─take-up─▶ decide
//!                             │      ╰─park──▶ parked ─accept─▶ open
//!                             ╰─merge─▶ another matter, with all voices
//! dispatch: the stuck ones, once a month, with who and by when
//! ```

mod asking;
pub mod dispatch;
pub mod matter;
pub mod report;

use kernel::Result;
use store::{Migration, Tx};
use web::{Card, Sample, Slice, Strings};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "listen-20261122-begin",
    sql: include_str!("../migrations/20261122_begin.sql"),
}];

/// What this slice declares.
pub fn slice() -> Slice {
    let mut verbs = report::verbs();
    verbs.extend(matter::verbs());
    verbs.extend(dispatch::verbs());
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
        ],
        nav: &[],
        cards: vec![Card {
            stage: kernel::Stage::Listen,
            draw: |tx, page, county, matter| Box::pin(matter::card(tx, page, county, matter)),
        }],
        samples: |tx| Box::pin(samples(tx)),
    }
}

/// Pages of private links are no samples: the database keeps only the digests of their secrets.
async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = report::samples(tx).await?;
    pages.extend(matter::samples(tx).await?);
    pages.extend(dispatch::samples(tx).await?);
    Ok(pages)
}
