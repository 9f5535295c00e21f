//! 导入地方 — Brings statistical divisions into the tree, from provinces down to communities.
//!
//! ```text
//! survey files → highest level first: read line, check, find above → batch → new | renamed | unchanged
//!                                      ╰─ left out: (file, line, reason)
//! ```
//! Files may come in any order. Every ten thousand rows are one transaction, and a second import of the
//! same rows changes nothing: an import that was cut off is simply run again. Codes follow GB/T 2260 and
//! the 统计用区划代码; they are revised every year, so a place has the days it was valid, and what a
//! release no longer has is ended only when the caller says that the release is complete.

mod report;
mod row;
mod source;
mod write;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use kernel::{Actor, Error, Level, Moment, PlaceCode, Result, Seeded};
use store::{Db, Tx};

pub use report::{Bad, MOST_LISTED, Reason, Report};
use source::Source;
use write::Found;

/// How many rows become true together.
const CHUNK: usize = 10_000;
const LEVELS: [Level; 5] =
    [Level::Province, Level::City, Level::County, Level::Street, Level::Community];

/// What the files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// The day from which the codes are valid.
    pub since: Date,
    /// The files have every place of their levels in the provinces they mention: what they no longer
    /// have ends the day before [`Release::since`].
    pub complete: bool,
}

/// The release of 2023, cut off on 2023-06-30, not taken as complete.
impl Default for Release {
    fn default() -> Self {
        Self { since: Date::constant(2023, 6, 30), complete: false }
    }
}

