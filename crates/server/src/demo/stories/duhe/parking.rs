//! 挂账 — The bridge is reported, looked at, and found below the standard: parked with its reason and with what would unlock it.

use kernel::Result;
use serde_json::json;

use super::{GROUP, TOWN};
use crate::demo::Stage;
use crate::demo::thread::need;
use crate::demo::village::Hands;

/// What the later chapters need of the first.
pub(super) struct Heard {
    /// The address of the matter.
    pub matter: String,
    /// The private link of the one who wrote.
    pub link: String,
    /// The voices of those who were met and who telephoned.
    pub voices: [String; 2],
}

pub(super) async fn play(stage: &mut Stage, hands: &Hands) -> Result<Heard> {
    stage.at("2022-06-10T18:20").await?;
    let words = json!({
        "title": "一组的桥裂了缝，栏杆断了",
        "words": "一组过河的桥桥面裂了几道缝，栏杆断了一截，孩子上学、老人下田天天从上面过，涨水的时候心里发慌。",
    });
    let said = stage.post(&stage.visitor(), &format!("/places/{GROUP}/report"), words).await?;
    let matter = format!("/420527/matters/{}", need(&said, "/data/number")?);
    let link = need(&said, "/data/follow")?;

    stage.at("2022-06-13T10:00").await?;
    let visited = json!({ "channel": "visit", "words": "三轮车不敢装满，过桥要人下来推。" });
    stage.post(&hands.worker, &format!("{matter}/join"), visited).await?;
    let met = stage.last(&matter, "listen-report-joined").await?;
    let phoned = json!({ "channel": "phone", "words": "我在外面打工，最怕老人过那座桥。" });
    stage.post(&hands.worker, &format!("{matter}/join"), phoned).await?;
    let far = stage.last(&matter, "listen-report-joined").await?;

    stage.at("2022-06-14T09:00").await?;
    let accept = json!({ "klass": "hard", "answers": "三渡河村村委会" });
    stage.post(&hands.worker, &format!("{matter}/accept"), accept).await?;
    stage.at("2022-06-28T16:00").await?;
    let town = stage.persona(TOWN).await?;
    let words = json!({
        "words": "已请县交通部门到现场看过：先限重，断掉的一截拉了警戒绳；这座桥够不上危桥改造的扶持标准。",
    });
    stage.post(&town, &format!("{matter}/note"), words).await?;

    stage.at("2022-07-05T10:00").await?;
    let park = json!({
        "reason": "这座桥达不到危桥项目扶持标准，列不进改造计划，现在没有资金来源",
        "unlock": "扶持标准调整后达到标准；或者村民愿意自己联建，改走以奖代补",
        "answers": "三渡河村村委会", "review": "2022-10-10",
    });
    stage.post(&hands.worker, &format!("{matter}/park"), park).await?;
    Ok(Heard { matter, link, voices: [met, far] })
}
