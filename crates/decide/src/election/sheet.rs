//! 计票单 — The open count as read from paper; two people read it independently.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tally::election::Count;
use web::Fields;

/// The numbers of one round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Residents on the roll.
    pub registered: i64,
    /// Ballots handed out.
    pub issued: i64,
    /// Ballots that came back, void ones included.
    pub returned: i64,
    /// Votes per candidate.
    pub votes: BTreeMap<String, i64>,
}

/// More people than this live in no community.
const MOST: i64 = 1_000_000;

impl Sheet {
    pub(super) fn read(f: &mut Fields) -> Self {
        let registered = f.number("registered").required().within(1, MOST).unwrap_or(0);
        let issued = f.number("issued").required().within(0, MOST).unwrap_or(0);
        let returned = f.number("returned").required().within(0, MOST).unwrap_or(0);
        let typed = f.long("votes").required().max(2000).get();
        let mut votes = BTreeMap::new();
        for line in typed.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let known = line_of(line).is_some_and(|(name, n)| votes.insert(name, n).is_none());
            if !known {
                f.wrong("votes", "decide-election-wrong-line", line);
                break;
            }
        }
        Self { registered, issued, returned, votes }
    }

    pub(super) fn count(&self, seats: u32) -> Count {
        Count {
            registered: self.registered,
            issued: Some(self.issued),
            cast: self.returned,
            seats,
            votes: self.votes.clone(),
        }
    }

    /// The first field in which two readings differ.
    pub(super) fn differs(&self, other: &Self) -> Option<&'static str> {
        if self.registered != other.registered {
            return Some("registered");
        }
        if self.issued != other.issued {
            return Some("issued");
        }
        if self.returned != other.returned {
            return Some("returned");
        }
        (self.votes != other.votes).then_some("votes")
    }
}

/// `居民甲 48`, `居民甲：48`: a name and how many votes.
fn line_of(line: &str) -> Option<(String, i64)> {
    let at = line.rfind(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '，' | ','))?;
    let (name, number) = line.split_at(at);
    let number: String = number
        .chars()
        .filter_map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
            _ => None,
        })
        .collect();
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '，' | ','));
    if name.is_empty() { None } else { Some((name.to_owned(), number.parse().ok()?)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_a_number_as_people_type_it() {
        assert_eq!(line_of("居民甲 48"), Some(("居民甲".into(), 48)));
        assert_eq!(line_of("居民 甲：４８"), Some(("居民 甲".into(), 48)));
        assert_eq!(line_of("居民甲"), None);
        assert_eq!(line_of("居民甲 很多"), None);
    }
}
