//! A key makes one act, whoever sends it again and however soon.

use kernel::{County, Error};
use store::{Act, binds};
use testkit::World;

use crate::begin;

#[tokio::test]
async fn the_second_gets_the_answer_of_the_first() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let (county, act) = (County::parse("420583").unwrap(), Act("k1".into()));
        let mut tx = begin(&w.app.db).await;
        tx.claim(&county, &act).await.unwrap();
        tx.answer(&county, &act, "done").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = begin(&w.app.db).await;
        let Err(Error::Again(answer)) = tx.claim(&county, &act).await else {
            panic!("{}", w.engine)
        };
        assert_eq!(answer, "done");
    }
}

#[tokio::test]
async fn an_act_that_was_undone_may_be_done_again() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let (county, act) = (County::parse("420583").unwrap(), Act("k2".into()));
        let mut tx = begin(&w.app.db).await;
        tx.claim(&county, &act).await.unwrap();
        drop(tx);
        let mut tx = begin(&w.app.db).await;
        tx.claim(&county, &act).await.unwrap();
    }
}

#[tokio::test]
async fn of_twenty_at_once_one_acts() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let mut tx = begin(&w.app.db).await;
        tx.run("CREATE TABLE acted (county TEXT NOT NULL, n BIGINT NOT NULL)", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let tasks: Vec<_> = (0..20)
            .map(|n: i64| {
                let db = w.app.db.clone();
                tokio::spawn(async move {
                    let (county, act) = (County::parse("420583").unwrap(), Act("same".into()));
                    let mut tx = begin(&db).await;
                    match tx.claim(&county, &act).await {
                        Ok(()) => {
                            tx.run(
                                "INSERT INTO acted (county, n) VALUES ($1, $2)",
                                binds![&county, n],
                            )
                            .await
                            .unwrap();
                            tx.answer(&county, &act, &n.to_string()).await.unwrap();
                            tx.commit().await.unwrap();
                            n.to_string()
                        }
                        Err(Error::Again(answer)) => answer,
                        Err(other) => panic!("{other}"),
                    }
                })
            })
            .collect();
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(task.await.unwrap());
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{}: {answers:?}", w.engine);
        let mut tx = begin(&w.app.db).await;
        let row =
            tx.one("SELECT COUNT(*) AS n FROM acted WHERE county = '420583'", &[]).await.unwrap();
        assert_eq!(row.int("n").unwrap(), 1, "{}", w.engine);
    }
}

#[tokio::test]
async fn old_keys_are_forgotten() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let (county, act) = (County::parse("420583").unwrap(), Act("old".into()));
        let mut tx = begin(&w.app.db).await;
        tx.claim(&county, &act).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store::forget_old(&w.app.db, kernel::Moment(1_000)).await.unwrap(), 0);
        assert_eq!(store::forget_old(&w.app.db, kernel::Moment(1_001)).await.unwrap(), 1);
    }
}
