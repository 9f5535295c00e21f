//! 开张 — The community posts how it will work from now on; a resident asks; the community answers in public.

use kernel::{Error, PlaceCode, Result, Stage as Part};
use serde_json::json;
use tally::RuleBook;

use crate::demo::{Persona, Stage};

/// The rule that sets the window of this notice.
const RULE: &str = "cn-notice-decision";

/// 2022 年 3 月，七口堰社区把议事办法公示出来。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    stage.at("2022-03-01T09:00").await?;
    let worker = stage.persona("七口堰社区网格员").await?;
    let notice = put_up(stage, &worker).await?;

    stage.at("2022-03-02T19:40").await?;
    let resident = stage.visitor();
    let words = json!({ "words": "我家老人不用手机，怎么参加？" });
    stage.post(&resident, &format!("{notice}/object"), words).await?;

    stage.at("2022-03-03T10:15").await?;
    let page = stage.get(&worker, &notice).await?;
    let asked =
        page.pointer("/objections/0/id").and_then(serde_json::Value::as_str).unwrap_or_default();
    let answer = json!({ "words": "打电话、来社区、写纸条、网格员上门都一样算数，由网格员代为登记并注明渠道。" });
    stage.post(&worker, &format!("{notice}/objections/{asked}/answer"), answer).await?;

    // The window ends by itself; nobody can end it early.
    stage.at("2022-03-16T09:00").await
}

/// There is no page for putting up a notice by itself: decisions and awards do it.
async fn put_up(stage: &Stage, who: &Persona) -> Result<String> {
    let place = PlaceCode::parse("420583001003")?;
    let day = stage.now().day();
    let rule = RuleBook::host().in_force(RULE, day, place.as_str());
    let rule = rule.ok_or_else(|| Error::fault(format!("{RULE} is not in force on {day}")))?;
    let period = rule.notice().ok_or_else(|| Error::fault(format!("{RULE} sets no window")))?;
    let mut tx = stage.tx_as(who).await?;
    let notice = ground::notice::open(
        &mut tx,
        &place,
        None,
        Part::Decide,
        ("custom", "opening"),
        "七口堰社区议事办法",
        "居民的事居民议：谁都可以反映，谁反映的由谁说了算解没解决；议什么、怎么定、花多少钱、谁出了力，都在这里公开。",
        &rule.version(),
        period,
    )
    .await?;
    tx.commit().await?;
    Ok(notice.url())
}
