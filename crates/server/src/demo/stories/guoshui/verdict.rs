//! 效果共评 — The three who spoke say whether it is solved; the whole roll answers three questions without a name.

use kernel::{Error, Result};
use serde_json::{Value as Json, json};

use super::hearing::Heard;
use super::{CHAIR, WORKER, keeping};
use crate::demo::Stage;

/// Who answers on a page.
const ON_A_PAGE: [&str; 7] = [
    "国税小区居民甲",
    "国税小区居民乙",
    "国税小区居民丙",
    "国税小区居民丁",
    "国税小区居民戊",
    "国税小区带头人",
    CHAIR,
];
/// Sheets of paper handed out, and those that came back: the three answers and how many said so.
const SHEETS: usize = 25;
const BACK: [(&str, &str, &str, usize); 4] = [
    ("yes", "yes", "yes", 16),
    ("yes", "so-so", "yes", 2),
    ("yes", "no", "so-so", 1),
    ("so-so", "so-so", "so-so", 1),
];

pub(super) async fn play(stage: &mut Stage, heard: &Heard) -> Result<()> {
    stage.at("2022-10-30T20:00").await?;
    let [first, second] = &heard.links;
    let solved = json!({ "result": "solved", "words": "下雨天回家，鞋是干的。" });
    stage.post(&stage.visitor(), &format!("{first}/verdict"), solved).await?;
    let solved = json!({ "result": "solved", "words": "菜箱分到一个，够吃葱蒜了。" });
    stage.post(&stage.visitor(), &format!("{second}/verdict"), solved).await?;
    answers(stage, &heard.matter, "yes").await?;

    stage.at("2022-11-01T10:00").await?;
    let worker = stage.persona(WORKER).await?;
    let solved = json!({
        "voice": &heard.phoned, "channel": "phone", "result": "solved", "day": "2022-11-01",
        "words": "灯亮了，我妈晚上也敢下楼坐坐。",
    });
    stage.post(&worker, &format!("{}/verdict", heard.matter), solved).await?;
    keeping::first_saturday(stage, &heard.matter).await?;
    paper(stage, &heard.matter).await?;
    stage.at("2022-11-20T09:00").await
}

/// Those with an account answer; the last of them does not want to.
async fn answers(stage: &mut Stage, matter: &str, satisfied: &str) -> Result<()> {
    let review = format!("/420583/reviews/{}", stage.last(matter, "evaluate-review-opened").await?);
    for alias in ON_A_PAGE {
        let who = stage.persona(alias).await?;
        let answer = if alias == CHAIR {
            json!({ "refuse": true })
        } else {
            json!({ "approve": "yes", "glad": "yes", "satisfied": satisfied })
        };
        stage.post(&who, &format!("{review}/answer"), answer).await?;
    }
    Ok(())
}

/// Sheets carried to those who take paper, and typed in when they came back out of the box.
async fn paper(stage: &mut Stage, matter: &str) -> Result<()> {
    let review = format!("/420583/reviews/{}", stage.last(matter, "evaluate-review-opened").await?);
    stage.at("2022-11-06T09:00").await?;
    let worker = stage.persona(WORKER).await?;
    let units: Vec<String> = (20..).take(SHEETS).map(|n| format!("人{n:03}")).collect();
    stage.post(&worker, &format!("{review}/hand"), json!({ "units": units })).await?;
    let sheets = stage.get(&worker, &format!("{review}/sheet")).await?;
    let serials = sheets.get("serials").and_then(Json::as_array);
    let serials = serials.ok_or_else(|| Error::fault("sheets without numbers"))?;

    stage.at("2022-11-10T16:00").await?;
    let said = BACK.iter().flat_map(|(a, g, s, n)| std::iter::repeat_n((a, g, s), *n));
    for (serial, (approve, glad, satisfied)) in serials.iter().zip(said) {
        let sheet =
            json!({ "serial": serial, "approve": approve, "glad": glad, "satisfied": satisfied });
        stage.post(&worker, &format!("{review}/enter"), sheet).await?;
    }
    Ok(())
}

/// Three months later the same three questions are asked again.
pub(super) async fn again(stage: &mut Stage, matter: &str) -> Result<()> {
    stage.at("2023-01-29T20:00").await?;
    answers(stage, matter, "yes").await?;
    stage.at("2023-02-20T09:00").await
}
