//! 本机规则 — Reads the host's own rules and holiday notices, and settles what this host counts by.
//!
//! One folder, `rules` in the configuration: `*.toml` are rules on top of those shipped (a local
//! version goes before the national one, nothing shipped is replaced), `*.txt` are holiday notices
//! (`cover FIRST LAST`, `off FIRST [LAST]`, `on FIRST [LAST]`). Files are read by name, so
//! `holidays-2027.txt` before `holidays-2028.txt`. Never take a file away that a decision was judged under.

use std::path::{Path, PathBuf};

use tally::{Calendar, RuleBook, RuleError};

use crate::Failure;

/// What a host counts by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The rules shipped and the host's own.
    pub book: RuleBook,
    /// The holiday notices shipped and the host's own.
    pub calendar: Calendar,
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
        let mut rules = Self { book, calendar, files: 0 };
        for file in folder.map_or_else(|| Ok(Vec::new()), files)? {
            rules.add(&file)?;
        }
        Ok(rules)
    }

    /// Adds one file; says how many rules it holds, or until which day its calendar goes.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line.
    pub fn add(&mut self, file: &Path) -> Result<String, Failure> {
        let shown = file.display();
        let text = std::fs::read_to_string(file).map_err(|e| Failure(format!("{shown}: {e}")))?;
        let wrong = |line: usize, reason: &str| Failure(format!("{shown}:{line}: {reason}"));
        let said = if is(file, "txt") {
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

    /// Settles them for this run of the program.
    ///
    /// # Errors
    /// When that was done before.
    pub fn settle(self) -> Result<(), Failure> {
        tally::host::settle(self.book, self.calendar).map_err(|e| Failure(e.to_string()))
    }
}

/// The rule and holiday files of a folder, by name.
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
        if is(&path, "toml") || is(&path, "txt") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|found| found == ending)
}
