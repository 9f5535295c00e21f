//! 导入 — `gongdi import places`: statistical divisions from CSV; bad rows are listed by line and left out.

use std::io::{IsTerminal as _, Write};
use std::process::ExitCode;

use ground::place::import::{self, Bad, Progress, Release, Report};
use kernel::{Clock as _, Level, SystemClock};
use web::Locales;

use super::make_folder_of;
use crate::Failure;
use crate::cli::{Import, Places};
use crate::config::Config;

pub(super) async fn run(
    import: &Import,
    out: &mut (dyn Write + Send),
) -> Result<ExitCode, Failure> {
    let Import::Places(wish) = import;
    places(wish, out).await
}

async fn places(wish: &Places, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    let config = Config::of_host(wish.host.config.as_deref())?;
    make_folder_of(&config.database)?;
    let db = crate::open(&config.database).await?;
    store::migrate(&db, &crate::migrations()).await?;
    let release = Release { since: wish.since, complete: wish.complete };
    let mut meter = Meter::new();
    let mut shown = |progress: Progress<'_>| meter.show(progress);
    let report = import::import(&db, &wish.files, &release, SystemClock.now(), &mut shown).await;
    meter.end();
    db.close().await;
    write_report(&report?, out)
}

/// Progress on standard error: one line that is written over on a terminal, one line per file elsewhere.
struct Meter {
    terminal: bool,
}

impl Meter {
    fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal() }
    }

    fn show(&mut self, progress: Progress<'_>) {
        let (rows, of) = (progress.rows, progress.of);
        let name = progress.file.file_name().unwrap_or_default().to_string_lossy();
        let percent = (rows * 100).checked_div(of).unwrap_or(100);
        let line = format!("{} {name}  {rows}/{of}  {percent}%", level(progress.level));
        let mut err = std::io::stderr();
        // Progress nobody can see is no reason to stop.
        let _ = match (self.terminal, rows >= of) {
            (true, _) => write!(err, "\r\x1b[K{line}"),
            (false, true) => writeln!(err, "{line}"),
            (false, false) => Ok(()),
        };
        let _ = err.flush();
    }

    fn end(&self) {
        if self.terminal {
            let _ = writeln!(std::io::stderr());
        }
    }
}

fn write_report(report: &Report, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    let locales = Locales::try_new(&[web::STRINGS, ground::slice().strings])?;
    for Bad { file, line, reason } in &report.listed {
        let (zh, en) =
            (locales.say("zh-Hans", reason.key(), &[]), locales.say("en", reason.key(), &[]));
        writeln!(out, "✗ {}:{line}: {zh} {en}", file.display())?;
    }
    let listed = u64::try_from(report.listed.len()).unwrap_or(u64::MAX);
    if report.bad > listed {
        let more = report.bad - listed;
        writeln!(out, "✗ 还有 {more} 行没有列出 and {more} more rows")?;
    }
    for kept in &report.not_ended {
        writeln!(
            out,
            "✗ {0}一级有读不出的代码，因此没有记任何撤销 a code of this level cannot be read: nothing was ended",
            level(*kept)
        )?;
    }
    let Report { new, renamed, unchanged, repeated, ended, bad, .. } = report;
    writeln!(
        out,
        "新增 {new}，改名 {renamed}，不变 {unchanged}，重复 {repeated}，撤销 {ended}，未导入 {bad}。\n\
         new {new}, renamed {renamed}, unchanged {unchanged}, repeated {repeated}, ended {ended}, left out {bad}."
    )?;
    // Everything readable is in; whoever runs this in a script still learns that something was left out.
    Ok(if *bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Province => "省",
        Level::City => "市",
        Level::County => "县",
        Level::Street => "街道乡镇",
        Level::Community => "社区村",
        Level::Estate | Level::Building | Level::Household => "小区以下",
    }
}
