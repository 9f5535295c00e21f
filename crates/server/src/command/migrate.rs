//! 建表 — `gongdi migrate`: brings the schema up to date before the new program is started.

use std::io::Write;
use std::process::ExitCode;

use super::make_folder_of;
use crate::Failure;
use crate::cli::Host;
use crate::config::Config;

pub(super) async fn run(host: &Host, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    let config = Config::of_host(host.config.as_deref())?;
    make_folder_of(&config.database)?;
    let db = crate::open(&config.database).await?;
    let done = store::migrate(&db, &crate::migrations()).await?;
    db.close().await;
    if done == 0 {
        writeln!(out, "数据库已是本版本。 The database was up to date.")?;
    } else {
        writeln!(
            out,
            "数据库升级了 {done} 步。 The database was brought up to date, {done} steps."
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
