//! 轮值 — `/{county}/matters/{id}/rotas/plan`, `/{county}/rotas/{id}`, `…/slots/{no}/…`, `…/enter`, `…/sheet`

use kernel::{Role, Stage, days};
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR, Page, World};

use crate::{count, matter, sqlite, worlds};

const ROUNDS: &[(&str, &str)] = &[
    ("title", "晚间巡查"),
    ("duty", "沿街走一圈，音响大了就提醒一声。"),
    ("body", ""),
    ("first", "2023-03-03"),
    ("from", "21:30"),
    ("to", "23:00"),
    ("every", "week"),
    ("times", "4"),
    ("people", "2"),
];

/// A rota of four Fridays for two people each; gives its page as the worker sees it.
async fn rounds(w: &World) -> Page {
    let (_, url) = matter(w, "夜里太吵", Stage::Manage).await;
    let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
    let page = worker.post(&format!("{url}/rotas/plan"), ROUNDS).await;
    page.ok().shows("轮值已排好").shows("第 4 班 2023-03-24 周五 21:30–23:00");
    page
}

#[tokio::test]
async fn residents_sign_up_by_alias_or_as_a_neighbour_until_it_is_full() {
    for w in worlds().await {
        let url = rounds(&w).await.path;
        let mut one = w.person("居民甲", Role::Resident, ESTATE).await;
        let mut two = w.person("居民乙", Role::Resident, ESTATE).await;
        let mut three = w.person("居民丙", Role::Resident, ESTATE).await;

        let page = one.get(&url).await;
        page.ok().shows("还差 2 人");
        let first = one.submit(&page, &[("shown", "alias")]).await;
        first.ok().shows("报上名了").shows("居民甲").shows("还差 1 人");
        let twice = one.submit(&page, &[("shown", "alias")]).await;
        twice.ok().shows("还差 1 人");
        let again = one.post(&format!("{url}/slots/1/sign-up"), &[("shown", "alias")]).await;
        again.status(403).shows("已经报了这一班");

        let quiet = two.post(&format!("{url}/slots/1/sign-up"), &[("shown", "neighbour")]).await;
        quiet.ok().shows("一位邻居").shows("人已齐").hides("居民乙 （");
        let late = three.post(&format!("{url}/slots/1/sign-up"), &[("shown", "alias")]).await;
        late.status(403).shows("人已经齐了");
        let (status, problem) = three
            .api_post(&format!("{url}/slots/1/sign-up"), "key-12345678", json!({"shown": "alias"}))
            .await;
        assert_eq!((status, &problem["type"]), (403, &json!("urn:gongdi:problem:refused")));

        let (_, json) = w.visitor().api_get(&url).await;
        let turns = &json["coming"][0]["turns"];
        assert_eq!(turns[0]["alias"], "居民甲", "{}", w.engine);
        assert_eq!(turns[1]["alias"], "");
        assert!(!json.to_string().contains("居民乙") && turns[0].get("person").is_none());
        assert_eq!(count(&w, "manage-rota-signed-up").await, 2);
        w.visitor().get(&url).await.ok().shows("一位邻居").hides("居民乙");
    }
}

#[tokio::test]
async fn the_record_of_a_sign_up_names_nobody() {
    for w in worlds().await {
        let url = rounds(&w).await.path;
        let mut one = w.person("居民甲", Role::Resident, ESTATE).await;
        one.post(&format!("{url}/slots/1/sign-up"), &[("shown", "alias")]).await.ok();
        one.post(&format!("{url}/slots/1/step-back"), &[])
            .await
            .ok()
            .shows("没关系")
            .shows("还差 2 人");
        let mut tx = w.tx().await;
        let county = kernel::County::parse(testkit::COUNTY).unwrap();
        let facts = store::facts_since(&mut tx, &county, 0, 100).await.unwrap();
        let told: Vec<_> = facts.iter().filter(|f| f.kind.starts_with("manage-rota-s")).collect();
        assert_eq!(told.len(), 2, "{}", w.engine);
        assert!(told.iter().all(|f| f.name.is_empty() && f.matter.is_none()));
        let left = tx
            .all("SELECT id FROM manage_turn WHERE county = $1", store::binds![&county])
            .await
            .unwrap();
        assert!(left.is_empty(), "a turn given back is gone");
    }
}

