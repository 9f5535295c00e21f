//! 决策共谋 — Residents decide together: topics, assemblies, proposals, votes.
//!
//! ```text
//! matter ─▶ proposal open ─revise─▶ open ─vote─▶ adopted ─▶ (build)
//!                    ╰─withdraw─▶ withdrawn
//! ```

pub mod proposal;

use store::Migration;
use web::{Card, Slice, Strings};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "decide-20261122-proposal",
    sql: include_str!("../migrations/20261122_proposal.sql"),
}];

/// What this slice declares.
pub fn slice() -> Slice {
    Slice {
        name: "decide",
        verbs: proposal::verbs(),
        migrations: MIGRATIONS,
        strings: Strings {
            room: "decide",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: &[proposal::PROPOSED, proposal::WITHDRAWN],
        nav: &[],
        cards: vec![Card {
            stage: kernel::Stage::Decide,
            draw: |tx, page, county, matter| Box::pin(proposal::card(tx, page, county, matter)),
        }],
        samples: |tx| Box::pin(proposal::samples(tx)),
    }
}
