//! 决策共谋 — Residents decide together: topics, assemblies, proposals, votes, elections.
//!
//! ```text
//! matter ─▶ topic ─▶ assembly … ─▶ proposal ─revise─▶ proposal ─▶ vote ─▶ public notice ─▶ adopted ─▶ (build, manage)
//! matter ─▶ election ─▶ public notice ─▶ installed ─▶ (manage)
//! ```
//!
//! A rule is data and a result can be counted again with paper and pencil:
//!
//! ```
//! use tally::{Choice, Lang, RuleBook, explain, meeting};
//! let day = jiff::civil::date(2023, 3, 1);
//! let rule = RuleBook::builtin().in_force("cn-simple-majority", day, "420583").unwrap();
//! let said = [Choice::Yes, Choice::Yes, Choice::No];
//! let outcome = meeting::decide(rule, &meeting::Count::of_ballots(5, said)?)?;
//! assert_eq!(explain(&outcome, Lang::Zh)[0], "同意人数 2 人 > 参加人数 3 人 的 1/2：达到");
//! assert!(decide::slice().verbs.iter().all(|v| v.name.starts_with("decide-")));
//! # Ok::<(), tally::Invalid>(())
//! ```
//!
//! What other rooms' facts lead to here (called by `flows`, each idempotent by state):
//! [`topic::open_from`], [`topic::open_from_case`], [`proposal::notice_ended`],
//! [`election::notice_ended`]. Votes close by [`flows`].

pub mod assembly;
pub mod election;
mod law;
pub mod proposal;
pub mod topic;
pub mod vote;
mod word;

use kernel::{Result, Stage};
use store::{Migration, Tx};
use web::{Card, Sample, Slice, Strings};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "decide-20261122-proposal",
        sql: include_str!("../migrations/20261122_proposal.sql"),
    },
    Migration {
        name: "decide-20261122-topic",
        sql: include_str!("../migrations/20261122_topic.sql"),
    },
    Migration {
        name: "decide-20261122-version",
        sql: include_str!("../migrations/20261122_version.sql"),
    },
    Migration {
        name: "decide-20261122-vote",
        sql: include_str!("../migrations/20261122_vote.sql"),
    },
    Migration {
        name: "decide-20261122-election",
        sql: include_str!("../migrations/20261122_election.sql"),
    },
    Migration {
        name: "decide-20261126-rule",
        sql: include_str!("../migrations/20261126_rule.sql"),
    },
];

/// What this slice declares.
pub fn slice() -> Slice {
    let nouns =
        [topic::verbs(), assembly::verbs(), proposal::verbs(), vote::verbs(), election::verbs()];
    Slice {
        name: "decide",
        verbs: nouns.into_iter().flatten().collect(),
        migrations: MIGRATIONS,
        strings: Strings {
            room: "decide",
            zh: include_str!("../locales/zh-Hans.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
        facts: &[
            topic::OPENED,
            topic::GATHERED,
            topic::TRIED,
            assembly::CALLED,
            assembly::RECORDED,
            assembly::CORRECTED,
            proposal::PROPOSED,
            proposal::REVISED,
            proposal::WITHDRAWN,
            proposal::OBJECTED,
            proposal::ANSWERED,
            proposal::HELD,
            proposal::ADOPTED,
            vote::OPENED,
            vote::CLOSED,
            election::OPENED,
            election::NOMINATED,
            election::COUNTED,
            election::REPEATED,
            election::ASSIGNED,
            election::HELD,
            election::INSTALLED,
        ],
        nav: &[],
        cards: vec![
            Card {
                stage: Stage::Decide,
                draw: |tx, page, county, matter| Box::pin(topic::card(tx, page, county, matter)),
            },
            Card {
                stage: Stage::Decide,
                draw: |tx, page, county, matter| Box::pin(proposal::card(tx, page, county, matter)),
            },
            Card {
                stage: Stage::Decide,
                draw: |tx, page, county, matter| Box::pin(election::card(tx, page, county, matter)),
            },
        ],
        samples: |tx| Box::pin(samples(tx)),
    }
}

/// The flows of this room: votes close by themselves.
pub fn flows() -> Vec<store::Flow> {
    vec![store::follow!("decide_vote_closes", "", vote::close)]
}

async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = topic::samples(tx).await?;
    pages.extend(assembly::samples(tx).await?);
    pages.extend(proposal::samples(tx).await?);
    pages.extend(vote::samples(tx).await?);
    pages.extend(election::samples(tx).await?);
    Ok(pages)
}