#[tokio::test]
async fn only_ones_own_turn_is_given_back_and_only_before_it_begins() {
    for w in worlds().await {
        let url = rounds(&w).await.path;
        let mut one = w.person("居民甲", Role::Resident, ESTATE).await;
        one.post(&format!("{url}/slots/1/sign-up"), &[("shown", "alias")]).await.ok();
        let back = format!("{url}/slots/1/step-back");
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("网格员", Role::Worker, COMMUNITY),
            ("邻社区居民", Role::Resident, NEIGHBOUR),
        ] {
            w.person(alias, role, place).await.get(&back).await.status(403);
        }
        w.visitor().get(&back).await.status(403).shows("登录");
        w.at_time("2023-03-03T21:30").await;
        one.post(&back, &[]).await.status(403).shows("已经开始");
        let mut two = w.person("居民乙", Role::Resident, ESTATE).await;
        two.post(&format!("{url}/slots/1/sign-up"), &[("shown", "alias")])
            .await
            .status(403)
            .shows("已经开始");
        two.get(&format!("{url}/slots/9/sign-up")).await.status(404);
    }
}

#[tokio::test]
async fn what_was_seen_is_a_spot_and_never_a_person() {
    for w in worlds().await {
        let url = rounds(&w).await.path;
        let mut one = w.person("居民甲", Role::Resident, ESTATE).await;
        one.post(&format!("{url}/slots/1/sign-up"), &[("shown", "alias")]).await.ok();
        let report = format!("{url}/slots/1/report");
        one.get(&report).await.ok().shows("不写人名");
        let seen = [("spot", "街口"), ("seen", "音响已调小。鄂A12345停在路口，13812345678")];
        one.post(&report, &seen).await.status(403).shows("还没有结束");
        w.at_time("2023-03-03T23:00").await;
        one.post(&report, &seen).await.ok().shows("街口 音响已调小").hides("12345");
        let mut two = w.person("居民乙", Role::Resident, ESTATE).await;
        two.get(&report).await.status(403).shows("只有来轮值的人");
        let (status, _) =
            two.api_post(&report, "key-12345678", json!({"spot": "街口", "seen": "x"})).await;
        assert_eq!(status, 403, "{}", w.engine);
        let mut worker = w.person("社区干事", Role::Worker, COMMUNITY).await;
        worker
            .post(&report, &[("spot", "后巷"), ("seen", "路灯一盏不亮")])
            .await
            .ok()
            .shows("后巷 路灯一盏不亮");
        let page = w.visitor().get(&url).await;
        page.ok().shows("报名 1 人").hides("居民甲");
    }
}

#[tokio::test]
async fn a_helper_types_the_paper_sheet_in_at_once_and_corrects_it_by_editing() {
    for w in worlds().await {
        let url = rounds(&w).await.path;
        let mut one = w.person("居民甲", Role::Resident, ESTATE).await;
        one.post(&format!("{url}/slots/1/sign-up"), &[("shown", "alias")]).await.ok();
        let mut helper = w.person("网格员", Role::Worker, COMMUNITY).await;
        let enter = format!("{url}/enter");

        let full = helper.post(&enter, &[("lines", "1 商户丁 商户戊")]).await;
        full.status(422).shows("第 1 班写的人比需要的多");
        assert_eq!(full.value("lines"), "1 商户丁 商户戊");
        let wrong = helper.post(&enter, &[("lines", "1 商户丁\n周五 商户戊")]).await;
        wrong.status(422).shows("第 2 行看不懂");

        let page = helper.post(&enter, &[("lines", "1 商户丁\n2 商户戊、邻居\n")]).await;
        page.ok().shows("商户丁 （纸上报名）").shows("纸上的报名已录入");
        let stale = helper.get(&enter).await;
        assert_eq!(stale.value("lines"), "1 商户丁\n2 商户戊 邻居");
        let page = helper.post(&enter, &[("lines", "2 商户戊\n3 商户丁")]).await;
        page.ok().shows("录入");
        let (_, json) = helper.api_get(&url).await;
        let taken: Vec<_> =
            json["coming"].as_array().unwrap().iter().map(|s| s["taken"].clone()).collect();
        assert_eq!(taken, [1, 1, 1, 0], "{}", w.engine);
        let late = helper.submit(&stale, &[("lines", "4 晚到的")]).await;
        late.status(403).shows("刚才有人改动");
        one.get(&enter).await.status(403);
    }
}

