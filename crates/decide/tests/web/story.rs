//! 国税小区 — Six assemblies, five members, a plan adopted by the owners' vote, as the newspaper told it.

use kernel::{Role, days};
use serde_json::json;
use testkit::{Browser, ESTATE, World};

use crate::{SPECIAL, matter_at, owner, owners, paper, propose, reads_in_english, worker, worlds};

async fn assembly(w: &World, serves: &mut Browser, topic: &str, day: i32, outcome: &str) {
    let date = format!("2023-03-{day:02}");
    let typed = [
        ("kind", "council"),
        ("day", date.as_str()),
        ("hour", "19:30"),
        ("venue", "小区门口"),
        ("agenda", "环境怎么改"),
    ];
    let page = serves.post(&format!("{topic}/call"), &typed).await;
    w.at_time(&format!("{date}T21:00")).await;
    let said = [
        ("residents", "30"),
        ("representatives", "5"),
        ("officials", "2"),
        ("women", "16"),
        ("position-1", "有人舍不得菜园；也有人说车没处停。"),
        ("minutes", "大家轮流发言。"),
        ("outcome", outcome),
    ];
    serves.post(&format!("{}/record", page.path), &said).await.ok().shows(outcome);
}

async fn five_members(w: &World, one: &mut Browser, two: &mut Browser, url: &str) -> String {
    let open = [
        ("body", "国税小区自管委"),
        ("kind", "committee"),
        ("seats", "5"),
        ("until", "2026-02-28"),
    ];
    let election = one.post(&format!("{url}/election"), &open).await.path;
    let mut resident = w.person("居民代表", Role::Resident, ESTATE).await;
    for name in ["居民甲", "居民乙", "居民丙", "居民丁", "居民戊", "居民己"] {
        let typed = [("alias", name), ("agreed", "on")];
        resident.post(&format!("{election}/nominate"), &typed).await.ok();
    }
    let votes = "居民甲 52\n居民乙 50\n居民丙 47\n居民丁 41\n居民戊 40\n居民己 22";
    let sheet = [("registered", "68"), ("issued", "66"), ("returned", "60"), ("votes", votes)];
    one.post(&format!("{election}/count"), &sheet).await.ok();
    two.post(&format!("{election}/confirm"), &sheet)
        .await
        .ok()
        .shows("当选：居民甲、居民乙、居民丙、居民丁、居民戊。");
    let offices = [("chair", "居民乙"), ("vice", "居民甲")];
    one.post(&format!("{election}/assign"), &offices).await.ok().shows("公示中");
    election
}

