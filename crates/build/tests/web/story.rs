//! 沈家店村修路 and 渡河村修桥, as the newspaper tells them.

use kernel::Role;
use testkit::{COUNTY, ESTATE};

use crate::road::{Road, adopted, decided, worlds};

/// 总投资 15 万元；自筹 7.5 万元（3.5 万、2 万、500、500 和其他）；14 人干了 14 天；奖补 7.5 万元。
#[tokio::test]
async fn the_road_of_shenjiadian_costs_150000_and_75000_are_raised_and_75000_awarded() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        for yuan in ["35000", "20000", "500", "500", "19000"] {
            road.give_cash(&w, yuan).await;
        }
        let labour = road.give(&w, &[("kind", "labour"), ("days", "196")]).await;
        labour.shows("投工 196 天").shows("19600.00 元");
        road.built().await;
        road.bill("150000").await;
        let account = w.visitor().get(&road.at("account")).await;
        account.ok().shows("75000.00 元").shows("150000.00 元").shows("还差 75000.00 元");

        let award = road.committee.post(&road.at("apply"), &[]).await;
        award
            .ok()
            .shows("75000.00 元")
            .shows("最小，按这一项")
            .shows("196 天 × 每天 100.00 元 = 19600.00 元");
        award.shows("未核验").shows("自筹 94600.00 元 × 1").shows("认定投资 169600.00 元 × 1/2");

        let mut street = w.person("街道办", Role::Street, "420583001").await;
        let mut county = w.person("县里", Role::County, COUNTY).await;
        let inspect = format!("{}/inspect", award.path);
        road.resident.post(&inspect, &[("ok", "yes")]).await.ok();
        street.post(&inspect, &[("ok", "yes")]).await.ok();
        county.post(&inspect, &[("ok", "yes"), ("words", "路面平整")]).await.ok().shows("路面平整");
        let notice = road.committee.post(&format!("{}/announce", award.path), &[]).await;
        notice
            .ok()
            .shows("以奖代补公示：修通组公路")
            .shows("拟奖补 75000.00 元")
            .shows("不能提前结束");

        let pay = format!("{}/pay", award.path);
        street.post(&pay, &[("voucher", "K-1")]).await.status(403).shows("公示期还没有满");
        // 2023-03-01 (Wednesday) and seven working days: the notice hangs to 03-10.
        w.at_time("2023-03-10T23:59").await;
        street.post(&pay, &[("voucher", "K-1")]).await.status(403).shows("公示期还没有满");
        w.at_time("2023-03-11T00:01").await;
        street.post(&pay, &[("amount", "75000.01"), ("voucher", "K-1")]).await.status(422);
        street.post(&pay, &[("voucher", "K-1")]).await.ok().shows("已拨付");
        let waiting = w.visitor().get(&road.at("account")).await;
        waiting.ok().shows("待复核").shows("还差 75000.00 元");
        let confirm = road.committee.get(&road.at("account")).await.link("复核");
        road.committee.post(&confirm, &[("verdict", "right")]).await.ok();

        let (_, page) = w.visitor().api_get(&road.at("account")).await;
        let fen = |name: &str| page["account"][name].as_i64().unwrap();
        assert_eq!((fen("income"), fen("spending")), (15_000_000, 15_000_000), "{}", w.engine);
        assert_eq!((fen("gifts"), fen("award")), (7_500_000, 7_500_000));
        assert_eq!((fen("balance"), fen("gap")), (0, 0));
        w.visitor().get(&road.matter).await.ok().shows("不差钱").shows("拨付以奖代补 75000.00 元");
    }
}

/// 够不上危桥改造标准，村民组成桥梁修缮理事会自己修：不等补助，不够就不开不清楚的账。
#[tokio::test]
async fn the_bridge_of_duhe_is_mended_by_a_council_of_residents() {
    for w in worlds().await {
        let matter = decided(&w).await;
        let mut tx = w.tx().await;
        build::project::start(&mut tx, &adopted(&w, &matter, "BRIDGE", "plan", "大家出工"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let url = w.visitor().get(&format!("/{COUNTY}/matters/{matter}")).await.link("修通组公路");
        let mut council = w.person("桥梁修缮理事会", Role::Committee, ESTATE).await;
        let mut resident = w.person("居民乙", Role::Resident, ESTATE).await;
        let plan = [("what", "加固桥墩"), ("doer", "一组村民投工")];
        let planned = council.post(&format!("{url}/plan"), &plan).await;
        let started = council.post(&planned.link("登记开工"), &[]).await;
        let done = council.post(&started.link("报完工"), &[("note", "用了石料")]).await;
        done.ok().shows("用了石料");
        council
            .post(&format!("{url}/finish"), &[("upkeep", "yes")])
            .await
            .status(403)
            .shows("已签字 0 道");
        resident.post(&format!("{url}/volunteer"), &[]).await.ok();
        let sign = resident.get(&url).await.link("签字认可");
        resident.post(&sign, &[]).await.ok();
        let learned = [("upkeep", "yes"), ("learned", "先把账公开，大家才放心出力")];
        let finished = council.post(&format!("{url}/finish"), &learned).await;
        finished.ok().shows("已竣工").shows("有人长期管护").shows("先把账公开");
        let thread = w.visitor().get(&format!("/{COUNTY}/matters/{matter}")).await;
        thread.ok().shows("竣工：花费 0.00 元").shows("需要长期管护");
    }
}
