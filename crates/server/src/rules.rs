//! 本机规则 — Reads the host's own rules and holiday notices, and settles what this host counts by.
//!
//! One folder, `rules` in the configuration: `*.toml` are rules on top of those shipped (a local
//! version goes before the national one, nothing shipped is replaced), `*.txt` are holiday notices
//! (`cover FIRST LAST`, `off FIRST [LAST]`, `on FIRST [LAST]`). Files are read by name, so
//! `holidays-2027.txt` before `holidays-2028.txt`. Never take a file away that a decision was judged under.
//!
//! Three names are lists by which what residents wrote is sorted, each in the place of the one shipped:
//! `keywords.toml` and `urgency.toml` (rules a person can read), `taxonomy.tsv` (the kinds of problems).

use std::path::{Path, PathBuf};

use tally::{Calendar, RuleBook, RuleError};
use text::classify::Taxonomy;
use text::classify::rules::{Rules as Keywords, WrongRule};
use text::host::Lists;
use text::urgency;

use crate::Failure;

/// The name of the file of the kinds of problems.
const TAXONOMY: &str = "taxonomy.tsv";

/// What a host counts by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The rules shipped and the host's own.
    pub book: RuleBook,
    /// The holiday notices shipped and the host's own.
    pub calendar: Calendar,
    /// The kinds of problems, keywords and signs of urgency, shipped or the host's own.
    pub lists: Lists,
    /// How many files are the host's own.
    pub files: usize,
}

impl Rules {
    /// Reads the host's folder, if it has one.
    ///
    /// # Errors
    /// The file, the line and what is wrong with it.
    pub fn read(folder: Option<&Path>) -> Result<Self, Failure> {
        let (book, calendar) = (RuleBook::builtin().clone(), Calendar::builtin().clone());
        let mut rules = Self { book, calendar, lists: Lists::public(), files: 0 };
        for file in folder.map_or_else(|| Ok(Vec::new()), files)? {
            rules.add(&file)?;
        }
        Ok(rules)
    }

    /// Adds one file; says how many rules it holds, until which day its calendar goes, or what it is a list of.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line.
    pub fn add(&mut self, file: &Path) -> Result<String, Failure> {
        let shown = file.display();
        let text = std::fs::read_to_string(file).map_err(|e| Failure(format!("{shown}: {e}")))?;
        let wrong = |line: usize, reason: &str| Failure(format!("{shown}:{line}: {reason}"));
        let said = if let Some(said) = self.list(file, &text)? {
            said
        } else if is(file, "txt") {
            self.calendar = self.calendar.extended(&text).map_err(|e| wrong(e.line, &e.reason))?;
            let last = self.calendar.covers().1;
            format!("节假日到 {last} the holidays are known until then")
        } else {
            let (book, wrong) = self.book.check(&text);
            if !wrong.is_empty() {
                let slip = |e: &RuleError| format!("{shown}:{}: {} {}", e.line, e.zh, e.reason);
                return Err(Failure(wrong.iter().map(slip).collect::<Vec<_>>().join("\n✗ ")));
            }
            let n = book.iter().count() - self.book.iter().count();
            self.book = book;
            format!("{n} 条规则可用 rules are good")
        };
        self.files += 1;
        Ok(said)
    }

    /// Takes a file for what it is a list of, by its name; none when it is no list.
    fn list(&mut self, file: &Path, text: &str) -> Result<Option<String>, Failure> {
        let shown = file.display();
        let lists = &mut self.lists;
        let wrong = |e: WrongRule| Failure(format!("{shown}:{}: {}", e.line, e.what));
        Ok(match file.file_name().and_then(|name| name.to_str()) {
            Some("keywords.toml") => {
                lists.keywords = Keywords::parse(text).map_err(wrong)?;
                let n = lists.keywords.labels().len();
                Some(format!("{n} 类的关键词可用 the keywords of {n} kinds are good"))
            }
            Some("urgency.toml") => {
                lists.urgency = urgency::Rules::parse(text).map_err(wrong)?;
                Some("急难小的词可用 the words of urgent, hard and small are good".to_owned())
            }
            Some(TAXONOMY) => {
                lists.taxonomy =
                    Taxonomy::parse(text).map_err(|e| Failure(format!("{shown}: {e}")))?;
                let n = lists.taxonomy.paths().count();
                Some(format!("{n} 个分类可用 {n} kinds are good"))
            }
            _ => None,
        })
    }

    /// Settles them for this run of the program.
    ///
    /// # Errors
    /// When that was done before.
    pub fn settle(self) -> Result<(), Failure> {
        tally::host::settle(self.book, self.calendar).map_err(|e| Failure(e.to_string()))?;
        self.lists.settle().map_err(|e| Failure(e.to_string()))
    }
}

/// The files of rules, holidays and lists in a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = folder.display();
    let unread = |e: std::io::Error| {
        Failure::new(
            format!("规则文件夹 {shown} 读不出来：{e}"),
            format!("the folder of rules {shown} cannot be read: {e}"),
        )
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let taxonomy = path.file_name().is_some_and(|name| name == TAXONOMY);
        if is(&path, "toml") || is(&path, "txt") || taxonomy {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|found| found == ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hosts_list_takes_the_place_of_the_one_shipped() {
        let folder = std::env::temp_dir().join(format!("gongdi-lists-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let rule = "[[rule]]\nlabel = \"渔业\"\nwords = [\"鱼塘\"]\n";
        std::fs::write(folder.join("keywords.toml"), rule).unwrap();
        let rules = Rules::read(Some(&folder)).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(rules.files, 1);
        assert_eq!(rules.lists.keywords.labels(), ["渔业"]);
        assert_eq!(rules.lists.urgency, urgency::Rules::public());
        assert_eq!(rules.book.iter().count(), RuleBook::builtin().iter().count());
    }
}
