//! 管护责任 — `/{county}/upkeeps/{id}`, `…/take-over`, `…/release`, and the two days of looking again

use kernel::{Role, Stage, days};
use serde_json::json;
use testkit::{Browser, COMMUNITY, ESTATE, NEIGHBOUR, World};

use crate::{
    count, elected, finish_project, install, matter, option, sqlite, stage_of, told, worlds,
};

/// A finished plaza that awaits a taker, a committee that could; gives the duty's address.
async fn plaza(w: &World) -> (String, String) {
    let (id, url) = matter(w, "广场建在哪里", Stage::Build).await;
    let finished = told(
        "build-project-finished",
        Some(&id),
        json!({"title": "综合广场", "upkeep": true, "cost": "50000.00"}),
    );
    finish_project(w, &finished).await;
    finish_project(w, &finished).await;
    assert_eq!(stage_of(w, &id).await, Stage::Manage);
    assert_eq!(count(w, "manage-upkeep-awaited").await, 1, "{}", w.engine);
    install(w, &elected("国税小区自管委")).await;
    let shown = w.visitor().get(&url).await;
    (shown.ok().shows("《综合广场》建好了，等人接管").link("综合广场"), url)
}

async fn taking(b: &mut Browser, upkeep: &str) -> String {
    option(b, &format!("{upkeep}/take-over"), "body", "自管委").await
}

#[tokio::test]
async fn the_committee_takes_over_and_all_look_again_after_3_and_12_months() {
    for w in worlds().await {
        let (upkeep, url) = plaza(&w).await;
        let mut chair = w.person("居民甲", Role::Committee, ESTATE).await;
        let body = taking(&mut chair, &upkeep).await;
        let typed =
            [("body", body.as_str()), ("what", "晒谷时不停车，每周扫一次。"), ("often", "weekly")];
        let form = chair.get(&format!("{upkeep}/take-over")).await;
        let done = chair.submit(&form, &typed).await;
        done.ok().shows("国税小区自管委").shows("每周").shows("2023-06-01 · 2024-03-01");
        chair.submit(&form, &typed).await.ok();
        assert_eq!(count(&w, "manage-upkeep-taken-over").await, 1, "{}", w.engine);
        chair
            .post(&format!("{upkeep}/take-over"), &typed)
            .await
            .status(403)
            .shows("已经由“国税小区自管委”接管");

        w.at_time("2023-06-01T09:00").await;
        assert_eq!(count(&w, "manage-upkeep-reminded").await, 1);
        w.visitor().get(&url).await.shows("管了 3 个月，请大家回头再看一次");
        w.at_time("2024-03-01T09:00").await;
        w.visitor().get(&url).await.shows("管了 12 个月");
        w.advance(days(400)).await;
        assert_eq!(count(&w, "manage-upkeep-reminded").await, 2);
    }
}

#[tokio::test]
async fn a_duty_given_back_awaits_a_taker_and_reminds_nobody() {
    for w in worlds().await {
        let (upkeep, _) = plaza(&w).await;
        let mut chair = w.person("居民甲", Role::Committee, ESTATE).await;
        let body = taking(&mut chair, &upkeep).await;
        let take = format!("{upkeep}/take-over");
        let (status, _) = chair
            .api_post(
                &take,
                "key-12345678",
                json!({"body": body, "what": "扫地", "often": "daily"}),
            )
            .await;
        assert_eq!(status, 200);
        let release = format!("{upkeep}/release");
        let back = chair.post(&release, &[("reason", "忙不过来，电话13812345678")]).await;
        back.ok().shows("等人接管").shows("忙不过来").hides("13812345678");
        chair.post(&release, &[("reason", "再交一次")]).await.status(403).shows("不用交回");
        w.advance(days(400)).await;
        assert_eq!(count(&w, "manage-upkeep-reminded").await, 0, "{}", w.engine);
    }
}

#[tokio::test]
async fn nobody_takes_a_duty_for_a_body_they_do_not_serve() {
    for w in worlds().await {
        let (upkeep, _) = plaza(&w).await;
        let take = format!("{upkeep}/take-over");
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("网格员", Role::Worker, COMMUNITY),
            ("邻社区主任", Role::Committee, NEIGHBOUR),
        ] {
            let mut other = w.person(alias, role, place).await;
            other.get(&take).await.status(403);
            let (status, _) = other.api_post(&take, "key-12345678", json!({})).await;
            assert!(status == 403 || status == 422, "{alias}");
        }
        w.visitor().get(&take).await.status(403).shows("登录");
        let mut chair = w.person("居民甲", Role::Committee, ESTATE).await;
        let typed = [("body", "AAAAAAAAAAAAAAAA"), ("what", "扫地"), ("often", "weekly")];
        let back = chair.post(&take, &typed).await;
        back.status(422).shows("请从给出的里面选");
        assert_eq!(back.value("what"), "扫地");
    }
}

#[tokio::test]
async fn a_body_whose_term_is_over_cannot_take_it() {
    for w in worlds().await {
        let (upkeep, _) = plaza(&w).await;
        w.at_time("2026-03-02T09:00").await;
        let mut chair = w.person("居民甲", Role::Committee, ESTATE).await;
        let (_, view) = chair.api_get(&format!("{upkeep}/take-over")).await;
        let fields = view["fields"].as_array().unwrap();
        assert_eq!(fields[0]["options"], json!([]), "{}", w.engine);
        w.visitor().get(&format!("/places/{ESTATE}/committees")).await.ok().shows("任期已满");
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = sqlite().await;
    let (upkeep, _) = plaza(&w).await;
    let mut chair = w.person("居民甲", Role::Committee, ESTATE).await;
    insta::assert_snapshot!(chair.get(&upkeep).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    [广场建在哪里]
    # 综合广场
    [接管]
    [谁管什么]
    ");
}
