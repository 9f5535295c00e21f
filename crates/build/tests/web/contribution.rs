//! 贡献 — `/{county}/projects/{id}/promise`, `/{county}/contributions/{id}[/verb]`,
//! `/{county}/follow/{secret}/contribution[/verb]`

use kernel::Role;
use serde_json::json;
use testkit::{ESTATE, NEIGHBOUR};

use crate::road::{Road, sqlite, worlds};

#[tokio::test]
async fn anybody_promises_without_an_account_and_is_not_named() {
    for w in worlds().await {
        let road = Road::begin(&w).await;
        let mut away = w.visitor();
        let typed = [("kind", "cash"), ("money", "2000"), ("name", "乡亲丙"), ("remote", "on")];
        let mine = away.post(&road.at("promise"), &typed).await;
        mine.ok().shows("登记好了").shows("出资 2000.00 元").shows("一位居民").hides("乡亲丙");
        let page = w.visitor().get(&road.url).await;
        page.ok().shows("一位居民 出资 2000.00 元 已认捐").hides("乡亲丙");
        w.visitor().get(&road.matter).await.ok().shows("有人愿意出资 2000.00 元");

        let brought = away.post(&mine.link("我已送到"), &[]).await;
        brought.ok().shows("已送到，待清点");
        assert!(!brought.has_link("收回认捐"), "what was delivered is not taken back");
    }
}

#[tokio::test]
async fn only_with_consent_is_a_name_shown() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let empty = [("kind", "cash"), ("money", "500"), ("consent", "on"), ("name", "")];
        w.visitor().post(&road.at("promise"), &empty).await.status(422).shows("这里要填");
        let named = [("kind", "labour"), ("days", "3"), ("consent", "on"), ("name", "三组居民丁")];
        w.visitor().post(&road.at("promise"), &named).await.ok().shows("三组居民丁");
        w.visitor().get(&road.url).await.ok().shows("三组居民丁 投工 3 天");
        // A signed-in giver without consent is named neither on the page nor on the thread.
        road.resident.post(&road.at("promise"), &[("kind", "cash"), ("money", "66")]).await.ok();
        w.visitor().get(&road.url).await.ok().hides("居民甲");
        w.visitor().get(&road.matter).await.ok().shows("出资 66.00 元").hides("居民甲");
    }
}

#[tokio::test]
async fn a_promise_is_taken_back_by_its_own_link_only() {
    for w in worlds().await {
        let road = Road::begin(&w).await;
        let mut giver = w.visitor();
        let mine = giver.post(&road.at("promise"), &[("kind", "land"), ("area", "35.5")]).await;
        mine.ok().shows("让地 35.50 平方米");
        let wrong = mine.path.replace("/contribution", "2/contribution");
        giver.get(&wrong).await.status(404);
        let back = giver.post(&mine.link("收回认捐"), &[]).await;
        back.ok().shows("已收回");
        w.visitor().get(&road.url).await.ok().hides("让地 35.50 平方米");
        giver.get(&format!("{}/bring", mine.path)).await.ok();
        giver.post(&format!("{}/bring", mine.path), &[]).await.status(403).shows("已经办过");
        giver.post(&format!("{}/withdraw", mine.path), &[]).await.status(403);
    }
}

#[tokio::test]
async fn who_delivers_does_not_count() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let url = road.promise(&w, &[("kind", "cash"), ("money", "20000")]).await;
        let delivered = road.worker.post(&format!("{url}/deliver"), &[]).await;
        delivered.ok().shows("待清点");
        road.worker.post(&format!("{url}/accept"), &[]).await.status(403).shows("请另一位来办");
        let counted =
            road.committee.post(&format!("{url}/accept"), &[("amount", "19999.99")]).await;
        counted.ok().shows("收据").shows("19999.99 元").shows("理事会");
        road.committee.post(&format!("{url}/accept"), &[]).await.status(403).shows("已经办过");
        w.visitor().get(&road.at("account")).await.ok().shows("19999.99").shows("网格员 → 理事会");
    }
}

