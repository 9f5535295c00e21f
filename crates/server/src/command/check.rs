//! 检查 — `gongdi check`: prints every finding, exits with 1 when one is a problem.

use std::io::Write;
use std::process::ExitCode;

use super::sqlite_path;
use crate::Failure;
use crate::check::{self, Finding};
use crate::cli::Host;
use crate::config::Config;

pub(super) async fn run(host: &Host, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    let findings = match Config::of_host(host.config.as_deref()) {
        Ok(config) => check::host(&config, sqlite_path(&config.database)).await,
        Err(failure) => vec![Finding::bad(failure)],
    };
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    let bad = findings.iter().filter(|f| !f.good).count();
    if bad == 0 {
        writeln!(out, "没有发现问题。 No problem found.")?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "发现 {bad} 个问题。 Problems found: {bad}.")?;
    Ok(ExitCode::FAILURE)
}
