//! 运行 — `gongdi serve`: one host, as its configuration says.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use kernel::{SystemClock, SystemRng};
use tokio::net::TcpListener;
use web::Settings;

use super::{make_folder_of, told_to_stop};
use crate::cli::Host;
use crate::config::Config;
use crate::rules::Rules;
use crate::{Failure, key, log};

pub(super) async fn run(host: &Host, out: &mut (dyn Write + Send)) -> Result<ExitCode, Failure> {
    let config = Config::of_host(host.config.as_deref())?;
    log::start(config.log);
    Rules::read(config.rules.as_deref())?.settle()?;
    let seal = key::load_or_make(&config.key_file, &mut SystemRng)?;
    make_folder_of(&config.database)?;
    let db = crate::open(&config.database).await?;
    store::migrate(&db, &crate::migrations()).await?;
    let listener = TcpListener::bind(config.listen).await.map_err(|e| taken(&config.listen, &e))?;
    let settings = Settings { origin: config.origin, demo: false };
    let app = crate::app(db, Arc::new(SystemClock), seal, settings)?;
    let stop = told_to_stop()?;
    writeln!(out, "listening on http://{}", listener.local_addr()?)?;
    out.flush()?;
    crate::serve(listener, app, stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// The usual reason is a second copy of the program.
pub(super) fn taken(address: &std::net::SocketAddr, cause: &std::io::Error) -> Failure {
    Failure::new(
        format!("不能在 {address} 提供服务：{cause}。已经开着一个共缔？换个端口再试"),
        format!("cannot listen on {address}: {cause}. Is another Gongdi running? Try another port"),
    )
}
