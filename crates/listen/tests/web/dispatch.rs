//! 每月调度 — `/places/{place}/dispatch[/hold]`, `/{county}/dispatches/{id}[/decide|/close]`

use kernel::{Fact, MatterId, PlaceCode, Role, Stage, days};
use serde_json::json;
use testkit::{COMMUNITY, COUNTY, ESTATE, NEIGHBOUR};

use crate::{said, worker, worlds};

const SHOW: &str = "/places/420583001003/dispatch";

#[tokio::test]
async fn the_agenda_says_why_each_matter_is_on_it() {
    for w in worlds().await {
        let mut worker = worker(&w).await;
        let mut street = w.person("马家店街道", Role::Street, "420583001").await;
        let (_, late) = said(&w, ESTATE, "路灯不亮").await;
        let (_, parked) = said(&w, ESTATE, "加装电梯").await;
        let (_, across) = said(&w, ESTATE, "门前马路塌陷").await;
        let (_, fine) = said(&w, ESTATE, "想办书法班").await;
        let small = [("klass", "small"), ("answers", "网格员")];
        worker.post(&format!("{late}/accept"), &small).await.ok();
        let park = [
            ("reason", "管线"),
            ("unlock", "改造"),
            ("answers", "网格员"),
            ("review", "2023-03-20"),
        ];
        worker.post(&format!("{parked}/park"), &park).await.ok();
        let hard = [("klass", "hard"), ("answers", "马家店街道"), ("due", "2023-12-01")];
        street.post(&format!("{across}/accept"), &hard).await.ok();
        let calm = [("klass", "small"), ("answers", "网格员"), ("due", "2023-12-01")];
        worker.post(&format!("{fine}/accept"), &calm).await.ok();

        w.advance(days(40)).await;
        let page = w.visitor().get(SHOW).await;
        page.ok()
            .shows("还没有开过")
            .shows("已超期")
            .shows("挂账到了复查日")
            .shows("难事三十天没有进展");
        page.shows("要本地以外的单位办").hides("书法班");
        assert_eq!(page.link("门前马路塌陷"), across);
        let (_, json) = w.visitor().api_get(SHOW).await;
        assert_eq!(json["agenda"][0]["why"], json!(["still", "across"]), "{}", w.engine);
        assert_eq!(json["agenda"].as_array().unwrap().len(), 3);
        // Seen from the street, the street's own matter is not across.
        let (_, above) = w.visitor().api_get("/places/420583001/dispatch").await;
        assert!(!above.to_string().contains("across"), "{above}");
        let (_, beside) = w.visitor().api_get(&format!("/places/{NEIGHBOUR}/dispatch")).await;
        assert_eq!(beside["agenda"], json!([]));
        w.visitor()
            .get(&format!("/places/{ESTATE}/dispatch"))
            .await
            .status(403)
            .shows("调度会在县");
        w.visitor().get(&format!("/places/{COUNTY}/dispatch")).await.ok().shows("路灯不亮");
    }
}

#[tokio::test]
async fn a_matter_that_is_being_built_does_not_stand_still() {
    for w in worlds().await {
        let mut worker = worker(&w).await;
        let (_, road) = said(&w, ESTATE, "修路").await;
        let hard = [("klass", "hard"), ("answers", "网格员"), ("due", "2023-12-01")];
        worker.post(&format!("{road}/accept"), &hard).await.ok();
        w.advance(days(40)).await;
        w.visitor().get(SHOW).await.ok().shows("难事三十天没有进展");
        let number = MatterId::parse(road.rsplit('/').next().unwrap()).unwrap();
        let mut tx = w.tx().await;
        let place = PlaceCode::parse(ESTATE).unwrap();
        let poured = Fact::new("build-work-completed", Stage::Build, &place, "工序").on(&number);
        tx.tell(poured).await.unwrap();
        tx.commit().await.unwrap();
        w.visitor().get(SHOW).await.ok().hides("难事三十天没有进展").hides("修路");
        w.advance(days(31)).await;
        w.visitor().get(SHOW).await.ok().shows("难事三十天没有进展");
    }
}

