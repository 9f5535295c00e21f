//! What is told is on the thread, with role and name, and undone with its transaction.

use kernel::{Actor, County, Fact, MatterId, Moment, PlaceCode, Role, Seeded, Stage};
use testkit::{COMMUNITY, World};

use crate::rng;

fn fact(matter: &MatterId, words: &str) -> Fact {
    let place = PlaceCode::parse(COMMUNITY).unwrap();
    Fact::new("listen-report-said", Stage::Listen, &place, "r1").on(matter).with("words", words)
}

#[tokio::test]
async fn a_thread_in_order() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let county = County::parse("420583").unwrap();
        let matter = MatterId::random(&mut Seeded::new(1));
        let place = PlaceCode::parse(COMMUNITY).unwrap();
        let worker = Actor::holding("p1", "网格员", Role::Worker, place);
        for (n, words) in ["路灯不亮", "还是不亮", "𠮷字也能存"].into_iter().enumerate()
        {
            let at = Moment(i64::try_from(n).unwrap());
            let mut tx = w.app.db.begin(&worker, at, rng()).await.unwrap();
            tx.tell(fact(&matter, words)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = w.app.db.begin(&worker, Moment(9), rng()).await.unwrap();
        tx.tell(fact(&matter, "没有提交")).await.unwrap();
        drop(tx);
        let mut tx = w.app.db.read(&worker, Moment(9), rng()).await.unwrap();
        let thread = store::facts_of(&mut tx, &county, &matter).await.unwrap();
        let said: Vec<_> =
            thread.iter().map(|t| (t.seq, t.text("words"), t.name.as_str())).collect();
        let expected =
            [(0, "路灯不亮", "网格员"), (1, "还是不亮", "网格员"), (2, "𠮷字也能存", "网格员")];
        assert_eq!(said, expected, "{}", w.engine);
        assert!(thread.iter().all(|t| t.role == "worker" && t.stage == Stage::Listen));
    }
}
