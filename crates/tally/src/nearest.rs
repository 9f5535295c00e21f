//! 相近 — The known name that was probably meant, for messages about a misspelt one.

/// The known name that takes the fewest changes of one letter; the first of equals.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    known.into_iter().min_by_key(|name| changes(written, name))
}

/// How many letters must be put in, taken out or replaced (Levenshtein, 1965), row by row.
fn changes(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (taken, letter) in from.chars().enumerate() {
        let mut above_left = taken;
        let mut left = taken + 1;
        let mut next = vec![left];
        for (&other, &above) in to.iter().zip(row.iter().skip(1)) {
            let replaced = above_left + usize::from(letter != other);
            left = replaced.min(above + 1).min(left + 1);
            next.push(left);
            above_left = above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_each_letter_put_in_taken_out_or_replaced() {
        for (from, to, expected) in
            [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("quorom", "quorum", 1)]
        {
            assert_eq!((changes(from, to), changes(to, from)), (expected, expected));
        }
    }

    #[test]
    fn names_the_nearest_and_the_first_of_equals() {
        assert_eq!(nearest("artikel", ["law", "article", "alias"]), Some("article"));
        assert_eq!(nearest("x", ["a", "b"]), Some("a"));
        assert_eq!(nearest("x", []), None);
    }
}
