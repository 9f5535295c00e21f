//! 正在建的 — A ramp at the door of building 1: something promised, something delivered, a signature and a repair to come.

use kernel::Result;
use serde_json::json;

use super::{
    COMMITTEE_OF_RESIDENTS, CONVENER, Today, WORKER, accept, bill, decide, deliver, plan, promise,
    propose, receive, report, step, take_up,
};
use crate::demo::Stage;
use crate::demo::village::check_line;

const PLAN: &str = "\
一、1栋一单元门前的五级台阶旁边修坡道一条，长四米八，宽一米二。
二、坡道和台阶两边都装扶手，面上做防滑槽。
三、材料请店家给成本价，小工邻居自己出，不够的大家自愿凑。";

/// The resident who watches the quality.
const WATCHER: &str = "国税小区居民丙";

/// The steps, with the days from today on which each begins and ends.
const STEPS: [(&str, i64, i64); 4] = [
    ("拆旧台阶、清地基", -30, -28),
    ("浇坡道、做防滑槽", -20, -9),
    ("装扶手", -6, 2),
    ("刷警示漆、清场", 4, 5),
];

pub(super) async fn play(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 72, "10:20").await?;
    let said = report(
        stage,
        "1栋门前台阶轮椅上不去",
        "1栋一单元门前五级台阶没有坡道，家里老人坐轮椅，每次出门都要两个人抬。",
    )
    .await?;
    today.go(stage, 71, "09:00").await?;
    accept(stage, &said.matter, "hard", COMMITTEE_OF_RESIDENTS, today.day(20)).await?;
    take_up(stage, &said.matter, "门前的地是大家的，坡道修成什么样一起定。").await?;
    today.go(stage, 68, "19:30").await?;
    let convener = stage.persona(CONVENER).await?;
    let plan_of = ("1栋门前修坡道装扶手", PLAN, "6800");
    let proposal = propose(stage, &convener, &said.matter, plan_of).await?;
    today.go(stage, 66, "09:00").await?;
    let project = decide(stage, today, (&said.matter, &proposal), 66).await?;
    build(stage, today, (&said.matter, &project)).await
}

/// The first gifts, a resident who watches, and the four steps; gives their addresses.
async fn begin(
    stage: &mut Stage,
    today: &Today,
    (matter, project): (&str, &str),
) -> Result<Vec<String>> {
    today.go(stage, 38, "19:00").await?;
    let cash = promise(stage, project, json!({ "kind": "cash", "money": "2000" }), None).await?;
    deliver(stage, &cash).await?;
    receive(stage, &cash, "2000").await?;
    let shop = json!({ "kind": "material", "what": "水泥二十包、沙子两方" });
    promise(stage, project, shop, Some("院门口小店")).await?;

    today.go(stage, 36, "20:00").await?;
    let watcher = stage.persona(WATCHER).await?;
    stage.post(&watcher, &format!("{project}/volunteer"), json!({})).await?;
    let mut works = Vec::new();
    for (what, begins, ends) in STEPS {
        let days = (today.day(begins), today.day(ends));
        works.push(plan(stage, (matter, project), what, days).await?);
    }
    Ok(works)
}

/// 有的已经收下，有的送到了还没点，有的还只是一句话；一道签了字，一道等签字，一道有毛病。
async fn build(stage: &mut Stage, today: &Today, site: (&str, &str)) -> Result<()> {
    let works = begin(stage, today, site).await?;
    let [ground, ramp, rails, _paint] = works.as_slice() else { return Ok(()) };
    let project = site.1;
    today.go(stage, 30, "08:00").await?;
    step(stage, ground, None).await?;
    today.go(stage, 28, "18:00").await?;
    step(stage, ground, Some("旧料运走，地基夯实。")).await?;
    let watcher = stage.persona(WATCHER).await?;
    stage.post(&watcher, &format!("{ground}/sign"), json!({})).await?;
    bill(stage, project, "1350", "水泥、沙石", "收据 001").await?;
    let worker = stage.persona(WORKER).await?;
    check_line(stage, &worker, project).await?;

    today.go(stage, 20, "08:00").await?;
    step(stage, ramp, None).await?;
    today.go(stage, 20, "18:30").await?;
    let labour = json!({ "kind": "labour", "days": "3", "what": "周末帮忙拌料、推车" });
    let labour = promise(stage, project, labour, Some("2栋老电工")).await?;
    promise(stage, project, json!({ "kind": "cash", "money": "500" }), None).await?;
    let away = json!({ "kind": "cash", "money": "300", "remote": true });
    promise(stage, project, away, Some("在外地上班的女儿")).await?;

    // Done, they say; the resident who watches has not signed yet.
    today.go(stage, 9, "17:30").await?;
    step(stage, ramp, Some("坡道养护满七天，坡度比一比十二。")).await?;
    today.go(stage, 6, "08:00").await?;
    step(stage, rails, None).await?;
    today.go(stage, 4, "18:00").await?;
    deliver(stage, &labour).await?;

    today.go(stage, 2, "18:40").await?;
    let resident = stage.persona("国税小区居民丁").await?;
    let said = json!({ "words": "靠里那根扶手一摇就晃，底座只打了两颗螺丝。" });
    stage.post(&resident, &format!("{rails}/defect"), said).await?;
    today.go(stage, 1, "10:00").await?;
    bill(stage, project, "1680", "不锈钢扶手两副", "收据 002").await
}
