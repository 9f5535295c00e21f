//! 搜索 — Short queries cut from the open messages, against what stands in them.

use std::collections::{BTreeMap, BTreeSet};

use text::near::Place;
use text::search::{Need, Query, Row, rank, tokens};
use text::{Words, fold};

use crate::open;

/// Title and body of the open messages; invented ones when the data is not there.
fn messages() -> Vec<(String, String)> {
    let Some(rows) = open::rows("messages.jsonl.gz") else {
        let one = |n: u32| {
            (format!("{n}号楼路灯不亮"), format!("小区{n}栋2单元门口的路灯坏了，请尽快维修"))
        };
        return (1..400).map(one).collect();
    };
    let read = |row: &serde_json::Value| {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        (text("title"), text("body"))
    };
    rows.iter().map(read).collect()
}

/// Messages as the index hands them to be ranked: without place and time.
fn given<'a>(rows: &'a [(String, String)], at: &[usize]) -> Vec<Row<'a>> {
    let row = |(title, words): &'a (String, String)| Row {
        title,
        words,
        names: "",
        days: 0,
        place: Place::Other,
    };
    at.iter().map(|at| row(&rows[*at])).collect()
}

/// What a database does with the tokens: which rows have them.
struct Index(BTreeMap<String, BTreeSet<usize>>);

impl Index {
    fn of(rows: &[(String, String)]) -> Self {
        let mut index: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, (title, body)) in rows.iter().enumerate() {
            for token in tokens(title).into_iter().chain(tokens(body)) {
                index.entry(token).or_default().insert(at);
            }
        }
        Self(index)
    }

    fn having(&self, need: &Need) -> BTreeSet<usize> {
        let sets: Vec<BTreeSet<usize>> = need
            .tokens
            .iter()
            .map(|token| self.0.get(token).cloned().unwrap_or_default())
            .collect();
        let mut sets = sets.into_iter();
        let first = sets.next().unwrap_or_default();
        sets.fold(first, |all, set| all.intersection(&set).copied().collect())
    }

    fn having_all(&self, query: &Query) -> Vec<usize> {
        let sets: Vec<_> = query.needs().iter().map(|need| self.having(need)).collect();
        let Some((first, rest)) = sets.split_first() else { return Vec::new() };
        first.iter().copied().filter(|at| rest.iter().all(|set| set.contains(at))).collect()
    }
}

/// Draws the same for the same seed, on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).unwrap()
    }
}

/// Queries of `length` characters without spaces or punctuation, with Chinese in them.
fn cut(rows: &[(String, String)], length: usize, many: usize) -> BTreeSet<String> {
    let mut draw = Draw(20_261_126 + length as u64);
    let mut queries = BTreeSet::new();
    for _ in 0..many * 20 {
        let (title, body) = &rows[draw.below(rows.len())];
        let text: Vec<char> = fold(if draw.below(4) == 0 { title } else { body }).chars().collect();
        if text.len() < length {
            continue;
        }
        let at = draw.below(text.len() - length + 1);
        let query: String = text[at..at + length].iter().collect();
        let plain =
            query.chars().all(char::is_alphanumeric) && query.chars().any(text::fold::is_han);
        if plain && queries.len() < many {
            queries.insert(query);
        }
    }
    queries
}

#[test]
fn short_queries_find_what_stands_there_and_nothing_else() {
    let rows = messages();
    let index = Index::of(&rows);
    let folded: Vec<_> = rows.iter().map(|(title, body)| (fold(title), fold(body))).collect();
    let (mut found_all, mut right_all, mut true_all, mut candidates_all) = (0, 0, 0, 0);
    for length in 1..=6 {
        let (mut found_n, mut right, mut truth_n) = (0, 0, 0);
        for typed in cut(&rows, length, if length == 1 { 12 } else { 40 }) {
            let query = Query::parse(&typed);
            let given = index.having_all(&query);
            candidates_all += given.len();
            let rows = self::given(&rows, &given);
            let found: BTreeSet<usize> =
                rank(&query, &rows).iter().map(|one| given[one.index]).collect();
            let stands =
                |at: &usize| folded[*at].0.contains(&typed) || folded[*at].1.contains(&typed);
            let truth: BTreeSet<usize> = (0..folded.len()).filter(stands).collect();
            assert!(!truth.is_empty(), "{length}");
            found_n += found.len();
            truth_n += truth.len();
            right += found.intersection(&truth).count();
        }
        println!("{length}: found {found_n}, right {right}, true {truth_n}");
        found_all += found_n;
        right_all += right;
        true_all += truth_n;
    }
    println!("candidates {candidates_all}, found {found_all}, right {right_all}, true {true_all}");
    assert!(right_all * 1_000 >= true_all * 990, "recall {right_all} of {true_all}");
    assert!(right_all * 1_000 >= found_all * 980, "precision {right_all} of {found_all}");
    // Pairs alone, before anything is read, already give back little that does not fit.
    assert!(candidates_all * 10 <= true_all * 12, "{candidates_all} candidates for {true_all}");
}

#[test]
fn the_best_is_first_where_a_title_says_it() {
    let rows = messages();
    let index = Index::of(&rows);
    let mut first = (0, 0);
    for (at, (title, _)) in rows.iter().enumerate().step_by(40) {
        let words = Words::house().words(title);
        let typed = words
            .iter()
            .filter(|word| word.chars().count() > 1)
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        let query = Query::parse(&typed);
        let given = index.having_all(&query);
        let rows = self::given(&rows, &given);
        let found = rank(&query, &rows);
        if query.is_empty() {
            continue;
        }
        first.1 += 1;
        first.0 += usize::from(found.iter().take(5).any(|one| given[one.index] == at));
    }
    println!("found in the first five by the words of its title: {} of {}", first.0, first.1);
    assert!(first.0 * 100 >= first.1 * 95);
}

/// How alike our words and those of jieba from `PyPI` are, by what begins and ends where.
#[test]
fn words_are_cut_as_jieba_cuts_them() {
    let Some(rows) = open::rows("segment.jsonl.gz") else { return };
    let (mut same, mut ours_n, mut theirs_n) = (0, 0, 0);
    for row in &rows {
        let words = Words::house().words(row["text"].as_str().unwrap());
        let theirs: Vec<String> =
            row["tokens"].as_array().unwrap().iter().map(|w| fold(w.as_str().unwrap())).collect();
        let (ours, theirs) = (spans(&words), spans(&theirs));
        same += ours.intersection(&theirs).count();
        ours_n += ours.len();
        theirs_n += theirs.len();
    }
    println!("words: {ours_n} ours, {theirs_n} theirs, {same} the same");
    // Our dictionary keeps 居民小区 and 物业公司 whole: so far, and not further, we differ.
    assert!(same * 100 >= theirs_n * 90 && same * 100 >= ours_n * 90);
}

/// Where each word begins and ends, counted in letters, digits and Chinese characters.
fn spans(words: &[String]) -> BTreeSet<(usize, usize)> {
    let mut at = 0;
    let mut spans = BTreeSet::new();
    for word in words {
        let length = word.chars().filter(|c| c.is_alphanumeric()).count();
        if length > 0 {
            spans.insert((at, at + length));
        }
        at += length;
    }
    spans
}
