//! 故事 — Every story of the demo, one file each, told by the acts of its people.

mod datang;
mod duhe;
mod guoshui;
mod jinsui;
mod opening;
mod shenjiadian;
mod tanhualin;
mod today;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use kernel::Result;

use super::Stage;

/// How a story is played.
type Play = for<'a> fn(&'a mut Stage) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A story of the demo.
#[derive(Clone, Copy)]
pub struct Story {
    /// The name of its file; act keys and messages begin with it.
    pub name: &'static str,
    /// Plays it on a founded stage (see [`super::found`]).
    pub play: Play,
}

impl fmt::Debug for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Story({})", self.name)
    }
}

/// All stories, in the order they are told.
pub const ALL: &[Story] = &[
    Story { name: "opening", play: |stage| Box::pin(opening::play(stage)) },
    Story { name: "guoshui", play: |stage| Box::pin(guoshui::play(stage)) },
    Story { name: "jinsui", play: |stage| Box::pin(jinsui::play(stage)) },
    Story { name: "shenjiadian", play: |stage| Box::pin(shenjiadian::play(stage)) },
    Story { name: "duhe", play: |stage| Box::pin(duhe::play(stage)) },
    Story { name: "tanhualin", play: |stage| Box::pin(tanhualin::play(stage)) },
    Story { name: "datang", play: |stage| Box::pin(datang::play(stage)) },
    Story { name: "today", play: |stage| Box::pin(today::play(stage)) },
];
