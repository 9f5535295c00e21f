//! 发展共建 — Residents build what was decided: money, work, goods and land, checked by residents.
//!
//! ```text
//! proposal adopted ─flow─▶ project building ──every step signed, no open defect──▶ finished ─▶ (manage)
//!    contribution  promised ─▶ delivered ─▶ accepted      (may be withdrawn until delivered)
//!    step          planned ─▶ started ─▶ completed ─▶ signed      defect  open ─▶ mended ─▶ cleared
//!    entry         entered ─▶ counted (by a second person) │ struck
//!    award         applied ─▶ announced ─(notice ends)─▶ due ─▶ paid
//! ```
//!
//! Nothing is built that was not decided: [`project::start`] is the only way to begin a project. Photos
//! of steps are left out in this version: an upload needs a blob store, and no photo is ever required.

pub mod account;
pub mod award;
pub mod contribution;
pub mod project;
pub mod work;

use store::Migration;
use web::{Card, Slice, Strings};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "build-20261122-project",
        sql: include_str!("../migrations/20261122_project.sql"),
    },
    Migration {
        name: "build-20261122-contribution",
        sql: include_str!("../migrations/20261122_contribution.sql"),
    },
    Migration { name: "build-20261122-work", sql: include_str!("../migrations/20261122_work.sql") },
    Migration {
        name: "build-20261122-account",
        sql: include_str!("../migrations/20261122_account.sql"),
    },
    Migration {
        name: "build-20261122-award",
        sql: include_str!("../migrations/20261122_award.sql"),
    },
];

/// Every kind of fact this slice tells.
const FACTS: &[&str] = &[
    project::STARTED,
    project::FINISHED,
    contribution::PROMISED,
    contribution::DELIVERED,
    contribution::ACCEPTED,
    contribution::WITHDRAWN,
    work::PLANNED,
    work::STARTED,
    work::COMPLETED,
    work::VOLUNTEERED,
    work::SIGNED,
    work::FAULTED,
    work::MENDED,
    work::CLEARED,
    account::ENTERED,
    account::CONFIRMED,
    account::STRUCK,
    account::COUNTERED,
    award::APPLIED,
    award::INSPECTED,
    award::ANNOUNCED,
    award::PAID,
];

/// What this slice declares.
pub fn slice() -> Slice {
    let mut verbs = project::verbs();
    verbs.extend(contribution::verbs());
    verbs.extend(work::verbs());
    verbs.extend(account::verbs());
    verbs.extend(award::verbs());
    Slice {
        name: "build",
        verbs,
        migrations: MIGRATIONS,
        strings: Strings {
            room: "build",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: FACTS,
        nav: &[],
        cards: vec![Card {
            stage: kernel::Stage::Build,
            draw: |tx, page, county, matter| Box::pin(project::card(tx, page, county, matter)),
        }],
        samples: |tx| Box::pin(project::samples(tx)),
    }
}
