//! 阶段 — The six stages of a matter's way and the families of its standing.
//!
//! ```text
//! listen → decide → build → manage → evaluate → share
//! heard → open → waiting → solved        (waiting = for the residents' verdict)
//!           ↓↑      ↓
//!         parked   open again when residents say "not solved"
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{PlaceCode, Refusal, Ruling};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The word in URLs, columns, facts and locale keys.
            pub const fn word(self) -> &'static str { match self { $($name::$variant => $word),+ } }
            /// Reads the word back; `None` for any other.
            pub fn parse(word: &str) -> Option<Self> { match word { $($word => Some($name::$variant),)+ _ => None } }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.word()) }
        }
    };
}
pub(crate) use words;

words! {
    /// Where a matter is on its way. Not all matters need all stages.
    Stage {
        /// 察民情
        Listen = "listen",
        /// 决策共谋
        Decide = "decide",
        /// 发展共建
        Build = "build",
        /// 建设共管
        Manage = "manage",
        /// 效果共评
        Evaluate = "evaluate",
        /// 成果共享
        Share = "share",
    }
}

words! {
    /// The class the community gives a matter: 急事看效率，难事有担当，小事贴人心.
    Klass {
        /// 急: measured by time to first action and finish.
        Urgent = "urgent",
        /// 难: measured by owner named, steps kept, honest explanation.
        Hard = "hard",
        /// 小: measured by the resident's own word.
        Small = "small",
    }
}

words! {
    /// How a matter stands. Parked is not solved; unreached is not satisfied.
    Standing {
        /// Said, not yet accepted.
        Heard = "heard",
        /// Accepted: somebody answers for it.
        Open = "open",
        /// 挂账: cannot be solved now; reason, owner and review date are told.
        Parked = "parked",
        /// Handled: the residents' verdict is awaited.
        Waiting = "waiting",
        /// Those who raised it say so.
        Solved = "solved",
        /// The disclosed fall-back ran: nobody could be reached in the time the rule gives. Shown apart.
        Lapsed = "lapsed",
        /// Joined to another matter, where its voices now count.
        Merged = "merged",
    }
}

/// What a policy looks at: where, at which stage, and whether it is the actor's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The place the act concerns.
    pub place: PlaceCode,
    /// The stage of the matter.
    pub stage: Stage,
    /// Whether the actor made, owns or answers for the record.
    pub own: bool,
}

impl Subject {
    /// A subject at a place and stage that is not the actor's own.
    pub const fn at(place: PlaceCode, stage: Stage) -> Self {
        Self { place, stage, own: false }
    }

    /// Refuses outside these stages: the stage opens and closes verbs.
    pub fn during(&self, stages: &[Stage]) -> Ruling {
        if stages.contains(&self.stage) { Ok(()) } else { Err(Refusal::new("web-refused-stage")) }
    }

    /// Refuses what is not the actor's own, for a reason (a locale key).
    pub fn owned(&self, reason: &'static str) -> Ruling {
        if self.own { Ok(()) } else { Err(Refusal::new(reason)) }
    }

    /// The same subject as the actor's own, or not.
    #[must_use]
    pub fn own(self, own: bool) -> Self {
        Self { own, ..self }
    }
}
