//! 方案 — `/{county}/matters/{id}/propose`, `/{county}/proposals/{id}`, `/{county}/proposals/{id}/withdraw`

use ground::matter;
use kernel::{PlaceCode, Role, Stage};
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR, World};

async fn worlds() -> Vec<World> {
    World::each(vec![ground::slice(), decide::slice()], Vec::new()).await
}

/// A matter under discussion; gives the address of its page.
async fn matter(w: &World) -> String {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let mut tx = w.tx().await;
    let matter = matter::open(&mut tx, &place, "广场建在哪里", Stage::Decide).await.unwrap();
    tx.commit().await.unwrap();
    matter.url()
}

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
async fn nobody_else_withdraws_it() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let withdraw = author.post(&format!("{url}/propose"), PLAN).await.link("撤回方案");
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("网格员", Role::Worker, COMMUNITY),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
        ] {
            let mut other = w.person(alias, role, place).await;
            other.get(&withdraw).await.status(403);
            let (status, problem) = other.api_post(&withdraw, "key-12345678", json!({"reason": "x"})).await;
            assert_eq!((status, &problem["type"]), (403, &json!("urn:gongdi:problem:refused")), "{alias}");
        }
        w.visitor().get(&withdraw).await.status(403).shows("登录");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
        let back = author.post(&format!("{url}/propose"), &[("title", ""), ("body", "先修路")]).await;
        back.status(422).shows("这里要填");
        assert_eq!(back.value("body"), "先修路");

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
        let withdraw = author.post(&format!("{url}/propose"), PLAN).await.link("撤回方案");
        author.post(&withdraw, &[("reason", "第一次")]).await.ok();
        author.post(&withdraw, &[("reason", "第二次")]).await.status(403).shows("已经不在讨论中");
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = World::sqlite(vec![ground::slice(), decide::slice()], Vec::new()).await;
    let url = matter(&w).await;
    let mut author = w.person("居民甲", Role::Resident, ESTATE).await;
    let page = author.post(&format!("{url}/propose"), PLAN).await;
    insta::assert_snapshot!(page.outline(), @"
    [广场建在哪里]
    # 建综合广场
    [撤回方案]
    ");
}
