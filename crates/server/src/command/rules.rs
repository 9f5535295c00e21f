//! 规则 — `gongdi rules`: the legal rules the program counts by, and rule files of one's own.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;
use kernel::{Clock as _, SystemClock};
use tally::{Rule, RuleBook};

use crate::Failure;
use crate::cli::{Host, Rules};
use crate::config::Config;

pub(super) fn run(rules: &Rules, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    match rules {
        Rules::List { place, on, host } => {
            list(&book(host)?, place, on.unwrap_or_else(|| SystemClock.now().day()), out)
        }
        Rules::Show { id, host } => show(&book(host)?, id, out),
        Rules::Check { files } => check(files, out),
    }
}

/// What the host counts by: the rules shipped and its own.
pub(super) fn book(host: &Host) -> Result<RuleBook, Failure> {
    let config = Config::of_host(host.config.as_deref())?;
    Ok(crate::rules::Rules::read(config.rules.as_deref())?.book)
}

fn list(
    book: &RuleBook,
    place: &str,
    on: Date,
    out: &mut (dyn Write + Send),
) -> Result<ExitCode, Failure> {
    for rule in book.all_in_force(on, place) {
        let doubt = if rule.is_verified() { "" } else { "  [未核对 unverified]" };
        writeln!(out, "{}  {} {}{doubt}", rule.version(), rule.name.zh, rule.article)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(book: &RuleBook, id: &str, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    let named =
        |rule: &&Rule| rule.id == id || rule.version() == id || rule.alias.as_deref() == Some(id);
    let found: Vec<&Rule> = book.iter().filter(named).collect();
    if found.is_empty() {
        let near =
            book.ids().into_iter().min_by_key(|known| strsim::damerau_levenshtein(known, id));
        let near = near.unwrap_or_default();
        return Err(Failure::new(
            format!("没有规则 {id}，是不是 {near}？"),
            format!("no rule {id}: did you mean {near}?"),
        ));
    }
    for rule in found {
        write_rule(rule, out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write_rule(rule: &Rule, out: &mut (dyn Write + Send)) -> Result<(), Failure> {
    let last = rule.effective_to.map_or_else(|| "…".to_owned(), |day| day.to_string());
    let place =
        if rule.jurisdiction.is_empty() { "全国 the whole country" } else { &rule.jurisdiction };
    writeln!(out, "{}\n  {}  {}", rule.version(), rule.name.zh, rule.name.en)?;
    writeln!(out, "  依据 basis     {} {}", rule.law, rule.article)?;
    writeln!(out, "  有效 in force  {} — {last}，{place}", rule.effective_from)?;
    writeln!(out, "  出处 source    {}", rule.source)?;
    writeln!(out, "  核对 verified  {}", rule.verified_by)?;
    if let Some(note) = &rule.note {
        writeln!(out, "  说明 note      {}\n                 {}", note.zh, note.en)?;
    }
    if !rule.with.is_empty() {
        writeln!(out, "  连同 with      {}", rule.with.join("  "))?;
    }
    let content =
        serde_json::to_string_pretty(&rule.content).map_err(|e| Failure(e.to_string()))?;
    for line in content.lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// Each file is read on top of what ships and of the files before it; everything wrong with it is
/// said, by line.
fn check(files: &[PathBuf], out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    let mut rules = crate::rules::Rules::read(None)?;
    if files.is_empty() {
        let book = &rules.book;
        let (all, doubt) = (book.iter().count(), book.iter().filter(|r| !r.is_verified()).count());
        writeln!(
            out,
            "✓ 自带规则 {all} 条，其中未核对 {doubt} 条。 {all} rules shipped, {doubt} of them unverified."
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut code = ExitCode::SUCCESS;
    for file in files {
        match rules.add(file) {
            Ok(said) => writeln!(out, "✓ {}: {said}", file.display())?,
            Err(wrong) => {
                writeln!(out, "✗ {wrong}")?;
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}