#[tokio::test]
async fn guoshui_estate_decides() {
    for w in worlds().await {
        let url = matter_at(&w, "小区环境脏乱", kernel::Stage::Listen).await;
        let mut one = worker(&w, "网格员").await;
        let mut two = worker(&w, "社区干事").await;
        let topic = one.post(&format!("{url}/topic"), &[("question", "小区环境怎么改")]).await.path;

        // Residents recommend and elect five, who choose chair and vice; posted, then in office.
        let election = five_members(&w, &mut one, &mut two, &url).await;
        w.advance(days(8)).await;
        w.visitor().get(&election).await.ok().shows("已就任");
        w.visitor()
            .get(&url)
            .await
            .ok()
            .shows("国税小区自管委就任：居民乙、居民甲、居民丙、居民丁、居民戊（主任 居民乙");

        // Six assemblies, from quarrel to agreement.
        let outcomes =
            ["先听一轮", "分成两种意见", "去别处看看", "菜园可以让", "画出草图", "意见统一"];
        for (day, outcome) in (10..).zip(outcomes) {
            assembly(&w, &mut one, &topic, day, outcome).await;
        }
        w.visitor().get(&topic).await.ok().shows("意见统一").shows("先听一轮");

        // The plan, changed once after an objection.
        let mut jia = owner(&w, "业主甲", "0-001").await;
        let proposal = propose(&mut jia, &url).await;
        w.visitor()
            .post(&format!("{proposal}/object"), &[("words", "老人要有坐的地方")])
            .await
            .ok();
        let new = [("body", "清理菜园，建停车位，加两排长椅。"), ("why", "加了长椅")];
        jia.post(&format!("{proposal}/revise"), &new).await.ok().shows("第 2 版");
        let answer = one.get(&proposal).await.link("答复意见");
        one.post(&answer, &[("words", "已加长椅")]).await.ok();

        // The owners' vote: twelve units, two electronic, seven on paper.
        owners(&w, 10).await;
        let mut yi = owner(&w, "业主乙", "0-002").await;
        let mut typed = SPECIAL.to_vec();
        typed[3] = ("closes", "2023-03-31");
        let vote = one.post(&format!("{proposal}/vote"), &typed).await.path;
        one.get(&format!("{vote}/paper")).await.ok().shows("1-010").shows("投票人签名");
        one.get(&format!("{vote}/roll")).await.ok().shows("0-001").shows("业主名册");
        jia.post(&format!("{vote}/cast"), &[("choice", "yes")]).await.ok();
        yi.post(&format!("{vote}/cast"), &[("choice", "abstain")]).await.ok();
        for i in 1..=7 {
            let (serial, unit) = (format!("{:04}", i + 2), format!("1-{i:03}"));
            paper(&mut one, &mut two, &vote, &serial, &unit, "yes").await;
        }
        w.visitor().get(&vote).await.ok().shows("表决中").hides("结论");
        w.at_time("2023-04-01T00:00").await;
        let result = w.visitor().get(&vote).await;
        result.ok().shows("结论：通过").shows("同意人数 8 人 ≥ 参加人数 9 人 的 3/4：达到");
        w.visitor().get(&format!("{vote}/ballots")).await.ok().shows("弃权").hides("1-003");

        // The notice hangs its days and cannot end early; then the plan is adopted and frozen.
        w.advance(days(3)).await;
        w.visitor().get(&proposal).await.ok().shows("已通过，公示中");
        w.advance(days(8)).await;
        w.visitor().get(&proposal).await.ok().shows("已采纳").shows("不能再改");
        let (_, page) = w.visitor().api_get(&url).await;
        let told = page["thread"].as_array().unwrap();
        let adopted = told.iter().find(|f| f["kind"] == "decide-proposal-adopted").unwrap();
        assert_eq!(
            (&adopted["body"]["kind"], &adopted["body"]["cost"]),
            (&json!("plan"), &json!("50000.00"))
        );
        jia.post(&format!("{proposal}/revise"), &[("why", "再改")])
            .await
            .status(403)
            .shows("另提一个方案");
        jia.post(&format!("{proposal}/withdraw"), &[("reason", "不要了")])
            .await
            .status(403)
            .shows("已正式采纳");
        let mut clerk = worker(&w, "新来的干事").await;
        clerk.get(&vote).await.ok();
        for page in [
            &url,
            &topic,
            &proposal,
            &vote,
            &format!("{vote}/ballots"),
            &format!("{vote}/roll"),
            &format!("{vote}/paper"),
            &format!("{vote}/enter"),
            &format!("{vote}/confirm-paper"),
        ] {
            reads_in_english(&w, &clerk, page).await;
        }
        let mut tx = w.tx().await;
        let samples = (decide::slice().samples)(&mut tx).await.unwrap();
        drop(tx);
        assert!(samples.len() > 20, "{}", samples.len());
        for sample in samples {
            match sample.role {
                None => w.visitor().get(&sample.path).await.ok().hides("⟦"),
                Some(_) => clerk.get(&sample.path).await.ok().hides("⟦"),
            };
        }
    }
}

#[tokio::test]
async fn an_unanswered_objection_to_the_notice_holds_adoption() {
    for w in worlds().await {
        let url = matter_at(&w, "小区环境脏乱", kernel::Stage::Decide).await;
        let mut jia = owner(&w, "业主甲", "1-001").await;
        let mut one = worker(&w, "网格员").await;
        let proposal = propose(&mut one, &url).await;
        let vote = one.post(&format!("{proposal}/vote"), SPECIAL).await.path;
        jia.post(&format!("{vote}/cast"), &[("choice", "yes")]).await.ok();
        w.at_time("2023-03-21T00:00").await;
        let notice = one.get(&proposal).await.link("公示");
        w.visitor().post(&format!("{notice}/object"), &[("words", "没人通知我")]).await.ok();
        let confirm = format!("{proposal}/confirm");
        one.post(&confirm, &[]).await.status(403).shows("没有等着确认");
        w.advance(days(10)).await;
        one.get(&proposal).await.ok().shows("有异议未答复");
        w.visitor().get(&url).await.ok().shows("还有 1 条意见没有答复，先不采纳");
        one.post(&confirm, &[]).await.status(403).shows("还有 1 条意见没有答复");
        jia.get(&confirm).await.status(403);
        let answer = one.get(&notice).await.link("答复异议");
        one.post(&answer, &[("words", "通知贴在门口，这就补送")]).await.ok();
        one.post(&confirm, &[]).await.ok().shows("已采纳");
        // Once is enough, however often the flow is called again.
        one.post(&confirm, &[]).await.status(403);
        let (_, page) = w.visitor().api_get(&url).await;
        let told = page["thread"].as_array().unwrap();
        assert_eq!(told.iter().filter(|f| f["kind"] == "decide-proposal-adopted").count(), 1);
    }
}