#[tokio::test]
async fn the_signed_in_giver_delivers_but_never_counts() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let gift = json!({"kind": "cash", "money": "100"});
        let (_, done) =
            road.committee.api_post(&road.at("promise"), "own-gift-1", gift.clone()).await;
        let url = done["data"]["contribution"].as_str().unwrap().to_owned();
        road.committee.post(&format!("{url}/deliver"), &[]).await.ok();
        road.committee.post(&format!("{url}/accept"), &[]).await.status(403).shows("请另一位来办");
        let (_, done) = road.resident.api_post(&road.at("promise"), "own-gift-2", gift).await;
        let url = done["data"]["contribution"].as_str().unwrap().to_owned();
        road.resident.post(&format!("{url}/deliver"), &[]).await.ok().hides("居民甲</span>");
        road.resident.get(&format!("{url}/accept")).await.status(403);
        road.worker.post(&format!("{url}/accept"), &[]).await.ok().shows("100.00 元");
    }
}

#[tokio::test]
async fn strangers_record_nothing() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let url = road.promise(&w, &[("kind", "labour"), ("days", "2")]).await;
        for (alias, role, place) in
            [("居民乙", Role::Resident, ESTATE), ("邻社区网格员", Role::Worker, NEIGHBOUR)]
        {
            let mut other = w.person(alias, role, place).await;
            for verb in ["deliver", "accept"] {
                other.get(&format!("{url}/{verb}")).await.status(403);
                let body = json!({"day": "2023-03-01", "amount": "2"});
                let (status, _) =
                    other.api_post(&format!("{url}/{verb}"), "key-12345678", body).await;
                assert_eq!(status, 403, "{alias} {verb}");
            }
        }
        w.visitor().get(&format!("{url}/receipt")).await.status(403).shows("清点以后才有收据");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let promise = road.at("promise");
        let mut giver = w.visitor();
        for (typed, wrong) in [
            (vec![("kind", "cash"), ("money", "")], "这里要填"),
            (vec![("kind", "cash"), ("money", "十块")], "请写金额"),
            (vec![("kind", "labour"), ("days", "0")], "要在 1–3660 之间"),
            (vec![("kind", "material"), ("what", "")], "这里要填"),
            (vec![("kind", "land"), ("area", "一亩")], "请写面积"),
            (vec![("kind", "cash"), ("money", "99999999999999")], "之间"),
            (vec![("kind", "gold"), ("money", "1")], "请从给出的里面选"),
        ] {
            let mut typed = typed;
            if !typed.iter().any(|(k, _)| *k == "what") {
                typed.push(("what", "留着的话"));
            }
            let back = giver.post(&promise, &typed).await;
            back.status(422).shows(wrong);
            let what = typed.iter().find(|(k, _)| *k == "what").unwrap().1;
            assert_eq!(back.value("what"), what);
        }
        let url = road.promise(&w, &[("kind", "cash"), ("money", "10")]).await;
        let late = road.worker.post(&format!("{url}/deliver"), &[("day", "2023-03-02")]).await;
        late.status(422).shows("不能在今天以后");
        road.worker.post(&format!("{url}/deliver"), &[]).await.ok();
        let accept = format!("{url}/accept");
        for (amount, wrong) in
            [("10.01", "之间"), ("0", "之间"), ("很多", "请写金额"), ("", "这里要填")]
        {
            road.committee.post(&accept, &[("amount", amount)]).await.status(422).shows(wrong);
        }
    }
}

#[tokio::test]
async fn telephone_numbers_are_masked_and_entered_for_others_says_by_whom() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let typed = [("kind", "material"), ("what", "水泥20包，打13812345678"), ("behalf", "on")];
        road.worker
            .post(&road.at("promise"), &typed)
            .await
            .ok()
            .hides("13812345678")
            .shows("手机号已隐去");
        let page = w.visitor().get(&road.url).await;
        let gift = page.link("水泥20包");
        // Goods nobody put a price on are not said to be worth nothing.
        w.visitor().get(&gift).await.ok().shows("代为登记").shows("网格员").hides("值 0.00 元");
        road.committee.post(&format!("{gift}/deliver"), &[]).await.ok();
        let receipt = road.worker.post(&format!("{gift}/accept"), &[("amount", "560")]).await;
        receipt.ok().shows("值 560.00 元").shows("折合").shows("经手人").shows("扫码看进展");
        w.visitor().get(&road.at("account")).await.ok().hides("560.00");
    }
}