#[tokio::test]
async fn the_sheet_has_lines_to_write_on_and_a_code() {
    for w in worlds().await {
        let url = rounds(&w).await.path;
        let mut one = w.person("居民甲", Role::Resident, ESTATE).await;
        one.post(&format!("{url}/slots/2/sign-up"), &[("shown", "alias")]).await.ok();
        let sheet = w.visitor().get(&format!("{url}/sheet")).await;
        sheet
            .ok()
            .shows("晚间巡查")
            .shows("不打卡、不排名")
            .shows("2023-03-10 周五 21:30–23:00")
            .shows("居民甲");
        assert_eq!(sheet.text().matches("空位").count(), 7, "{}", w.engine);
        assert!(sheet.html.contains("<svg class=\"qr\""));
    }
}

#[tokio::test]
async fn planning_is_for_those_who_serve_the_place_and_wrong_times_come_back() {
    for w in worlds().await {
        let (_, url) = matter(&w, "夜里太吵", Stage::Manage).await;
        let plan = format!("{url}/rotas/plan");
        w.person("居民甲", Role::Resident, ESTATE).await.get(&plan).await.status(403);
        w.person("邻社区网格员", Role::Worker, NEIGHBOUR).await.get(&plan).await.status(403);
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        for (field, value, says) in [
            ("first", "2023-02-01", "第一班要在现在以后"),
            ("to", "21:30", "不能是同一个时间"),
            ("times", "61", "1–60"),
            ("people", "很多", "请写整数"),
            ("body", "NOBODY", "请从给出的里面选"),
        ] {
            let mut typed = ROUNDS.to_vec();
            typed.retain(|(k, _)| *k != field);
            typed.push((field, value));
            let back = worker.post(&plan, &typed).await;
            back.status(422).shows(says);
            assert_eq!(back.value("title"), "晚间巡查");
        }
        let (_, early) = matter(&w, "刚说的事", Stage::Listen).await;
        worker.get(&format!("{early}/rotas/plan")).await.status(403).shows("还没有走到这一步");
    }
}

#[tokio::test]
async fn two_neighbours_want_the_last_place_at_the_same_moment() {
    for w in worlds().await {
        let url = rounds(&w).await.path;
        let path = format!("{url}/slots/3/sign-up");
        let mut people = Vec::new();
        for n in 0..5 {
            people.push(w.person(&format!("居民{n}"), Role::Resident, ESTATE).await);
        }
        let tries = people.into_iter().map(|mut p| {
            let path = path.clone();
            tokio::spawn(async move {
                p.api_post(&path, "key-12345678", json!({"shown": "neighbour"})).await.0
            })
        });
        let mut answers = Vec::new();
        for one in tries.collect::<Vec<_>>() {
            answers.push(one.await.unwrap());
        }
        answers.sort_unstable();
        assert_eq!(answers, [200, 200, 403, 403, 403], "{}", w.engine);
        w.advance(days(1)).await;
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = sqlite().await;
    let url = rounds(&w).await.path;
    let mut one = w.person("居民甲", Role::Resident, ESTATE).await;
    let page = one.post(&format!("{url}/slots/2/sign-up"), &[("shown", "alias")]).await;
    insta::assert_snapshot!(page.outline(), @"
    [夜里太吵]
    # 晚间巡查
    [轮值表]
    ## 接下来的班次
    ### 第 1 班 2023-03-03 周五 21:30–23:00
    (以“居民甲”报名 2023-03-03 周五 21:30–23:00)
    (以“一位邻居”报名 2023-03-03 周五 21:30–23:00)
    ### 第 2 班 2023-03-10 周五 21:30–23:00
    (退出这一班 2023-03-10 周五 21:30–23:00)
    ### 第 3 班 2023-03-17 周五 21:30–23:00
    (以“居民甲”报名 2023-03-17 周五 21:30–23:00)
    (以“一位邻居”报名 2023-03-17 周五 21:30–23:00)
    ### 第 4 班 2023-03-24 周五 21:30–23:00
    (以“居民甲”报名 2023-03-24 周五 21:30–23:00)
    (以“一位邻居”报名 2023-03-24 周五 21:30–23:00)
    ");
}
