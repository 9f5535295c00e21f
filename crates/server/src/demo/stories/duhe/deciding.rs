//! 理事会 — On the day it was promised the matter is looked at again: a council is founded, and the group decides by households.

use kernel::Result;
use serde_json::json;

use super::GROUP;
use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::{Hands, Talk, hold, paper_ballots};

const FIRST: Talk = Talk {
    called: "2022-10-17T09:00",
    day: "2022-10-19",
    kind: "evening-talk",
    venue: "一组桥头",
    agenda: &["等标准还是自己修", "谁来牵头"],
    came: [26, 2, 2, 12],
    positions: &[
        "等了好多年，标准没有等来；多数人说不等了，自己的桥自己修。",
        "懂砌石的、管过账的、桥头住的，各出一个人。",
    ],
    minutes: "会就开在桥头。有人说，桥等不得，哪天出了事，拿什么标准都补不回来。",
    outcome: "不等了，成立桥梁修缮理事会，大家联建，缺口申请以奖代补。",
};

const SECOND: Talk = Talk {
    called: "2022-10-28T09:00",
    day: "2022-10-30",
    kind: "evening-talk",
    venue: "一组稻场",
    agenda: &["拆了重建还是加固", "钱和工怎么出", "修的时候怎么过河"],
    came: [31, 2, 1, 14],
    positions: &[
        "请匠人看过，桥墩是好的，加固桥台、重铺桥面就行，不用拆。",
        "捐多捐少凭自愿，出不了钱的出工；石料自家山场有。",
        "半边施工，留半边走人，孩子上学由大人轮着送。",
    ],
    minutes: "理事会把账一笔一笔念出来，连一车沙多少钱都念了。",
    outcome: "加固桥台、重铺桥面、换栏杆，写成方案交户代表表决。",
};

const PLAN: &str = "\
一、加固两头桥台，重铺桥面，栏杆全部换新，桥头立限重牌。
二、自愿捐资、投工、出石料，不按户摊派；账目每一笔公开。
三、缺口申请以奖代补：先修好，三方验收，公示期满再拨。
四、质量由村民监督员签字；修好以后由理事会管护。";

pub(super) async fn play(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2022-10-10T09:00").await?;
    let accept = json!({ "klass": "hard", "answers": "三渡河村村委会" });
    stage.post(&hands.worker, &format!("{matter}/accept"), accept).await?;
    let why =
        json!({ "words": "到了说好再看的日子：标准没有变，村民愿意自己联建，改走以奖代补。" });
    stage.post(&hands.worker, &format!("{matter}/take-up"), why).await?;
    let topic = format!("/420527/topics/{}", stage.last(matter, "decide-topic-opened").await?);
    hold(stage, &hands.worker, &topic, &FIRST).await?;
    found(stage, hands, matter).await?;
    hold(stage, &hands.council, &topic, &SECOND).await?;
    decide(stage, hands, matter).await
}

async fn found(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2022-10-20T09:00").await?;
    let council = json!({
        "kind": "council", "name": "渡河村桥梁修缮理事会",
        "members": "老石匠（理事长）、退休村会计（记账）、桥头村民",
        "mandate": "牵头修好一组的桥：收捐资和石料、排工、看质量、公开账目，修好以后管护。",
        "origin": "2022年10月19日桥头夜话上大家推举", "until": "2025-10-19",
        "matter": matter.rsplit('/').next().unwrap_or_default(),
    });
    stage.post(&hands.worker, &format!("/places/{GROUP}/committees/found"), council).await?;
    Ok(())
}

/// 42 households, 36 came: 33 agree, 2 do not, 1 abstains. Then the result hangs for seven days.
async fn decide(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2022-11-02T10:00").await?;
    let plan =
        json!({ "kind": "plan", "title": "一组桥梁修缮方案", "body": PLAN, "cost": "48000" });
    let proposal = url(&stage.post(&hands.council, &format!("{matter}/propose"), plan).await?)?;
    stage.at("2022-11-07T09:00").await?;
    let ask = json!({
        "question": "是否同意《一组桥梁修缮方案》？", "rule": "cn-villagers-group-households",
        "mode": "paper", "closes": "2022-11-10",
    });
    let vote = url(&stage.post(&hands.worker, &format!("{proposal}/vote"), ask).await?)?;
    stage.at("2022-11-10T17:00").await?;
    paper_ballots(stage, hands, &vote, [33, 2, 1]).await?;
    // The notice hangs seven days; nobody objects; the plan is adopted by itself.
    stage.at("2022-11-21T08:00").await
}
