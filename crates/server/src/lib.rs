//! 程序 — The program `gongdi`: configuration, the list of slices, the server, the demo and the command line.
//!
//! ```text
//! gongdi demo      everything on one laptop, with stories to look at
//! gongdi serve     one file of settings, SQLite or PostgreSQL
//! gongdi check     what is wrong with this host, in plain words
//! ```
//!
//! A host of one's own, put together by hand:
//!
//! ```no_run
//! # async fn host() -> Result<(), Box<dyn std::error::Error>> {
//! let db = server::open("sqlite:gongdi.db").await?;
//! store::migrate(&db, &server::migrations()).await?;
//! let seal = server::key::load_or_make("gongdi.key".as_ref(), &mut kernel::SystemRng)?;
//! let app = server::app(db, std::sync::Arc::new(kernel::SystemClock), seal, web::Settings::default())?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8420").await?;
//! server::serve(listener, app, std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```

mod app;
pub mod check;
pub mod cli;
pub mod command;
pub mod config;
pub mod demo;
mod failure;
pub mod guard;
pub mod key;
mod log;
pub mod record;
pub mod rules;
mod serve;
mod slices;

pub use app::{app, migrations, open};
pub use failure::Failure;
pub use serve::serve;
pub use slices::{flows, slices};
