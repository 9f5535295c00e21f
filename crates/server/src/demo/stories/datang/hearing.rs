//! 察民情 — Three want the same ground for three things.

use kernel::Result;
use serde_json::json;

use super::GROUP;
use crate::demo::Stage;
use crate::demo::thread::need;
use crate::demo::village::Hands;

/// What the later chapters need of the first.
pub(super) struct Heard {
    /// The address of the matter.
    pub matter: String,
    /// The private links of the two who wrote themselves.
    pub links: [String; 2],
    /// The voice of the one who was met at her door.
    pub met: String,
}

pub(super) async fn play(stage: &mut Stage, hands: &Hands) -> Result<Heard> {
    stage.at("2022-09-18T18:50").await?;
    let words = json!({
        "title": "湾前那块空地该做什么",
        "words": "湾前那块空地荒了好几年，长草堆垃圾。秋收没地方晒谷，家家晒到公路上，汽车轧，人也危险。\
                  能不能把它整出来晒谷？",
    });
    let said = stage.post(&stage.visitor(), &format!("/places/{GROUP}/report"), words).await?;
    let matter = format!("/420117/matters/{}", need(&said, "/data/number")?);
    let first = need(&said, "/data/follow")?;

    stage.at("2022-09-19T20:10").await?;
    let words = json!({ "words": "我看不如停车。过年回来三十多辆车，路两边停得消防车都进不来。" });
    let joined = stage.post(&stage.visitor(), &format!("{matter}/join"), words).await?;
    let second = need(&joined, "/data/follow")?;

    stage.at("2022-09-20T16:30").await?;
    let words = json!({
        "channel": "visit",
        "words": "红白喜事、唱戏、跳舞都没个场子，年年借别湾的禾场。空地给大家热闹用才对。",
    });
    stage.post(&hands.worker, &format!("{matter}/join"), words).await?;
    let met = stage.last(&matter, "listen-report-joined").await?;

    stage.at("2022-09-21T09:00").await?;
    let accept = json!({ "klass": "hard", "answers": "大塘村六组理事会" });
    stage.post(&hands.worker, &format!("{matter}/accept"), accept).await?;
    stage.at("2022-09-22T09:30").await?;
    let why =
        json!({ "words": "一块地三样用处，谁也说服不了谁。地是组里的，开夜话会大家一起定。" });
    stage.post(&hands.worker, &format!("{matter}/take-up"), why).await?;
    Ok(Heard { matter, links: [first, second], met })
}
