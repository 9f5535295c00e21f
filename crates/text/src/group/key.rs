//! 组号 — Keys that stay: a group that grows is the same group tomorrow.
//!
//! After every grouping each former group has one heir, the new group with most of its messages. A
//! group that is heir to several keeps the oldest key and says which it took in; one that is heir to
//! none, such as a part that broke away, gets the id of its first message as its key. A key that was
//! once given never means another group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A group with its key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keyed {
    /// Its key, in fact the id of a message that was once its first.
    pub key: String,
    /// Keys of the groups it took in, oldest first.
    pub took_in: Vec<String>,
    /// Its messages.
    pub ids: Vec<String>,
}

/// The keys given so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Groups in the order their keys were given.
    former: Vec<Keyed>,
    used: BTreeSet<String>,
    /// Where a key that was taken in went.
    followed: BTreeMap<String, String>,
}

impl Keys {
    /// Notes a group of an earlier run.
    pub fn remember(&mut self, group: Keyed) {
        self.used.insert(group.key.clone());
        for old in &group.took_in {
            self.used.insert(old.clone());
            self.followed.insert(old.clone(), group.key.clone());
        }
        self.former.push(group);
    }

    /// The key under which a group is known now that was once known under `key`.
    pub fn follow<'a>(&'a self, key: &'a str) -> &'a str {
        let mut key = key;
        // Every step leads to a key given earlier, so it ends; the limit only says so.
        for _ in 0..=self.followed.len() {
            match self.followed.get(key) {
                Some(next) => key = next,
                None => break,
            }
        }
        key
    }

    /// Groups with their keys, in the order of `now`. A message alone has no key unless it is what is
    /// left of a group; it is then left out of the answer all the same.
    pub fn assign(&mut self, now: Vec<Vec<String>>) -> Vec<Keyed> {
        let heirs = self.heirs(&now);
        let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (former, heir) in heirs.into_iter().enumerate() {
            if let Some(heir) = heir {
                claims.entry(heir).or_default().push(former);
            }
        }
        // Old keys first, in their order, then the new ones.
        let mut next: Vec<(usize, usize, Keyed)> = Vec::new();
        for (number, ids) in now.into_iter().enumerate() {
            match claims.get(&number) {
                Some(formers) => {
                    let oldest = formers.first().copied().unwrap_or_default();
                    next.push((oldest, number, self.inherit(formers, ids)));
                }
                None if ids.len() > 1 => {
                    let key = self.fresh(&ids);
                    let took_in = Vec::new();
                    next.push((usize::MAX, number, Keyed { key, took_in, ids }));
                }
                None => {}
            }
        }
        next.sort_by_key(|(age, number, _)| (*age, *number));
        self.former = next.iter().map(|(_, _, group)| group.clone()).collect();
        next.sort_by_key(|(_, number, _)| *number);
        next.into_iter().map(|(_, _, group)| group).filter(|group| group.ids.len() > 1).collect()
    }

    /// For each former group the new one with most of its messages, the first of several.
    fn heirs(&self, now: &[Vec<String>]) -> Vec<Option<usize>> {
        let numbered = now.iter().enumerate();
        let group_of: BTreeMap<&str, usize> =
            numbered.flat_map(|(n, ids)| ids.iter().map(move |id| (id.as_str(), n))).collect();
        let heir = |former: &Keyed| {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for id in &former.ids {
                if let Some(number) = group_of.get(id.as_str()) {
                    *shared.entry(*number).or_default() += 1;
                }
            }
            shared.into_iter().max_by_key(|(number, count)| (*count, Reverse(*number)))
        };
        self.former.iter().map(|former| heir(former).map(|(number, _)| number)).collect()
    }

    fn inherit(&mut self, formers: &[usize], ids: Vec<String>) -> Keyed {
        let mut groups = formers.iter().filter_map(|former| self.former.get(*former)).cloned();
        let oldest = groups.next().unwrap_or_default();
        let mut took_in = oldest.took_in;
        for other in groups {
            self.followed.insert(other.key.clone(), oldest.key.clone());
            took_in.push(other.key);
            took_in.extend(other.took_in);
        }
        Keyed { key: oldest.key, took_in, ids }
    }

    fn fresh(&mut self, ids: &[String]) -> String {
        let first = ids.first().cloned().unwrap_or_default();
        let numbered = (2_u64..).map(|number| format!("{first}-{number}"));
        let mut wanted = ids.iter().cloned().chain(numbered);
        let key = wanted.find(|key| !self.used.contains(key)).unwrap_or_default();
        self.used.insert(key.clone());
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(lists: &[&[&str]]) -> Vec<Vec<String>> {
        lists.iter().map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()).collect()
    }

    fn keys(groups: &[Keyed]) -> Vec<&str> {
        groups.iter().map(|group| group.key.as_str()).collect()
    }

    #[test]
    fn a_group_that_grows_keeps_its_key() {
        let mut given = Keys::default();
        assert_eq!(keys(&given.assign(groups(&[&["b", "c"], &["x", "y"], &["z"]]))), ["b", "x"]);
        let later = given.assign(groups(&[&["x", "y", "z"], &["a", "b", "c"]]));
        assert_eq!(keys(&later), ["x", "b"], "even when an earlier message came later");
    }

    #[test]
    fn merged_groups_keep_the_older_key_and_say_so() {
        let mut given = Keys::default();
        given.assign(groups(&[&["m", "n"]]));
        given.assign(groups(&[&["c", "d"], &["m", "n"]]));
        let merged = given.assign(groups(&[&["c", "d", "e", "m", "n"]]));
        assert_eq!((merged[0].key.as_str(), &merged[0].took_in[..]), ("m", &["c".to_owned()][..]));
        assert_eq!((given.follow("c"), given.follow("m"), given.follow("?")), ("m", "m", "?"));
        given.assign(groups(&[&["a", "b"], &["c", "d", "e", "m", "n"]]));
        let apart = given.assign(groups(&[&["a", "b"], &["c", "d"], &["e", "m", "n"]]));
        assert_eq!(keys(&apart), ["a", "d", "m"], "c was used and never means another group");
    }

    #[test]
    fn what_is_left_of_a_group_keeps_its_key_unseen() {
        let mut given = Keys::default();
        given.assign(groups(&[&["a", "b"]]));
        assert_eq!(given.assign(groups(&[&["a"], &["b"]])), []);
        assert_eq!(keys(&given.assign(groups(&[&["a", "c"], &["b"]]))), ["a"]);
    }

    #[test]
    fn an_earlier_run_is_remembered() {
        let mut given = Keys::default();
        let ids = vec!["a".to_owned(), "b".to_owned()];
        given.remember(Keyed { key: "k".into(), took_in: vec!["j".into()], ids });
        assert_eq!(keys(&given.assign(groups(&[&["a", "b", "c"], &["k", "x"]]))), ["k", "x"]);
        assert_eq!(given.follow("j"), "k");
    }
}
