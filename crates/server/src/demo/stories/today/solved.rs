//! 可以分享的 — A solved matter whose case is still a draft; the other solved one has none yet.

use kernel::Result;
use serde_json::json;

use super::{COMMITTEE_OF_RESIDENTS, Today, WORKER, accept, answer, report};
use crate::demo::Stage;

pub(super) async fn play(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 34, "19:45").await?;
    let said = report(
        stage,
        "快递堆在单元门口挡路",
        "快递每天堆在1栋单元门口，下雨全淋湿，轮椅也过不去。能不能有个放快递的地方？",
    )
    .await?;
    today.go(stage, 33, "09:20").await?;
    accept(stage, &said.matter, "small", COMMITTEE_OF_RESIDENTS, today.day(-26)).await?;
    today.go(stage, 28, "17:00").await?;
    let reply = format!(
        "院门口值班室腾出一面墙，{}装好了三层快递架，带雨棚。快递员和邻居试了几天，单元门口不再堆放；\
         架子安排值班室顺手看着，{}再看一次够不够用。",
        today.spoken(-31),
        today.spoken(-14),
    );
    answer(stage, &said.matter, &reply).await?;
    today.go(stage, 26, "20:30").await?;
    let visitor = stage.visitor();
    let verdict = json!({ "result": "solved", "words": "门口干净了，拿快递也不用翻。" });
    stage.post(&visitor, &format!("{}/verdict", said.follow), verdict).await?;

    today.go(stage, 12, "15:40").await?;
    let worker = stage.persona(WORKER).await?;
    let case = json!({
        "title": "一面墙的快递架",
        "problem": "快递堆在单元门口，挡路又淋雨。",
        "worked": "先问快递员几点来、堆哪里最顺手，再定架子放在值班室外墙；架子三层，最下一层留给大件。",
        "differently": "应当早一点问一楼的住户：第一次选的位置正对着人家的窗。",
        "limits": "没有值班室或者门口很窄的小区不合适。",
    });
    stage.post(&worker, &format!("{}/case", said.matter), case).await?;
    Ok(())
}
