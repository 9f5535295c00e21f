//! 察民情 — Three neighbours say the same thing in three ways; the community names who answers and asks everybody.

use kernel::Result;
use serde_json::json;

use super::{ESTATE, WORKER};
use crate::demo::Stage;
use crate::demo::thread::{need, url};

/// What the later chapters need of the first.
pub(super) struct Heard {
    /// The address of the matter.
    pub matter: String,
    /// The private links of the two who wrote themselves.
    pub links: [String; 2],
    /// The voice of the one who telephoned.
    pub phoned: String,
}

pub(super) async fn play(stage: &mut Stage) -> Result<Heard> {
    stage.at("2022-05-10T20:15").await?;
    let writer = stage.visitor();
    let words = json!({
        "title": "院子坑洼、菜园占路、没处停车",
        "words": "国税小区的院子二十多年没修过，一下雨到处是水坑。空地被一块块菜园占着，栅栏伸到路上，\
                  车没处停，老人也没有坐一坐的地方。能不能大家想个办法把院子整一整？",
    });
    let said = stage.post(&writer, &format!("/places/{ESTATE}/report"), words).await?;
    let matter = format!("/420583/matters/{}", need(&said, "/data/number")?);
    let first = need(&said, "/data/follow")?;

    stage.at("2022-05-11T09:30").await?;
    let worker = stage.persona(WORKER).await?;
    let words = json!({ "channel": "phone", "words": "我妈在院里的水坑边滑倒过，夜里没有灯，走路全靠摸。" });
    stage.post(&worker, &format!("{matter}/join"), words).await?;
    let phoned = stage.last(&matter, "listen-report-joined").await?;

    stage.at("2022-05-11T20:40").await?;
    let words = json!({ "words": "我也种了一块菜地。要是整好了给大家用，我愿意让出来。" });
    let joined = stage.post(&stage.visitor(), &format!("{matter}/join"), words).await?;
    let second = need(&joined, "/data/follow")?;

    stage.at("2022-05-12T10:00").await?;
    let accept = json!({ "klass": "hard", "answers": "七口堰社区居委会" });
    url(&stage.post(&worker, &format!("{matter}/accept"), accept).await?)?;

    stage.at("2022-05-16T09:20").await?;
    let why =
        json!({ "words": "院子是大家共有的，怎么改要大家一起定。先推选几位肯出力的邻居牵头。" });
    stage.post(&worker, &format!("{matter}/take-up"), why).await?;
    Ok(Heard { matter, links: [first, second], phoned })
}
