//! 整理说法 — Which statements the moderators took out, and which only ask who somebody is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::votes::Votes;

/// What the moderators decided, by statement id. Ids nobody voted on do no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moderation {
    /// Taken out: off the axes, never representative, never put to anybody again.
    #[serde(default)]
    pub out: BTreeSet<String>,
    /// About the person ("I live here"), not an opinion: off the axes too, but asked first.
    #[serde(default)]
    pub meta: BTreeSet<String>,
}

impl Moderation {
    /// The columns of a conversation under this moderation.
    pub fn columns(&self, votes: &Votes) -> Columns {
        let ids = votes.statements();
        let meta: Vec<_> = ids.iter().map(|id| self.meta.contains(id)).collect();
        let zero = |(id, &meta): (&String, &bool)| meta || self.out.contains(id);
        Columns { zero: ids.iter().zip(&meta).map(zero).collect(), meta }
    }
}

/// What each column is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    zero: Vec<bool>,
    meta: Vec<bool>,
}

impl Columns {
    /// All of them plain opinions.
    pub fn plain(votes: &Votes) -> Self {
        Moderation::default().columns(votes)
    }

    /// Whether the column is off the axes: all zeros, for everybody.
    pub fn is_zero(&self, column: usize) -> bool {
        self.zero.get(column).copied().unwrap_or(false)
    }

    /// Whether the statement only asks who somebody is.
    pub fn is_meta(&self, column: usize) -> bool {
        self.meta.get(column).copied().unwrap_or(false)
    }

    /// How many columns are off the axes.
    pub fn zeros(&self) -> usize {
        self.zero.iter().filter(|&&zero| zero).count()
    }
}
