//! 委托投票 — Whose ballot one person may cast for others, and which of these do not count.
//!
//! A law may ask for a writing and limit how many people one proxy acts for (潍坊: three owners;
//! 浙江's village elections: three voters). Nobody can tell afterwards which of four were the first
//! three, so when a proxy acts for more than allowed **none** of the ballots they cast for others
//! counts, until the principals settle it. Their own ballot is untouched.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::rule::Casting;

/// Who cast a ballot for somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// The proxy's name: the same text for the same person.
    pub by: String,
    /// Whether the proxy is in writing; unknown counts as not.
    #[serde(default)]
    pub written: bool,
}

/// One ballot cast by a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'a> {
    /// Who cast it.
    pub by: &'a str,
    /// For whom: the same text for the same person.
    pub of: &'a str,
    /// Whether that is in writing.
    pub written: bool,
}

/// Why a ballot cast by a proxy does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The law wants it in writing.
    NotWritten,
    /// The proxy acts for more people than one may.
    TooMany {
        /// For how many.
        held: u32,
        /// How many are allowed.
        most: u32,
    },
}

/// What is wrong with each ballot cast by a proxy, in the order given; the order changes nothing.
/// Several ballots for one person are one principal; an unwritten one that is refused for that
/// takes nobody's place.
pub fn faults(casting: &Casting, given: &[Given<'_>]) -> Vec<Option<Fault>> {
    let in_order = |one: &Given<'_>| one.written || !casting.written_proxies;
    let mut principals: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in given.iter().filter(|one| in_order(one)) {
        principals.entry(one.by).or_default().insert(one.of);
    }
    let fault = |one: &Given<'_>| {
        if !in_order(one) {
            return Some(Fault::NotWritten);
        }
        let held = principals.get(one.by).map_or(0, BTreeSet::len);
        let held = u32::try_from(held).unwrap_or(u32::MAX);
        let most = casting.max_proxies.filter(|most| held > *most)?;
        Some(Fault::TooMany { held, most })
    };
    given.iter().map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<'a>(by: &'a str, of: &'a str) -> Given<'a> {
        Given { by, of, written: true }
    }

    #[test]
    fn three_are_allowed_and_with_a_fourth_none_counts() {
        let casting = Casting { max_proxies: Some(3), ..Casting::default() };
        let mut all =
            vec![given("丁", "甲"), given("丁", "乙"), given("丁", "丙"), given("丁", "甲")];
        assert_eq!(faults(&casting, &all), [None; 4]);
        all.push(given("丁", "戊"));
        all.push(given("己", "庚"));
        let too_many = Some(Fault::TooMany { held: 4, most: 3 });
        assert_eq!(
            faults(&casting, &all),
            [too_many, too_many, too_many, too_many, too_many, None]
        );
        assert_eq!(faults(&Casting::default(), &all), [None; 6]);
    }

    #[test]
    fn what_is_not_in_writing_takes_nobodys_place() {
        let casting = Casting { max_proxies: Some(1), written_proxies: true, ..Casting::default() };
        let spoken = Given { written: false, ..given("丁", "乙") };
        let all = [given("丁", "甲"), spoken];
        assert_eq!(faults(&casting, &all), [None, Some(Fault::NotWritten)]);
    }

    #[test]
    fn a_rule_may_allow_no_proxy_at_all() {
        let casting = Casting { max_proxies: Some(0), ..Casting::default() };
        let refused = faults(&casting, &[given("丁", "甲")]);
        assert_eq!(refused, [Some(Fault::TooMany { held: 1, most: 0 })]);
    }
}
