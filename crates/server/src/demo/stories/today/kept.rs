//! 正在管、正在评的 — Drying racks that are built: who keeps them up, what the roll says, and an award that hangs.

use kernel::Result;
use serde_json::json;

use super::{
    COMMITTEE_OF_RESIDENTS, CONVENER, ESTATE, SECRETARY, Today, WORKER, accept, bill, decide,
    deliver, plan, promise, propose, receive, report, step, take_up,
};
use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::check_line;

const PLAN: &str = "\
一、院子东头向阳的空地上立晾晒架六组，不锈钢，离窗户三米以上。
二、老人用的两组做矮一些，旁边放一条长凳。
三、材料钱自愿凑一半，另一半申请以奖代补。";

pub(super) async fn play(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 76, "09:40").await?;
    let said = report(
        stage,
        "没处晾被子，树上窗外到处挂",
        "一到晴天，被子挂在树上、电线上，楼下还晾着腊肉，又不好看又不安全。",
    )
    .await?;
    today.go(stage, 75, "09:00").await?;
    accept(stage, &said.matter, "small", COMMITTEE_OF_RESIDENTS, today.day(-50)).await?;
    take_up(stage, &said.matter, "架子立在哪里、谁来照看，一起定。").await?;
    today.go(stage, 73, "19:30").await?;
    let convener = stage.persona(CONVENER).await?;
    let plan_of = ("院子东头立晾晒架", PLAN, "3600");
    let proposal = propose(stage, &convener, &said.matter, plan_of).await?;
    today.go(stage, 72, "09:00").await?;
    let project = decide(stage, today, (&said.matter, &proposal), 72).await?;

    build(stage, today, (&said.matter, &project)).await?;
    keep(stage, today, &said.matter).await?;
    if today.counts(15) {
        award(stage, today, &project).await?;
    }
    Ok(())
}

async fn build(stage: &mut Stage, today: &Today, (matter, project): (&str, &str)) -> Result<()> {
    today.go(stage, 44, "18:30").await?;
    let watcher = stage.persona("国税小区居民乙").await?;
    stage.post(&watcher, &format!("{project}/volunteer"), json!({})).await?;
    let gifts = [("1000", Some("3栋一位退休教师")), ("500", None), ("300", None)];
    for (yuan, shown) in gifts {
        let gift = json!({ "kind": "cash", "money": yuan });
        let given = promise(stage, project, gift, shown).await?;
        deliver(stage, &given).await?;
        receive(stage, &given, yuan).await?;
    }
    let days = (today.day(-40), today.day(-38));
    let racks = plan(stage, (matter, project), "立晾晒架六组、放长凳", days).await?;
    today.go(stage, 40, "08:00").await?;
    step(stage, &racks, None).await?;
    today.go(stage, 38, "17:00").await?;
    step(stage, &racks, Some("六组都立好了，矮的两组靠长凳。")).await?;
    stage.post(&watcher, &format!("{racks}/sign"), json!({})).await?;
    bill(stage, project, "3600", "不锈钢晾晒架六组、长凳一条", "发票 0117").await?;
    let worker = stage.persona(WORKER).await?;
    check_line(stage, &worker, project).await?;

    today.go(stage, 30, "10:00").await?;
    let convener = stage.persona(CONVENER).await?;
    let done = json!({ "upkeep": "yes", "learned": "矮架子是老人提的，用得最多。" });
    stage.post(&convener, &format!("{project}/finish"), done).await?;
    Ok(())
}

