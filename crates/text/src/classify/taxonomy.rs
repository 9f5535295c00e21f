//! 分类体系 — Which labels stand under which, so that a fine label also names its parents.
//!
//! The public classification of 15 classes with 103 and 390 below them is built in; a host may put
//! its own in its place. A name that stands in several places (其他) names no parents unless it is
//! written with them, as in 城乡建设/工程质量/其他.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What parts the levels of a label written in full.
pub const LEVEL: char = '/';

const PUBLIC: &str = include_str!("../../data/taxonomy.tsv");

/// Labels and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taxonomy {
    /// Every label with its parents, the first level first, in the order of the file.
    paths: Vec<Vec<String>>,
    /// The parents of every name that stands in one place, at the highest level it stands at.
    parents: BTreeMap<String, Option<Vec<String>>>,
}

/// A line of a taxonomy that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongLine {
    /// The line, counted from one.
    pub line: usize,
}

impl fmt::Display for WrongLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line;
        write!(
            f,
            "第 {line} 行应为一至三级名称，以制表符分开。\n\
             Line {line} should name one to three levels, parted by tabs."
        )
    }
}

impl std::error::Error for WrongLine {}

impl Taxonomy {
    /// The public classification.
    pub fn public() -> Self {
        Self::parse(PUBLIC).unwrap_or_default()
    }

    /// A host's own: a line for each finest label, levels parted by tabs; `#` begins a remark.
    pub fn parse(text: &str) -> Result<Self, WrongLine> {
        let mut paths = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let levels: Vec<String> =
                line.split('\t').map(|level| level.trim().to_owned()).collect();
            let wrong = |level: &String| level.is_empty() || level.contains(LEVEL);
            if levels.len() > 3 || levels.iter().any(wrong) {
                return Err(WrongLine { line: number });
            }
            paths.push(levels);
        }
        let parents = parents(&paths);
        Ok(Self { paths, parents })
    }

    /// The labels of the first level, in the order of the file.
    pub fn first_level(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let first = self.paths.iter().filter_map(|path| path.first()).map(String::as_str);
        first.filter(|label| seen.insert(*label)).collect()
    }

    /// Every path, the first level first.
    pub fn paths(&self) -> impl Iterator<Item = &[String]> {
        self.paths.iter().map(Vec::as_slice)
    }

    /// What a label stands under, the first level first; empty for a first level, an unknown label
    /// and a name that stands in several places.
    pub fn parents(&self, label: &str) -> Vec<String> {
        match label.rsplit_once(LEVEL) {
            Some((above, _)) => above.split(LEVEL).map(str::to_owned).collect(),
            None => self.parents.get(label).cloned().flatten().unwrap_or_default(),
        }
    }
}

fn parents(paths: &[Vec<String>]) -> BTreeMap<String, Option<Vec<String>>> {
    let mut found: BTreeMap<String, Option<Vec<String>>> = BTreeMap::new();
    for level in 0..3 {
        let mut here: BTreeMap<&str, BTreeSet<&[String]>> = BTreeMap::new();
        for path in paths {
            if let (Some(label), Some(above)) = (path.get(level), path.get(..level)) {
                here.entry(label).or_default().insert(above);
            }
        }
        for (label, above) in here {
            let only = above.first().filter(|_| above.len() == 1).map(|above| above.to_vec());
            found.entry(label.to_owned()).or_insert(only);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_one_is_whole() {
        let taxonomy = Taxonomy::public();
        assert_eq!(taxonomy.first_level().len(), 15);
        assert_eq!(taxonomy.paths().count(), 517);
        assert_eq!(taxonomy.parents("物业服务"), ["城乡建设", "住房保障与房地产"]);
        assert_eq!(taxonomy.parents("环境污染"), ["环境保护"]);
        assert_eq!(taxonomy.parents("教育文体"), Vec::<String>::new());
    }

    #[test]
    fn a_name_in_many_places_needs_its_parents() {
        let taxonomy = Taxonomy::public();
        assert!(taxonomy.parents("其他").is_empty() && taxonomy.parents("没有这一类").is_empty());
        assert_eq!(taxonomy.parents("城乡建设/工程质量/其他"), ["城乡建设", "工程质量"]);
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert_eq!(
            Taxonomy::parse("# 本县\n物业\t电梯\n\n物业\t\t门禁\n"),
            Err(WrongLine { line: 4 })
        );
        assert_eq!(Taxonomy::parse("a\tb\tc\td").unwrap_err().line, 1);
        let own = Taxonomy::parse("物业\t电梯\n物业\t门禁\n").unwrap();
        assert_eq!(own.parents("门禁"), ["物业"]);
        assert!(WrongLine { line: 4 }.to_string().contains("第 4 行"));
    }
}
