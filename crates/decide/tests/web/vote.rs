//! 表决 — `/{county}/proposals/{id}/vote`, `/{county}/votes/{id}` and its verbs

use ground::roll::Kind;
use kernel::{Role, days};
use serde_json::json;
use tally::published::Published;
use testkit::{ESTATE, World};

use crate::{
    SPECIAL, enrol, matter, owner, owners, paper, propose, reads_in_english, worker, worlds,
};

#[tokio::test]
async fn a_vote_after_closing_is_refused_and_what_was_typed_stays() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut jia = owner(&w, "业主甲", "1-001").await;
        let mut serves = worker(&w, "网格员").await;
        let proposal = propose(&mut serves, &url).await;
        let vote = serves.post(&format!("{proposal}/vote"), SPECIAL).await;
        vote.ok().shows("名册已固定").shows("第二百七十八条");
        let form = jia.get(&format!("{}/cast", vote.path)).await;
        form.ok().shows("投了就不能改");
        w.at_time("2023-03-21T00:00").await;
        let late = jia.submit(&form, &[("choice", "no")]).await;
        late.status(403).shows("已于 2023-03-20 23:59 截止");
        assert_eq!(late.value("choice"), "no");
        let typed = [("serial", "0001"), ("unit", "1-001"), ("choice", "yes")];
        let late = serves.post(&format!("{}/enter", vote.path), &typed).await;
        late.status(403).shows("截止");
        assert_eq!(late.value("serial"), "0001");
        let (status, _) = jia
            .api_post(&format!("{}/cast", vote.path), "key-12345678", json!({"choice": "no"}))
            .await;
        assert_eq!(status, 403);
    }
}

/// Twenty-four owners, paper ballots: `took` take part, `yes` of them agree.
async fn paper_vote(w: &World, took: usize, yes: usize) -> (String, String) {
    let url = matter(w).await;
    owners(w, 24).await;
    let mut one = worker(w, "网格员").await;
    let mut two = worker(w, "社区干事").await;
    let proposal = propose(&mut one, &url).await;
    let typed = [("rule", "cn-civil-278-special"), ("mode", "paper"), ("closes", "2023-03-16")];
    let vote = one.post(&format!("{proposal}/vote"), &typed).await;
    vote.ok();
    for i in 1..=took {
        let choice = if i <= yes { "yes" } else { "no" };
        paper(&mut one, &mut two, &vote.path, &format!("{i:04}"), &format!("1-{i:03}"), choice)
            .await;
    }
    w.at_time("2023-03-17T00:01").await;
    (proposal, vote.path)
}

#[tokio::test]
async fn exactly_two_thirds_and_three_quarters_pass() {
    for w in worlds().await {
        let (proposal, vote) = paper_vote(&w, 16, 12).await;
        let result = w.visitor().get(&vote).await;
        result.ok().shows("结论：通过").shows("参加人数 16 人 ≥ 总人数 24 人 的 2/3：达到");
        let file = w.visitor().get(&format!("{vote}/file")).await;
        let published: Published = serde_json::from_str(&file.ok().html).unwrap();
        // Nobody's unit is in it, and whoever has nothing but the file counts the same.
        assert!(!file.html.contains("1-001") && published.roll.heads == 24);
        let recount = published.count(&tally::RuleBook::default()).unwrap();
        assert!(recount.agrees && recount.outcome.passed, "{}", w.engine);
        assert_eq!(published.count(tally::RuleBook::builtin()).unwrap().rule_agrees, Some(true));
        w.visitor().get(&format!("{vote}/ballots")).await.ok().shows("下载表决文件");
        w.visitor().get(&proposal).await.ok().shows("已通过，公示中");
    }
}

#[tokio::test]
async fn one_short_of_two_thirds_fails() {
    for w in worlds().await {
        let (proposal, vote) = paper_vote(&w, 15, 15).await;
        w.visitor()
            .get(&vote)
            .await
            .ok()
            .shows("参加人数 15 人 < 总人数 24 人 的 2/3：未达到")
            .shows("未通过");
        w.visitor().get(&proposal).await.ok().shows("讨论中");
    }
}

