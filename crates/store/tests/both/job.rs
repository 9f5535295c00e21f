//! Jobs: done once, undone together with their fault, in time and not before.

use kernel::{Error, Fact, Moment, PlaceCode, Result, Stage, minutes};
use store::{Flow, Told, Tx, binds, follow};
use testkit::{COMMUNITY, World};

use crate::{begin, rng};

async fn count(tx: &mut Tx, told: &Told) -> Result<()> {
    tx.run(
        "INSERT INTO seen (county, subject) VALUES ($1, $2)",
        binds![told.county(), &told.subject],
    )
    .await?;
    assert!(told.subject != "panic", "a bug in a flow");
    if told.subject == "bad" {
        return Err(Error::fault("this one cannot be done"));
    }
    Ok(())
}

fn flows() -> Vec<Flow> {
    vec![follow!("count", "x-y-told", count), follow!("alarm", "", count)]
}

async fn world_with_table(w: &World) {
    let mut tx = begin(&w.app.db).await;
    tx.run("CREATE TABLE seen (county TEXT NOT NULL, subject TEXT NOT NULL)", &[]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn tell(w: &World, subject: &str) {
    let place = PlaceCode::parse(COMMUNITY).unwrap();
    let mut tx = w.tx().await;
    tx.tell(Fact::new("x-y-told", Stage::Listen, &place, subject)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn seen(w: &World) -> i64 {
    let mut tx = begin(&w.app.db).await;
    tx.one("SELECT COUNT(*) AS n FROM seen WHERE county = '420583'", &[])
        .await
        .unwrap()
        .int("n")
        .unwrap()
}

#[tokio::test]
async fn a_fact_is_followed_once_however_many_work() {
    for w in World::each(Vec::new(), flows()).await {
        world_with_table(&w).await;
        for n in 0..10 {
            tell(&w, &n.to_string()).await;
        }
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let (db, now) = (w.app.db.clone(), w.app.clock.now());
                tokio::spawn(async move { while store::work_one(&db, now, rng).await.unwrap() {} })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        w.settle().await;
        assert_eq!(seen(&w).await, 10, "{}", w.engine);
    }
}

#[tokio::test]
async fn a_failing_job_is_undone_kept_with_its_fault_and_tried_again_later() {
    for w in World::each(Vec::new(), flows()).await {
        world_with_table(&w).await;
        tell(&w, "bad").await;
        let fault = w.try_settle().await.unwrap_err();
        assert!(fault.to_string().contains("cannot be done"), "{fault}");
        assert_eq!(seen(&w).await, 0, "{}: what it did is undone", w.engine);
        let now = w.app.clock.now();
        assert!(!store::work_one(&w.app.db, now, rng).await.unwrap(), "not at once");
        assert!(store::work_one(&w.app.db, now.plus(minutes(2)), rng).await.unwrap(), "but later");
    }
}

#[tokio::test]
async fn a_job_with_a_time_waits_for_it() {
    for w in World::each(Vec::new(), flows()).await {
        world_with_table(&w).await;
        tell(&w, "first").await;
        let mut tx = w.tx().await;
        let county = kernel::County::parse("420583").unwrap();
        let told = store::facts_since(&mut tx, &county, 0, 1).await.unwrap().remove(0);
        let due = Moment(w.app.clock.now().0).plus(minutes(10));
        tx.later("alarm", due, &told).await.unwrap();
        tx.commit().await.unwrap();
        w.settle().await;
        assert_eq!(seen(&w).await, 1);
        w.advance(minutes(10)).await;
        assert_eq!(seen(&w).await, 2, "{}", w.engine);
    }
}

#[tokio::test]
async fn a_panicking_job_waits_and_the_others_go_on() {
    for w in World::each(Vec::new(), flows()).await {
        world_with_table(&w).await;
        tell(&w, "panic").await;
        tell(&w, "good").await;
        assert!(w.try_settle().await.unwrap_err().to_string().contains("panicked"));
        assert_eq!(seen(&w).await, 1, "{}", w.engine);
    }
}

#[tokio::test]
async fn a_job_whose_fact_cannot_be_read_waits_and_the_others_go_on() {
    for w in World::each(Vec::new(), flows()).await {
        world_with_table(&w).await;
        tell(&w, "damaged").await;
        let mut tx = begin(&w.app.db).await;
        tx.run("UPDATE store_job SET fact = '{' WHERE county = '420583'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        tell(&w, "good").await;
        assert!(w.try_settle().await.unwrap_err().to_string().contains("cannot be read"));
        assert_eq!(seen(&w).await, 1, "{}", w.engine);
    }
}
