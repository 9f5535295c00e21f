//! 察民情 — One writes, three are met at their doors, one joins from away; the village takes it up together.

use kernel::Result;
use serde_json::json;

use super::VILLAGE;
use crate::demo::Stage;
use crate::demo::thread::need;
use crate::demo::village::Hands;

/// What people said at their doors on the first round.
const AT_THE_DOOR: [&str; 3] = [
    "去年秋收下雨，拖拉机陷在半路，一车谷子是人一袋一袋背出来的。",
    "我七十多了，下田走那条路摔过两回，现在雨天不敢去。",
    "收果子的车开不进来，只能用三轮车一趟一趟往外倒，一天的运费比工钱还高。",
];

/// What the later chapters need of the first.
pub(super) struct Heard {
    /// The address of the matter.
    pub matter: String,
    /// The private links of the two who wrote themselves.
    pub links: [String; 2],
    /// The voices of those who were met at their doors.
    pub met: Vec<String>,
}

pub(super) async fn play(stage: &mut Stage, hands: &Hands) -> Result<Heard> {
    stage.at("2023-03-20T19:40").await?;
    let words = json!({
        "title": "湾里到田边的650米作业道",
        "words": "从湾里到田边的作业道有650米一直是土路，晴天一身灰，雨天一脚泥，农机进不去，粮食出不来。\
                  能不能把它硬化了？",
    });
    let said = stage.post(&stage.visitor(), &format!("/places/{VILLAGE}/report"), words).await?;
    let matter = format!("/420583/matters/{}", need(&said, "/data/number")?);
    let first = need(&said, "/data/follow")?;

    stage.at("2023-03-22T16:00").await?;
    let mut met = Vec::new();
    for words in AT_THE_DOOR {
        let words = json!({ "channel": "visit", "words": words });
        stage.post(&hands.worker, &format!("{matter}/join"), words).await?;
        met.push(stage.last(&matter, "listen-report-joined").await?);
    }
    let visited = "第一轮入户走访：家家都说这条路该修，问得最多的是钱从哪里来、占不占田。";
    stage.post(&hands.worker, &format!("{matter}/note"), json!({ "words": visited })).await?;

    stage.at("2023-03-22T21:15").await?;
    let words = json!({ "words": "我在外地打工，家里老人天天走这条路。要修的话，我出一份。" });
    let joined = stage.post(&stage.visitor(), &format!("{matter}/join"), words).await?;
    let second = need(&joined, "/data/follow")?;

    stage.at("2023-03-23T09:00").await?;
    let accept = json!({ "klass": "hard", "answers": "沈家店村村委会" });
    stage.post(&hands.worker, &format!("{matter}/accept"), accept).await?;
    stage.at("2023-03-24T09:30").await?;
    let why = json!({ "words": "村里一下拿不出这笔钱，等靠要等不来。路是大家的，开湾子会大家一起拿主意。" });
    stage.post(&hands.worker, &format!("{matter}/take-up"), why).await?;
    Ok(Heard { matter, links: [first, second], met })
}
