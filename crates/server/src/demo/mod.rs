//! 演示 — The demo neighbourhoods: real places, people who are roles, and stories told through the same acts.
//!
//! Places, people and rolls are data (`data/*.csv`). A story is a file in `stories/` that does what a
//! person does: at a stated time, as somebody, over the JSON API ([`Stage`]).

mod folder;
mod people;
mod places;
mod rolls;
mod stage;
pub mod stories;
mod thread;
mod village;

use kernel::{Clock as _, Result, SystemClock};

pub use folder::Folder;
pub use stage::{Persona, Stage};

/// When the demo's places and people are there: before any story begins.
const BEGIN: &str = "2020-01-02T08:00";

/// Sets up places, people and rolls, and tells every story; then everything that has fallen due since is done.
///
/// # Errors
/// What went wrong, with the act that was refused.
pub async fn load(stage: &mut Stage) -> Result<()> {
    found(stage).await?;
    for story in stories::ALL {
        stage.begin(story.name);
        (story.play)(stage).await?;
    }
    stage.begin("today");
    stage.until(SystemClock.now()).await
}

/// Places, people and rolls, without any story: for tests of one story.
///
/// # Errors
/// A fault when the database fails.
pub async fn found(stage: &mut Stage) -> Result<()> {
    stage.begin("founding");
    stage.at(BEGIN).await?;
    let mut tx = stage.tx().await?;
    places::put(&mut tx).await?;
    let members = people::put(&mut tx).await?;
    rolls::put(&mut tx, &members).await?;
    tx.commit().await
}

/// The lines of one of our tables, without its heading.
fn lines(text: &str) -> impl Iterator<Item = Result<csv::StringRecord>> {
    csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .map(|line| line.map_err(kernel::Error::fault))
        .collect::<Vec<_>>()
        .into_iter()
}

/// A cell of a line.
fn cell(line: &csv::StringRecord, at: usize) -> Result<&str> {
    line.get(at).ok_or_else(|| kernel::Error::fault(format!("a line has no column {at}")))
}