impl Release {
    /// Reads the day as people write it, `2023-06-30`.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is no day.
    pub fn try_new(since: &str, complete: bool) -> Result<Self> {
        let since = since.parse().map_err(|_| Error::field("since", "ground-place-bad-since"))?;
        Ok(Self { since, complete })
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The file that is being read.
    pub file: &'a Path,
    /// What its rows are.
    pub level: Level,
    /// Rows of it read so far.
    pub rows: u64,
    /// Rows it has.
    pub of: u64,
}

/// Imports files of places. Bad rows are left out and listed in the report; nothing is written when a
/// file cannot be read to its end. Rows are read as they are needed, so memory stays bounded.
///
/// # Errors
/// A fault when a file cannot be read or the database fails; what was imported so far stays.
pub async fn import(
    db: &Db,
    files: &[PathBuf],
    release: &Release,
    now: Moment,
    progress: &mut (dyn FnMut(Progress<'_>) + Send),
) -> Result<Report> {
    let mut report = Report::default();
    let mut sources = Vec::new();
    for file in files {
        match source::survey(file)? {
            Ok(source) => sources.push(source),
            Err(bad) => report.leave_out(bad),
        }
    }
    for level in LEVELS {
        let sources: Vec<&Source> = sources.iter().filter(|s| s.level == level).collect();
        if sources.is_empty() {
            continue;
        }
        let above = write::above(&mut begin(db, now).await?, level).await?;
        let mut pass = Pass { db, release, now, level, above, seen: HashMap::new(), unread: false };
        for source in sources {
            pass.file(source, &mut report, progress).await?;
        }
        if release.complete {
            pass.end(&mut report).await?;
        }
    }
    Ok(report)
}

/// An import draws no chance and acts for nobody: whoever may run the command line may import.
async fn begin(db: &Db, now: Moment) -> Result<Tx> {
    db.begin(&Actor::visitor(), now, Box::new(Seeded::new(0))).await
}

/// All files of one level.
struct Pass<'a> {
    db: &'a Db,
    release: &'a Release,
    now: Moment,
    level: Level,
    /// The ways of the places one level up, by code.
    above: HashMap<String, String>,
    /// Codes met in this run, with the mark of their name; none when the row was left out.
    seen: HashMap<u64, Option<u64>>,
    /// Whether a row's code could not be read.
    unread: bool,
}

impl Pass<'_> {
    async fn file(
        &mut self,
        source: &Source,
        report: &mut Report,
        progress: &mut (dyn FnMut(Progress<'_>) + Send),
    ) -> Result<()> {
        let (file, level, of) = (source.path.as_path(), self.level, source.rows);
        let mut told =
            |line: u64| progress(Progress { file, level, rows: line.saturating_sub(1), of });
        let mut lines = source.lines()?;
        let mut chunk = Vec::new();
        loop {
            // `next` lends the line, so its number is known before: the one after the last.
            let number = lines.number + 1;
            let Some(line) = lines.next()? else { break };
            if line.is_empty() {
                continue;
            }
            match self.read(source, line) {
                Ok(Some(found)) => chunk.push(found),
                Ok(None) => report.repeated += 1,
                Err(reason) => {
                    report.leave_out(Bad { file: file.to_owned(), line: number, reason });
                }
            }
            if chunk.len() == CHUNK {
                self.keep(&mut chunk, report).await?;
                told(number);
            }
        }
        self.keep(&mut chunk, report).await?;
        told(lines.number);
        Ok(())
    }

    /// One row, checked; `None` when an earlier row said the same.
    fn read(&mut self, source: &Source, line: &[u8]) -> std::result::Result<Option<Found>, Reason> {
        let fields = source.fields(line);
        let code = if fields.is_empty() {
            Err(Reason::Damaged)
        } else {
            row::code(self.level, &source.columns, &fields)
        };
        let code = code.inspect_err(|_| self.unread = true)?;
        let number = code.as_str().parse().map_err(|_| Reason::Code)?;
        let row = match row::check(code, &source.columns, &fields) {
            Ok(row) => row,
            Err(reason) => {
                self.seen.entry(number).or_insert(None);
                return Err(reason);
            }
        };
        let way = match row.code.parent() {
            None => Some(row.name.clone()),
            Some(up) => self.above.get(up.as_str()).map(|way| format!("{way} / {}", row.name)),
        };
        let mark = way.is_some().then(|| mark(&row.name));
        match self.seen.entry(number) {
            Entry::Occupied(mut before) => match (before.get(), mark) {
                (Some(before), Some(mark)) if *before == mark => return Ok(None),
                (Some(_), Some(_)) => return Err(Reason::Twice),
                _ => *before.get_mut() = mark,
            },
            Entry::Vacant(place) => {
                place.insert(mark);
            }
        }
        Ok(Some(Found { row, way: way.ok_or(Reason::Orphan)? }))
    }

    async fn keep(&self, chunk: &mut Vec<Found>, report: &mut Report) -> Result<()> {
        if chunk.is_empty() {
            return Ok(());
        }
        let mut tx = begin(self.db, self.now).await?;
        let kept = write::keep(&mut tx, self.level, chunk, self.release.since).await?;
        tx.commit().await?;
        report.new += kept.new;
        report.renamed += kept.renamed;
        report.unchanged += kept.unchanged;
        chunk.clear();
        Ok(())
    }

    /// Ends what a complete release no longer has, province by province; nothing when a code could not
    /// be read, for that row may be the very place.
    async fn end(&self, report: &mut Report) -> Result<()> {
        if self.unread {
            report.not_ended.push(self.level);
            return Ok(());
        }
        let provinces: BTreeSet<u64> = self
            .seen
            .keys()
            .filter_map(|code| {
                let below = u32::try_from(row::digits(self.level)).ok()?.checked_sub(2)?;
                code.checked_div(10_u64.pow(below))
            })
            .collect();
        for province in provinces {
            let province = PlaceCode::parse(&province.to_string())?;
            let mut tx = begin(self.db, self.now).await?;
            for (code, since) in write::valid(&mut tx, self.level, &province).await? {
                if code.as_str().parse().is_ok_and(|code: u64| !self.seen.contains_key(&code)) {
                    write::end(&mut tx, &code, &since, self.release.since).await?;
                    report.ended += 1;
                }
            }
            tx.commit().await?;
        }
        Ok(())
    }
}

/// A name as one number: the run meets 620,573 of them.
fn mark(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