#[tokio::test]
async fn one_short_of_three_quarters_fails() {
    for w in worlds().await {
        let (_, vote) = paper_vote(&w, 16, 11).await;
        w.visitor().get(&vote).await.ok().shows("同意的不够，未通过");
    }
}

#[tokio::test]
async fn one_ballot_per_unit_and_the_first_one_stands() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut jia = owner(&w, "业主甲", "1-001").await;
        let mut yi = owner(&w, "业主乙", "1-002").await;
        let mut one = worker(&w, "网格员").await;
        let mut two = worker(&w, "社区干事").await;
        let proposal = propose(&mut one, &url).await;
        let vote = one.post(&format!("{proposal}/vote"), SPECIAL).await.path;
        let form = jia.get(&format!("{vote}/cast")).await;
        jia.submit(&form, &[("choice", "yes")]).await.ok().shows("已投进票箱");
        // The second click of a double click is the same act; a second act is refused.
        jia.submit(&form, &[("choice", "yes")]).await.ok().shows("已投进票箱");
        jia.post(&format!("{vote}/cast"), &[("choice", "no")])
            .await
            .status(403)
            .shows("先投的算数");
        assert!(yi.get(&url).await.has_link("投票") && !jia.get(&url).await.has_link("投票"));
        assert!(!jia.get(&vote).await.has_link("投票"), "{}", w.engine);

        let double = [("serial", "0001"), ("unit", "1-001"), ("choice", "no")];
        one.post(&format!("{vote}/enter"), &double).await.status(403).shows("先投的算数");
        let wrong = [("serial", "0001"), ("unit", "1-002"), ("choice", "no")];
        one.post(&format!("{vote}/enter"), &wrong).await.status(422).shows("票号和房号对不上");
        let unknown = [("serial", "0009"), ("unit", "9-999"), ("choice", "no")];
        one.post(&format!("{vote}/enter"), &unknown).await.status(422).shows("没有这个房号");

        // 业主乙's paper is entered, then she votes online before anybody confirmed it: hers stands.
        let typed = [("serial", "0002"), ("unit", "1-002"), ("choice", "no")];
        one.post(&format!("{vote}/enter"), &typed).await.ok();
        let again = [("serial", "0002"), ("choice", "no")];
        one.post(&format!("{vote}/confirm-paper"), &again)
            .await
            .status(403)
            .shows("由另一个人复核");
        let differs = [("serial", "0002"), ("choice", "yes")];
        two.post(&format!("{vote}/confirm-paper"), &differs).await.status(422).shows("不一样");
        yi.post(&format!("{vote}/cast"), &[("choice", "yes")]).await.ok();
        two.post(&format!("{vote}/confirm-paper"), &again).await.ok().shows("网上的算数");

        w.visitor().get(&format!("{vote}/ballots")).await.ok().shows("截止计票以后");
        w.visitor().get(&format!("{vote}/file")).await.status(403).shows("还没有计票");
        w.at_time("2023-03-21T08:00").await;
        let (_, page) = w.visitor().api_get(&format!("{vote}/ballots")).await;
        let ballots = page["ballots"].as_array().unwrap();
        assert_eq!(ballots.len(), 2);
        assert!(ballots.iter().all(|b| b["choice"] == "yes" && b.get("way").is_none()));
        assert!(!page.to_string().contains("1-001"), "{}", w.engine);
    }
}

#[tokio::test]
async fn who_is_not_on_the_frozen_roll_does_not_vote() {
    for w in worlds().await {
        let url = matter(&w).await;
        let _jia = owner(&w, "业主甲", "1-001").await;
        let mut serves = worker(&w, "网格员").await;
        let proposal = propose(&mut serves, &url).await;
        let vote = serves.post(&format!("{proposal}/vote"), SPECIAL).await.path;
        // Entered after the vote opened: the roll of this vote is frozen.
        let mut late = owner(&w, "业主丙", "1-003").await;
        late.get(&format!("{vote}/cast")).await.status(403).shows("不在这次表决的名册上");
        w.visitor().get(&format!("{vote}/cast")).await.status(403).shows("登录");
        for verb in ["enter", "confirm-paper", "paper", "roll"] {
            late.get(&format!("{vote}/{verb}")).await.status(403);
        }
        late.get(&vote).await.ok().shows("共 1 票");
    }
}

