//! 班子 — `/places/{place}/committees`, `…/found`, `/{county}/committees/{id}`, `…/renew`, `…/dissolve`

use kernel::{Role, Stage};
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR};

use crate::{count, elected, finish_project, install, matter, option, sqlite, told, worlds};

const FOUND: &str = "/places/420583001003.01/committees/found";
const CONVENER: &[(&str, &str)] = &[
    ("kind", "convener"),
    ("name", "国税小区带头人"),
    ("members", "居民甲 带头人"),
    ("mandate", "牵头商量清理菜园。"),
    ("origin", "楼栋会上推举，没有人反对。"),
    ("until", "2024-03-01"),
];

#[tokio::test]
async fn an_election_brings_its_winners_into_office_once() {
    for w in worlds().await {
        let election = elected("国税小区自管委");
        install(&w, &election).await;
        install(&w, &election).await;
        assert_eq!(count(&w, "manage-committee-installed").await, 1, "{}", w.engine);
        let mut visitor = w.visitor();
        let list = visitor.get(&format!("/places/{COMMUNITY}/committees")).await;
        list.ok().shows("国税小区自管委").shows("在任").shows("任期到 2026-03-01");
        let page = visitor.get(&list.link("国税小区自管委")).await;
        page.ok()
            .shows("自管委")
            .shows("居民甲 主任")
            .shows("居民乙 副主任")
            .shows("居民戊 成员")
            .shows("2023-03-01 至 2026-03-01");
    }
}

#[tokio::test]
async fn a_worker_records_the_convener_where_there_is_no_committee() {
    for w in worlds().await {
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let page = worker.post(FOUND, CONVENER).await;
        page.ok().shows("已登记，大家都看得到。").shows("居民甲 带头人").shows("楼栋会上推举");
        let again = worker.post(FOUND, CONVENER).await;
        again.status(403).shows("这里已经有“国税小区带头人”");
        assert_eq!(again.value("name"), "国税小区带头人", "what was typed stays");
        for (alias, role, place) in
            [("居民乙", Role::Resident, ESTATE), ("邻社区网格员", Role::Worker, NEIGHBOUR)]
        {
            w.person(alias, role, place).await.get(FOUND).await.status(403);
        }
        w.visitor().get(FOUND).await.status(403).shows("登录");
    }
}

#[tokio::test]
async fn a_council_is_formed_for_a_matter_and_stands_on_its_page() {
    for w in worlds().await {
        let (id, url) = matter(&w, "修桥", Stage::Decide).await;
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let council = json!({
            "kind": "council", "name": "桥梁修缮理事会", "members": "会长：居民甲\n出纳：居民乙",
            "mandate": "管修桥的钱和工。", "origin": "湾子会推举", "until": "2023-12-31",
            "matter": id.to_string(),
        });
        let (status, done) = worker.api_post(FOUND, "key-12345678", council.clone()).await;
        assert_eq!(status, 200, "{done}");
        let (_, page) = worker.api_get(done["url"].as_str().unwrap()).await;
        assert_eq!(page["committee"]["seats"][1], json!({"alias": "居民乙", "office": "出纳"}));
        let shown = worker.get(&url).await;
        shown.ok().shows("桥梁修缮理事会").shows("登记“桥梁修缮理事会”");

        let mut wrong = council;
        wrong["matter"] = json!("AAAAAAAA");
        let (status, problem) = worker.api_post(FOUND, "key-22345678", wrong).await;
        assert_eq!(status, 422, "{problem}");
    }
}

#[tokio::test]
async fn bad_days_and_empty_fields_come_back_with_what_was_typed() {
    for w in worlds().await {
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        for until in ["2023-02-28", "2040-01-01"] {
            let mut typed = CONVENER.to_vec();
            typed.retain(|(k, _)| *k != "until");
            typed.push(("until", until));
            let back = worker.post(FOUND, &typed).await;
            back.status(422).shows("最长五年");
            assert_eq!(back.value("mandate"), "牵头商量清理菜园。");
        }
        worker.post(FOUND, &[("members", " 、 ")]).await.status(422).shows("这里要填");
    }
}

#[tokio::test]
async fn a_convener_goes_on_by_agreement_an_elected_body_only_by_election() {
    for w in worlds().await {
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let page = worker.post(FOUND, CONVENER).await;
        let renew = page.link("延长任期");
        let longer = [("until", "2025-03-01"), ("how", "楼栋会同意")];
        worker.post(&renew, &longer).await.ok().shows("2023-03-01 至 2025-03-01");
        worker.post(&renew, &[("until", "2024-01-01"), ("how", "写错了")]).await.status(422);

        install(&w, &elected("国税小区自管委")).await;
        let list = worker.get(&format!("/places/{ESTATE}/committees")).await;
        let elected = worker.get(&list.link("国税小区自管委")).await;
        assert!(!elected.has_link("延长任期"));
        let refused = worker.post(&format!("{}/renew", elected.path), &longer).await;
        refused.status(403).shows("要重新选举");
    }
}

#[tokio::test]
async fn duties_go_to_the_heir_or_await_a_taker() {
    for w in worlds().await {
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let mut convener = w.person("居民甲", Role::Convener, ESTATE).await;
        let page = worker.post(FOUND, CONVENER).await;
        finish_project(&w, &told("build-project-finished", None, json!({"title": "小广场"}))).await;
        let list = worker.get(&format!("/places/{ESTATE}/committees")).await;
        let upkeep = list.ok().shows("等人接管").link("小广场");
        let take = format!("{upkeep}/take-over");
        let body = option(&mut convener, &take, "body", "带头人").await;
        let taken = [("body", body.as_str()), ("what", "扫地"), ("often", "weekly")];
        convener.post(&take, &taken).await.ok().shows("国税小区带头人");

        install(&w, &elected("国税小区自管委")).await;
        worker.get(&upkeep).await.ok().shows("国税小区自管委");
        worker.get(&page.path).await.ok().shows("已由下一届接任").hides("延长任期");

        let list = worker.get(&format!("/places/{ESTATE}/committees")).await;
        let dissolve = worker.get(&list.link("国税小区自管委")).await.link("解散");
        worker.post(&dissolve, &[("reason", "小区合并"), ("heir", "NOBODY")]).await.status(422);
        let done = worker.post(&dissolve, &[("reason", "小区合并"), ("heir", "")]).await;
        done.ok().shows("已解散").shows("小区合并");
        worker.get(&upkeep).await.ok().shows("等人接管").shows("小区合并");
        let again = worker.post(&dissolve, &[("reason", "又一次"), ("heir", "")]).await;
        again.status(403).shows("已经不在任");
    }
}

#[tokio::test]
async fn the_pages_in_outline() {
    let w = sqlite().await;
    install(&w, &elected("国税小区自管委")).await;
    let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
    let list = worker.get(&format!("/places/{ESTATE}/committees")).await;
    insta::assert_snapshot!(list.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    # 国税小区 · 谁管什么
    ## 谁来管
    ### 国税小区自管委
    [国税小区自管委]
    [登记带头人或理事会]
    ## 建好了谁来管
    [居民公约]
    ");
    let page = worker.get(&list.link("国税小区自管委")).await;
    insta::assert_snapshot!(page.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    # 国税小区自管委
    - 任期
    - 怎么产生的
    ## 成员
    ## 管着这些
    [解散]
    ");
}
