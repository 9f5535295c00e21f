//! 刚听到的 — Two neighbours about the same dark path this morning, and an answer that awaits their verdict.

use kernel::Result;
use serde_json::json;

use super::{COMMITTEE_OF_RESIDENTS, ESTATE, Today, WORKER, accept, answer, report};
use crate::demo::Stage;

pub(super) async fn play(stage: &mut Stage, today: &Today) -> Result<()> {
    paper_in_the_stairwell(stage, today).await?;

    stage.begin("today");
    today.hours_ago(stage, 6).await?;
    let words = "2栋旁边的路灯昨晚又不亮了，老人下楼倒垃圾全靠摸，能不能尽快修一修？";
    report(stage, "2栋旁边的路灯不亮", words).await?;

    // The same lamp, by telephone: whether the two are one matter is for the worker to say.
    today.hours_ago(stage, 4).await?;
    let worker = stage.persona(WORKER).await?;
    let words = json!({
        "channel": "phone", "title": "2栋到3栋路灯坏了",
        "words": "2栋到3栋之间的路灯坏了两盏，孩子下晚自习回来看不见路，麻烦派人修一下。",
        "anyway": true,
    });
    stage.post(&worker, &format!("/places/{ESTATE}/report/enter"), words).await?;
    today.hours_ago(stage, 0).await
}

/// Reported three days ago, answered the day after; whoever said it has not spoken yet.
async fn paper_in_the_stairwell(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 3, "09:10").await?;
    let words = "3栋二单元一楼楼道里堆着旧纸箱和一张破床垫，推轮椅的进出要绕，也怕着火。";
    let said = report(stage, "3栋二单元楼道堆着杂物", words).await?;
    today.go(stage, 3, "10:00").await?;
    accept(stage, &said.matter, "small", COMMITTEE_OF_RESIDENTS, today.day(4)).await?;
    today.go(stage, 2, "16:30").await?;
    let reply = format!(
        "{}下午，网格员和三位邻居一起把3栋二单元楼道里的纸箱、床垫搬走了，楼道已清空。\
         物主同意以后放到自家储藏间；{}我们再去看一次，有人再堆请随时告诉我们。",
        today.spoken(-2),
        today.spoken(5),
    );
    answer(stage, &said.matter, &reply).await
}
