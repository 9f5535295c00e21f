//! 地基 — What every slice stands on: places, people and offices, rolls, sign-in, notices, and the matter.
//!
//! ```text
//! heard ─accept─▶ open ─handled─▶ waiting ─residents─▶ solved
//!                 │ ▲ ▲              │
//!               park │ ╰── not solved╯        (nobody on the handling side can prevent it)
//!                 ▼ │
//!               parked
//! ```

pub mod home;
pub mod matter;
pub mod notice;
pub mod person;
pub mod place;
pub mod record;
pub mod roll;
pub mod session;
pub mod voice;

use store::Migration;
use web::{Nav, Slice, Strings};

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "ground-20261122-begin",
        sql: include_str!("../migrations/20261122_begin.sql"),
    },
    Migration {
        name: "ground-20261122-place-was",
        sql: include_str!("../migrations/20261122_place_was.sql"),
    },
    Migration {
        name: "ground-20261126-busy",
        sql: include_str!("../migrations/20261126_busy.sql"),
    },
    Migration { name: "ground-20261126-due", sql: include_str!("../migrations/20261126_due.sql") },
    Migration {
        name: "ground-20261127-find",
        sql: include_str!("../migrations/20261127_find.sql"),
    },
    Migration {
        name: "ground-20261127-find-index.sqlite",
        sql: include_str!("../migrations/20261127_find_index.sqlite.sql"),
    },
    Migration {
        name: "ground-20261127-find-index.postgres",
        sql: include_str!("../migrations/20261127_find_index.postgres.sql"),
    },
    Migration {
        name: "ground-20261127-session",
        sql: include_str!("../migrations/20261127_session.sql"),
    },
];

/// What the ground declares.
pub fn slice() -> Slice {
    let mut verbs = home::verbs();
    verbs.extend(place::verbs());
    verbs.extend(session::verbs());
    verbs.extend(matter::verbs());
    verbs.extend(notice::verbs());
    verbs.extend(record::verbs());
    Slice {
        name: "ground",
        verbs,
        migrations: MIGRATIONS,
        strings: Strings {
            room: "ground",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: &[
            "ground-notice-opened",
            "ground-notice-objected",
            "ground-notice-answered",
            "ground-notice-ended",
        ],
        nav: &[
            Nav { href: "/", label: "ground-nav-home", signed_in: false },
            Nav { href: "/places", label: "ground-place-find", signed_in: false },
            Nav { href: "/places/{place}/search", label: "ground-matter-search", signed_in: false },
            Nav { href: "/desk", label: "ground-nav-desk", signed_in: true },
        ],
        cards: vec![web::Card {
            stage: kernel::Stage::Decide,
            draw: |tx, frame, county, matter| Box::pin(notice::card(tx, frame, county, matter)),
        }],
        samples: |tx| Box::pin(home::sitemap::samples(tx)),
    }
}

/// The flows of this room.
pub fn flows() -> Vec<store::Flow> {
    vec![store::follow!("ground_notice_ends", "", notice::end)]
}
