//! 数据库 — Opening the database and beginning to read or to act.

use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kernel::{Actor, Error, Moment, Result, Rng};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::tx::{Conn, Tx};
use crate::{Flows, Migration, migrate};

/// Which engine is behind the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// An embedded file.
    Sqlite,
    /// A server.
    Postgres,
}

/// The database: cheap to clone, shared by all requests.
#[derive(Debug, Clone)]
pub struct Db {
    pools: Pools,
    flows: Arc<Flows>,
    version: Arc<AtomicU64>,
    wake: Arc<tokio::sync::Notify>,
}

#[derive(Debug, Clone)]
enum Pools {
    /// SQLite has one writer at a time: one connection writes, the others read the last commit (WAL).
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite:path` (made when missing) or `postgres://…`. Flows are the jobs facts start.
    ///
    /// # Errors
    /// A fault when the address cannot be read or the server cannot be reached.
    pub async fn open(url: &str, flows: Flows) -> Result<Self> {
        let pools =
            if url.starts_with("postgres") { postgres(url).await? } else { sqlite(url).await? };
        Ok(Self { pools, flows: Arc::new(flows), version: Arc::default(), wake: Arc::default() })
    }

    /// Opens, and brings the schema up to date.
    ///
    /// # Errors
    /// A fault when the database cannot be reached or a migration fails.
    pub async fn open_migrated(url: &str, flows: Flows, migrations: &[Migration]) -> Result<Self> {
        let db = Self::open(url, flows).await?;
        migrate(&db, migrations).await?;
        Ok(db)
    }

    /// Which engine this is.
    pub fn dialect(&self) -> Dialect {
        match self.pools {
            Pools::Sqlite { .. } => Dialect::Sqlite,
            Pools::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Counts the commits of this process: pages cached under an older number are stale.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Begins an act: a transaction that knows who acts and when.
    ///
    /// # Errors
    /// A fault when no connection is free in time.
    pub async fn begin(&self, actor: &Actor, now: Moment, rng: Box<dyn Rng>) -> Result<Tx> {
        let conn = match &self.pools {
            // IMMEDIATE takes the write lock at once: no upgrade can fail half-way.
            Pools::Sqlite { write, .. } => {
                Conn::SqliteTx(write.begin_with("BEGIN IMMEDIATE").await.map_err(Error::fault)?)
            }
            Pools::Postgres(pool) => Conn::PostgresTx(pool.begin().await.map_err(Error::fault)?),
        };
        Ok(Tx::new(conn, actor.clone(), now, rng, self.clone()))
    }

    /// Begins reading: nothing is written, nothing is locked.
    ///
    /// # Errors
    /// A fault when no connection is free in time.
    pub async fn read(&self, actor: &Actor, now: Moment, rng: Box<dyn Rng>) -> Result<Tx> {
        let conn = match &self.pools {
            Pools::Sqlite { read, .. } => Conn::Sqlite(read.acquire().await.map_err(Error::fault)?),
            Pools::Postgres(pool) => Conn::Postgres(pool.acquire().await.map_err(Error::fault)?),
        };
        Ok(Tx::new(conn, actor.clone(), now, rng, self.clone()))
    }

    /// Closes all connections; SQLite folds its write-ahead log back into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    pub(crate) fn flows(&self) -> &Flows {
        &self.flows
    }

    pub(crate) fn committed(&self) {
        self.version.fetch_add(1, Ordering::AcqRel);
        self.wake.notify_one();
    }

    pub(crate) async fn woken(&self) {
        self.wake.notified().await;
    }
}

async fn sqlite(url: &str) -> Result<Pools> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(Error::fault)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: what was acknowledged survives a power cut, not only a killed process.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(20))
        .foreign_keys(true)
        .pragma("cache_size", "-65536")
        .pragma("mmap_size", "268435456")
        .statement_cache_capacity(512);
    let pool = |max| {
        SqlitePoolOptions::new().max_connections(max).acquire_timeout(Duration::from_secs(30))
    };
    let write = pool(1).connect_with(options.clone()).await.map_err(Error::fault)?;
    let read =
        pool(8).connect_with(options.pragma("query_only", "1")).await.map_err(Error::fault)?;
    Ok(Pools::Sqlite { write, read })
}

async fn postgres(url: &str) -> Result<Pools> {
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(30))
        .connect(url)
        .await
        .map_err(Error::fault)?;
    Ok(Pools::Postgres(pool))
}
