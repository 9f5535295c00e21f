//! 生库 — The database without us: sqlx, prepared statements, the same settings as `store` opens with.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use store::Value;

use crate::Outcome;

/// One connection.
#[derive(Debug)]
pub struct Raw {
    conn: Conn,
    /// Texts of statements by table and number of rows: a text lives as long as the program, so that the
    /// driver keeps it prepared.
    texts: BTreeMap<(&'static str, usize), &'static str>,
}

#[derive(Debug)]
enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

macro_rules! bound {
    ($sql:expr, $values:expr) => {{
        let mut query = sqlx::query($sql);
        for value in $values {
            query = match value {
                Value::Int(n) => query.bind(*n),
                Value::Text(t) => query.bind(t.as_deref()),
            };
        }
        query
    }};
}

impl Raw {
    /// Opens the database as `store` does: WAL, every commit on the disk before it is acknowledged.
    pub async fn open(url: &str) -> Outcome<Self> {
        let conn = if url.starts_with("postgres") {
            Conn::Postgres(PgConnection::connect(url).await?)
        } else {
            let options = SqliteConnectOptions::from_str(url)?
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .pragma("cache_size", "-65536")
                .pragma("mmap_size", "268435456");
            Conn::Sqlite(SqliteConnection::connect_with(&options).await?)
        };
        Ok(Self { conn, texts: BTreeMap::new() })
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.conn, Conn::Sqlite(_))
    }

    /// Begins an act; SQLite takes the write lock at once, as `store` does.
    pub async fn begin(&mut self) -> Outcome {
        let sql = if self.is_sqlite() { "BEGIN IMMEDIATE" } else { "BEGIN" };
        self.run(sql, &[]).await.map(|_| ())
    }

    pub async fn commit(&mut self) -> Outcome {
        self.run("COMMIT", &[]).await.map(|_| ())
    }

    /// Runs a prepared statement; says how many rows it changed.
    pub async fn run(&mut self, sql: &'static str, values: &[Value]) -> Outcome<u64> {
        Ok(match &mut self.conn {
            Conn::Sqlite(c) => bound!(sql, values).execute(c).await?.rows_affected(),
            Conn::Postgres(c) => bound!(sql, values).execute(c).await?.rows_affected(),
        })
    }

    /// Runs statements without arguments.
    pub async fn script(&mut self, sql: &str) -> Outcome {
        match &mut self.conn {
            Conn::Sqlite(c) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await.map(|_| ())?,
            Conn::Postgres(c) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Rows of text, each value possibly absent.
    pub async fn rows(&mut self, sql: &str) -> Outcome<Vec<Vec<Option<String>>>> {
        macro_rules! read {
            ($c:expr) => {{
                let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all($c).await?;
                let mut all = Vec::new();
                for row in &rows {
                    let read = (0..row.len()).map(|n| row.try_get(n));
                    all.push(read.collect::<Result<Vec<Option<String>>, sqlx::Error>>()?);
                }
                all
            }};
        }
        Ok(match &mut self.conn {
            Conn::Sqlite(c) => read!(c),
            Conn::Postgres(c) => read!(c),
        })
    }

    /// Takes an index of PostgreSQL away; gives the statement that makes it again. Nothing on SQLite.
    pub async fn without(&mut self, index: &str) -> Outcome<String> {
        if self.is_sqlite() {
            return Ok(String::new());
        }
        let sql = format!("SELECT indexdef FROM pg_indexes WHERE indexname = '{index}'");
        let told = self.rows(&sql).await?.into_iter().flatten().flatten().next();
        self.script(&format!("DROP INDEX {index}")).await?;
        Ok(told.ok_or("no such index")?)
    }

    /// Inserts rows, all by one statement. `values` holds them one after the other.
    pub async fn insert(
        &mut self,
        table: &'static str,
        columns: &[&str],
        values: &[Value],
    ) -> Outcome {
        let rows = values.len() / columns.len().max(1);
        let sqlite = self.is_sqlite();
        let text = || &*String::leak(insert(sqlite, table, columns, rows));
        let sql: &'static str = self.texts.entry((table, rows)).or_insert_with(text);
        self.run(sql, values).await?;
        Ok(())
    }

    pub async fn close(self) -> Outcome {
        match self.conn {
            Conn::Sqlite(c) => c.close().await?,
            Conn::Postgres(c) => c.close().await?,
        }
        Ok(())
    }
}

/// SQLite reads a bare `?` fastest; PostgreSQL wants numbers.
fn insert(sqlite: bool, table: &str, columns: &[&str], rows: usize) -> String {
    let place = |n: usize| if sqlite { "?".to_owned() } else { format!("${n}") };
    let row = |r: usize| {
        let places = (1..=columns.len()).map(|n| place(r * columns.len() + n));
        format!("({})", places.collect::<Vec<_>>().join(","))
    };
    let all = (0..rows).map(row).collect::<Vec<_>>().join(",");
    format!("INSERT INTO {table} ({}) VALUES {all}", columns.join(","))
}
