//! 项目·样页 — The pages of this slice as they exist in a filled database: one of every verb that has a record.

use kernel::{Result, Role};
use store::{Tx, binds};
use web::Sample;

/// The address of a project's verb, of a project at a stage where the verb is open.
macro_rules! of_project {
    ($verb:literal, $when:literal) => {
        concat!(
            "SELECT '/' || p.county || '/projects/' || p.id || '",
            $verb,
            "' AS path FROM build_project p \
             JOIN ground_matter m ON m.county = p.county AND m.id = p.matter \
             WHERE p.county >= '000000' AND ",
            $when,
            " ORDER BY p.started, p.id LIMIT 9"
        )
    };
}

/// The address of a verb on a record of a project, of a record in a state where the verb is open.
macro_rules! of_record {
    ($table:literal, $plural:literal, $verb:literal, $when:literal) => {
        concat!(
            "SELECT '/' || r.county || '/",
            $plural,
            "/' || r.id || '",
            $verb,
            "' AS path FROM ",
            $table,
            " r JOIN build_project p ON p.county = r.county AND p.id = r.project \
             JOIN ground_matter m ON m.county = p.county AND m.id = p.matter \
             WHERE r.county >= '000000' AND m.stage NOT IN ('listen', 'decide') AND ",
            $when,
            " ORDER BY r.at, r.id LIMIT 9"
        )
    };
}

const WORKER: Option<Role> = Some(Role::Worker);
const RESIDENT: Option<Role> = Some(Role::Resident);

/// A query that gives one address, and who opens it.
const LOOKS: &[(&str, Option<Role>)] = &[
    (of_project!("", "p.state = 'building'"), None),
    (of_project!("", "p.state = 'finished'"), None),
    (of_project!("/account", "1 = 1"), None),
    (of_project!("/promise", "p.state = 'building' AND m.stage = 'build'"), None),
    (of_project!("/plan", "p.state = 'building' AND m.stage = 'build'"), WORKER),
    (of_project!("/finish", "p.state = 'building' AND m.stage = 'build'"), WORKER),
    (of_project!("/volunteer", "p.state = 'building' AND m.stage = 'build'"), RESIDENT),
    (of_project!("/enter", "m.stage NOT IN ('listen', 'decide')"), WORKER),
    (of_project!("/apply", "m.stage NOT IN ('listen', 'decide')"), Some(Role::Committee)),
    (of_record!("build_contribution", "contributions", "", "1 = 1"), None),
    (of_record!("build_contribution", "contributions", "/receipt", "r.state = 'accepted'"), None),
    (of_record!("build_contribution", "contributions", "/deliver", "r.state = 'promised'"), WORKER),
    (of_record!("build_contribution", "contributions", "/accept", "r.state = 'delivered'"), WORKER),
    (
        of_record!("build_step", "works", "/start", "r.state = 'planned' AND m.stage = 'build'"),
        WORKER,
    ),
    (
        of_record!("build_step", "works", "/complete", "r.state = 'started' AND m.stage = 'build'"),
        WORKER,
    ),
    (
        of_record!(
            "build_step",
            "works",
            "/defect",
            "r.state <> 'planned' AND p.state = 'building' AND m.stage = 'build'"
        ),
        RESIDENT,
    ),
    (
        of_record!("build_defect", "defects", "/mend", "r.state = 'open' AND m.stage = 'build'"),
        WORKER,
    ),
    (of_record!("build_entry", "entries", "/confirm", "r.state = 'entered'"), WORKER),
    (of_record!("build_entry", "entries", "/counter", "r.state = 'counted'"), WORKER),
    (of_record!("build_award", "awards", "", "1 = 1"), None),
    (of_record!("build_award", "awards", "/inspect", "r.state = 'applied'"), Some(Role::Street)),
    (of_record!("build_award", "awards", "/announce", "r.state = 'applied'"), WORKER),
    (of_record!("build_award", "awards", "/pay", "r.state = 'due'"), Some(Role::Street)),
];

/// Finds samples. Private links have none: their secrets are not kept. Signing and clearing have none
/// either: they need a person who watches this project, which no role alone is.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for (sql, role) in LOOKS {
        for row in tx.all(sql, binds![]).await? {
            samples.push(Sample { path: row.text("path")?, role: *role });
        }
    }
    Ok(samples)
}
