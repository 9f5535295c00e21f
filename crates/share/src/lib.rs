//! 成果共享 — What came of it, for everybody: the public board, cases others can use, open data.
//!
//! ```text
//! matter solved ─▶ case draft ─publish─▶ case ─try─▶ a topic in another place (by flow)
//! every matter  ─▶ board of its place and of all above it, open data
//! ```

pub mod board;
pub mod case;
pub mod line;
pub mod open_data;

use store::Migration;
use web::{Card, Slice, Strings};

/// The tables and indexes of this slice.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "share-20261122-board",
        sql: include_str!("../migrations/20261122_board.sql"),
    },
    Migration { name: "share-20261122-case", sql: include_str!("../migrations/20261122_case.sql") },
];

/// What this slice declares.
pub fn slice() -> Slice {
    let mut verbs = board::verbs();
    verbs.extend(case::verbs());
    verbs.extend(open_data::verbs());
    Slice {
        name: "share",
        verbs,
        migrations: MIGRATIONS,
        strings: Strings {
            room: "share",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: &[case::COMPOSED, case::PUBLISHED, case::REVISED, case::WITHDRAWN, case::TRIED],
        nav: &[
            web::Nav {
                href: "/places/{place}/cases",
                label: "share-case-list-here",
                signed_in: false,
            },
            web::Nav {
                href: "/places/{place}/open-data",
                label: "share-open-data-show",
                signed_in: false,
            },
            web::Nav { href: "/cases", label: "share-case-list", signed_in: false },
        ],
        cards: vec![Card {
            stage: kernel::Stage::Share,
            draw: |tx, page, county, matter| Box::pin(case::card(tx, page, county, matter)),
        }],
        samples: |tx| Box::pin(samples(tx)),
    }
}

async fn samples(tx: &mut store::Tx) -> kernel::Result<Vec<web::Sample>> {
    let mut pages = board::samples(tx).await?;
    pages.extend(case::samples(tx).await?);
    Ok(pages)
}
