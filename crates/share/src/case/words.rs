//! 写的话 — What the composer adds to the record: asked by compose and revise alike.

use serde::Serialize;
use text::redact::mask;
use web::Fields;

/// What no record knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What it is called.
    pub title: String,
    /// The problem in a line.
    pub problem: String,
    /// What made it work.
    pub worked: String,
    /// What they would do differently.
    pub differently: String,
    /// Where it does not fit.
    pub limits: String,
}

impl Words {
    /// Describes and reads the fields.
    pub(super) fn read(f: &mut Fields) -> Self {
        Self {
            title: f.text("title").required().max(60).get(),
            problem: f.text("problem").required().max(120).get(),
            worked: f.long("worked").required().max(2000).get(),
            differently: f.long("differently").required().max(2000).get(),
            limits: f.long("limits").max(1000).get(),
        }
    }

    /// The same with telephone numbers and the like covered.
    pub(super) fn masked(self) -> Self {
        Self {
            title: mask(&self.title),
            problem: mask(&self.problem),
            worked: mask(&self.worked),
            differently: mask(&self.differently),
            limits: mask(&self.limits),
        }
    }

    /// What it is found by.
    pub(super) fn found_by(&self) -> text::Bag {
        let mut bag = text::Bag::of(&self.title);
        bag.add(&self.problem);
        bag
    }
}
