//! 管、评、享 — The council looks after the plaza; a rota for the harvest; those who spoke judge it; a case for others.

use kernel::Result;
use serde_json::json;

use super::hearing::Heard;
use super::{COUNCIL, GROUP};
use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::{Hands, paper_answers};

pub(super) async fn play(
    stage: &mut Stage,
    hands: &Hands,
    heard: &Heard,
    project: &str,
) -> Result<()> {
    keep(stage, hands, &heard.matter).await?;
    judge(stage, hands, heard).await?;
    harvest(stage, hands, &heard.matter).await?;
    share(stage, hands, &heard.matter).await?;
    // Built from gifts alone: what came in is what went out.
    stage.get(&hands.worker, &format!("{project}/account")).await.map(|_| ())
}

/// The village records the council, and the council takes the plaza over.
async fn keep(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-04-20T10:00").await?;
    let number = matter.rsplit('/').next().unwrap_or_default();
    let body = json!({
        "kind": "council", "name": COUNCIL, "members": "退休教师 召集人\n种粮大户\n妇女代表\n返乡青年\n老木匠",
        "mandate": "照看湾前广场，排用场的日子，收支公开。",
        "origin": "2022年11月5日湾子夜话推举。", "until": "2026-04-30", "matter": number,
    });
    let found = format!("/places/{GROUP}/committees/found");
    let body = url(&stage.post(&hands.worker, &found, body).await?)?;
    let upkeep = stage.last(matter, "manage-upkeep-awaited").await?;
    let duty = json!({
        "body": body.rsplit('/').next().unwrap_or_default(), "often": "weekly",
        "what": "扫场子、通排水沟、看四盏灯；七月到十月排晒谷的日子，腊月画车位。",
    });
    stage.post(&hands.council, &format!("/420117/upkeeps/{upkeep}/take-over"), duty).await?;
    Ok(())
}

/// The three who spoke first say whether it is solved, and the roll answers the three questions.
async fn judge(stage: &mut Stage, hands: &Hands, heard: &Heard) -> Result<()> {
    let [first, second] = &heard.links;
    stage.at("2023-04-22T20:00").await?;
    let words = json!({ "result": "solved", "words": "秋天收谷，再不用晒到公路上了。" });
    stage.post(&stage.visitor(), &format!("{first}/verdict"), words).await?;
    let review = stage.last(&heard.matter, "evaluate-review-opened").await?;
    let review = format!("/420117/reviews/{review}");
    for who in ["大塘村六组村民甲", "大塘村六组村民乙", "大塘村六组村民丙"]
    {
        let who = stage.persona(who).await?;
        let said = json!({ "approve": "yes", "glad": "yes", "satisfied": "yes" });
        stage.post(&who, &format!("{review}/answer"), said).await?;
    }
    stage.at("2023-04-23T21:15").await?;
    let words = json!({ "result": "solved", "words": "清明回来，车有地方停，还跳了一晚上舞。" });
    stage.post(&stage.visitor(), &format!("{second}/verdict"), words).await?;
    stage.at("2023-04-24T16:00").await?;
    let said = json!({
        "voice": &heard.met, "channel": "visit", "result": "solved", "day": "2023-04-24",
        "words": "娶媳妇就在广场摆的酒，没去借别湾的禾场。",
    });
    stage.post(&hands.worker, &format!("{}/verdict", heard.matter), said).await?;

    stage.at("2023-04-29T10:00").await?;
    let answers =
        [(18, ["yes", "yes", "yes"]), (3, ["yes", "yes", "so-so"]), (2, ["so-so", "yes", "so-so"])];
    paper_answers(stage, &hands.worker, &review, 26, &answers).await
}

/// The harvest: a rota for the first two weeks of drying, on paper.
async fn harvest(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-07-05T09:00").await?;
    let rota = json!({
        "title": "晒谷看场班", "duty": "看天收谷，赶鸡赶鸟；下雨喊一声，大家来抢收。",
        "first": "2023-07-15", "from": "08:00", "to": "18:00", "every": "day", "times": 6,
        "people": 3,
    });
    let rota = url(&stage.post(&hands.council, &format!("{matter}/rotas/plan"), rota).await?)?;
    let lines = json!({
        "lines": "1 老木匠、种粮大户\n2 退休教师\n3 返乡青年、邻居\n4 妇女代表、邻居\n5 种粮大户\n6 邻居",
    });
    stage.post(&hands.council, &format!("{rota}/enter"), lines).await?;
    stage.at("2023-07-15T18:30").await?;
    let seen =
        json!({ "spot": "广场南头", "seen": "下午三点阵雨，十分钟收完，一粒没湿；排水沟走水快。" });
    stage.post(&hands.council, &format!("{rota}/slots/1/report"), seen).await?;
    Ok(())
}

async fn share(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-08-10T15:00").await?;
    let case = json!({
        "title": "大塘村六组：一块空地，晒谷停车唱戏都在这里",
        "problem": "湾前空地荒着，三拨人要做三样用，谁也说服不了谁。",
        "worked": "头一次会只让人说，不做决定；第二次只谈每样用处要多大、哪个月用。\n\
                   把十二个月写在木板上，撞在一起的只有几天，争论自己就没了。\n\
                   自愿捐了五万元，不摊派；出不了钱的出工，一样写进账里。",
        "differently": "地面打好先泼水试，有一块积水是下了雨才发现的。",
        "limits": "地是集体的、面积够大才这样办；只有巴掌大的地方，只能选一样。",
    });
    let case = url(&stage.post(&hands.council, &format!("{matter}/case"), case).await?)?;
    stage.at("2023-08-11T09:00").await?;
    stage.post(&hands.worker, &format!("{case}/publish"), json!({ "consent": true })).await?;
    Ok(())
}
