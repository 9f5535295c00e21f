//! 以奖代补 — Built first, inspected by three, posted for seven working days, then paid: the account adds up to the fen.

use kernel::Result;
use serde_json::json;

use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::{Hands, check_line};

/// Those who inspect: a villager who watched, the town, the county.
const INSPECTORS: [(&str, &str, &str); 3] = [
    ("2023-08-17T09:00", "沈家店村村民甲", "从头走到尾量了十处，宽2.5米、厚0.15米，都够。"),
    ("2023-08-18T10:00", "七星台镇经办员", "现场和账目对得上。"),
    ("2023-08-21T15:00", "枝江市调度员", "票据齐全，没有别的财政资金投在这条路上。"),
];

pub(super) async fn play(
    stage: &mut Stage,
    hands: &Hands,
    matter: &str,
    project: &str,
) -> Result<()> {
    stage.at("2023-08-16T09:00").await?;
    let award = url(&stage.post(&hands.council, &format!("{project}/apply"), json!({})).await?)?;
    for (at, who, words) in INSPECTORS {
        stage.at(at).await?;
        let who = stage.persona(who).await?;
        let found = json!({ "ok": "yes", "words": words });
        stage.post(&who, &format!("{award}/inspect"), found).await?;
    }
    stage.at("2023-08-22T09:00").await?;
    stage.post(&hands.worker, &format!("{award}/announce"), json!({})).await?;

    // Seven working days: the last is 31 August. Nothing is paid before.
    stage.at("2023-09-04T10:00").await?;
    let town = stage.persona("七星台镇经办员").await?;
    let pay = json!({ "amount": "75000", "day": "2023-09-04", "voucher": "奖补拨款单07" });
    stage.post(&town, &format!("{award}/pay"), pay).await?;
    stage.at("2023-09-05T09:00").await?;
    check_line(stage, &hands.worker, project).await?;
    let words = json!({ "words": "奖补7.5万元到账，商混站和建材店的余款当天付清，账目收支两平。" });
    stage.post(&hands.council, &format!("{matter}/note"), words).await?;
    Ok(())
}