#[tokio::test]
async fn a_decision_becomes_a_task_and_comes_first_next_month() {
    for w in worlds().await {
        let (_, lights) = said(&w, ESTATE, "路灯不亮").await;
        let (_, lift) = said(&w, ESTATE, "加装电梯").await;
        let mut street = w.person("马家店街道", Role::Street, "420583001").await;
        let minutes = street.post(&format!("{SHOW}/hold"), &[("held", "2023-03-01")]).await;
        minutes.ok().shows("会还在开").shows("马家店街道");
        street
            .post(&format!("{SHOW}/hold"), &[("held", "2023-03-02")])
            .await
            .status(403)
            .shows("还没有散会");
        let number = lights.rsplit('/').next().unwrap();
        let decide = format!("{}/decide?matter={number}", minutes.path);
        assert_eq!(street.get(&decide).await.value("matter"), number);
        let typed =
            [("words", "街道出灯，社区装"), ("answers", "马家店街道"), ("due", "2023-03-10")];
        let after = street.post(&decide, &typed).await;
        after
            .ok()
            .shows("成为任务")
            .shows("街道出灯，社区装")
            .shows("由马家店街道办，2023-03-10 前");
        let other = format!("{}/decide", minutes.path);
        let lift_number = lift.rsplit('/').next().unwrap();
        let lift_typed =
            [("matter", lift_number), ("words", "先摸底"), typed[1], ("due", "2023-05-01")];
        street.post(&other, &lift_typed).await.ok();
        street
            .post(&other, &[("matter", "12345678"), typed[0], typed[1], typed[2]])
            .await
            .status(422);
        let page = street.get(&lights).await;
        page.shows("期限由调度会定下");
        page.shows("办理中").shows("马家店街道").shows("调度会定下：街道出灯，社区装");

        let close = format!("{}/close", minutes.path);
        street.post(&close, &[("present", "0")]).await.status(422);
        let printed = street.post(&close, &[("present", "9"), ("words", "下月带图纸来")]).await;
        printed.ok().shows("到会 9 人").shows("定下 2 件").shows("下月带图纸来").shows("主持人");
        assert!(printed.html.contains("<svg class=\"qr\"") && !printed.has_link("散会"));
        street.post(&other, &lift_typed).await.status(403).shows("已经散会");
        street.post(&close, &[("present", "9")]).await.status(403).shows("不能再改");

        let reply = "路灯已更换完成，三盏都亮了，3月5日由社区电工安装，请大家晚上看看。";
        street
            .post(&format!("{lights}/answer"), &[("reply", reply), ("confirmed", "on")])
            .await
            .ok();
        w.advance(days(3)).await;
        let soon = w.visitor().get(SHOW).await;
        soon.ok().shows("正在办").shows("没有卡住的事");
        w.advance(days(90)).await;
        let mut street = w.person("马家店街道", Role::Street, "420583001").await;
        let next = w.visitor().get(SHOW).await;
        next.ok().shows("上次定下的事").shows("办了，由居民评").shows("过期没办").shows("先摸底");
        let text = next.text();
        assert!(text.find("上次定下的事") < text.find("现在最卡的事"), "{text}");
        street.post(&format!("{SHOW}/hold"), &[("held", "2023-06-01")]).await.ok();
    }
}

#[tokio::test]
async fn only_the_place_and_those_above_dispatch_and_only_what_lies_in_it() {
    for w in worlds().await {
        let (_, elsewhere) = said(&w, NEIGHBOUR, "水管爆了").await;
        for (alias, role, place) in
            [("居民甲", Role::Resident, COMMUNITY), ("邻社区网格员", Role::Worker, NEIGHBOUR)]
        {
            let mut other = w.person(alias, role, place).await;
            other.get(&format!("{SHOW}/hold")).await.status(403);
            let (status, _) = other
                .api_post(&format!("{SHOW}/hold"), "hold-key-1", json!({"held": "2023-03-01"}))
                .await;
            assert_eq!(status, 403, "{alias}");
        }
        let mut worker = worker(&w).await;
        let (status, held) = worker
            .api_post(&format!("{SHOW}/hold"), "hold-key-1", json!({"held": "2023-03-01"}))
            .await;
        assert_eq!(status, 200, "{held}");
        let url = held["url"].as_str().unwrap();
        let number = elsewhere.rsplit('/').next().unwrap();
        let body =
            json!({"matter": number, "words": "修", "answers": "网格员", "due": "2023-03-05"});
        let (status, problem) =
            worker.api_post(&format!("{url}/decide"), "decide-key-1", body).await;
        assert_eq!(status, 403);
        assert!(problem["detail"].as_str().unwrap().contains("不在这次调度"), "{problem}");
        worker.get(&format!("/places/{ESTATE}/dispatch/hold")).await.status(403);
        let mut reader = w.visitor();
        reader.get(&format!("{url}/decide")).await.status(403);
        reader.keep_cookie("gongdi_lang", "en");
        reader.get(SHOW).await.ok().hides("⟦");
        reader.get(url).await.ok().hides("⟦");
    }
}

#[tokio::test]
async fn pages_in_outline() {
    let w = testkit::World::sqlite(vec![ground::slice(), listen::slice()], Vec::new()).await;
    let (_, lights) = said(&w, ESTATE, "路灯不亮").await;
    let mut worker = worker(&w).await;
    worker
        .post(&format!("{lights}/accept"), &[("klass", "urgent"), ("answers", "网格员")])
        .await
        .ok();
    w.advance(days(3)).await;
    insta::assert_snapshot!(worker.get(SHOW).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    # 每月调度 · 七口堰社区
    [召开调度]
    [同类问题]
    ## 上次定下的事
    ## 现在最卡的事
    ### 路灯不亮
    [路灯不亮]
    ");
    let minutes = worker.post(&format!("{SHOW}/hold"), &[("held", "2023-03-04")]).await;
    insta::assert_snapshot!(minutes.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [每月调度]
    (打印)
    # 调度纪要
    ## 定下 0 件
    ## 还没定的
    [路灯不亮]
    [定下怎么办 路灯不亮]
    [定另外一件]
    [散会]
    ");
}
