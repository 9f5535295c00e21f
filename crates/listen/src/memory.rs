//! 记着 — A few results kept in this process; the one kept longest goes first. Whoever keeps a result keeps with it, or
//! in its name, what it was made from, so that no new input finds an old one.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// Results by what they were made from, at most so many.
#[derive(Debug)]
pub(crate) struct Memory<V> {
    most: usize,
    kept: Mutex<Kept<V>>,
}

/// The results by name, each with its turn.
#[derive(Debug)]
struct Kept<V> {
    turn: u64,
    results: BTreeMap<String, (u64, V)>,
}

impl<V: Clone> Memory<V> {
    /// An empty memory for `most` results.
    pub(crate) const fn new(most: usize) -> Self {
        Self { most, kept: Mutex::new(Kept { turn: 0, results: BTreeMap::new() }) }
    }

    /// What is kept under a name.
    pub(crate) fn get(&self, name: &str) -> Option<V> {
        // A poisoned lock only costs making it again, here and below.
        self.kept.lock().ok()?.results.get(name).map(|(_, value)| value.clone())
    }

    /// Keeps a result, in place of another when there are too many.
    pub(crate) fn put(&self, name: String, value: V) {
        let Ok(mut kept) = self.kept.lock() else { return };
        if kept.results.len() >= self.most && !kept.results.contains_key(&name) {
            let oldest = kept.results.iter().min_by_key(|(_, (turn, _))| *turn);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                kept.results.remove(&oldest);
            }
        }
        kept.turn += 1;
        let turn = kept.turn;
        kept.results.insert(name, (turn, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_so_many_and_the_latest_under_each_name() {
        let memory = Memory::new(2);
        for (name, value) in [("b", 1), ("c", 2), ("b", 3), ("a", 4)] {
            memory.put(name.to_owned(), value);
        }
        let kept = ["a", "b", "c"].map(|name| memory.get(name));
        assert_eq!(kept, [Some(4), Some(3), None], "the one kept longest went");
    }
}
