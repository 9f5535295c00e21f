//! 受理 — What the community does with a matter it heard: accept, answer, take up together, park, merge.
//!
//! ```text
//! heard ─accept─▶ open ─answer─▶ waiting       parked ─accept─▶ open
//!   ╰──────────────┴─take-up─▶ decide    ╰─park─▶ parked     merge ─▶ another, with its voices
//! ```

mod accept;
mod answer;
mod card;
mod limit;
mod merge;
mod note;
mod park;
pub mod policy;
mod reveal;
mod revealed;
mod store;
mod take_up;

pub use card::card;
pub(crate) use limit::by;
pub use limit::{Limit, limit};
pub(crate) use store::keep_rule;
pub use store::samples;

use ::store::{Tx, binds};
use ground::matter::Matter;
use ground::person;
use kernel::{County, Error, Fact, MatterId, Result, Stage};
use web::{Choice, Link, Verb};

/// The community took it on.
pub const ACCEPTED: &str = "listen-matter-accepted";
/// The handler answered.
pub const ANSWERED: &str = "listen-matter-answered";
/// It is decided together.
pub const TAKEN_UP: &str = "listen-matter-taken-up";
/// 挂账
pub const PARKED: &str = "listen-matter-parked";
/// It was joined to another.
pub const MERGED: &str = "listen-matter-merged";
/// Another was joined to it.
pub const RECEIVED: &str = "listen-matter-received";
/// A word on progress.
pub const NOTED: &str = "listen-matter-noted";

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        accept::verb(),
        answer::verb(),
        take_up::verb(),
        park::verb(),
        merge::verb(),
        note::verb(),
        reveal::verb(),
        revealed::verb(),
    ]
}

fn fact(kind: &'static str, matter: &Matter) -> Fact {
    Fact::new(kind, Stage::Listen, &matter.place, &matter.id).on(&matter.id)
}

fn back(matter: &Matter) -> Vec<Link> {
    vec![Link::new(matter.url(), matter.title.clone())]
}

/// Queues here for matters whose voices change, always in the same order: many join at the same moment,
/// and none of them should be told to try again.
pub(crate) async fn queue(tx: &mut Tx, county: &County, ids: &[&MatterId]) -> Result<()> {
    let mut ids = ids.to_vec();
    ids.sort();
    for id in ids {
        // Changes nothing, but holds the row until this act is over.
        tx.run(
            "UPDATE ground_matter SET voices = voices WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    }
    Ok(())
}

/// Who can answer for a matter here, to choose from.
pub(crate) async fn answerers(tx: &mut Tx, place: &kernel::PlaceCode) -> Result<Vec<Choice>> {
    let names = person::answerable(tx, place).await?;
    Ok(names.iter().map(|name| Choice::new(name, name)).collect())
}

/// The choice must be one of those: a name nobody holds answers for nothing.
pub(crate) async fn known(tx: &mut Tx, place: &kernel::PlaceCode, answers: &str) -> Result<()> {
    let names = person::answerable(tx, place).await?;
    if names.iter().any(|n| n == answers) {
        Ok(())
    } else {
        Err(Error::field("answers", "web-wrong-choice"))
    }
}
