//! 认可选举委员会 — Committees chosen by approval: PAV, sequential PAV, equal shares, Phragmén.
//!
//! Each ballot marks everybody it approves. Plain approval voting lets the largest group take every
//! seat; the rules here give each group seats in proportion: k · ℓ/n voters who agree on enough
//! names are worth ℓ of k seats. Every number is exact.
//!
//! **Ties.** Of equally good names the one with the smaller number, that is higher up in the file,
//! wins (reverse sequential PAV strikes the larger number first, so that again the smaller stays);
//! of equally good PAV committees the one whose sorted numbers come first. [`Elected::unique`] says
//! whether that decided anything. [`Ties::All`] lists every committee that some order of breaking
//! ties leads to, so that a neighbourhood can draw a lot among them or vote again.
//!
//! A member nobody approves only fills a seat that would stay empty: see [`Elected::unsupported`].
//!
//! ```
//! use tally::committee::{Approvals, Heap, Method, Ties, elect};
//!
//! let names = ["甲", "乙", "丙", "丁"].map(str::to_owned).to_vec();
//! let heap = |approved: &[usize], count| Heap { approved: approved.to_vec(), count };
//! // Sixty voters approve the first three, thirty the fourth: three seats.
//! let ballots = Approvals::try_new(names, vec![heap(&[0, 1, 2], 60), heap(&[3], 30)])?;
//! let elected = elect(&ballots, Method::EqualShares, Some(3), Ties::First)?;
//! assert_eq!(elected.committees, [[1, 2, 4]]);
//! assert_eq!(elected.unique, Some(false)); // 甲 and 丙 or 乙 and 丙 would do as well
//! # Ok::<(), tally::Invalid>(())
//! ```

mod approvals;
mod bound;
mod case;
mod exact;
mod phragmen;
mod purse;
mod result;
mod say;
mod separable;
mod sequential;
mod shares;
mod stepwise;
mod thiele;
mod yaml;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

pub use approvals::{Approvals, Candidate, Heap, MAX_BALLOTS, MAX_CANDIDATES, Reading};
pub use exact::PAV_LOOKS;
pub use result::{By, Elected, Paid, Round, elect};
pub use say::explain;
pub use yaml::read_yaml;

/// How a committee is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Proportional approval voting: the committee with most points, 1 + 1/2 + 1/3 + … for the
    /// approved members of each ballot (Thiele 1895).
    Pav,
    /// Sequential PAV: one name after another, each time the one that brings most points.
    SeqPav,
    /// Reverse sequential PAV: from everybody, each time the name struck off that costs least.
    RevSeqPav,
    /// Chamberlin–Courant: as many ballots as possible have somebody they approve.
    Cc,
    /// Sequential Chamberlin–Courant.
    SeqCc,
    /// The Method of Equal Shares, seats left filled by sequential Phragmén.
    EqualShares,
    /// Sequential Phragmén.
    Phragmen,
    /// Approval voting: most ballots. Not proportional.
    Av,
    /// Satisfaction approval voting: each ballot split evenly among its names.
    Sav,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 9] = [
        Self::Pav,
        Self::SeqPav,
        Self::RevSeqPav,
        Self::Cc,
        Self::SeqCc,
        Self::EqualShares,
        Self::Phragmen,
        Self::Av,
        Self::Sav,
    ];

    /// The name on the command line and in results.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pav => "pav",
            Self::SeqPav => "seq-pav",
            Self::RevSeqPav => "rev-seq-pav",
            Self::Cc => "cc",
            Self::SeqCc => "seq-cc",
            Self::EqualShares => "equal-shares",
            Self::Phragmen => "phragmen",
            Self::Av => "av",
            Self::Sav => "sav",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        Self::ALL.into_iter().find(|method| method.id() == text).ok_or(UnknownMethod)
    }
}

/// No method of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownMethod;

impl fmt::Display for UnknownMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("methods:")?;
        Method::ALL.into_iter().try_for_each(|method| write!(f, " {method}"))
    }
}

impl std::error::Error for UnknownMethod {}

/// Which of several equally good committees to give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// The one the tie rule gives.
    #[default]
    First,
    /// All of them.
    All,
}
