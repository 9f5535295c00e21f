//! 以奖代补 — `/{county}/projects/{id}/apply`, `/{county}/awards/{id}[/verb]`

use kernel::Role;
use serde_json::json;
use testkit::{Browser, COUNTY, ESTATE, World};

use crate::road::{Road, worlds};

/// A road of 1,000 yuan with 400 raised: the award is 400 by the rate.
async fn small_road(w: &World) -> (Road, String, Browser, Browser) {
    let mut road = Road::begin(w).await;
    road.give_cash(w, "400").await;
    road.built().await;
    road.bill("1000").await;
    let award = road.committee.post(&road.at("apply"), &[]).await;
    award.ok().shows("400.00 元").shows("自筹 400.00 元 × 1");
    let street = w.person("街道办", Role::Street, "420583001").await;
    let county = w.person("县里", Role::County, COUNTY).await;
    (road, award.path, street, county)
}

async fn inspected(road: &mut Road, award: &str, street: &mut Browser, county: &mut Browser) {
    let inspect = format!("{award}/inspect");
    for who in [&mut road.resident, street, county] {
        who.post(&inspect, &[("ok", "yes")]).await.ok();
    }
}

#[tokio::test]
async fn what_is_not_built_is_not_awarded() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        road.give_cash(&w, "400").await;
        road.committee.post(&road.at("apply"), &[]).await.status(403).shows("还不能报");
        for (alias, role) in [("居民乙", Role::Resident), ("社区干事", Role::Worker)] {
            let mut other = w.person(alias, role, ESTATE).await;
            other.get(&road.at("apply")).await.status(403);
        }
    }
}

#[tokio::test]
async fn three_different_persons_inspect() {
    for w in worlds().await {
        let (mut road, award, mut street, mut county) = small_road(&w).await;
        let inspect = format!("{award}/inspect");
        let mut other = w.person("居民乙", Role::Resident, ESTATE).await;
        other.get(&inspect).await.status(403).shows("报名的居民质量监督员");
        road.committee.get(&inspect).await.status(403);
        road.resident.post(&inspect, &[("ok", "no")]).await.status(422).shows("这里要填");
        road.resident
            .post(&inspect, &[("ok", "no"), ("words", "边沟没做")])
            .await
            .ok()
            .shows("不合格");
        street.post(&inspect, &[("ok", "yes")]).await.ok();
        county.post(&inspect, &[("ok", "yes")]).await.ok();
        let announce = format!("{award}/announce");
        road.committee.post(&announce, &[]).await.status(403).shows("三方都验收合格");
        road.resident.post(&inspect, &[("ok", "yes"), ("words", "边沟补好了")]).await.ok();
        let notice = road.committee.post(&announce, &[]).await;
        notice.ok().shows("拟奖补 400.00 元");
        street
            .post(&inspect, &[("ok", "no"), ("words", "晚了")])
            .await
            .status(403)
            .shows("不能办这一步");
        road.committee.post(&announce, &[]).await.status(403);
        let thread = w.visitor().get(&road.matter).await;
        thread
            .ok()
            .shows("居民质量监督员验收不合格。边沟没做")
            .shows("申报以奖代补 400.00 元（按自筹比例");
    }
}

