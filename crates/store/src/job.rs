//! 后续 — Work that follows a fact or falls due: done once, in one transaction, by whichever copy is free.
//!
//! ```text
//! tell(fact) ─ same transaction ─▶ store_job ─▶ worker takes it, does it, removes it, commits
//!                                            ╰▶ on a fault: undone, tried again later, the fault kept
//! ```

use std::collections::BTreeMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::time::Duration;

use futures_util::FutureExt as _;
use kernel::{Actor, Clock, Error, Id, Moment, Result, Rng, minutes};

use crate::{Db, Dialect, Told, Tx, binds};

/// What a flow does with a fact.
type Then =
    for<'a> fn(&'a mut Tx, &'a Told) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// When a fact of a kind is told, then do this.
#[derive(Debug, Clone, Copy)]
pub struct Flow {
    /// The flow's own name, `adopted_proposal_starts_project`.
    pub name: &'static str,
    /// The kind of fact it follows; empty for a job that only falls due at a time.
    pub when: &'static str,
    /// What it does.
    pub then: Then,
}

/// Names a flow and boxes its future: `follow!("name", "fact-kind", function)`.
#[macro_export]
macro_rules! follow {
    ($name:literal, $when:expr, $then:path) => {
        $crate::Flow { name: $name, when: $when, then: |tx, told| Box::pin($then(tx, told)) }
    };
}
/// Every flow of the house, by name.
#[derive(Debug, Clone, Default)]
pub struct Flows(BTreeMap<&'static str, Flow>);

impl Flows {
    /// Collects flows.
    pub fn new(flows: impl IntoIterator<Item = Flow>) -> Self {
        Self(flows.into_iter().map(|f| (f.name, f)).collect())
    }

    /// All of them, by name.
    pub fn all(&self) -> impl Iterator<Item = &Flow> {
        self.0.values()
    }
}

/// A job that waits.
#[derive(Debug, Clone)]
pub struct Job {
    /// The flow's name.
    pub flow: String,
    /// When it falls due.
    pub due: Moment,
    /// How often it failed.
    pub tries: i64,
    /// The last fault.
    pub fault: Option<String>,
}

/// Puts the jobs of every flow that follows this fact.
pub(crate) async fn follow(tx: &mut Tx, told: &Told) -> Result<()> {
    let names: Vec<&'static str> =
        tx.db.flows().all().filter(|f| f.when == told.kind).map(|f| f.name).collect();
    for name in names {
        let due = tx.now;
        put(tx, name, due, told).await?;
    }
    Ok(())
}

async fn put(tx: &mut Tx, flow: &'static str, due: Moment, told: &Told) -> Result<()> {
    let id: Id<Job> = Id::random(&mut *tx.rng);
    let fact = serde_json::to_string(told).map_err(Error::fault)?;
    tx.run(
        "INSERT INTO store_job (county, id, flow, due, tries, fact) VALUES ($1, $2, $3, $4, 0, $5)",
        binds![told.county(), &id, flow, due, fact],
    )
    .await?;
    Ok(())
}

impl Tx {
    /// Has a flow look again at a fact when a moment comes, e.g. when a notice ends.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub async fn later(&mut self, flow: &'static str, due: Moment, told: &Told) -> Result<()> {
        put(self, flow, due, told).await
    }
}

/// Does the next job that is due; says whether there was one.
///
/// # Errors
/// A fault when the database fails. A job's own fault is kept with the job, which waits and is tried again.
pub async fn work_one(db: &Db, now: Moment, rng: fn() -> Box<dyn Rng>) -> Result<bool> {
    if !anything_due(db, now, rng()).await? {
        return Ok(false);
    }
    let mut tx = db.begin(&Actor::visitor(), now, rng()).await?;
    let Some((county, id, job, fact)) = take(&mut tx, now).await? else { return Ok(false) };
    let Ok(told) = serde_json::from_str::<Told>(&fact) else {
        drop(tx);
        postpone(db, now, rng(), &county, &id, &job, "the fact it follows cannot be read").await?;
        return Ok(true);
    };
    let Some(flow) = db.flows().0.get(job.flow.as_str()) else {
        drop(tx);
        postpone(db, now, rng(), &county, &id, &job, "no flow has this name").await?;
        return Ok(true);
    };
    // A flow acts for the house, in the name of what was told.
    "共缔".clone_into(&mut tx.actor.name);
    // A flow that panics is undone and waits like one that fails: it never stands in the others' way.
    let done = AssertUnwindSafe((flow.then)(&mut tx, &told)).catch_unwind().await;
    match done.unwrap_or_else(|_| Err(Error::fault("the flow panicked"))) {
        Ok(()) => tx.commit().await?,
        Err(cause) => {
            drop(tx);
            tracing::error!(flow = flow.name, %cause, "a flow failed and will be tried again");
            postpone(db, now, rng(), &county, &id, &job, &cause.to_string()).await?;
        }
    }
    Ok(true)
}

