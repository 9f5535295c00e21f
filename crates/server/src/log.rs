//! 日志 — What the program says while it runs, to standard error: never a query, a cookie or a body.

use std::io::IsTerminal as _;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Starts logging at a level. Libraries speak from `warn` on: at `debug` they would tell statements and headers.
pub(crate) fn start(level: LevelFilter) {
    let ours = [
        "server", "web", "store", "ground", "listen", "decide", "build", "manage", "evaluate",
        "share", "flows",
    ];
    let quiet = level.min(LevelFilter::WARN);
    let targets =
        ours.iter().fold(Targets::new().with_default(quiet), |t, name| t.with_target(*name, level));
    let colours = std::io::stderr().is_terminal();
    let to_stderr =
        tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(colours);
    // A second start in one process (tests) keeps the first logger.
    let _ = tracing_subscriber::registry().with(to_stderr).with(targets).try_init();
}
