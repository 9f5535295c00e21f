//! 约定 — `/{county}/matters/{id}/agreements/propose`, `/{county}/agreements/{id}`, `…/sign`, `…/observe`, `…/sheet`

use kernel::{Role, Stage};
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR, World};

use crate::{count, matter, sqlite, stage_of, worlds};

const QUIET: &[(&str, &str)] = &[
    ("title", "晚上十点后降低音响"),
    ("one", "沿街居民"),
    ("two", "沿街商户"),
    ("hours", "每天 22:00 到第二天 7:00"),
    ("terms", "1. 商户把音响调低。\n2. 居民有话先当面说。"),
    ("review", "2023-06-01"),
];

async fn quiet(w: &World) -> (kernel::MatterId, String) {
    let (id, url) = matter(w, "夜里太吵", Stage::Decide).await;
    let mut resident = w.person("居民甲", Role::Resident, ESTATE).await;
    let page = resident.post(&format!("{url}/agreements/propose"), QUIET).await;
    page.ok().shows("等双方签字").shows("商户把音响调低。");
    (id, page.path)
}

#[tokio::test]
async fn it_is_in_force_when_two_different_people_have_signed() {
    for w in worlds().await {
        let (id, url) = quiet(&w).await;
        let sign = format!("{url}/sign");
        let mut one = w.person("居民代表", Role::Committee, ESTATE).await;
        let mut two = w.person("商户联盟代表", Role::Convener, ESTATE).await;
        let form = one.get(&sign).await;
        let first = one.submit(&form, &[("party", "one"), ("how", "self")]).await;
        first.ok().shows("2023-03-01 由 居民代表 签").shows("还没有签");
        one.submit(&form, &[("party", "one"), ("how", "self")]).await.ok();
        assert_eq!(count(&w, "manage-agreement-signed").await, 1, "{}", w.engine);
        one.post(&sign, &[("party", "two"), ("how", "self")])
            .await
            .status(403)
            .shows("一个人不能替双方签字");
        two.post(&sign, &[("party", "one"), ("how", "self")]).await.status(403).shows("已经签过");
        let done = two.post(&sign, &[("party", "two"), ("how", "self")]).await;
        done.ok().shows("已生效").shows("2023-03-01 起生效");
        assert_eq!(stage_of(&w, &id).await, Stage::Manage);
        assert_eq!(count(&w, "manage-agreement-in-force").await, 1);
        two.post(&sign, &[("party", "two"), ("how", "self")]).await.status(403);
    }
}

#[tokio::test]
async fn a_worker_records_paper_and_who_was_present_and_signs_for_nobody() {
    for w in worlds().await {
        let (_, url) = quiet(&w).await;
        let sign = format!("{url}/sign");
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let wrong = worker.post(&sign, &[("party", "one"), ("how", "self")]).await;
        wrong.status(422).shows("双方代表自己签");
        worker.post(&sign, &[("party", "one"), ("how", "paper")]).await.status(422).shows("谁在场");
        let paper = [("party", "one"), ("how", "paper"), ("present", "楼栋长两位")];
        worker.post(&sign, &paper).await.ok().shows("纸上签，网格员 录入，在场：楼栋长两位");
        let other = [("party", "two"), ("how", "paper"), ("present", "商户代表两位")];
        worker.post(&sign, &other).await.status(403).shows("请另一位工作人员来录");
        let mut second = w.person("网格员乙", Role::Worker, COMMUNITY).await;
        let other = json!({"party": "two", "how": "paper", "present": "商户代表两位"});
        let (status, _) = second.api_post(&sign, "key-12345678", other).await;
        assert_eq!(status, 200);
        w.visitor().get(&url).await.ok().shows("已生效");
        for (alias, role, place) in
            [("居民甲", Role::Resident, ESTATE), ("邻社区主任", Role::Committee, NEIGHBOUR)]
        {
            w.person(alias, role, place).await.get(&sign).await.status(403);
        }
        w.visitor().get(&sign).await.status(403).shows("登录");
    }
}

#[tokio::test]
async fn what_is_noted_is_a_spot_and_a_time() {
    for w in worlds().await {
        let (_, url) = quiet(&w).await;
        let observe = format!("{url}/observe");
        let mut resident = w.person("居民乙", Role::Resident, ESTATE).await;
        let noted = [
            ("spot", "街口"),
            ("day", "2023-03-02"),
            ("hour", "22:15"),
            ("kept", "no"),
            ("words", "音响还开着，电话13812345678"),
        ];
        resident.post(&observe, &noted).await.status(403).shows("双方都签了才生效");
        for (party, alias) in [("one", "网格员"), ("two", "网格员乙")] {
            let mut worker = w.person(alias, Role::Worker, COMMUNITY).await;
            let paper = [("party", party), ("how", "paper"), ("present", "楼栋长两位")];
            worker.post(&format!("{url}/sign"), &paper).await.ok();
        }
        resident.post(&observe, &noted).await.status(422).shows("现在以前");
        w.at_time("2023-03-03T08:00").await;
        let page = resident.post(&observe, &noted).await;
        page.ok()
            .shows("2023-03-02 22:15 街口")
            .shows("和约定不一样")
            .hides("13812345678")
            .hides("居民乙 （");
        let mut tx = w.tx().await;
        let county = kernel::County::parse(testkit::COUNTY).unwrap();
        let facts = store::facts_since(&mut tx, &county, 0, 100).await.unwrap();
        let fact = facts.iter().find(|f| f.kind == "manage-agreement-observed").unwrap();
        assert!(fact.name.is_empty() && !fact.body.contains_key("words"), "{}", w.engine);
        w.at_time("2023-06-01T09:00").await;
        w.visitor().get(&url).await.ok().shows("到了复查的日子");
    }
}

#[tokio::test]
async fn wrong_terms_come_back_with_what_was_typed() {
    for w in worlds().await {
        let (_, url) = matter(&w, "夜里太吵", Stage::Decide).await;
        let propose = format!("{url}/agreements/propose");
        let mut resident = w.person("居民甲", Role::Resident, ESTATE).await;
        for (field, value, says) in [
            ("two", "沿街居民", "不能是同一个"),
            ("review", "2023-03-01", "今天以后"),
            ("terms", "", "这里要填"),
        ] {
            let mut typed = QUIET.to_vec();
            typed.retain(|(k, _)| *k != field);
            typed.push((field, value));
            let back = resident.post(&propose, &typed).await;
            back.status(422).shows(says);
            assert_eq!(back.value("hours"), "每天 22:00 到第二天 7:00");
        }
        let (_, late) = matter(&w, "已经评价", Stage::Evaluate).await;
        resident.get(&format!("{late}/agreements/propose")).await.status(403);
    }
}

#[tokio::test]
async fn the_sheet_has_lines_for_both_and_the_page_in_outline() {
    let w = sqlite().await;
    let (_, url) = quiet(&w).await;
    let sheet = w.visitor().get(&format!("{url}/sheet")).await;
    sheet.ok().shows("沿街居民和沿街商户约定：").shows("在场").shows("复查");
    assert!(sheet.html.contains("<svg class=\"qr\""));
    let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
    insta::assert_snapshot!(worker.get(&url).await.outline(), @"
    [夜里太吵]
    # 晚上十点后降低音响
    - 时间
    - 沿街居民
    - 沿街商户
    - 哪天复查
    [签字]
    [纸质约定书]
    ");
}
