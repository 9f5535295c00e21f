//! 连贯 — One file per "when this fact is told, then do that": the only room that sees two slices.
//!
//! A flow runs in one transaction with the removal of its job: done once, or back in the list.

mod adopted_covenant_comes_into_force;
mod adopted_plan_starts_project;
mod agreement_in_force_opens_review;
mod answered_matter_asks_for_verdict;
mod case_tried_elsewhere_opens_topic;
mod elected_committee_takes_office;
mod enacted_covenant_opens_review;
mod ended_notice_decides;
mod finished_project_seeks_upkeep_or_review;
mod solved_matter_may_be_shared;
mod taken_up_matter_opens_topic;
mod upkeep_taken_over_opens_review;

use store::{Flow, follow};

/// Every flow of the house.
pub fn all() -> Vec<Flow> {
    vec![
        follow!(
            "taken_up_matter_opens_topic",
            "listen-matter-taken-up",
            taken_up_matter_opens_topic::then
        ),
        follow!(
            "answered_matter_asks_for_verdict",
            "listen-matter-answered",
            answered_matter_asks_for_verdict::then
        ),
        follow!("ended_notice_decides", "ground-notice-ended", ended_notice_decides::then),
        follow!(
            "adopted_plan_starts_project",
            "decide-proposal-adopted",
            adopted_plan_starts_project::then
        ),
        follow!(
            "adopted_covenant_comes_into_force",
            "decide-proposal-adopted",
            adopted_covenant_comes_into_force::then
        ),
        follow!(
            "elected_committee_takes_office",
            "decide-election-installed",
            elected_committee_takes_office::then
        ),
        follow!(
            "finished_project_seeks_upkeep_or_review",
            "build-project-finished",
            finished_project_seeks_upkeep_or_review::then
        ),
        follow!(
            "upkeep_taken_over_opens_review",
            "manage-upkeep-taken-over",
            upkeep_taken_over_opens_review::then
        ),
        follow!(
            "agreement_in_force_opens_review",
            "manage-agreement-in-force",
            agreement_in_force_opens_review::then
        ),
        follow!(
            "enacted_covenant_opens_review",
            "manage-covenant-enacted",
            enacted_covenant_opens_review::then
        ),
        follow!(
            "solved_matter_may_be_shared",
            "evaluate-matter-solved",
            solved_matter_may_be_shared::then
        ),
        follow!(
            "case_tried_elsewhere_opens_topic",
            "share-case-tried",
            case_tried_elsewhere_opens_topic::then
        ),
    ]
}