#[tokio::test]
async fn nothing_is_paid_before_the_notice_ended_nor_over_an_unanswered_objection() {
    for w in worlds().await {
        let (mut road, award, mut street, mut county) = small_road(&w).await;
        let pay = format!("{award}/pay");
        let voucher = [("voucher", "K-1")];
        street.post(&pay, &voucher).await.status(403).shows("还没有公示");
        inspected(&mut road, &award, &mut street, &mut county).await;
        let notice = road.committee.post(&format!("{award}/announce"), &[]).await;
        let objection = [("words", "砂石量对不上")];
        w.visitor().post(&format!("{}/object", notice.path), &objection).await.ok();
        county.post(&pay, &voucher).await.status(403).shows("公示期还没有满");
        w.at_time("2023-03-13T09:00").await;
        w.visitor().get(&award).await.ok().shows("公示期满，待拨付");
        street.post(&pay, &voucher).await.status(403).shows("1 条异议没有答复");
        let answer = road.worker.get(&notice.path).await.link("答复");
        road.worker.post(&answer, &[("words", "过磅单已贴出")]).await.ok();
        for who in [&mut road.committee, &mut road.worker, &mut road.resident] {
            who.get(&pay).await.status(403);
        }
        for (amount, status) in [("400.01", 422), ("0", 422), ("", 422)] {
            let back = street.post(&pay, &[("amount", amount), ("voucher", "K-1")]).await;
            back.status(status);
            assert_eq!(back.value("voucher"), "K-1");
        }
        let body = json!({"amount": "400", "day": "2023-03-13", "voucher": "K-1"});
        for _ in 0..2 {
            let (status, done) = street.api_post(&pay, "pay-once-1", body.clone()).await;
            assert_eq!(status, 200, "{done}");
        }
        county.post(&pay, &voucher).await.status(403).shows("不能办这一步");
        let (_, page) = w.visitor().api_get(&road.at("account")).await;
        let awards =
            page["rows"].as_array().unwrap().iter().filter(|r| r["entry"]["kind"] == "award");
        assert_eq!(awards.count(), 1, "{}: two clicks are one payment", w.engine);
    }
}

#[tokio::test]
async fn when_the_account_moves_the_award_is_applied_for_again() {
    for w in worlds().await {
        let (mut road, award, mut street, mut county) = small_road(&w).await;
        inspected(&mut road, &award, &mut street, &mut county).await;
        road.committee.post(&format!("{award}/announce"), &[]).await.ok();
        // The bill was entered twice as high: 1,000 is countered, 500 remains.
        let (_, account) = road.worker.api_get(&road.at("account")).await;
        let rows = account["rows"].as_array().unwrap();
        let bill = rows.iter().find(|r| r["entry"]["kind"] == "spending").unwrap();
        let counter = bill["acts"][0]["href"].as_str().unwrap().to_owned();
        road.worker.post(&counter, &[("why", "多记了")]).await.ok();
        let confirm = road.committee.get(&road.at("account")).await.link("复核");
        road.committee.post(&confirm, &[("verdict", "right")]).await.ok();
        road.bill("500").await;
        w.at_time("2023-03-13T09:00").await;
        let pay = format!("{award}/pay");
        street.post(&pay, &[("voucher", "K-1")]).await.status(403).shows("现在只能算出 100.00 元");
        let again = road.committee.post(&road.at("apply"), &[]).await;
        again.ok().shows("100.00 元").shows("缺口：500.00 − 其他补助 0.00 − 自筹 400.00");
        w.visitor().get(&award).await.ok().shows("已重新申报");
        street.post(&pay, &[("voucher", "K-1")]).await.status(403).shows("不能办这一步");
    }
}

#[tokio::test]
async fn an_award_of_nothing_is_not_posted() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        road.give_cash(&w, "1000").await;
        road.built().await;
        road.bill("1000").await;
        let award = road.committee.post(&road.at("apply"), &[]).await;
        award.ok().shows("0.00 元");
        let mut street = w.person("街道办", Role::Street, "420583001").await;
        let mut county = w.person("县里", Role::County, COUNTY).await;
        inspected(&mut road, &award.path, &mut street, &mut county).await;
        let announce = format!("{}/announce", award.path);
        road.committee.post(&announce, &[]).await.status(403).shows("没有可奖补的金额");
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = crate::road::sqlite().await;
    let (mut road, award, ..) = small_road(&w).await;
    let page = road.committee.get(&award).await;
    insta::assert_snapshot!(page.outline(), @r"
    [雨天出不了门]
    [修通组公路]
    # 《修通组公路》以奖代补
    ## 算出的奖补
    - 上限
    - 金额（元）
    - 由谁决定
    - 自筹 400.00 元 × 1
    - 认定投资 1000.00 元 × 1/2
    - 缺口：1000.00 − 其他补助 0.00 − 自筹 400.00（元）
    ## 用到的数
    - 复核过的支出
    [1000.00 元]
    - 居民捐资
    [400.00 元]
    - 出物折价
    - 投工
    - 其他补助和收入
    [0.00 元]
    - 自筹合计（捐资＋出物＋投工）
    - 认定投资（支出＋出物＋投工）
    - 依据
    - 申报
    ## 三方验收
    [按最新账目重新申报]
    ");
}
