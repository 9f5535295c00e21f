//! 议题 — `/{county}/matters/{id}/topic`, `/{county}/topics/{id}`, `/{county}/topics/{id}/gather`

use kernel::{Fact, PlaceCode, Role, Stage};
use serde_json::json;
use store::Told;
use testkit::{COUNTY, ESTATE, World};

use crate::{matter_at, number, reads_in_english, worker, worlds};

const ASK: &[(&str, &str)] = &[("question", "路灯和停车怎么办")];

#[tokio::test]
async fn a_topic_gathers_matters_by_their_number() {
    for w in worlds().await {
        let lamps = matter_at(&w, "路灯不亮", Stage::Listen).await;
        let cars = matter_at(&w, "停车难", Stage::Listen).await;
        let mut serves = worker(&w, "网格员").await;
        let topic = serves.post(&format!("{lamps}/topic"), ASK).await;
        topic.ok().shows("路灯和停车怎么办").shows("路灯不亮");

        let typed = number(&cars).to_string().to_lowercase();
        let both = serves.post(&topic.link("归并事项"), &[("number", &typed)]).await;
        both.ok().shows("停车难");
        w.visitor().get(&cars).await.ok().shows("一起商量：路灯和停车怎么办").shows("共商议");
        let again = serves.post(&format!("{}/gather", topic.path), &[("number", &typed)]).await;
        again.status(403).shows("已经在一个议题里");
        for bad in ["ABCD2345", "不是编号"] {
            let back = serves.post(&format!("{}/gather", topic.path), &[("number", bad)]).await;
            back.status(422).shows("没有这个编号");
            assert_eq!(back.value("number"), bad);
        }
        let (_, page) = serves.api_get(&topic.path).await;
        assert_eq!(page["matters"].as_array().unwrap().len(), 2);
        reads_in_english(&w, &serves, &topic.path).await;
        reads_in_english(&w, &serves, &format!("{}/gather", topic.path)).await;
    }
}

#[tokio::test]
async fn a_resident_proposes_but_does_not_set_the_topic() {
    for w in worlds().await {
        let lamps = matter_at(&w, "路灯不亮", Stage::Decide).await;
        let mut resident = w.person("居民甲", Role::Resident, ESTATE).await;
        resident.get(&format!("{lamps}/topic")).await.status(403);
        assert!(!resident.get(&lamps).await.has_link("提出议题"), "{}", w.engine);
        let built = matter_at(&w, "广场在建", Stage::Build).await;
        let mut serves = worker(&w, "网格员").await;
        serves.get(&format!("{built}/topic")).await.status(403);
        let (status, done) = serves
            .api_post(&format!("{lamps}/topic"), "key-12345678", json!({"question": "怎么办"}))
            .await;
        assert_eq!((status, &done["done"]), (200, &json!("decide-topic-open-done")));
        serves.post(&format!("{lamps}/topic"), ASK).await.status(403).shows("已经在一个议题里");
    }
}

fn told(fact: Fact, w: &World) -> Told {
    Told {
        seq: 7,
        kind: fact.kind.to_owned(),
        place: fact.place,
        matter: fact.matter,
        stage: fact.stage,
        subject: fact.subject,
        at: w.app.clock.now(),
        role: "worker".into(),
        name: "网格员".into(),
        body: fact.body,
    }
}

#[tokio::test]
async fn a_matter_taken_up_and_a_case_tried_open_one_topic_each() {
    for w in worlds().await {
        let url = matter_at(&w, "路灯不亮", Stage::Decide).await;
        let place = PlaceCode::parse(ESTATE).unwrap();
        let taken =
            Fact::new("listen-matter-taken-up", Stage::Listen, &place, "x").on(&number(&url));
        let taken = told(taken.with("title", "路灯不亮"), &w);
        let tried = Fact::new("share-case-tried", Stage::Share, &place, "y");
        let tried = told(
            tried.with("title", "夜里十点安静").with("case", "CASE").with("text", "别处的做法"),
            &w,
        );
        for _ in 0..2 {
            let mut tx = w.tx().await;
            decide::topic::open_from(&mut tx, &taken).await.unwrap();
            decide::topic::open_from_case(&mut tx, &tried).await.unwrap();
            tx.commit().await.unwrap();
        }
        w.visitor().get(&url).await.ok().shows("大家来商量：路灯不亮");
        let mut tx = w.tx().await;
        let count = tx
            .one("SELECT COUNT(*) AS n FROM decide_topic WHERE county = $1", store::binds![COUNTY])
            .await
            .unwrap();
        assert_eq!(count.int("n").unwrap(), 2, "{}", w.engine);
        let pages = (decide::slice().samples)(&mut tx).await.unwrap();
        drop(tx);
        for sample in pages.iter().filter(|s| s.role.is_none()) {
            w.visitor().get(&sample.path).await.ok();
        }
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = World::sqlite(vec![ground::slice(), decide::slice()], decide::flows()).await;
    let lamps = matter_at(&w, "路灯不亮", Stage::Listen).await;
    let page = worker(&w, "网格员").await.post(&format!("{lamps}/topic"), ASK).await;
    insta::assert_snapshot!(page.outline(), @"
    [路灯不亮]
    # 路灯和停车怎么办
    ## 来自这些事项
    ### 路灯不亮
    [路灯不亮]
    [归并事项]
    ## 议事会
    [召集开会]
    ## 方案
    [提出方案]
    ");
}
