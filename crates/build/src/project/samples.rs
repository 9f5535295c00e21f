//! The pages of this slice as they exist in a filled database: one of every verb that has a record.

use kernel::{Result, Role};
use store::{Tx, binds};
use web::Sample;

/// A query that gives one address, and who opens it.
struct Look {
    sql: &'static str,
    role: Option<Role>,
}

const fn look(sql: &'static str, role: Option<Role>) -> Look {
    Look { sql, role }
}

const LOOKS: &[Look] = &[
    look(
        "SELECT '/' || county || '/projects/' || id AS path FROM build_project WHERE county >= '000000' ORDER BY started, id LIMIT 3",
        None,
    ),
    look(
        "SELECT '/' || county || '/projects/' || id || '/account' AS path FROM build_project WHERE county >= '000000' ORDER BY started, id LIMIT 3",
        None,
    ),
    look(
        "SELECT '/' || p.county || '/projects/' || p.id || '/promise' AS path FROM build_project p JOIN ground_matter m ON m.county = p.county AND m.id = p.matter WHERE p.county >= '000000' AND p.state = 'building' AND m.stage = 'build' ORDER BY p.started, p.id LIMIT 1",
        None,
    ),
    look(
        "SELECT '/' || p.county || '/projects/' || p.id || '/plan' AS path FROM build_project p JOIN ground_matter m ON m.county = p.county AND m.id = p.matter WHERE p.county >= '000000' AND p.state = 'building' AND m.stage = 'build' ORDER BY p.started, p.id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || p.county || '/projects/' || p.id || '/finish' AS path FROM build_project p JOIN ground_matter m ON m.county = p.county AND m.id = p.matter WHERE p.county >= '000000' AND p.state = 'building' AND m.stage = 'build' ORDER BY p.started, p.id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || p.county || '/projects/' || p.id || '/volunteer' AS path FROM build_project p JOIN ground_matter m ON m.county = p.county AND m.id = p.matter WHERE p.county >= '000000' AND p.state = 'building' AND m.stage = 'build' ORDER BY p.started, p.id LIMIT 1",
        Some(Role::Resident),
    ),
    look(
        "SELECT '/' || p.county || '/projects/' || p.id || '/enter' AS path FROM build_project p WHERE p.county >= '000000' ORDER BY p.started, p.id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || p.county || '/projects/' || p.id || '/apply' AS path FROM build_project p WHERE p.county >= '000000' ORDER BY p.started, p.id LIMIT 1",
        Some(Role::Committee),
    ),
    look(
        "SELECT '/' || county || '/contributions/' || id AS path FROM build_contribution WHERE county >= '000000' ORDER BY at, id LIMIT 2",
        None,
    ),
    look(
        "SELECT '/' || county || '/contributions/' || id || '/receipt' AS path FROM build_contribution WHERE county >= '000000' AND state = 'accepted' ORDER BY at, id LIMIT 1",
        None,
    ),
    look(
        "SELECT '/' || county || '/contributions/' || id || '/deliver' AS path FROM build_contribution WHERE county >= '000000' AND state = 'promised' ORDER BY at, id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || county || '/contributions/' || id || '/accept' AS path FROM build_contribution WHERE county >= '000000' AND state = 'delivered' ORDER BY at, id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || s.county || '/works/' || s.id || '/start' AS path FROM build_step s JOIN ground_matter m ON m.county = s.county AND m.id = s.matter WHERE s.county >= '000000' AND s.state = 'planned' AND m.stage = 'build' ORDER BY s.at, s.id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || s.county || '/works/' || s.id || '/complete' AS path FROM build_step s JOIN ground_matter m ON m.county = s.county AND m.id = s.matter WHERE s.county >= '000000' AND s.state = 'started' AND m.stage = 'build' ORDER BY s.at, s.id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || s.county || '/works/' || s.id || '/defect' AS path FROM build_step s JOIN ground_matter m ON m.county = s.county AND m.id = s.matter WHERE s.county >= '000000' AND s.state <> 'planned' AND m.stage = 'build' ORDER BY s.at, s.id LIMIT 1",
        Some(Role::Resident),
    ),
    look(
        "SELECT '/' || d.county || '/defects/' || d.id || '/mend' AS path FROM build_defect d JOIN build_project p ON p.county = d.county AND p.id = d.project JOIN ground_matter m ON m.county = p.county AND m.id = p.matter WHERE d.county >= '000000' AND d.state = 'open' AND m.stage = 'build' ORDER BY d.at, d.id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || county || '/entries/' || id || '/confirm' AS path FROM build_entry WHERE county >= '000000' AND state = 'entered' ORDER BY at, id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || county || '/entries/' || id || '/counter' AS path FROM build_entry WHERE county >= '000000' AND state = 'counted' ORDER BY at, id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || county || '/awards/' || id AS path FROM build_award WHERE county >= '000000' ORDER BY at, id LIMIT 2",
        None,
    ),
    look(
        "SELECT '/' || county || '/awards/' || id || '/inspect' AS path FROM build_award WHERE county >= '000000' AND state = 'applied' ORDER BY at, id LIMIT 1",
        Some(Role::Street),
    ),
    look(
        "SELECT '/' || county || '/awards/' || id || '/announce' AS path FROM build_award WHERE county >= '000000' AND state = 'applied' ORDER BY at, id LIMIT 1",
        Some(Role::Worker),
    ),
    look(
        "SELECT '/' || county || '/awards/' || id || '/pay' AS path FROM build_award WHERE county >= '000000' AND state = 'due' ORDER BY at, id LIMIT 1",
        Some(Role::Street),
    ),
];

/// Finds samples. Private links have none: their secrets are not kept. Signing and clearing need a
/// person who watches, which no role alone is.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for look in LOOKS {
        for row in tx.all(look.sql, binds![]).await? {
            let path = row.text("path")?;
            samples.push(Sample { path, role: look.role });
        }
    }
    Ok(samples)
}