#[tokio::test]
async fn a_double_click_and_a_retry_are_one_promise() {
    for w in worlds().await {
        let road = Road::begin(&w).await;
        let mut giver = w.visitor();
        let form = giver.get(&road.at("promise")).await;
        let first = giver.submit(&form, &[("kind", "cash"), ("money", "88")]).await;
        let second = giver.submit(&form, &[("kind", "cash"), ("money", "88")]).await;
        assert_eq!(first.path, second.path, "{}", w.engine);
        let (_, page) = w.visitor().api_get(&road.url).await;
        assert_eq!(page["whole"]["contributions"].as_array().unwrap().len(), 1);
        assert!(
            page["whole"]["contributions"][0].get("giver").is_none(),
            "no account leaves the house"
        );
    }
}

#[tokio::test]
async fn receipts_are_numbered_one_by_one() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        for n in 1..=3 {
            let receipt = road.give_cash(&w, "1").await;
            receipt.shows(&format!("-00{n}"));
        }
    }
}

#[tokio::test]
async fn the_receipt_and_the_slip_in_outline() {
    let w = sqlite().await;
    let mut road = Road::begin(&w).await;
    let mine = w.visitor().post(&road.at("promise"), &[("kind", "cash"), ("money", "5")]).await;
    insta::assert_snapshot!(mine.outline(), @r"
    [雨天出不了门]
    [修通组公路]
    # 我的认捐
    - 共建项目
    - 认捐
    - 谁出的
    - 进展
    [我已送到]
    [收回认捐]
    (打印)
    ");
    let receipt = road.give_cash(&w, "500").await;
    insta::assert_snapshot!(receipt.outline(), @r"
    [雨天出不了门]
    [修通组公路]
    [出资 500.00 元]
    # 收据
    - 共建项目
    - 谁出的
    - 实收
    - 折合
    - 清点
    (打印)
    ");
}

#[tokio::test]
async fn what_nobody_known_brought_takes_two_to_count() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let link = |key: &str, done: &serde_json::Value| done[key].as_str().unwrap().to_owned();
        let mut unseen = Vec::new();
        for (key, gift) in [
            ("alone-000001", json!({"kind": "cash", "money": "900"})),
            ("alone-000002", json!({"kind": "labour", "days": "4"})),
        ] {
            let mut window = w.visitor();
            let (_, done) = window.api_post(&road.at("promise"), key, gift).await;
            let brought = format!("{}/bring", link("url", &done));
            window.api_post(&brought, &format!("{key}-b"), json!({"day": "2023-03-01"})).await;
            unseen.push(link("contribution", &done["data"]));
        }
        let account = road.at("account");
        // Cash: who counted it entered it; only a second person makes it income.
        road.worker.post(&format!("{}/accept", unseen[0]), &[]).await.ok();
        let page = road.worker.get(&account).await;
        page.ok().hides("收入合计 900.00 元");
        let (_, json) = w.visitor().api_get(&account).await;
        assert_eq!(
            (&json["account"]["gifts"], &json["account"]["waiting"]),
            (&json!(0), &json!(1))
        );
        let id = json["rows"][0]["entry"]["id"].as_str().unwrap();
        let confirm = format!("/420583/entries/{id}/confirm");
        let right = [("verdict", "right")];
        road.worker.post(&confirm, &right).await.status(403).shows("请另一位来办");
        road.committee.post(&confirm, &right).await.ok();
        let (_, json) = w.visitor().api_get(&account).await;
        let counted = (&json["account"]["gifts"], &json["account"]["waiting"]);
        assert_eq!(counted, (&json!(90_000), &json!(0)), "{}", w.engine);
        // Work: somebody known sees it first, somebody else counts it.
        let work = &unseen[1];
        let alone = road.worker.post(&format!("{work}/accept"), &[]).await;
        alone.status(403).shows("还没有人看到");
        road.worker.post(&format!("{work}/deliver"), &[]).await.ok();
        road.worker.post(&format!("{work}/accept"), &[]).await.status(403).shows("请另一位来办");
        road.committee.post(&format!("{work}/accept"), &[]).await.ok();
    }
}
