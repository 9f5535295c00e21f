//! 本机 — The kinds of problems, keywords and signs of urgency this host goes by, settled once when it starts.
//!
//! A host may put its own in the place of those that come with the program ([`Lists`]). They are read before the
//! first page is served and never change while it runs. Until they are settled, what ships holds.

use std::fmt;
use std::sync::OnceLock;

use crate::classify::{self, Taxonomy};
use crate::urgency;

static HOST: OnceLock<Lists> = OnceLock::new();

/// By what suggestions are made until there is a model, and what kinds there are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lists {
    /// The kinds of problems, and which stand under which.
    pub taxonomy: Taxonomy,
    /// Words that speak for a kind.
    pub keywords: classify::rules::Rules,
    /// Words that speak for 急 难 小.
    pub urgency: urgency::Rules,
}

/// The lists of this host were settled before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled;

impl fmt::Display for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the lists of this host are settled and do not change while it runs")
    }
}

impl std::error::Error for Settled {}

impl Lists {
    /// Those that come with the program.
    pub fn public() -> Self {
        Self {
            taxonomy: Taxonomy::public(),
            keywords: classify::rules::Rules::public(),
            urgency: urgency::Rules::public(),
        }
    }

    /// Those this host goes by: what it settled, else what ships.
    pub fn host() -> &'static Self {
        HOST.get_or_init(Self::public)
    }

    /// Settles them for this host, once and before they are first asked for.
    ///
    /// # Errors
    /// [`Settled`] when they were settled or asked for before.
    pub fn settle(self) -> Result<(), Settled> {
        HOST.set(self).map_err(|_| Settled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_holds_until_it_is_settled_once() {
        assert_eq!(Lists::host(), &Lists::public());
        assert_eq!(Lists::default().settle(), Err(Settled), "asked for before");
    }
}
