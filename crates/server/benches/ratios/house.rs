//! 家 — A whole program on a database of its own: filled, opened, served on the loopback.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use kernel::{Clock as _, County, MatterId, Seal, SystemClock};
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use web::Settings;

use crate::Outcome;
use crate::county::{self, Cookies};
use crate::fill::fill;
use crate::raw::Raw;
use crate::table::say;

/// A running program.
#[derive(Debug)]
pub struct House {
    /// How many matters it was filled with.
    pub matters: u32,
    pub at: SocketAddr,
    pub cookies: Cookies,
    /// The number of a matter that is like most.
    pub typical: String,
    /// The address of its database.
    pub url: String,
    /// The address of a copy of its database as it was before it was served.
    pub copy: String,
}

/// Where databases of this run live; gone when it ends.
#[derive(Debug)]
pub enum Shelf {
    /// A folder of SQLite files.
    Folder(PathBuf),
    /// A PostgreSQL server, by the address of a database one may connect to, and a prefix for new ones.
    Server(String, String),
}

impl Shelf {
    /// A fresh folder in the system's temporary place.
    pub fn folder() -> Outcome<Self> {
        let path = std::env::temp_dir().join(format!("gongdi-bench-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self::Folder(path))
    }

    pub fn server(address: &str) -> Self {
        Self::Server(address.to_owned(), format!("gongdi_bench_{}", std::process::id()))
    }

    /// The address of a fresh database.
    async fn fresh(&self, name: &str) -> Outcome<String> {
        match self {
            Self::Folder(folder) => Ok(sqlite(&folder.join(format!("{name}.db")))),
            Self::Server(..) => self.create(name, "template0").await,
        }
    }

    /// The address of a copy of a database nobody is connected to.
    async fn copy(&self, name: &str) -> Outcome<String> {
        let copy = format!("{name}_copy");
        match self {
            Self::Folder(folder) => {
                let (from, to) =
                    (folder.join(format!("{name}.db")), folder.join(format!("{copy}.db")));
                std::fs::copy(from, &to)?;
                Ok(sqlite(&to))
            }
            Self::Server(_, prefix) => self.create(&copy, &format!("{prefix}_{name}")).await,
        }
    }

    async fn create(&self, name: &str, template: &str) -> Outcome<String> {
        let Self::Server(address, prefix) = self else { return Err("not a server".into()) };
        let mut admin = Raw::open(address).await?;
        let sql = format!(
            "CREATE DATABASE {prefix}_{name} TEMPLATE {template} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        );
        admin.script(&sql).await?;
        admin.close().await?;
        let (head, _) = address.rsplit_once('/').ok_or("an address without a database")?;
        Ok(format!("{head}/{prefix}_{name}"))
    }

    /// Takes everything away.
    pub async fn clear(&self) -> Outcome {
        match self {
            Self::Folder(folder) => std::fs::remove_dir_all(folder)?,
            Self::Server(address, prefix) => {
                let mut admin = Raw::open(address).await?;
                let sql = format!("SELECT datname FROM pg_database WHERE datname LIKE '{prefix}%'");
                for row in admin.rows(&sql).await? {
                    for name in row.into_iter().flatten() {
                        admin.script(&format!("DROP DATABASE {name} WITH (FORCE)")).await?;
                    }
                }
                admin.close().await?;
            }
        }
        Ok(())
    }
}

fn sqlite(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

impl House {
    /// Builds, fills and serves one.
    pub async fn open(host: &Handle, shelf: &Shelf, name: &str, matters: u32) -> Outcome<Self> {
        let begun = Instant::now();
        let url = shelf.fresh(name).await?;
        let now = SystemClock.now();
        let db = server::open(&url).await?;
        store::migrate(&db, &server::migrations()).await?;
        let cookies = county::settle(&db, now).await?;
        db.close().await;
        let typical = if matters == 0 { String::new() } else { filled(&url, matters, now).await? };
        let copy = shelf.copy(name).await?;
        let listener = TcpListener::bind("127.0.0.1:0").await?.into_std()?;
        let at = listener.local_addr()?;
        let served = url.clone();
        let ready = host.spawn(async move {
            let db = server::open(&served).await?;
            let seal = Seal::new([7; 32]);
            let app = server::app(db, Arc::new(SystemClock), seal, Settings::default())?;
            let listener = TcpListener::from_std(listener)?;
            tokio::spawn(server::serve(listener, app, std::future::pending()));
            Outcome::Ok(())
        });
        ready.await??;
        let took = begun.elapsed().as_secs_f64();
        say(&format!("a house with {matters} matters stands after {took:.1} s ({url})"))?;
        Ok(Self { matters, at, cookies, typical, url, copy })
    }
}

/// Loads without the journal: what breaks now is thrown away.
async fn filled(url: &str, matters: u32, now: kernel::Moment) -> Outcome<String> {
    let mut raw = Raw::open(url).await?;
    if raw.is_sqlite() {
        raw.script(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -524288; \
             PRAGMA locking_mode = EXCLUSIVE",
        )
        .await?;
    }
    // Sorted in at the end, as a restored database does it.
    let index = raw.without("ground_find_token").await?;
    let typical = fill(&mut raw, matters, now).await?;
    raw.script(&index).await?;
    raw.script(
        "UPDATE ground_place SET matters = COALESCE((SELECT SUM(t.n) FROM ground_tally t \
         WHERE t.county = ground_place.county AND t.level = 12 AND t.place = ground_place.code), 0)",
    )
    .await?;
    if !raw.is_sqlite() {
        // What autovacuum would do within a minute.
        raw.script("VACUUM ANALYZE").await?;
    }
    raw.close().await?;
    names(url, &typical, now).await?;
    Ok(typical)
}

/// Makes one matter findable through the program, so that the names of its places may be typed as they sound.
async fn names(url: &str, typical: &str, now: kernel::Moment) -> Outcome {
    let db = server::open(url).await?;
    let mut tx = db.begin(&kernel::Actor::visitor(), now, Box::new(kernel::SystemRng)).await?;
    let (county, id) = (County::parse(county::COUNTY)?, MatterId::parse(typical)?);
    let matter = ground::matter::load(&mut tx, &county, &id).await?;
    ground::matter::findable(&mut tx, &matter, &matter.title).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}
