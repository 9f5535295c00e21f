//! 议事会 — `/{county}/topics/{id}/call`, `/{county}/assemblies/{id}` and its verbs

use kernel::{Role, days};
use testkit::{Browser, ESTATE, World};

use crate::{matter, reads_in_english, worker, worlds};

const CALL: &[(&str, &str)] = &[
    ("kind", "evening-talk"),
    ("day", "2023-03-02"),
    ("hour", "19:30"),
    ("venue", "凉亭"),
    ("agenda", "广场建在哪里\n谁来出工"),
];
const RECORD: &[(&str, &str)] = &[
    ("residents", "31"),
    ("representatives", "4"),
    ("officials", "2"),
    ("women", "15"),
    ("position-1", "有人说建在晒场；也有人说建在路口。"),
    ("position-2", "各家出两天工。"),
    ("minutes", "先后十二人发言。"),
    ("outcome", "先看两处再定"),
];

async fn called(w: &World, serves: &mut Browser) -> String {
    let url = matter(w).await;
    let topic = serves.post(&format!("{url}/topic"), &[("question", "广场建在哪里")]).await;
    serves.post(&format!("{}/call", topic.path), CALL).await.ok().shows("湾子夜话").shows("凉亭");
    let listed = serves.get(&topic.path).await;
    listed.link("已召集")
}

#[tokio::test]
async fn it_is_recorded_once_and_corrected_beside() {
    for w in worlds().await {
        let mut serves = worker(&w, "网格员").await;
        let assembly = called(&w, &mut serves).await;
        let record = format!("{assembly}/record");
        let form = serves.get(&record).await;
        form.ok().shows("各方意见：谁来出工").hides("position-3");
        serves.post(&record, RECORD).await.status(403).shows("2023-03-02 19:30 才开");

        w.advance(days(2)).await;
        let shown = serves.post(&record, RECORD).await;
        shown.ok().shows("先看两处再定").shows("也有人说建在路口");
        serves.post(&record, RECORD).await.status(403).shows("请写更正");
        let right =
            serves.post(&format!("{assembly}/correct"), &[("words", "到会居民是三十二人")]).await;
        right.ok().shows("更正：").shows("三十二人").shows("31");
        let (_, json) = w.visitor().api_get(&assembly).await;
        assert_eq!(
            (json["assembly"]["women"].as_i64(), json["assembly"]["residents"].as_i64()),
            (Some(15), Some(31))
        );
    }
}

#[tokio::test]
async fn counts_that_cannot_be_come_back() {
    for w in worlds().await {
        let mut serves = worker(&w, "网格员").await;
        let assembly = called(&w, &mut serves).await;
        w.advance(days(2)).await;
        let mut typed = RECORD.to_vec();
        typed[3] = ("women", "99");
        let back = serves.post(&format!("{assembly}/record"), &typed).await;
        back.status(422).shows("不能多于到会人数").shows("各方意见：广场建在哪里");
        assert_eq!(back.value("minutes"), "先后十二人发言。");
        let mut resident = w.person("居民甲", Role::Resident, ESTATE).await;
        for verb in ["record", "correct"] {
            resident.get(&format!("{assembly}/{verb}")).await.status(403);
        }
        let early = serves.post(&format!("{assembly}/correct"), &[("words", "不对")]).await;
        early.status(403).shows("还没有记录");
    }
}

#[tokio::test]
async fn poster_and_minutes_are_sheets_of_paper() {
    for w in worlds().await {
        let mut serves = worker(&w, "网格员").await;
        let assembly = called(&w, &mut serves).await;
        let poster = w.visitor().get(&format!("{assembly}/poster")).await;
        poster.ok().shows("2023-03-02 19:30").shows("谁都可以来");
        assert!(poster.html.contains("class=\"qr\""));
        w.visitor().get(&format!("{assembly}/minutes")).await.ok().shows("____").shows("记录人");
        w.advance(days(2)).await;
        serves.post(&format!("{assembly}/record"), RECORD).await.ok();
        w.visitor()
            .get(&format!("{assembly}/minutes"))
            .await
            .ok()
            .shows("先看两处再定")
            .shows("居民代表");
        for page in ["", "/poster", "/minutes", "/record", "/correct"] {
            reads_in_english(&w, &serves, &format!("{assembly}{page}")).await;
        }
    }
}
