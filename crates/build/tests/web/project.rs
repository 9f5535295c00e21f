//! 项目 — `/{county}/projects/{id}`, `/{county}/projects/{id}/finish`

use kernel::{MatterId, Role, Stage};
use serde_json::json;
use testkit::{COMMUNITY, COUNTY, ESTATE, NEIGHBOUR};

use crate::road::{Road, adopted, decided, sqlite, worlds};

#[tokio::test]
async fn an_adopted_proposal_becomes_one_project_however_often_it_is_told() {
    for w in worlds().await {
        let id = decided(&w).await;
        let told = adopted(&w, &id, "P1", "plan", "15万元");
        for _ in 0..3 {
            let mut tx = w.tx().await;
            build::project::start(&mut tx, &told).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = w.tx().await;
        let county = kernel::County::parse(COUNTY).unwrap();
        let projects = build::project::of_matter(&mut tx, &county, &id).await.unwrap();
        assert_eq!(projects.len(), 1, "{}", w.engine);
        assert_eq!(projects[0].planned, Some(kernel::Fen::yuan(150_000)));
        let matter = ground::matter::load(&mut tx, &county, &id).await.unwrap();
        assert_eq!(matter.stage, Stage::Build);
        drop(tx);
        let page = w.visitor().get(&format!("/{COUNTY}/matters/{id}")).await;
        page.ok().shows("方案《修通组公路》立项开建，计划投入：15万元").shows("还差 150000.00 元");
    }
}

#[tokio::test]
async fn a_covenant_is_not_built_and_a_fact_without_a_matter_is_a_fault() {
    for w in worlds().await {
        let id = decided(&w).await;
        let mut tx = w.tx().await;
        build::project::start(&mut tx, &adopted(&w, &id, "C1", "covenant", "")).await.unwrap();
        let county = kernel::County::parse(COUNTY).unwrap();
        assert!(build::project::of_matter(&mut tx, &county, &id).await.unwrap().is_empty());
        let mut stray = adopted(&w, &id, "P2", "plan", "");
        stray.matter = None;
        assert!(build::project::start(&mut tx, &stray).await.is_err());
    }
}

#[tokio::test]
async fn a_matter_joined_to_another_is_built_there() {
    for w in worlds().await {
        let (from, to): (MatterId, MatterId) = (decided(&w).await, decided(&w).await);
        let county = kernel::County::parse(COUNTY).unwrap();
        let mut tx = w.tx().await;
        let mut matter = ground::matter::load(&mut tx, &county, &from).await.unwrap();
        matter.merge(&to).unwrap();
        ground::matter::save(&mut tx, &mut matter).await.unwrap();
        build::project::start(&mut tx, &adopted(&w, &from, "P1", "plan", "")).await.unwrap();
        assert_eq!(build::project::of_matter(&mut tx, &county, &to).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn it_is_finished_only_when_residents_signed_every_step() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let finish = road.at("finish");
        let early = road.committee.post(&finish, &[("upkeep", "no"), ("learned", "早")]).await;
        early.status(403).shows("0 道工序中居民已签字 0 道");
        assert_eq!(early.value("learned"), "早", "what was typed stays");
        road.built().await;
        road.committee.post(&finish, &[("learned", "x")]).await.status(422).shows("这里要填");
        let (_, done) =
            road.committee.api_post(&finish, "finish-once", json!({"upkeep": "no"})).await;
        assert_eq!(done["url"], json!(road.url), "{done}");
        let (_, again) =
            road.committee.api_post(&finish, "finish-once", json!({"upkeep": "no"})).await;
        assert_eq!(again["url"], done["url"]);
        road.committee.post(&finish, &[("upkeep", "no")]).await.status(403).shows("已经竣工");
        let (_, page) = w.visitor().api_get(&road.matter).await;
        let told = page["thread"].as_array().unwrap();
        let ends: Vec<_> = told.iter().filter(|f| f["kind"] == "build-project-finished").collect();
        assert_eq!(ends.len(), 1);
        assert_eq!(
            (&ends[0]["body"]["upkeep"], &ends[0]["body"]["title"]),
            (&json!(false), &json!("修通组公路"))
        );
        for closed in ["promise", "plan", "volunteer"] {
            road.worker.get(&road.at(closed)).await.status(403);
        }
    }
}

#[tokio::test]
async fn residents_neighbours_and_visitors_do_not_finish_it() {
    for w in worlds().await {
        let road = Road::begin(&w).await;
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
            ("街道办", Role::Street, "420583001"),
            ("顾问", Role::Adviser, COMMUNITY),
        ] {
            let mut other = w.person(alias, role, place).await;
            other.get(&road.at("finish")).await.status(403);
            let body = json!({"upkeep": "yes"});
            let (status, _) = other.api_post(&road.at("finish"), "key-12345678", body).await;
            assert_eq!(status, 403, "{alias}");
        }
        w.visitor().get(&road.at("finish")).await.status(403).shows("登录");
        w.visitor().get(&format!("/{COUNTY}/projects/2222222222222222")).await.status(404);
    }
}

#[tokio::test]
async fn every_page_can_be_read_in_english() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let receipt = road.give_cash(&w, "500").await;
        road.bill("300").await;
        road.built().await;
        let award = road.committee.post(&road.at("apply"), &[]).await;
        road.worker.keep_cookie("gongdi_lang", "en");
        let (url, matter) = (road.url.clone(), road.matter.clone());
        let mut paths = vec![url, matter, receipt.path, award.path];
        let mut tx = w.tx().await;
        for sample in build::project::samples(&mut tx).await.unwrap() {
            paths.push(sample.path);
        }
        drop(tx);
        for path in paths {
            road.worker.get(&path).await.hides("⟦");
        }
    }
}

#[tokio::test]
async fn samples_open_for_their_role() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        road.give_cash(&w, "500").await;
        road.promise(&w, &[("kind", "land"), ("area", "35.5")]).await;
        road.bill("300").await;
        road.built().await;
        road.worker.post(&road.at("plan"), &[("what", "路灯"), ("doer", "村民")]).await.ok();
        let mut tx = w.tx().await;
        let samples = build::project::samples(&mut tx).await.unwrap();
        drop(tx);
        assert!(samples.len() >= 12, "{}: {samples:?}", w.engine);
        for sample in samples {
            let mut who = match sample.role {
                Some(role) => w.person("样例", role, COUNTY).await,
                None => w.visitor(),
            };
            who.get(&sample.path).await.ok();
        }
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = sqlite().await;
    let mut road = Road::begin(&w).await;
    road.give_cash(&w, "500").await;
    road.built().await;
    let page = road.committee.get(&road.url).await;
    insta::assert_snapshot!(page.outline(), @r"
    [雨天出不了门]
    # 修通组公路
    [500 收入（元）]
    [0 支出（元）]
    [0 已投工（天）]
    [1/1 居民签字的工序]
    [我要出力]
    [安排工序]
    [记一笔账]
    [报竣工]
    [申报奖补]
    ## 大家定下的方案
    ## 大家出的力
    - 已收现金
    [500.00 元]
    - 认捐了还没清点的现金
    - 投工
    - 出物折价
    - 让地
    [出资 500.00 元]
    ## 工序
    ### 浇筑路面
    ## 账目
    - 收入
    - 支出
    - 结余
    - 缺口
    [看每一笔账]
    ");
}
