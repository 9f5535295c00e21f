//! 工序 — `/{county}/projects/{id}/plan`, `/volunteer`, `/{county}/works/{id}/…`, `/{county}/defects/{id}/…`

use kernel::Role;
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR};

use crate::road::{Road, worlds};

const STEP: &[(&str, &str)] = &[("what", "路基整平"), ("doer", "村民投工")];

#[tokio::test]
async fn a_step_goes_from_plan_to_signature() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        road.built().await;
        let page = w.visitor().get(&road.url).await;
        page.ok().shows("质量监督员 居民甲 已签字认可").shows("1/1").shows("2023-03-01 完工");
        let thread = w.visitor().get(&road.matter).await;
        thread.ok().shows("安排工序“浇筑路面”").shows("居民甲 签字认可“浇筑路面”");
    }
}

#[tokio::test]
async fn a_defect_keeps_the_project_open_until_residents_say_it_is_right() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        road.built().await;
        let mut other = w.person("居民乙", Role::Resident, ESTATE).await;
        let raised = other.get(&road.url).await.link("提出缺陷");
        other.post(&raised, &[("words", "东头有裂缝")]).await.ok().shows("缺陷待整改");
        let finish = [("upkeep", "no")];
        road.committee.post(&road.at("finish"), &finish).await.status(403).shows("缺陷 1 处");

        let mend = road.worker.get(&road.url).await.link("报整改");
        let mended = road.worker.post(&mend, &[("words", "重新灌缝")]).await;
        mended.ok().shows("待居民确认").shows("重新灌缝");
        road.committee.post(&road.at("finish"), &finish).await.status(403).shows("缺陷 1 处");

        let clear = other.get(&road.url).await.link("确认整改");
        let mut third = w.person("居民丙", Role::Resident, ESTATE).await;
        third.get(&clear).await.status(403).shows("只有提出缺陷的居民");
        road.committee.get(&clear).await.status(403);
        other.post(&clear, &[("good", "no")]).await.ok().shows("缺陷待整改");
        road.worker.post(&mend, &[("words", "整块重浇")]).await.ok();
        road.resident.post(&clear, &[("good", "yes")]).await.ok().shows("居民确认改好了");
        road.committee.post(&road.at("finish"), &finish).await.ok().shows("已竣工");
        other.get(&raised).await.status(403).shows("已经竣工");
    }
}

#[tokio::test]
async fn nobody_signs_their_own_work_nor_without_volunteering() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        // Somebody who serves on the committee and lives here too.
        let (id, mut both) = w.person_with_id("居民丁", Role::Committee, ESTATE).await;
        let mut tx = w.tx().await;
        let (person, place) =
            (kernel::Id::parse(&id).unwrap(), kernel::PlaceCode::parse(ESTATE).unwrap());
        ground::person::appoint(&mut tx, &person, Role::Resident, &place, "居民丁", None)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let planned = both.post(&road.at("plan"), STEP).await;
        let started = both.post(&planned.link("登记开工"), &[]).await;
        both.post(&started.link("报完工"), &[]).await.ok();
        both.post(&road.at("volunteer"), &[]).await.ok();
        assert!(!both.get(&road.url).await.has_link("签字认可"));
        let sign = started.link("报完工").replace("complete", "sign");
        both.post(&sign, &[]).await.status(403).shows("谁做的活，不能由谁签字");
        road.resident.get(&sign).await.status(403).shows("报名的居民质量监督员");
        road.resident.post(&road.at("volunteer"), &[]).await.ok();
        road.resident.post(&road.at("volunteer"), &[]).await.status(403).shows("已经是质量监督员");
        road.resident.post(&sign, &[]).await.ok().shows("居民已签字");
        let again = json!({});
        let (status, _) = road.resident.api_post(&sign, "sign-again-1", again).await;
        assert_eq!(status, 403);
    }
}

#[tokio::test]
async fn a_step_with_an_open_defect_is_not_signed() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let planned = road.worker.post(&road.at("plan"), STEP).await;
        assert!(
            !road.resident.get(&road.url).await.has_link("提出缺陷"),
            "nothing is to be seen yet"
        );
        let started = road.worker.post(&planned.link("登记开工"), &[]).await;
        road.worker.post(&started.link("报完工"), &[]).await.ok();
        road.resident.post(&road.at("volunteer"), &[]).await.ok();
        let page = road.resident.get(&road.url).await;
        road.resident.post(&page.link("提出缺陷"), &[("words", "不平")]).await.ok();
        road.resident.post(&page.link("签字认可"), &[]).await.status(403).shows("没了结的缺陷");
    }
}

#[tokio::test]
async fn roles_and_order_are_kept() {
    for w in worlds().await {
        let mut road = Road::begin(&w).await;
        let planned = road.worker.post(&road.at("plan"), STEP).await;
        let start = planned.link("登记开工");
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
            ("街道办", Role::Street, "420583001"),
        ] {
            let mut other = w.person(alias, role, place).await;
            for path in [road.at("plan"), start.clone(), start.replace("start", "complete")] {
                other.get(&path).await.status(403);
            }
        }
        let mut worker = w.person("社区干事", Role::Worker, COMMUNITY).await;
        for path in [road.at("volunteer"), start.replace("start", "defect")] {
            worker.get(&path).await.status(403);
        }
        road.worker
            .post(&start.replace("start", "complete"), &[])
            .await
            .status(403)
            .shows("还不到这一步");
        road.worker
            .post(&start, &[("day", "2023-03-02")])
            .await
            .status(422)
            .shows("不能在今天以后");
        road.worker.post(&start, &[("day", "2023-02-28")]).await.ok();
        let complete = start.replace("start", "complete");
        let back = road.worker.post(&complete, &[("day", "2023-02-27"), ("note", "早")]).await;
        back.status(422).shows("结束不能早于开始");
        assert_eq!(back.value("note"), "早");
        let wrong = [
            ("what", "装路灯"),
            ("doer", "村民"),
            ("begins", "2023-03-09"),
            ("ends", "2023-03-08"),
        ];
        let back = road.worker.post(&road.at("plan"), &wrong).await;
        back.status(422).shows("结束不能早于开始");
        assert_eq!(back.value("what"), "装路灯");
    }
}
