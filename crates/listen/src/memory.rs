//! 记着 — A few results kept in this process, each under what it was made from: no new input finds an old one.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// Results by what they were made from, at most so many.
#[derive(Debug)]
pub(crate) struct Memory<V> {
    most: usize,
    kept: Mutex<BTreeMap<String, V>>,
}

impl<V: Clone> Memory<V> {
    /// An empty memory for `most` results.
    pub(crate) const fn new(most: usize) -> Self {
        Self { most, kept: Mutex::new(BTreeMap::new()) }
    }

    /// What is kept under a name.
    pub(crate) fn get(&self, name: &str) -> Option<V> {
        // A poisoned lock only costs making it again, here and below.
        self.kept.lock().ok()?.get(name).cloned()
    }

    /// Keeps a result, in place of another when there are too many.
    pub(crate) fn put(&self, name: String, value: V) {
        let Ok(mut kept) = self.kept.lock() else { return };
        if kept.len() >= self.most && !kept.contains_key(&name) {
            kept.pop_first();
        }
        kept.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_so_many_and_the_latest_under_each_name() {
        let memory = Memory::new(2);
        for (name, value) in [("a", 1), ("b", 2), ("b", 3), ("c", 4)] {
            memory.put(name.to_owned(), value);
        }
        assert_eq!(["a", "b", "c"].map(|name| memory.get(name)), [None, Some(3), Some(4)]);
    }
}
