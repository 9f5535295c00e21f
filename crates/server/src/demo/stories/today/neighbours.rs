//! 邻里之间的 — A new committee is being put forward, and one of two parties has signed.

use kernel::Result;
use serde_json::json;

use super::{CHAIR, COMMITTEE_OF_RESIDENTS, CONVENER, Today, WORKER, accept, report, take_up};
use crate::demo::Stage;
use crate::demo::thread::url;

pub(super) async fn play(stage: &mut Stage, today: &Today) -> Result<()> {
    election(stage, today).await?;
    agreement(stage, today).await
}

/// 自管委换届：正在推荐人选。
async fn election(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 16, "18:50").await?;
    let said = report(
        stage,
        "自管委任期到了，该换届了",
        "上一届自管委的任期早就满了，现在院里的事只有带头人一个人张罗，该推选新一届了。",
    )
    .await?;
    today.go(stage, 15, "09:00").await?;
    accept(stage, &said.matter, "hard", COMMITTEE_OF_RESIDENTS, today.day(30)).await?;
    take_up(stage, &said.matter, "先推荐人选，再定日子投票。").await?;
    today.go(stage, 9, "09:00").await?;
    let worker = stage.persona(WORKER).await?;
    let ask = json!({
        "body": "国税小区自管委（新一届）", "kind": "committee", "seats": 5,
        "until": today.day(3 * 365),
    });
    let election = url(&stage.post(&worker, &format!("{}/election", said.matter), ask).await?)?;
    let standing = [
        (7, "国税小区居民乙", "老电工", "住2栋，上一届也在，愿意接着干"),
        (6, "国税小区居民丁", "3栋楼长", "每天在院里走三圈，哪盏灯不亮都知道"),
        (3, CONVENER, "小学老师", "住1栋，想把孩子们玩的地方管起来"),
        (1, "国税小区居民甲", "退休会计", "管过三年账，一分不差"),
    ];
    for (days_ago, by, alias, about) in standing {
        today.go(stage, days_ago, "19:30").await?;
        let who = stage.persona(by).await?;
        let form = json!({ "alias": alias, "about": about, "agreed": true });
        stage.post(&who, &format!("{election}/nominate"), form).await?;
    }
    Ok(())
}

/// 广场舞收音响的约定：舞队签了，住户这一方还没签。
async fn agreement(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 13, "21:40").await?;
    let said = report(
        stage,
        "广场舞音响太晚，孩子写不了作业",
        "院子中间每晚跳舞到九点半，音响正对着2栋，孩子写作业、老人睡觉都受影响。",
    )
    .await?;
    today.go(stage, 12, "09:30").await?;
    accept(stage, &said.matter, "small", COMMITTEE_OF_RESIDENTS, today.day(5)).await?;
    take_up(stage, &said.matter, "跳舞的和住楼上的都是邻居，坐下来谈。").await?;
    today.go(stage, 6, "20:00").await?;
    let resident = stage.persona("国税小区居民戊").await?;
    let terms = json!({
        "title": "广场舞收音响的约定", "one": "院里的舞队", "two": "2栋住户",
        "hours": "每天19:00到20:30，考试周到20:00",
        "terms": "音响对着围墙放，音量以关窗听不见词为准。\n到点收音响，雨天不补时间。\n2栋住户白天帮舞队看音响。",
        "review": today.day(60),
    });
    let agreement =
        url(&stage.post(&resident, &format!("{}/agreements/propose", said.matter), terms).await?)?;
    today.go(stage, 2, "20:10").await?;
    let chair = stage.persona(CHAIR).await?;
    let sign = json!({ "party": "one", "how": "self" });
    stage.post(&chair, &format!("{agreement}/sign"), sign).await?;
    Ok(())
}
