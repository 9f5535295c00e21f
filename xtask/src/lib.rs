//! 工坊 — What the people who build Gongdi run: set up, test, tidy.
//!
//! One file per command. `cargo xtask test` is what CI runs, nothing else; `cargo xtask tidy` holds the rules of the
//! house and runs in `cargo test` too, so a broken rule fails where the work happens.

pub mod bench;
pub mod chromium;
pub mod command;
pub mod new;
pub mod node;
pub mod postgres;
pub mod setup;
pub mod test;
pub mod tidy;

use std::path::PathBuf;

/// The folder of the workspace: where the root `Cargo.toml` is.
///
/// Cargo tells a running program its package; the path known when this was compiled serves when it is run directly.
pub fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(PathBuf::from).unwrap_or(package)
}
