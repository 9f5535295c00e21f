//! 推选 — `/{county}/matters/{id}/election`, `/{county}/elections/{id}` and its verbs

use kernel::{Role, days};
use serde_json::json;
use testkit::{Browser, ESTATE, World};

use crate::{matter, reads_in_english, worker, worlds};

const OPEN: &[(&str, &str)] =
    &[("body", "国税小区自管委"), ("kind", "committee"), ("seats", "3"), ("until", "2026-02-28")];

async fn opened(w: &World, serves: &mut Browser, names: &[&str]) -> String {
    let url = matter(w).await;
    let page = serves.post(&format!("{url}/election"), OPEN).await;
    page.ok().shows("国税小区自管委");
    let mut resident = w.person("居民", Role::Resident, ESTATE).await;
    for name in names {
        let typed = [("alias", *name), ("agreed", "on")];
        resident.post(&format!("{}/nominate", page.path), &typed).await.ok().shows(name);
    }
    page.path
}

fn count(votes: &str) -> [(&str, &str); 4] {
    [("registered", "60"), ("issued", "58"), ("returned", "50"), ("votes", votes)]
}

#[tokio::test]
async fn committees_the_law_elects_are_not_elected_here() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut serves = worker(&w, "网格员").await;
        let mut typed = OPEN.to_vec();
        typed[1] = ("kind", "statutory");
        let back = serves.post(&format!("{url}/election"), &typed).await;
        back.status(403).shows("秘密写票、公开唱票");
        assert_eq!(back.value("body"), "国税小区自管委");
        typed[1] = ("kind", "council");
        typed[3] = ("until", "2022-01-01");
        serves.post(&format!("{url}/election"), &typed).await.status(422).shows("今天以后");
        typed[3] = ("until", "9999-12-31");
        serves.post(&format!("{url}/election"), &typed).await.status(422).shows("最长五年");
        w.person("居民甲", Role::Resident, ESTATE)
            .await
            .get(&format!("{url}/election"))
            .await
            .status(403);
    }
}

#[tokio::test]
async fn a_candidate_agrees_first() {
    for w in worlds().await {
        let mut serves = worker(&w, "网格员").await;
        let election = opened(&w, &mut serves, &["居民甲"]).await;
        let nominate = format!("{election}/nominate");
        serves.post(&nominate, &[("alias", "居民乙")]).await.status(422).shows("本人同意");
        let known = [("alias", "居民甲"), ("agreed", "on")];
        serves.post(&nominate, &known).await.status(422).shows("已经被推荐");
        w.visitor().get(&nominate).await.status(403).shows("登录");
        let body = json!({"alias": "居民丙", "agreed": true});
        let (status, _) = serves.api_post(&nominate, "key-12345678", body).await;
        assert_eq!(status, 200);
        reads_in_english(&w, &serves, &election).await;
        reads_in_english(&w, &serves, &nominate).await;
        reads_in_english(&w, &serves, &format!("{election}/count")).await;
    }
}

#[tokio::test]
async fn a_tie_is_voted_again_and_two_people_read_every_count() {
    for w in worlds().await {
        let mut one = worker(&w, "网格员").await;
        let mut two = worker(&w, "社区干事").await;
        let names = ["居民甲", "居民乙", "居民丙", "居民丁"];
        let election = opened(&w, &mut one, &names).await;
        let (enter, confirm) = (format!("{election}/count"), format!("{election}/confirm"));
        one.post(&enter, &count("居民甲 45")).await.status(422).shows("一个不多、一个不少");
        one.post(&enter, &count("看不清")).await.status(422).shows("看不懂");
        let tied = "居民甲 45\n居民乙 40\n居民丙 30\n居民丁 30";
        one.post(&enter, &count(&tied.replace("45", "51"))).await.status(422).shows("数目对不上");
        one.post(&enter, &count(tied)).await.ok().shows("等第二人复核").hides("得票");
        one.post(&confirm, &count(tied)).await.status(403).shows("由另一个人复核");
        let differs = tied.replace("45", "44");
        two.post(&confirm, &count(&differs)).await.status(422).shows("和第一次录入的不一样");
        two.post(&confirm, &count(tied)).await.ok().shows("票数相同").shows("要再投一次");

        one.post(&format!("{election}/assign"), &[("chair", "居民甲"), ("vice", "居民乙")])
            .await
            .status(403);
        one.post(&format!("{election}/rerun"), &[]).await.ok();
        let late = [("alias", "居民戊"), ("agreed", "on")];
        one.post(&format!("{election}/nominate"), &late).await.status(403).shows("票数相同");
        let again = "居民丙 26\n居民丁 24";
        one.post(&enter, &count(again)).await.ok();
        two.post(&confirm, &count(again)).await.ok().shows("第 2 轮").shows("已选出");

        let assign = format!("{election}/assign");
        one.post(&assign, &[("chair", "居民丁"), ("vice", "居民乙")]).await.status(422);
        one.post(&assign, &[("chair", "居民甲"), ("vice", "居民甲")])
            .await
            .status(422)
            .shows("两个人");
        let noticed = one.post(&assign, &[("chair", "居民丙"), ("vice", "居民甲")]).await;
        noticed.ok().shows("公示中");
        // An objection without an answer keeps them from taking office.
        let notice = noticed.link("公示");
        let mut visitor = w.visitor();
        visitor.post(&format!("{notice}/object"), &[("words", "唱票时我没看清")]).await.ok();
        w.advance(days(20)).await;
        one.get(&election).await.ok().shows("有异议未答复");
        let install = format!("{election}/install");
        one.post(&install, &[]).await.status(403).shows("还有 1 条意见没有答复");
        let answer = one.get(&notice).await.link("答复异议");
        one.post(&answer, &[("words", "选票封存，可以来看")]).await.ok();
        one.post(&install, &[]).await.ok().shows("已就任").shows("主任");
        reads_in_english(&w, &one, &election).await;
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = World::sqlite(vec![ground::slice(), decide::slice()], decide::flows()).await;
    let mut one = worker(&w, "网格员").await;
    let mut two = worker(&w, "社区干事").await;
    let election = opened(&w, &mut one, &["居民甲", "居民乙", "居民丙"]).await;
    let sheet = "居民甲 45\n居民乙 40\n居民丙 30";
    one.post(&format!("{election}/count"), &count(sheet)).await.ok();
    let page = two.post(&format!("{election}/confirm"), &count(sheet)).await;
    insta::assert_snapshot!(page.outline(), @"
    [广场建在哪里]
    # 国税小区自管委
    ## 人选
    ## 第 1 轮
    - 选项
    - 数量
    - 占比
    - 图示
    - 居民甲
    - 居民乙
    - 居民丙
    - 名册人数
    - 发出选票（张）
    - 收回选票（张）
    [推选主任]
    ");
}