/// The convener takes the racks over, a rota has free places, and the roll is asked.
async fn keep(stage: &mut Stage, today: &Today, matter: &str) -> Result<()> {
    today.go(stage, 8, "10:00").await?;
    let (worker, secretary) = (stage.persona(WORKER).await?, stage.persona(SECRETARY).await?);
    let body = json!({
        "kind": "convener", "name": "国税小区带头人", "members": "国税小区带头人 召集人",
        "mandate": "新一届自管委选出来以前，召集议事，照看院里的公用设施。",
        "origin": "上一届自管委任期满了，居民议事会推举。", "until": today.day(120),
    });
    let found = format!("/places/{ESTATE}/committees/found");
    let body = url(&stage.post(&worker, &found, body).await?)?;
    let convener = stage.persona(CONVENER).await?;
    let upkeep = stage.last(matter, "manage-upkeep-awaited").await?;
    let take = json!({
        "body": body.rsplit('/').next().unwrap_or_default(),
        "what": "晾晒架擦洗、拧紧螺丝，雨后把长凳擦干。", "often": "weekly",
    });
    stage.post(&convener, &format!("/420583/upkeeps/{upkeep}/take-over"), take).await?;
    rota(stage, today, matter).await?;

    let review = format!("/420583/reviews/{}", stage.last(matter, "evaluate-review-opened").await?);
    today.go(stage, 6, "19:40").await?;
    let answers =
        [("国税小区居民丙", ["yes", "yes", "yes"]), ("国税小区居民丁", ["yes", "so-so", "yes"])];
    for (who, [approve, glad, satisfied]) in answers {
        let who = stage.persona(who).await?;
        let said = json!({ "approve": approve, "glad": glad, "satisfied": satisfied });
        stage.post(&who, &format!("{review}/answer"), said).await?;
    }
    crate::demo::village::paper_answers(
        stage,
        &secretary,
        &review,
        4,
        &[(1, ["yes", "yes", "yes"]), (1, ["yes", "yes", "so-so"])],
    )
    .await
}

/// Saturday mornings of the next six weeks, four people each; most places are free.
async fn rota(stage: &mut Stage, today: &Today, matter: &str) -> Result<()> {
    let convener = stage.persona(CONVENER).await?;
    let form = json!({
        "title": "晾晒架照看班", "duty": "擦架子、拧螺丝、收走落在地上的衣架；有坏的拍给带头人。",
        "first": today.day(2), "from": "08:30", "to": "09:30", "every": "week", "times": 6,
        "people": 4,
    });
    let rota = url(&stage.post(&convener, &format!("{matter}/rotas/plan"), form).await?)?;
    for (who, slot, shown) in [("国税小区居民乙", 1, "alias"), ("国税小区居民戊", 2, "neighbour")]
    {
        let who = stage.persona(who).await?;
        let form = json!({ "shown": shown });
        stage.post(&who, &format!("{rota}/slots/{slot}/sign-up"), form).await?;
    }
    let lines = json!({ "lines": "1 3栋一位奶奶\n3 退休教师、老电工" });
    stage.post(&convener, &format!("{rota}/enter"), lines).await?;
    Ok(())
}

/// Three have inspected, the amount hangs: nothing is paid before the seven working days are over.
async fn award(stage: &mut Stage, today: &Today, project: &str) -> Result<()> {
    today.go(stage, 5, "09:30").await?;
    let convener = stage.persona(CONVENER).await?;
    let applied = stage.post(&convener, &format!("{project}/apply"), json!({})).await?;
    let award = url(&applied)?;
    today.go(stage, 3, "10:00").await?;
    for who in ["国税小区居民乙", "马家店街道经办员", "枝江市调度员"] {
        let who = stage.persona(who).await?;
        let form = json!({ "ok": "yes", "words": "数过，六组，摇不动。" });
        stage.post(&who, &format!("{award}/inspect"), form).await?;
    }
    today.go(stage, 2, "15:00").await?;
    let worker = stage.persona(WORKER).await?;
    let notice = url(&stage.post(&worker, &format!("{award}/announce"), json!({})).await?)?;
    // Somebody asks; nothing is paid before the answer.
    today.go(stage, 1, "19:10").await?;
    let visitor = stage.visitor();
    let words = json!({ "words": "三千六百元买六组，问过几家？哪里能看到票？" });
    stage.post(&visitor, &format!("{notice}/object"), words).await?;
    Ok(())
}
