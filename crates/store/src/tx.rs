//! 事务 — One act, or one look: a connection that knows who asks and when.

use std::sync::Arc;

use kernel::{Actor, Error, Fact, Moment, Result, Rng};
use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite, Transaction};

use crate::{Db, Dialect, Row, Value, row};

pub(crate) enum Conn {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTx(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(Transaction<'static, Postgres>),
}

/// A transaction (or a reading connection) with its actor, its moment and its source of chance.
///
/// Dropping it without [`Tx::commit`] undoes everything.
pub struct Tx {
    conn: Conn,
    /// Who acts.
    pub actor: Actor,
    /// When the act happens: the same moment for everything in it.
    pub now: Moment,
    /// The randomness of ids, tokens and salts in this act.
    pub rng: Box<dyn Rng>,
    pub(crate) db: Db,
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("now", &self.now).finish_non_exhaustive()
    }
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

macro_rules! fetched {
    ($conn:expr, $sql:expr, $values:expr, $read:path) => {{
        let rows =
            bound!($sql, $values).fetch_all(&mut **$conn).await.map_err(|e| fault($sql, &e))?;
        let columns = rows.first().map_or_else(|| Arc::from([]), row::names);
        rows.iter().map(|r| $read(r, &columns)).collect()
    }};
}

impl Tx {
    pub(crate) fn new(conn: Conn, actor: Actor, now: Moment, rng: Box<dyn Rng>, db: Db) -> Self {
        Self { conn, actor, now, rng, db }
    }

    /// Which engine this runs on, for the few statements that need to differ.
    pub fn dialect(&self) -> Dialect {
        self.db.dialect()
    }

    /// Runs a statement; says how many rows it changed.
    ///
    /// # Errors
    /// A fault when the statement fails.
    pub async fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64> {
        match &mut self.conn {
            Conn::Sqlite(c) => {
                bound!(sql, values).execute(&mut **c).await.map(|r| r.rows_affected())
            }
            Conn::SqliteTx(c) => {
                bound!(sql, values).execute(&mut **c).await.map(|r| r.rows_affected())
            }
            Conn::Postgres(c) => {
                bound!(sql, values).execute(&mut **c).await.map(|r| r.rows_affected())
            }
            Conn::PostgresTx(c) => {
                bound!(sql, values).execute(&mut **c).await.map(|r| r.rows_affected())
            }
        }
        .map_err(|e| fault(sql, &e))
    }

    /// Every row of the answer.
    ///
    /// # Errors
    /// A fault when the statement fails.
    pub async fn all(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>> {
        match &mut self.conn {
            Conn::Sqlite(c) => fetched!(c, sql, values, Row::from_sqlite),
            Conn::SqliteTx(c) => fetched!(c, sql, values, Row::from_sqlite),
            Conn::Postgres(c) => fetched!(c, sql, values, Row::from_postgres),
            Conn::PostgresTx(c) => fetched!(c, sql, values, Row::from_postgres),
        }
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// A fault when the statement fails.
    pub async fn maybe(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>> {
        Ok(self.all(sql, values).await?.into_iter().next())
    }

    /// The row that must be there.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none; a fault when the statement fails.
    pub async fn one(&mut self, sql: &'static str, values: &[Value]) -> Result<Row> {
        self.maybe(sql, values).await?.ok_or(Error::NotFound)
    }

    /// Runs statements without arguments, as migrations are.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<()> {
        match &mut self.conn {
            Conn::Sqlite(c) => sqlx::raw_sql(sql).execute(&mut **c).await.map(|_| ()),
            Conn::SqliteTx(c) => sqlx::raw_sql(sql).execute(&mut **c).await.map(|_| ()),
            Conn::Postgres(c) => sqlx::raw_sql(sql).execute(&mut **c).await.map(|_| ()),
            Conn::PostgresTx(c) => sqlx::raw_sql(sql).execute(&mut **c).await.map(|_| ()),
        }
        .map_err(|e| fault(sql, &e))
    }

    /// Tells what happened: the thread, the public record and the jobs that follow, in this transaction.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub async fn tell(&mut self, fact: Fact) -> Result<()> {
        crate::fact::tell(self, fact).await
    }

    /// Makes everything in this act true at once.
    ///
    /// # Errors
    /// A fault when the database refuses; nothing has happened then.
    pub async fn commit(self) -> Result<()> {
        match self.conn {
            Conn::SqliteTx(tx) => tx.commit().await.map_err(Error::fault)?,
            Conn::PostgresTx(tx) => tx.commit().await.map_err(Error::fault)?,
            Conn::Sqlite(_) | Conn::Postgres(_) => return Ok(()),
        }
        self.db.committed();
        Ok(())
    }
}

fn fault(sql: &str, cause: &sqlx::Error) -> Error {
    let line: String = sql.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    Error::Fault(format!("{cause} in: {line} …"))
}
