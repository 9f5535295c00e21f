//! 方案 — `/{county}/matters/{id}/propose`, `/{county}/proposals/{id}` and its verbs

use kernel::Role;
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR, World};

use crate::{matter, propose, reads_in_english, worker, worlds};

const PLAN: &[(&str, &str)] = &[("title", "建综合广场"), ("body", "晒谷、停车、办喜事都用得上。")];

#[tokio::test]
async fn the_author_withdraws_and_says_why() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let shown = author.post(&format!("{url}/propose"), PLAN).await;
        shown.ok().shows("建综合广场").shows("讨论中");

        let withdraw = shown.link("撤回方案");
        let after = author.post(&withdraw, &[("reason", "大家更想先修路")]).await;
        after.ok().shows("方案已撤回。").shows("大家更想先修路");
        assert!(!after.has_link("撤回方案"), "{}", w.engine);

        let thread = w.visitor().get(&url).await;
        thread.ok().shows("居民甲 提出方案《建综合广场》").shows("由提出人撤回：大家更想先修路");
    }
}

#[tokio::test]
async fn nobody_else_withdraws_or_revises_it() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let proposal = propose(&mut author, &url).await;
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("网格员", Role::Worker, COMMUNITY),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
        ] {
            let mut other = w.person(alias, role, place).await;
            for verb in ["withdraw", "revise"] {
                other.get(&format!("{proposal}/{verb}")).await.status(403);
            }
            let (status, problem) = other
                .api_post(&format!("{proposal}/withdraw"), "key-12345678", json!({"reason": "x"}))
                .await;
            assert_eq!(
                (status, &problem["type"]),
                (403, &json!("urn:gongdi:problem:refused")),
                "{alias}"
            );
        }
        w.visitor().get(&format!("{proposal}/withdraw")).await.status(403).shows("登录");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let typed = [("title", ""), ("body", "先修路"), ("options", "只有一种"), ("cost", "一百")];
        let back = author.post(&format!("{url}/propose"), &typed).await;
        back.status(422).shows("这里要填").shows("写两项到 8 项").shows("请写金额");
        assert_eq!((back.value("body"), back.value("cost")), ("先修路".into(), "一百".into()));

        let form = author.get(&format!("{url}/propose")).await;
        let mut pairs = form.hidden();
        pairs.retain(|(k, _)| k != "csrf" && k != "title" && k != "body");
        pairs.extend(PLAN.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        let again = author.post_raw(&format!("{url}/propose"), &pairs).await;
        again.status(403).shows("请再点一次");
        assert_eq!(again.value("title"), "建综合广场");
        author.submit(&again, &[]).await.ok().shows("建综合广场");
    }
}

#[tokio::test]
async fn a_double_click_and_a_retry_are_one_act() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let form = author.get(&format!("{url}/propose")).await;
        let first = author.submit(&form, PLAN).await;
        let second = author.submit(&form, PLAN).await;
        assert_eq!(first.path, second.path, "{}", w.engine);
        second.ok().shows("方案已提出");

        let body = json!({"title": "修路", "body": "先修路"});
        let propose = format!("{url}/propose");
        let (_, one) = author.api_post(&propose, "same-key-1", body.clone()).await;
        let (_, two) = author.api_post(&propose, "same-key-1", body).await;
        assert_eq!(one["url"], two["url"]);
        let (_, page) = author.api_get(&url).await;
        let told = page["thread"].as_array().unwrap();
        assert_eq!(told.iter().filter(|f| f["kind"] == "decide-proposal-proposed").count(), 2);
    }
}

#[tokio::test]
async fn a_withdrawn_proposal_stays_withdrawn() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let proposal = propose(&mut author, &url).await;
        let withdraw = format!("{proposal}/withdraw");
        author.post(&withdraw, &[("reason", "第一次")]).await.ok();
        author.post(&withdraw, &[("reason", "第二次")]).await.status(403).shows("已经不在讨论中");
    }
}

#[tokio::test]
async fn revising_keeps_every_version_and_what_was_said_on_it() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let proposal = propose(&mut author, &url).await;
        let said = [("words", "停车位太少，请打 13800138000 问我")];
        let shown = w.visitor().post(&format!("{proposal}/object"), &said).await;
        shown.ok().shows("停车位太少").shows("手机号已隐去").hides("13800138000");

        let new = [("body", "清理菜园，建二十个停车位。"), ("why", "有人说停车位太少")];
        let revised = author.post(&format!("{proposal}/revise"), &new).await;
        revised.ok().shows("第 2 版").shows("二十个停车位").shows("历次版本");
        let first = w.visitor().get(&format!("{proposal}/versions/1")).await;
        first.ok().shows("建停车位").shows("停车位太少").shows("这是以前的版本").hides("二十个");
        w.visitor().get(&format!("{proposal}/versions/2")).await.ok().shows("有人说停车位太少");
        w.visitor().get(&format!("{proposal}/versions/3")).await.status(404);
        let (_, page) = author.api_get(&proposal).await;
        assert_eq!(
            (&page["versions"][0]["edition"], &page["objections"][0]["edition"]),
            (&json!(1), &json!(1))
        );

        let answer = author.get(&proposal).await.link("答复意见");
        w.person("居民乙", Role::Resident, ESTATE).await.get(&answer).await.status(403);
        author.post(&answer, &[("words", "改成二十个了")]).await.ok().shows("改成二十个了");
        let again = worker(&w, "网格员").await.post(&answer, &[("words", "换一个说法")]).await;
        again.status(403).shows("已经答复过了");
        reads_in_english(&w, &author, &proposal).await;
        reads_in_english(&w, &author, &format!("{proposal}/versions/1")).await;
        reads_in_english(&w, &author, &format!("{proposal}/revise")).await;
        reads_in_english(&w, &author, &url).await;
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = World::sqlite(vec![ground::slice(), decide::slice()], decide::flows()).await;
    let url = matter(&w).await;
    let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
    let page = author.post(&format!("{url}/propose"), PLAN).await;
    insta::assert_snapshot!(page.outline(), @"
    [广场建在哪里]
    # 建综合广场
    [修改方案]
    [撤回方案]
    ## 意见 0 条
    [提意见]
    ");
}

#[tokio::test]
async fn who_objects_is_named_nowhere() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let proposal = propose(&mut author, &url).await;
        let mut neighbour = w.person("居民乙", Role::Resident, ESTATE).await;
        neighbour
            .post(&format!("{proposal}/object"), &[("words", "太贵")])
            .await
            .ok()
            .shows("太贵");
        let page = w.visitor().get(&url).await;
        page.ok().shows("有人对方案《改造小区环境》第 1 版提意见").hides("居民乙");
        let (_, data) = w.visitor().api_get(&url).await;
        assert!(!data.to_string().contains("居民乙"), "{}", w.engine);
    }
}
