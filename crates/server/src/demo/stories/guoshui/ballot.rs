//! 业主表决 — Paper beside electronic ballots under Civil Code art. 278: two thirds must take part, three quarters agree.

use kernel::{Error, Result};
use serde_json::{Value as Json, json};

use super::{SECRETARY, WORKER};
use crate::demo::Stage;
use crate::demo::thread::{need, url};

/// The owners who vote on a page.
const ON_A_PAGE: [&str; 7] = [
    "国税小区居民甲",
    "国税小区居民乙",
    "国税小区居民丙",
    "国税小区居民丁",
    "国税小区居民戊",
    "国税小区带头人",
    "国税小区自管委主任",
];
/// How many vote on paper, and which of their ballots do not agree.
const ON_PAPER: usize = 27;
const NO: [usize; 2] = [8, 19];
const ABSTAIN: [usize; 2] = [12, 23];

pub(super) async fn play(stage: &mut Stage, proposal: &str) -> Result<()> {
    stage.at("2022-08-01T09:00").await?;
    let worker = stage.persona(WORKER).await?;
    let ask = json!({
        "question": "您是否同意《国税小区院子改造方案》（第二版）？",
        "rule": "cn-civil-278-special", "mode": "binding",
        "basis": "物业管理条例第十二条（书面征求意见的形式）；民法典第四百六十九条第三款（可以随时调取查用的数据电文视为书面形式）",
        "closes": "2022-08-18", "counts": "2022-08-19",
    });
    let vote = url(&stage.post(&worker, &format!("{proposal}/vote"), ask).await?)?;

    for (day, owner) in (2..).zip(ON_A_PAGE) {
        stage.at(&format!("2022-08-{day:02}T20:10")).await?;
        let who = stage.persona(owner).await?;
        stage.post(&who, &format!("{vote}/cast"), json!({ "choice": "yes" })).await?;
    }
    paper(stage, &vote).await?;

    // Counted by itself. The notice's seventh day is a Saturday, so it hangs until Monday (民法典 203);
    // nobody objects, and the plan is adopted by itself.
    stage.at("2022-08-30T08:00").await
}

/// Ballots out of the box, read by one and read again by another.
async fn paper(stage: &mut Stage, vote: &str) -> Result<()> {
    stage.at("2022-08-19T14:00").await?;
    let (worker, secretary) = (stage.persona(WORKER).await?, stage.persona(SECRETARY).await?);
    let roll = stage.get(&worker, &format!("{vote}/roll")).await?;
    let electors = roll.get("electors").and_then(Json::as_array);
    let electors = electors.ok_or_else(|| Error::fault("a roll without lines"))?;
    let waiting = electors.iter().filter(|e| e.get("way").is_none_or(Json::is_null));
    for (at, elector) in waiting.take(ON_PAPER).enumerate() {
        let choice = match at {
            at if NO.contains(&at) => "no",
            at if ABSTAIN.contains(&at) => "abstain",
            _ => "yes",
        };
        let (serial, unit) = (need(elector, "/serial")?, need(elector, "/unit")?);
        let first = json!({ "serial": &serial, "unit": unit, "choice": choice });
        stage.post(&worker, &format!("{vote}/enter"), first).await?;
        let second = json!({ "serial": serial, "choice": choice });
        stage.post(&secretary, &format!("{vote}/confirm-paper"), second).await?;
    }
    Ok(())
}
