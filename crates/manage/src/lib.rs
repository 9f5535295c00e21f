//! 建设共管 — Residents look after what they built: bodies, upkeep, rotas, covenants, agreements.
//!
//! ```text
//! project finished ─▶ upkeep awaits a taker ─take over─▶ kept ─3, 12 months─▶ looked at again
//! election installed ─▶ committee ─term ends─▶ the next takes its duties over
//! covenant adopted ─▶ in force, filed with the street        agreement ─both sign─▶ in force
//! ```
//!
//! People appear by the alias they chose, or as 一位邻居. What is observed is a place and a time, never
//! a person; there is no check-in, no points and no ranking (domain.md 1e, 2.12).
//!
//! ```
//! use manage::covenant::lint;
//! let flags = lint::check("车辆停在划好的车位里。\n乱停车一次罚款50元。");
//! assert_eq!((flags.len(), flags[0].no, flags[0].wrong), (1, 2, lint::Wrong::Fine));
//! ```

pub mod agreement;
pub mod committee;
pub mod covenant;
mod later;
pub mod rota;
pub mod upkeep;

use store::{Flow, Migration, follow};
use web::{Card, Slice, Strings};

macro_rules! migration {
    ($name:literal) => {
        Migration {
            name: concat!("manage-20261122-", $name),
            sql: include_str!(concat!("../migrations/20261122_", $name, ".sql")),
        }
    };
}

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[
    migration!("committee"),
    migration!("upkeep"),
    migration!("rota"),
    migration!("covenant"),
    migration!("agreement"),
];

macro_rules! card {
    ($noun:ident) => {
        Card {
            stage: kernel::Stage::Manage,
            draw: |tx, page, county, matter| Box::pin($noun::card(tx, page, county, matter)),
        }
    };
}

/// What this slice declares.
pub fn slice() -> Slice {
    let mut verbs = committee::verbs();
    verbs.extend(upkeep::verbs());
    verbs.extend(rota::verbs());
    verbs.extend(covenant::verbs());
    verbs.extend(agreement::verbs());
    Slice {
        name: "manage",
        verbs,
        migrations: MIGRATIONS,
        strings: Strings {
            room: "manage",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: &[
            committee::INSTALLED,
            committee::FOUNDED,
            committee::RENEWED,
            committee::DISSOLVED,
            upkeep::AWAITED,
            upkeep::TAKEN_OVER,
            upkeep::HANDED_OVER,
            upkeep::RELEASED,
            upkeep::REMINDED,
            rota::PLANNED,
            rota::SIGNED_UP,
            rota::STEPPED_BACK,
            rota::ENTERED,
            rota::REPORTED,
            covenant::ENACTED,
            covenant::FILED,
            covenant::DUE,
            agreement::PROPOSED,
            agreement::SIGNED,
            agreement::IN_FORCE,
            agreement::OBSERVED,
        ],
        nav: &[
            web::Nav {
                href: "/places/{place}/committees",
                label: "manage-committee-nav",
                signed_in: false,
            },
            web::Nav {
                href: "/places/{place}/covenants",
                label: "manage-covenant-nav",
                signed_in: false,
            },
        ],
        cards: vec![
            card!(committee),
            card!(upkeep),
            card!(rota),
            card!(covenant),
            card!(agreement),
        ],
        samples: |tx| Box::pin(samples(tx)),
    }
}

async fn samples(tx: &mut store::Tx) -> kernel::Result<Vec<web::Sample>> {
    let mut samples = committee::samples(tx).await?;
    samples.extend(upkeep::samples(tx).await?);
    samples.extend(rota::samples(tx).await?);
    samples.extend(covenant::samples(tx).await?);
    samples.extend(agreement::samples(tx).await?);
    Ok(samples)
}

/// The jobs of this slice that fall due by time.
pub fn flows() -> Vec<Flow> {
    vec![
        follow!("manage_upkeep_reminds", "", upkeep::remind),
        follow!("manage_covenant_falls_due", "", covenant::fall_due),
    ]
}
