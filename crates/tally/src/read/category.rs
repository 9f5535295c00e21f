//! 分类票 — Ballots that sort names into categories, as `PrefLib` `cat` files hold them.

use std::collections::BTreeMap;

use super::Bad;
use super::heaps::{Heaps, unknown};
use super::preflib::{Entry, File, Kind};
use super::text::decode;
use crate::profile::{Heap, Profile};

/// Ballots that sort names into categories (`yes`, `maybe`, `no`), equal ones together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories {
    /// What the file calls the election; empty when it does not say.
    pub title: String,
    /// The categories, in file order, the first the best.
    pub names: Vec<String>,
    /// The names sorted, in file order.
    pub candidates: Vec<String>,
    /// The ballots.
    pub sortings: Vec<Sorting>,
}

/// Equal ballots over categories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorting {
    /// For each category the names (indices) in it, rising; a name may be in none, never in two.
    pub categories: Vec<Vec<usize>>,
    /// How many ballots say this, above 0.
    pub count: u64,
}

impl Categories {
    /// The approvals: a ballot ranks the names of its first category on a par and no others. Nobody
    /// there: a blank ballot.
    pub fn approvals(self) -> Profile {
        let mut piles: BTreeMap<Vec<Vec<usize>>, (usize, u64)> = BTreeMap::new();
        for (place, Sorting { categories, count }) in self.sortings.into_iter().enumerate() {
            let ranking = categories.into_iter().take(1).filter(|step| !step.is_empty()).collect();
            piles.entry(ranking).or_insert((place, 0)).1 += count;
        }
        let mut piles: Vec<_> = piles.into_iter().collect();
        piles.sort_unstable_by_key(|&(_, (place, _))| place);
        let heaps = piles.into_iter().map(|(ranking, (_, count))| Heap { ranking, count });
        let (title, candidates) = (self.title, self.candidates);
        Profile { title, candidates, heaps: heaps.collect(), ..Profile::default() }
    }
}

/// Reads a `PrefLib` `cat` file with all its categories.
pub fn categories(bytes: &[u8]) -> Result<Categories, Bad> {
    let text = decode(bytes)?;
    let file = File::try_new(&text, Kind::Cat)?;
    let (names, kinds) = (file.names.len() as u64, file.categories.len() as u64);
    // Each category is a step that begins with a number of its own beyond the names, so that empty
    // ones keep their place on the heap.
    let mut heaps = Heaps::try_new(0, names.saturating_add(kinds))?;
    let mut lines = 0;
    for entry in file.entries() {
        let Entry { line, count, order } = entry?;
        if order.len() as u64 != kinds {
            return Err(Bad::at(
                line,
                format!("应有 {kinds} 类，这里是 {} 类。", order.len()),
                format!("{kinds} categories wanted, {} found.", order.len()),
            ));
        }
        for (own, category) in (names + 1..).zip(order) {
            heaps.put(line, own, false)?;
            for name in category {
                if name > names {
                    return Err(unknown(line, name, file.names.len()));
                }
                heaps.put(line, name, true)?;
            }
        }
        heaps.close(line, count)?;
        lines += 1;
    }
    file.check(heaps.total(), lines, heaps.distinct())?;
    let mut sortings = Vec::new();
    for Heap { ranking: mut categories, count } in heaps.finish() {
        for category in &mut categories {
            category.pop(); // The category's own number, the largest of its step.
        }
        sortings.push(Sorting { categories, count });
    }
    let File { title, names: candidates, categories: names, .. } = file;
    Ok(Categories { title, names, candidates, sortings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::preflib;

    const FILE: &str = "# TITLE: T\n# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 3\n\
        # NUMBER VOTERS: 9\n# NUMBER UNIQUE PREFERENCES: 4\n# NUMBER CATEGORIES: 3\n\
        # CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: Maybe\n# CATEGORY NAME 3: No\n\
        # ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n\
        4: 1,{3,2},{}\n3: {},{1,2,3},{}\n1: {},{},{1, 2}\n1: 1,2,3\n";

    #[test]
    fn the_first_category_is_approved_and_none_is_lost() {
        let read = categories(FILE.as_bytes()).unwrap();
        assert_eq!((read.names.len(), read.candidates.len()), (3, 3));
        let sorting = |categories: [&[usize]; 3], count| Sorting {
            categories: categories.iter().map(|part| part.to_vec()).collect(),
            count,
        };
        let sortings = [
            sorting([&[0], &[1, 2], &[]], 4),
            sorting([&[], &[0, 1, 2], &[]], 3),
            sorting([&[], &[], &[0, 1]], 1),
            sorting([&[0], &[1], &[2]], 1),
        ];
        assert_eq!(read.sortings, sortings);
        let approvals = preflib(FILE.as_bytes(), Kind::Cat).unwrap();
        let heaps = [Heap { ranking: vec![vec![0]], count: 5 }, Heap { ranking: vec![], count: 4 }];
        assert_eq!(approvals.heaps, heaps);
    }

    #[test]
    fn a_name_in_two_categories_or_a_category_too_few_is_refused() {
        for (from, to) in [
            ("1: 1,2,3", "1: 1,2,1"),
            ("1: 1,2,3", "1: 1,2"),
            ("1: 1,2,3", "1: 1,2,4"),
            ("1: 1,2,3", "1: 1,2,3,{}"),
            ("# CATEGORY NAME 2: Maybe\n", ""),
            ("PREFERENCES: 4", "PREFERENCES: 5"),
        ] {
            categories(FILE.replacen(from, to, 1).as_bytes()).expect_err(to);
        }
    }
}
