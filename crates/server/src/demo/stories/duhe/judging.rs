//! 评 — One says only partly: it is open again at once, put right, and asked again; then all say solved.

use kernel::Result;
use serde_json::json;

use super::TOWN;
use super::parking::Heard;
use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::{Hands, paper_answers};

pub(super) async fn play(stage: &mut Stage, hands: &Hands, heard: &Heard) -> Result<()> {
    keep(stage, hands, &heard.matter).await?;
    partly(stage, hands, heard).await?;
    again(stage, hands, heard).await?;
    share(stage, hands, &heard.matter).await
}

async fn keep(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-02-08T19:00").await?;
    let upkeep = stage.last(matter, "manage-upkeep-awaited").await?;
    let body = stage.last(matter, "manage-committee-founded").await?;
    let duty = json!({
        "body": body, "often": "monthly",
        "what": "每月看一遍桥面、栏杆和桥台，涨水后加看一遍；限重牌倒了当天扶起来。",
    });
    stage.post(&hands.council, &format!("/420527/upkeeps/{upkeep}/take-over"), duty).await?;
    Ok(())
}

/// The one who was met at the door is not content yet.
async fn partly(stage: &mut Stage, hands: &Hands, heard: &Heard) -> Result<()> {
    let [met, _] = &heard.voices;
    stage.at("2023-02-10T16:00").await?;
    let said = json!({
        "voice": met, "channel": "visit", "result": "partly", "day": "2023-02-10",
        "words": "桥是好了，桥头还有一道坎，装了货的三轮车上不去",
    });
    stage.post(&hands.worker, &format!("{}/verdict", heard.matter), said).await?;

    // The roll is asked whatever the voices say.
    let review = stage.last(&heard.matter, "evaluate-review-opened").await?;
    let review = format!("/420527/reviews/{review}");
    for who in ["渡河村一组村民甲", "渡河村一组村民乙", "渡河村一组村民丙"]
    {
        let who = stage.persona(who).await?;
        let said = json!({ "approve": "yes", "glad": "yes", "satisfied": "so-so" });
        stage.post(&who, &format!("{review}/answer"), said).await?;
    }
    stage.at("2023-02-20T10:00").await?;
    let answers = [(15, ["yes", "yes", "yes"]), (3, ["yes", "so-so", "so-so"])];
    paper_answers(stage, &hands.worker, &review, 20, &answers).await
}

/// The step is gone; all three are asked again, by somebody who did not handle it.
async fn again(stage: &mut Stage, hands: &Hands, heard: &Heard) -> Result<()> {
    stage.at("2023-03-06T17:00").await?;
    let reply = json!({
        "reply": "桥头的坎已经改好：3月4日理事会带人把两头各接顺了三米，3月5日请反映的村民推着装了货的\
                  三轮车走了两个来回，能上去了。桥和桥头都由理事会每月看一遍，再有不顺请随时说。",
        "confirmed": true,
    });
    stage.post(&hands.worker, &format!("{}/answer", heard.matter), reply).await?;
    stage.at("2023-03-08T19:30").await?;
    let words = json!({ "result": "solved", "words": "孩子们自己走着上学了。" });
    stage.post(&stage.visitor(), &format!("{}/verdict", heard.link), words).await?;
    stage.at("2023-03-09T10:00").await?;
    let town = stage.persona(TOWN).await?;
    for (voice, channel) in heard.voices.iter().zip(["visit", "phone"]) {
        let said = json!({
            "voice": voice, "channel": channel, "result": "solved", "day": "2023-03-09",
        });
        stage.post(&town, &format!("{}/verdict", heard.matter), said).await?;
    }
    Ok(())
}

async fn share(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-04-03T09:00").await?;
    let case = json!({
        "title": "渡河村一组：够不上标准的桥，大家联建",
        "problem": "桥裂了缝、断了栏杆，却达不到危桥项目扶持标准，一直没有启动。",
        "worked": "先把办不了的原因和能办的条件摊开，定好哪天再看。\n\
                   成立桥梁修缮理事会，户代表表决，出钱出工出石料都凭自愿。\n不等补助，先建后奖。",
        "differently": "验收时要请天天过桥的人推着三轮车走一遍，桥头的坎就不会漏掉。",
        "limits": "桥墩完好才能只加固；桥墩有病害的要请专业单位鉴定。",
    });
    let case = url(&stage.post(&hands.council, &format!("{matter}/case"), case).await?)?;
    stage.at("2023-04-04T10:00").await?;
    stage.post(&hands.worker, &format!("{case}/publish"), json!({ "consent": true })).await?;
    Ok(())
}
