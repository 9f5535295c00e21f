//! 管、评、享 — The council keeps the road; those who spoke first judge it; the roll answers; another village tries it.

use kernel::Result;
use serde_json::json;

use super::hearing::Heard;
use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::{Hands, paper_answers};

pub(super) async fn play(stage: &mut Stage, hands: &Hands, heard: &Heard) -> Result<()> {
    let matter = &heard.matter;
    keep(stage, hands, matter).await?;
    ask(stage, hands, heard).await?;
    share(stage, hands, matter).await
}

async fn keep(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-09-06T19:00").await?;
    let upkeep = stage.last(matter, "manage-upkeep-awaited").await?;
    let body = stage.last(matter, "manage-committee-founded").await?;
    let duty = json!({
        "body": body, "often": "after-weather",
        "what": "雨后巡查路面和六道涵管；路肩垮了及时培土；超重的货车不上路，拉料改小车。",
    });
    stage.post(&hands.council, &format!("/420583/upkeeps/{upkeep}/take-over"), duty).await?;
    Ok(())
}

/// The five voices, and the three questions to the roll of 360 adults.
async fn ask(stage: &mut Stage, hands: &Hands, heard: &Heard) -> Result<()> {
    let [first, second] = &heard.links;
    stage.at("2023-09-07T20:00").await?;
    let words = json!({ "result": "solved", "words": "今年秋收，拖拉机一直开到田边。" });
    stage.post(&stage.visitor(), &format!("{first}/verdict"), words).await?;
    let review = stage.last(&heard.matter, "evaluate-review-opened").await?;
    let review = format!("/420583/reviews/{review}");
    for who in ["沈家店村村民甲", "沈家店村村民乙", "沈家店村村民丙", "沈家店村村民丁"]
    {
        let who = stage.persona(who).await?;
        let said = json!({ "approve": "yes", "glad": "yes", "satisfied": "yes" });
        stage.post(&who, &format!("{review}/answer"), said).await?;
    }
    stage.at("2023-09-09T16:00").await?;
    for voice in &heard.met {
        let said = json!({
            "voice": voice, "channel": "visit", "result": "solved", "day": "2023-09-09",
        });
        stage.post(&hands.worker, &format!("{}/verdict", heard.matter), said).await?;
    }
    stage.at("2023-09-10T21:00").await?;
    let words = json!({ "result": "solved", "words": "老人打电话来说，下雨天也能穿布鞋下田了。" });
    stage.post(&stage.visitor(), &format!("{second}/verdict"), words).await?;

    stage.at("2023-09-18T10:00").await?;
    let answers = [
        (29, ["yes", "yes", "yes"]),
        (4, ["yes", "yes", "so-so"]),
        (2, ["yes", "so-so", "so-so"]),
        (1, ["so-so", "so-so", "no"]),
    ];
    paper_answers(stage, &hands.worker, &review, 40, &answers).await
}

async fn share(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-09-25T09:00").await?;
    let case = json!({
        "title": "沈家店村：650米作业道，一半自己筹，一半以奖代补",
        "problem": "650米下田的作业道一直是泥巴路，村里一下拿不出15万元。",
        "worked": "五次湾子会、三轮入户，先谈拢路宽，再说钱。\n\
                   有钱出钱，有力出力，不摊派；每一笔当面清点，贴出来。\n先建后补，验收公示满了才拨款。",
        "differently": "弯道的厚度应当边浇边量，不等浇完再返工。",
        "limits": "有人带头捐了近一半自筹款；没有带头人的湾子，筹资要多留些时间。",
    });
    let case = url(&stage.post(&hands.council, &format!("{matter}/case"), case).await?)?;
    stage.at("2023-09-26T10:00").await?;
    stage.post(&hands.worker, &format!("{case}/publish"), json!({ "consent": true })).await?;

    stage.at("2023-10-12T14:00").await?;
    let there = stage.persona("大塘村村干部").await?;
    let text = "我们村也有一截下田的土路，雨天农机进不去。想照这个办法，先开会，再算账。";
    let go = json!({ "place": "420117006212", "text": text });
    stage.post(&there, &format!("{case}/try"), go).await?;
    Ok(())
}