#[tokio::test]
async fn opening_asks_for_roll_basis_and_time() {
    for w in worlds().await {
        let url = matter(&w).await;
        let mut serves = worker(&w, "网格员").await;
        let proposal = propose(&mut serves, &url).await;
        let open = format!("{proposal}/vote");
        serves.post(&open, SPECIAL).await.status(403).shows("还没有业主名册");
        owners(&w, 3).await;
        let bare =
            [("rule", "cn-civil-278-special"), ("mode", "binding"), ("closes", "2023-03-20")];
        serves.post(&open, &bare).await.status(422).shows("必须写明依据");
        let early = [("rule", "cn-civil-278-special"), ("mode", "paper"), ("closes", "2023-03-15")];
        let back = serves.post(&open, &early).await;
        back.status(422).shows("最早 2023-03-16 截止");
        assert_eq!(back.value("closes"), "2023-03-15");
        let far = [("rule", "cn-civil-278-special"), ("mode", "paper"), ("closes", "2027-03-15")];
        serves.post(&open, &far).await.status(422).shows("放假安排还没有公布");
        serves.post(&open, &[("rule", "cn-none"), ("closes", "2023-04-01")]).await.status(422);
        w.person("居民甲", Role::Resident, ESTATE).await.get(&open).await.status(403);
        reads_in_english(&w, &serves, &open).await;

        serves.post(&open, SPECIAL).await.ok().shows("正式表决").shows("议事规则第十二条");
        serves.post(&open, SPECIAL).await.status(403).shows("正在表决");
        serves
            .post(&format!("{proposal}/revise"), &[("why", "改")])
            .await
            .status(403)
            .shows("正在表决");
        w.visitor()
            .post(&format!("{proposal}/object"), &[("words", "慢着")])
            .await
            .status(403)
            .shows("正在表决");
    }
}

#[tokio::test]
async fn an_advisory_vote_decides_nothing() {
    for w in worlds().await {
        let url = matter(&w).await;
        let (id, mut jia) = w.person_with_id("居民甲", Role::Resident, ESTATE).await;
        enrol(&w, Kind::Adults, "1", Some(&id)).await;
        let proposal = propose(&mut jia, &url).await;
        let mut serves = worker(&w, "网格员").await;
        let typed = [("rule", "cn-simple-majority"), ("closes", "2023-03-02")];
        let vote = serves.post(&format!("{proposal}/vote"), &typed).await;
        vote.ok().shows("预表决（参考）").shows("结果只作参考");
        let cast = format!("{}/cast", vote.path);
        let (status, done) = jia.api_post(&cast, "key-12345678", json!({"choice": "yes"})).await;
        assert_eq!((status, &done["done"]), (200, &json!("decide-vote-cast-done")));
        w.advance(days(3)).await;
        w.visitor().get(&vote.path).await.ok().shows("结论：通过");
        w.visitor().get(&proposal).await.ok().shows("讨论中");
        w.visitor().get(&url).await.ok().shows("（预表决，仅供参考）");
        // Where area does not count, a ballot carries neither area nor a mark of its head.
        let (_, page) = w.visitor().api_get(&format!("{}/ballots", vote.path)).await;
        assert_eq!(
            (&page["ballots"][0]["area"], &page["ballots"][0]["head"]),
            (&json!(0), &json!(""))
        );
    }
}

