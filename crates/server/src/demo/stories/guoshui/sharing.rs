//! 成果共享 — What others can learn from it, in four short parts; the rest the record says by itself. A neighbour tries it.

use kernel::Result;
use serde_json::json;

use super::{CHAIR, WORKER, verdict};
use crate::demo::Stage;
use crate::demo::thread::url;

pub(super) async fn play(stage: &mut Stage, matter: &str) -> Result<()> {
    stage.at("2022-11-30T15:00").await?;
    let chair = stage.persona(CHAIR).await?;
    let words = json!({
        "title": "老院子怎么变成大家的院子",
        "problem": "没有物业的老小区，共有的空地被菜园占着，路坏灯黑，谁也说不动谁。",
        "worked": "先推选五位肯出力的邻居，公示以后再上岗，说话才有人听。\n\
                   开了六次议事会：第一次只列毛病，不谈谁对谁错；到现场用尺子量；给种菜的人留了一角，他们先动手腾。\n\
                   纸票和电子票一起投，不会用手机的老人一个没落下。",
        "differently": "第一次会就该把平面图带上，地是谁的早说清，能少吵两次。\n下水口应当多留一个，第一场雨就看出来了。",
        "limits": "空地是业主共有的才能这样办；占了消防通道的要先由有关部门处理。",
    });
    let case = url(&stage.post(&chair, &format!("{matter}/case"), words).await?)?;
    stage.at("2022-12-02T09:30").await?;
    let worker = stage.persona(WORKER).await?;
    stage.post(&worker, &format!("{case}/publish"), json!({ "consent": true })).await?;

    stage.at("2022-12-10T10:00").await?;
    let neighbour = stage.persona("金穗小区业委会主任").await?;
    let there = json!({
        "place": "420583001004.01",
        "text": "我们楼后也有一块空地，长满了杂草。想学着先列毛病，再商量怎么用。",
    });
    stage.post(&neighbour, &format!("{case}/try"), there).await?;
    verdict::again(stage, matter).await
}
