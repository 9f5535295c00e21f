//! 正在议的 — A plan with an objection and an assembly tomorrow evening, and a vote that is running now.

use kernel::{Error, Result};
use serde_json::{Value as Json, json};

use super::{
    COMMITTEE_OF_RESIDENTS, CONVENER, SECRETARY, Today, WORKER, accept, propose, report, take_up,
};
use crate::demo::Stage;
use crate::demo::thread::{need, url};

/// The vote is open for so many days more; its result hangs for seven.
const OPEN_DAYS: u32 = 10;

const SHED: &str = "\
一、在北围墙内侧搭充电棚一座，长十二米，充电口二十四个，智能断电。
二、离最近的窗户不少于六米，配灭火器四具，地面划线，不占消防通道。
三、电费按表算，单价公开；棚子归全体业主，收支每季度贴墙上。";

const GATE: &str = "\
一、院门夜里十一点半关，早上五点半开；关门以后刷卡或者打值班电话，随叫随开。
二、老人、孩子、上夜班的每户免费发卡三张。
三、试行三个月，再开一次会看要不要改。";

pub(super) async fn play(stage: &mut Stage, today: &Today) -> Result<()> {
    if today.counts(OPEN_DAYS + 8) {
        gate(stage, today).await?;
    }
    shed(stage, today).await
}

/// 加装电动自行车充电棚：方案提出来了，有人担心着火，明天晚上接着议。
async fn shed(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 20, "19:00").await?;
    let said = report(
        stage,
        "电动车没处充电，飞线从楼上拉下来",
        "院里四十多辆电动自行车没处充电，电线从三楼窗户拉下来，看着就怕。能不能建个充电棚？",
    )
    .await?;
    today.go(stage, 19, "09:10").await?;
    accept(stage, &said.matter, "hard", COMMITTEE_OF_RESIDENTS, today.day(20)).await?;
    let words = "建在哪里、谁出钱、怎么防火，要大家一起定。";
    let topic = take_up(stage, &said.matter, words).await?;

    call(stage, &topic, (today.day(-12), "19:30"), "充电棚建在哪里\n怎么防火").await?;
    today.go(stage, 12, "21:20").await?;
    let assembly = stage.last(&said.matter, "decide-assembly-called").await?;
    let convener = stage.persona(CONVENER).await?;
    let record = json!({
        "residents": 26, "representatives": 2, "officials": 1, "women": 15,
        "position-1": "骑车的要离单元门近，住一楼的要离窗户远；北围墙内侧两边都说可以商量。",
        "position-2": "都说要断电保护和灭火器；有人问夜里谁去看。",
        "minutes": "拿卷尺到北围墙量了一遍，离最近的窗户七米二。请带头人写成方案再议。",
        "outcome": "先写方案公开提意见，一周后再开会。",
    });
    stage.post(&convener, &format!("/420583/assemblies/{assembly}/record"), record).await?;

    today.go(stage, 8, "16:00").await?;
    let plan = ("加装电动自行车充电棚", SHED, "14800");
    let proposal = propose(stage, &convener, &said.matter, plan).await?;
    today.go(stage, 3, "21:15").await?;
    let words = "棚子离2栋一楼的窗户还是近，夜里充电着了火怎么办？能不能再往东挪几米？";
    let visitor = stage.visitor();
    stage.post(&visitor, &format!("{proposal}/object"), json!({ "words": words })).await?;

    today.go(stage, 2, "09:00").await?;
    call(stage, &topic, (today.day(1), "19:30"), "棚子往东挪多少\n夜里谁来看\n哪天表决").await
}

async fn call(
    stage: &mut Stage,
    topic: &str,
    (day, hour): (String, &str),
    agenda: &str,
) -> Result<()> {
    let convener = stage.persona(CONVENER).await?;
    let form = json!({
        "kind": "council", "day": day, "hour": hour, "venue": "国税小区1栋门前", "agenda": agenda,
    });
    stage.post(&convener, &format!("{topic}/call"), form).await?;
    Ok(())
}

/// 院门夜里关不关：正在表决，手机上投的和纸上投的都有，一张纸票等着第二个人看。
async fn gate(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 26, "20:00").await?;
    let said = report(
        stage,
        "院门夜里没人管，丢了三辆自行车",
        "这两个月院里丢了三辆自行车，夜里院门一直敞着。晚上能不能把门关上？",
    )
    .await?;
    today.go(stage, 25, "09:30").await?;
    accept(stage, &said.matter, "hard", COMMITTEE_OF_RESIDENTS, today.day(30)).await?;
    take_up(stage, &said.matter, "关门方便了管，也会难了晚归的，要每家说句话。").await?;
    today.go(stage, 15, "19:00").await?;
    let convener = stage.persona(CONVENER).await?;
    let plan = ("院门夜间关闭办法", GATE, "900");
    let proposal = propose(stage, &convener, &said.matter, plan).await?;

    today.go(stage, 5, "09:00").await?;
    let worker = stage.persona(WORKER).await?;
    let ask = json!({
        "question": "您家同意《院门夜间关闭办法》吗？一户一票。",
        "rule": "cn-residents-assembly-households", "mode": "binding",
        "basis": "民法典第四百六十九条第三款（可以随时调取查用的数据电文视为书面形式）；不用手机的投纸票",
        "closes": today.day(i64::from(OPEN_DAYS)), "counts": today.day(i64::from(OPEN_DAYS) + 1),
    });
    let vote = url(&stage.post(&worker, &format!("{proposal}/vote"), ask).await?)?;

    today.go(stage, 4, "20:20").await?;
    for (owner, choice) in [("国税小区居民乙", "yes"), ("国税小区居民丙", "yes"), (CONVENER, "no")]
    {
        let who = stage.persona(owner).await?;
        stage.post(&who, &format!("{vote}/cast"), json!({ "choice": choice })).await?;
    }
    today.go(stage, 1, "16:00").await?;
    paper(stage, &vote).await
}

/// Four papers are read; the last of them waits for its second reader.
async fn paper(stage: &mut Stage, vote: &str) -> Result<()> {
    let (worker, secretary) = (stage.persona(WORKER).await?, stage.persona(SECRETARY).await?);
    let roll = stage.get(&worker, &format!("{vote}/roll")).await?;
    let electors = roll.get("electors").and_then(Json::as_array);
    let electors = electors.ok_or_else(|| Error::fault("a roll without lines"))?;
    let lines: Vec<(String, String)> = electors
        .iter()
        .rev()
        .take(4)
        .map(|e| Ok((need(e, "/serial")?, need(e, "/unit")?)))
        .collect::<Result<_>>()?;
    for (at, ((serial, unit), choice)) in lines.iter().zip(["yes", "no", "yes", "yes"]).enumerate()
    {
        let first = json!({ "serial": serial, "unit": unit, "choice": choice });
        stage.post(&worker, &format!("{vote}/enter"), first).await?;
        if at < 3 {
            let second = json!({ "serial": serial, "choice": choice });
            stage.post(&secretary, &format!("{vote}/confirm-paper"), second).await?;
        }
    }
    Ok(())
}
