//! The record grows, proves what it holds, and shows tampering.

use kernel::{County, Fact, PlaceCode, Stage};
use ledger::{Algorithm, Hash};
use store::binds;
use testkit::{COMMUNITY, World};

use crate::begin;

async fn tell(w: &World, n: i64) {
    let place = PlaceCode::parse(COMMUNITY).unwrap();
    let mut tx = begin(&w.app.db).await;
    tx.tell(Fact::new("x-y-told", Stage::Listen, &place, n)).await.unwrap();
    tx.commit().await.unwrap();
}

fn hash(hex: &str) -> Hash {
    hex.parse().unwrap()
}

#[tokio::test]
async fn every_entry_is_provable_and_every_older_record_is_a_beginning() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let county = County::parse("420583").unwrap();
        let mut roots = Vec::new();
        for n in 0..13 {
            let mut tx = begin(&w.app.db).await;
            roots.push(store::head(&mut tx, &county).await.unwrap());
            drop(tx);
            tell(&w, n).await;
        }
        let mut tx = begin(&w.app.db).await;
        let head = store::head(&mut tx, &county).await.unwrap();
        assert_eq!(head.size, 13, "{}", w.engine);
        for seq in 0..13 {
            let leaf = store::leaf_bytes(&mut tx, &county, seq).await.unwrap();
            let proof = store::inclusion(&mut tx, &county, seq, 13).await.unwrap();
            let leaf = Algorithm::Sha256.leaf(leaf.as_bytes());
            proof.verify(Algorithm::Sha256, leaf, hash(&head.root)).unwrap();
            let other = Algorithm::Sha256.leaf(b"other");
            assert!(proof.verify(Algorithm::Sha256, other, hash(&head.root)).is_err());
        }
        for old in roots {
            let proof = store::consistency(&mut tx, &county, old.size, 13).await.unwrap();
            proof.verify(Algorithm::Sha256, hash(&old.root), hash(&head.root)).unwrap();
        }
        assert!(store::inclusion(&mut tx, &county, 13, 13).await.is_err());
        assert!(store::inclusion(&mut tx, &county, -1, 13).await.is_err());
    }
}

#[tokio::test]
async fn erasing_a_body_leaves_the_record_whole() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let county = County::parse("420583").unwrap();
        for n in 0..3 {
            tell(&w, n).await;
        }
        let mut tx = begin(&w.app.db).await;
        let before = store::head(&mut tx, &county).await.unwrap();
        tx.run(
            "UPDATE store_fact SET body = NULL, salt = NULL WHERE county = $1 AND seq = $2",
            binds![&county, 1],
        )
        .await
        .unwrap();
        assert_eq!(store::head(&mut tx, &county).await.unwrap(), before);
        let leaf = store::leaf_bytes(&mut tx, &county, 1).await.unwrap();
        let proof = store::inclusion(&mut tx, &county, 1, 3).await.unwrap();
        let leaf = Algorithm::Sha256.leaf(leaf.as_bytes());
        proof.verify(Algorithm::Sha256, leaf, hash(&before.root)).unwrap();
    }
}

#[tokio::test]
async fn many_tell_at_once_and_no_entry_is_lost() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let tasks: Vec<_> = (0..16)
            .map(|n: i64| {
                let db = w.app.db.clone();
                tokio::spawn(async move {
                    let place = PlaceCode::parse(COMMUNITY).unwrap();
                    let mut tx = begin(&db).await;
                    tx.tell(Fact::new("x-y-told", Stage::Listen, &place, n)).await.unwrap();
                    tx.commit().await.unwrap();
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let county = County::parse("420583").unwrap();
        let mut tx = begin(&w.app.db).await;
        let told = store::facts_since(&mut tx, &county, 0, 100).await.unwrap();
        let seqs: Vec<i64> = told.iter().map(|t| t.seq).collect();
        assert_eq!(seqs, (0..16).collect::<Vec<_>>(), "{}", w.engine);
        assert_eq!(store::head(&mut tx, &county).await.unwrap().size, 16);
    }
}
