//! 迁移 — Brings the schema up to date: each migration once, in order, never edited once landed.

use kernel::{Actor, Error, Moment, Result, SystemRng, digest};

use crate::{Db, Dialect, binds};

/// One step of a room's schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// `<room>-<timestamp>-<what>`; sorts by room order, then time. One that ends with `.sqlite` or
    /// `.postgres` is for that engine only, such as an index of its own kind.
    pub name: &'static str,
    /// Statements that both engines understand, or the one the name says.
    pub sql: &'static str,
}

impl Migration {
    /// Whether this engine needs it.
    pub fn is_for(&self, dialect: Dialect) -> bool {
        match self.name.rsplit_once('.') {
            Some((_, "sqlite")) => dialect == Dialect::Sqlite,
            Some((_, "postgres")) => dialect == Dialect::Postgres,
            _ => true,
        }
    }
}

/// The schema book belongs to no county.
const NOWHERE: &str = "000000";

/// Applies what is missing. Several copies may start at once: one works, the others wait.
///
/// # Errors
/// A fault when a migration fails or one that was applied has been edited since.
pub async fn migrate(db: &Db, migrations: &[Migration]) -> Result<usize> {
    let mut tx = db.begin(&Actor::visitor(), Moment(0), Box::new(SystemRng)).await?;
    if tx.dialect() == Dialect::Postgres {
        bytewise(&mut tx).await?;
        // 共缔 in numbers: any constant will do, as long as all copies use the same.
        tx.all("SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(4202026)) AS held", &[]).await?;
    }
    tx.script(
        "CREATE TABLE IF NOT EXISTS store_migration (county TEXT NOT NULL, name TEXT NOT NULL, \
         sum TEXT NOT NULL, PRIMARY KEY (county, name))",
    )
    .await?;
    let mut applied = 0;
    let dialect = tx.dialect();
    for step in migrations.iter().filter(|step| step.is_for(dialect)) {
        let sum = digest(step.sql);
        let known = tx
            .maybe(
                "SELECT sum FROM store_migration WHERE county = $1 AND name = $2",
                binds![NOWHERE, step.name],
            )
            .await?;
        if let Some(row) = known {
            if row.text("sum")? != sum {
                return Err(Error::fault(format!(
                    "migration {} was edited after it landed",
                    step.name
                )));
            }
            continue;
        }
        tx.script(step.sql).await?;
        tx.run(
            "INSERT INTO store_migration (county, name, sum) VALUES ($1, $2, $3)",
            binds![NOWHERE, step.name, sum],
        )
        .await?;
        applied += 1;
    }
    tx.commit().await?;
    Ok(applied)
}

/// Places contain each other by the beginning of their codes, so text must sort by bytes.
async fn bytewise(tx: &mut crate::Tx) -> Result<()> {
    let sql = "SELECT datcollate AS name FROM pg_database WHERE datname = current_database()";
    let collate = tx.one(sql, &[]).await?.text("name")?;
    if ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(&collate.as_str()) {
        return Ok(());
    }
    Err(Error::fault(format!(
        "this PostgreSQL database sorts text by {collate}; make one that sorts by bytes: \
         CREATE DATABASE gongdi TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
    )))
}
