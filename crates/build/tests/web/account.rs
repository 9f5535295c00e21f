//! 账目 — `/{county}/projects/{id}/account`, `/enter`, `/{county}/entries/{id}/confirm`, `/counter`

use kernel::Role;
use serde_json::json;
use testkit::{ESTATE, NEIGHBOUR};

use crate::road::{Road, sqlite, worlds};

const BILL: &[(&str, &str)] = &[
    ("kind", "spending"),
    ("amount", "1234.56"),
    ("what", "水泥"),
    ("party", "建材店"),
    ("voucher", "NO.7"),
];

#[tokio::test]
async fn a_line_counts_only_after_a_second_person_looked() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let entered = road.worker.post(&road.at("enter"), BILL).await;
        entered.ok().shows("待复核").shows("1234.56");
        assert!(!entered.has_link("复核"), "not to who entered it");
        let confirm = road.committee.get(&entered.path).await.link("复核");
        road.worker.post(&confirm, &[("verdict", "right")]).await.status(403).shows("请另一位来办");
        let (_, before) = w.visitor().api_get(&road.at("account")).await;
        assert_eq!(
            (&before["account"]["spending"], &before["account"]["waiting"]),
            (&json!(0), &json!(1))
        );
        road.committee.post(&confirm, &[("verdict", "right")]).await.ok().shows("已复核");
        let (_, after) = w.visitor().api_get(&road.at("account")).await;
        assert_eq!(after["account"]["spending"], json!(123_456));
        assert_eq!(after["account"]["balance"], json!(-123_456));
        road.committee
            .post(&confirm, &[("verdict", "right")])
            .await
            .status(403)
            .shows("已经复核过");
    }
}

#[tokio::test]
async fn a_wrong_line_is_struck_or_countered_but_never_changed() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let entered = road.worker.post(&road.at("enter"), BILL).await;
        let confirm = road.committee.get(&entered.path).await.link("复核");
        let back = road.committee.post(&confirm, &[("verdict", "wrong")]).await;
        back.status(422).shows("这里要填");
        let struck =
            road.committee.post(&confirm, &[("verdict", "wrong"), ("why", "票据没盖章")]).await;
        struck.ok().shows("不予入账").shows("票据没盖章").shows("还差 150000.00 元");

        road.bill("500").await;
        let counter = road.worker.get(&road.at("account")).await.link("冲销");
        let red = road.worker.post(&counter, &[("why", "记了两遍")]).await;
        red.ok().shows("-500.00").shows("记了两遍");
        road.worker.post(&counter, &[("why", "再来")]).await.status(403).shows("不能冲销");
        let confirm = road.committee.get(&road.at("account")).await.link("复核");
        road.committee.post(&confirm, &[("verdict", "right")]).await.ok();
        let (_, page) = w.visitor().api_get(&road.at("account")).await;
        assert_eq!(page["account"]["spending"], json!(0));
        assert_eq!(page["rows"].as_array().unwrap().len(), 3, "every line is still there");
    }
}

#[tokio::test]
async fn it_adds_up_to_the_fen() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        for yuan in ["0.01", "33.33", "66.67", "1000.1"] {
            road.give_cash(&w, yuan).await;
        }
        road.bill("999.99").await;
        let grant = [
            ("kind", "grant"),
            ("amount", "50.05"),
            ("what", "一事一议补助"),
            ("party", "财政所"),
            ("voucher", "C-9"),
        ];
        let account = road.committee.post(&road.at("enter"), &grant).await;
        let confirm = road.worker.get(&account.path).await.link("复核");
        road.worker.post(&confirm, &[("verdict", "right")]).await.ok();
        let (_, page) = w.visitor().api_get(&road.at("account")).await;
        let fen = |name: &str| page["account"][name].as_i64().unwrap();
        assert_eq!(fen("income"), 1 + 3333 + 6667 + 100_010 + 5005);
        assert_eq!(fen("income"), fen("spending") + fen("balance"), "{}", w.engine);
        assert_eq!(fen("income") + fen("gap"), 15_000_000);
        let paper = w.visitor().get(&road.at("account")).await;
        paper
            .ok()
            .shows("收入 = 支出 + 结余")
            .shows("扫码看进展")
            .shows("1150.16 元")
            .shows("财政所");
    }
}

#[tokio::test]
async fn strangers_do_not_keep_the_account() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let entered = road.worker.post(&road.at("enter"), BILL).await;
        let confirm = road.committee.get(&entered.path).await.link("复核");
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
            ("街道办", Role::Street, "420583001"),
        ] {
            let mut other = w.person(alias, role, place).await;
            for path in [road.at("enter"), confirm.clone(), confirm.replace("confirm", "counter")] {
                other.get(&path).await.status(403);
            }
        }
        w.visitor().get(&road.at("enter")).await.status(403).shows("登录");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_and_a_retry_is_one_line() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let enter = road.at("enter");
        for (field, value, wrong) in [
            ("amount", "0", "之间"),
            ("amount", "-5", "请写金额"),
            ("amount", "99999999999", "之间"),
            ("day", "2023-03-02", "不能在今天以后"),
            ("voucher", "", "这里要填"),
        ] {
            let mut typed: Vec<_> = BILL.iter().copied().filter(|(k, _)| *k != field).collect();
            typed.push((field, value));
            let back = road.worker.post(&enter, &typed).await;
            back.status(422).shows(wrong);
            assert_eq!(back.value("what"), "水泥", "{field}");
        }
        let body = json!({"kind": "spending", "amount": 12, "day": "2023-03-01", "what": "铁锹",
                          "party": "五金店", "voucher": "7"});
        for _ in 0..2 {
            let (status, _) = road.worker.api_post(&enter, "same-key-1", body.clone()).await;
            assert_eq!(status, 200);
        }
        let (_, page) = w.visitor().api_get(&road.at("account")).await;
        assert_eq!(page["rows"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = sqlite().await;
    let mut road = Road::begin(&w).await;
    road.give_cash(&w, "500").await;
    w.advance(kernel::minutes(1)).await;
    road.bill("300").await;
    let page = w.visitor().get(&road.at("account")).await;
    let (_, account) = w.visitor().api_get(&road.at("account")).await;
    let voucher = account["rows"][0]["entry"]["voucher"].as_str().unwrap().to_owned();
    let chance = voucher.split('-').nth(1).unwrap();
    insta::assert_snapshot!(page.outline().replace(chance, "…"), @r"
    [雨天出不了门]
    [修通组公路]
    # 《修通组公路》账目
    - 计划投入
    - 收入
    - 其中：居民捐资
    - 其中：其他财政补助
    - 其中：其他收入
    - 其中：以奖代补
    - 支出
    - 结余
    - 缺口
    - 事由
    - 日期
    - 收入
    - 支出
    - 凭证
    - 记账与复核
    - 居民捐资
    […-…-001]
    - 支出 水泥砂石和机械 建材公司
    (打印)
    ");
}