/// Looks without locking: an idle worker never stands in a writer's way.
async fn anything_due(db: &Db, now: Moment, rng: Box<dyn Rng>) -> Result<bool> {
    let mut tx = db.read(&Actor::visitor(), now, rng).await?;
    let sql = "SELECT 1 AS one FROM store_job WHERE county >= '000000' AND due <= $1 LIMIT 1";
    Ok(tx.maybe(sql, binds![now]).await?.is_some())
}

/// Takes one due job out of the list within this transaction: if it fails, it is back.
async fn take(tx: &mut Tx, now: Moment) -> Result<Option<(String, String, Job, String)>> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT county, id, flow, due, tries, fact, fault FROM store_job \
             WHERE county >= '000000' AND due <= $1 ORDER BY due, id LIMIT 1"
        }
        Dialect::Postgres => {
            "SELECT county, id, flow, due, tries, fact, fault FROM store_job \
             WHERE county >= '000000' AND due <= $1 ORDER BY due, id LIMIT 1 FOR UPDATE SKIP LOCKED"
        }
    };
    let Some(row) = tx.maybe(sql, binds![now]).await? else { return Ok(None) };
    let (county, id) = (row.text("county")?, row.text("id")?);
    let job = Job {
        flow: row.text("flow")?,
        due: row.moment("due")?,
        tries: row.int("tries")?,
        fault: row.opt_text("fault")?,
    };
    tx.run("DELETE FROM store_job WHERE county = $1 AND id = $2", binds![&county, &id]).await?;
    Ok(Some((county, id, job, row.text("fact")?)))
}

async fn postpone(
    db: &Db,
    now: Moment,
    rng: Box<dyn Rng>,
    county: &str,
    id: &str,
    job: &Job,
    fault: &str,
) -> Result<()> {
    let mut tx = db.begin(&Actor::visitor(), now, rng).await?;
    // 1, 2, 4 … minutes, at most about a day: a repaired host catches up by itself.
    let wait = minutes(1 << job.tries.clamp(0, 10));
    tx.run(
        "UPDATE store_job SET tries = tries + 1, due = $3, fault = $4 WHERE county = $1 AND id = $2",
        binds![county, id, now.plus(wait), fault],
    )
    .await?;
    tx.commit().await
}

/// Does everything that is due now: tests and the demo call this instead of waiting.
///
/// # Errors
/// A fault when the database fails, or when a job failed (its cause).
pub async fn settle(db: &Db, now: Moment, rng: fn() -> Box<dyn Rng>) -> Result<()> {
    while work_one(db, now, rng).await? {}
    let mut tx = db.read(&Actor::visitor(), now, rng()).await?;
    let failed = tx
        .maybe(
            "SELECT flow, fault FROM store_job WHERE county >= '000000' AND fault IS NOT NULL",
            &[],
        )
        .await?;
    match failed {
        Some(row) => Err(Error::Fault(format!("{}: {}", row.text("flow")?, row.text("fault")?))),
        None => Ok(()),
    }
}

/// Works until told to stop: woken by each commit, and every few seconds for what falls due by time.
pub async fn work_until(
    db: Db,
    clock: std::sync::Arc<dyn Clock>,
    rng: fn() -> Box<dyn Rng>,
    stop: impl Future<Output = ()>,
) {
    tokio::pin!(stop);
    loop {
        match work_one(&db, clock.now(), rng).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(cause) => tracing::error!(%cause, "the worker could not reach the database"),
        }
        tokio::select! {
            () = &mut stop => return,
            () = db.woken() => {}
            () = tokio::time::sleep(Duration::from_secs(5)) => {}
        }
    }
}