#[tokio::test]
async fn paper_can_be_entered_after_the_box_is_opened() {
    for w in worlds().await {
        let url = matter(&w).await;
        owners(&w, 3).await;
        let mut one = worker(&w, "网格员").await;
        let mut two = worker(&w, "社区干事").await;
        let proposal = propose(&mut one, &url).await;
        let typed = [
            ("rule", "cn-civil-278-ordinary"),
            ("mode", "paper"),
            ("closes", "2023-03-16"),
            ("counts", "2023-03-18"),
        ];
        let vote = one.post(&format!("{proposal}/vote"), &typed).await.path;
        w.at_time("2023-03-17T10:00").await;
        paper(&mut one, &mut two, &vote, "0001", "1-001", "yes").await;
        paper(&mut one, &mut two, &vote, "0002", "1-002", "yes").await;
        let unread = [("serial", "0003"), ("unit", "1-003"), ("choice", "no")];
        one.post(&format!("{vote}/enter"), &unread).await.ok();
        w.at_time("2023-03-19T00:00").await;
        let result = w.visitor().get(&vote).await;
        result.ok().shows("通过").shows("没有第二人复核、未计入的纸票");
        let (_, page) = w.visitor().api_get(&vote).await;
        assert_eq!(
            (&page["vote"]["result"]["paper"], &page["vote"]["result"]["unread"]),
            (&json!(2), &json!(1))
        );
    }
}

#[tokio::test]
async fn several_units_of_one_owner_are_voted_at_once() {
    for w in worlds().await {
        let url = matter(&w).await;
        let (id, mut jia) = w.person_with_id("业主甲", Role::Resident, ESTATE).await;
        enrol(&w, Kind::Owners, "1-001", Some(&id)).await;
        enrol(&w, Kind::Owners, "1-002", Some(&id)).await;
        let mut serves = worker(&w, "网格员").await;
        let proposal = propose(&mut serves, &url).await;
        let vote = serves.post(&format!("{proposal}/vote"), SPECIAL).await.path;
        jia.post(&format!("{vote}/cast"), &[("unit", "1-001"), ("choice", "yes")]).await.ok();
        let form = jia.get(&format!("{vote}/cast")).await;
        form.ok().shows("1-002");
        jia.submit(&form, &[("unit", ""), ("choice", "yes")]).await.ok();
        jia.get(&vote).await.ok().hides("投了就不能改");
        serves.get(&format!("{vote}/paper")).await.ok().shows("都投过了");
    }
}

#[tokio::test]
async fn two_tabs_at_the_same_moment_cast_one_ballot() {
    for w in worlds().await {
        let url = matter(&w).await;
        let jia = owner(&w, "业主甲", "1-001").await;
        let mut serves = worker(&w, "网格员").await;
        let proposal = propose(&mut serves, &url).await;
        let vote = serves.post(&format!("{proposal}/vote"), SPECIAL).await.path;
        let cast = format!("{vote}/cast");
        let (mut one, mut two) = (jia.clone(), jia);
        let (first, second) = (one.get(&cast).await, two.get(&cast).await);
        let (first, second) = tokio::join!(
            one.submit(&first, &[("choice", "yes")]),
            two.submit(&second, &[("choice", "no")])
        );
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 403], "{}", w.engine);
        let (_, page) = w.visitor().api_get(&vote).await;
        assert_eq!(page["vote"]["electronic"], json!(1), "{}", w.engine);
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = World::sqlite(vec![ground::slice(), decide::slice()], decide::flows()).await;
    let (_, vote) = paper_vote(&w, 16, 12).await;
    let page = w.visitor().get(&vote).await;
    insta::assert_snapshot!(page.outline(), @"
    [广场建在哪里]
    [改造小区环境]
    # 您是否同意《改造小区环境》？
    - 表决的方案
    [改造小区环境 第 1 版]
    - 表决规则
    - 依据
    - 业主名册
    - 电子票
    - 纸票
    ## 结果
    - 选项
    - 数量
    - 占比
    - 图示
    - 参加的专有面积（㎡）
    - 参加
    - 选项
    - 数量
    - 占比
    - 图示
    - 同意的专有面积（㎡）
    - 同意
    - 同意
    - 不同意
    - 弃权
    [全部票据]
    [公示]
    ");
}
