//! 五次湾子会 — From "who pays" to one plan; two more rounds of visits; the representatives vote on paper.

use kernel::Result;
use serde_json::json;

use super::VILLAGE;
use crate::demo::Stage;
use crate::demo::thread::{need, url};
use crate::demo::village::{Hands, Talk, hold, paper_ballots};

const BEFORE_THE_PLAN: [Talk; 3] = [
    Talk {
        called: "2023-03-25T09:00",
        day: "2023-03-26",
        kind: "evening-talk",
        venue: "一湾稻场",
        agenda: &["这条路修不修", "钱从哪里来"],
        came: [34, 3, 2, 15],
        positions: &[
            "没有一个人说不修，都说早就该修。",
            "一半人说等上面拨款，一半人说等不如干，自己先动手。",
        ],
        minutes: "大家围着一盏灯坐，先说苦，再说钱。说到钱就静下来了。",
        outcome: "路要修；钱的事各家回去想一想，下次接着谈。",
    },
    Talk {
        called: "2023-03-31T09:00",
        day: "2023-04-02",
        kind: "evening-talk",
        venue: "二湾村民家院子",
        agenda: &["自己能出多少", "谁来牵头"],
        came: [29, 3, 1, 13],
        positions: &[
            "有人说出钱，有人说手头紧、可以出工；都说要自愿，不按人头摊。",
            "信得过的人牵头，账要贴出来。",
        ],
        minutes: "一位在外办企业的乡贤打来电话，说他带个头。",
        outcome: "成立修路理事会，有钱出钱，有力出力，不足的争取以奖代补。",
    },
    Talk {
        called: "2023-04-07T09:00",
        day: "2023-04-09",
        kind: "evening-talk",
        venue: "一湾稻场",
        agenda: &["修多宽多厚", "要不要占田"],
        came: [37, 4, 1, 17],
        positions: &[
            "开车的想修三米五，能会车；田在路边的说三米五要占田，两米五够农机走。",
            "占谁的田谁心疼，都不愿占基本农田。",
        ],
        minutes: "理事会拿皮尺从路头量到路尾，一共650米。",
        outcome: "理事会先写一稿方案，大家对着方案说。",
    },
];

const FOURTH: Talk = Talk {
    called: "2023-04-14T09:00",
    day: "2023-04-16",
    kind: "evening-talk",
    venue: "二湾村民家院子",
    agenda: &["方案初稿哪里要改", "路宽到底定多少"],
    came: [32, 3, 2, 16],
    positions: &[
        "念了公开提的意见，路边有田的几户都在场。",
        "三米五要占田、多花钱；两米五不占一分田，每隔一段留一处会车的地方。",
    ],
    minutes: "争到九点半，开车的先松了口：不占田，路才修得成。",
    outcome: "路宽定2.5米，厚0.15米，不占田，留会车处，改成第二版。",
};

const FIFTH: Talk = Talk {
    called: "2023-04-21T09:00",
    day: "2023-04-23",
    kind: "evening-talk",
    venue: "一湾稻场",
    agenda: &["第二版方案", "谁看质量，谁来管护"],
    came: [41, 5, 2, 20],
    positions: &["到会的都赞成第二版。", "四位村民报名看质量；建好以后由理事会管，雨后看一遍。"],
    minutes: "第一次湾子会到今天不到一个月，意见统一了。",
    outcome: "第二版交村民代表会议表决。",
};

const FIRST_EDITION: &str = "\
一、从湾里到田边的作业道650米硬化，路宽3.5米。
二、钱靠自愿捐资，不足的争取以奖代补，不按人头摊派。";

const SECOND_EDITION: &str = "\
一、从湾里到田边的作业道650米硬化，路宽2.5米，厚0.15米，不占田，留会车处。
二、总投资15万元：自愿捐资和投工投劳先建，缺口争取以奖代补；不按人头摊派，出多出少凭自愿。
三、每道工序由村民质量监督员签字，账目每一笔公开。
四、建好以后由修路理事会管护，雨后巡查。";

pub(super) async fn play(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    let topic = format!("/420583/topics/{}", stage.last(matter, "decide-topic-opened").await?);
    let [first, second, third] = &BEFORE_THE_PLAN;
    hold(stage, &hands.worker, &topic, first).await?;
    hold(stage, &hands.worker, &topic, second).await?;
    found(stage, hands, matter).await?;
    visit(stage, hands, matter, "2023-04-05T17:00", SECOND_ROUND).await?;
    hold(stage, &hands.council, &topic, third).await?;
    let proposal = propose(stage, hands, matter).await?;
    hold(stage, &hands.council, &topic, &FOURTH).await?;
    revise(stage, hands, &proposal).await?;
    visit(stage, hands, matter, "2023-04-19T17:00", THIRD_ROUND).await?;
    hold(stage, &hands.council, &topic, &FIFTH).await?;
    decide(stage, hands, &proposal).await
}

const SECOND_ROUND: &str = "第二轮入户走访：一家一家问愿不愿意、怎么出力。有人出钱，有人出工，有人说再看看，都记下来，不催。";
const THIRD_ROUND: &str = "第三轮入户走访：把第二版方案送到每一家，念给看不清字的老人听。";

async fn visit(
    stage: &mut Stage,
    hands: &Hands,
    matter: &str,
    at: &str,
    words: &str,
) -> Result<()> {
    stage.at(at).await?;
    stage.post(&hands.worker, &format!("{matter}/note"), json!({ "words": words })).await?;
    Ok(())
}

async fn found(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    stage.at("2023-04-03T09:00").await?;
    let number = matter.rsplit('/').next().unwrap_or_default();
    let council = json!({
        "kind": "council", "name": "沈家店村修路理事会",
        "members": "老农机手（理事长）、退休会计（记账）、一湾村民、二湾村民、在外乡贤",
        "mandate": "牵头修好这650米作业道：收捐资、排工、看质量、公开账目，建好以后管护。",
        "origin": "2023年4月2日第二次湾子会上大家推举", "until": "2026-04-02", "matter": number,
    });
    let path = format!("/places/{VILLAGE}/committees/found");
    stage.post(&hands.worker, &path, council).await?;
    Ok(())
}

async fn propose(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<String> {
    stage.at("2023-04-11T10:00").await?;
    let plan = json!({ "kind": "plan", "title": "650米作业道硬化方案", "body": FIRST_EDITION });
    let proposal = url(&stage.post(&hands.council, &format!("{matter}/propose"), plan).await?)?;
    stage.at("2023-04-12T20:30").await?;
    let words = json!({ "words": "修三米五，路两边的田各要切掉半米。我家就那一块好田，舍不得。" });
    stage.post(&stage.visitor(), &format!("{proposal}/object"), words).await?;
    Ok(proposal)
}

async fn revise(stage: &mut Stage, hands: &Hands, proposal: &str) -> Result<()> {
    stage.at("2023-04-17T15:00").await?;
    let plan = json!({
        "title": "650米作业道硬化方案", "body": SECOND_EDITION, "cost": "150000",
        "why": "路宽改为2.5米，不占田；写明厚0.15米、总投资15万元、谁看质量、谁来管护。",
    });
    stage.post(&hands.council, &format!("{proposal}/revise"), plan).await?;
    let asked = stage.read(&hands.council, proposal, "/objections/0/id").await?;
    let words = json!({ "words": "听您的。路宽改成2.5米，不占一分田，写进了第二版。" });
    let answer = format!("{proposal}/objections/{asked}/answer");
    stage.post(&hands.council, &answer, words).await?;
    Ok(())
}

/// 45 representatives, 41 came: 38 agree, 2 do not, 1 abstains. Then the result hangs for seven days.
async fn decide(stage: &mut Stage, hands: &Hands, proposal: &str) -> Result<()> {
    stage.at("2023-04-24T09:00").await?;
    let ask = json!({
        "question": "是否同意《650米作业道硬化方案》（第二版）？",
        "rule": "cn-villagers-representatives", "mode": "paper", "closes": "2023-04-28",
    });
    let opened = stage.post(&hands.worker, &format!("{proposal}/vote"), ask).await?;
    let vote = url(&opened)?;
    stage.at("2023-04-28T16:00").await?;
    paper_ballots(stage, hands, &vote, [38, 2, 1]).await?;

    stage.at("2023-05-02T10:00").await?;
    let notice = stage.read(&hands.worker, &vote, "/notice").await?;
    let words = json!({ "words": "修路的时候，田里的水沟会不会堵？正是放水的时候。" });
    stage.post(&stage.visitor(), &format!("{notice}/object"), words).await?;
    stage.at("2023-05-03T09:00").await?;
    let page = stage.get(&hands.worker, &notice).await?;
    let asked = need(&page, "/objections/0/id")?;
    let words =
        json!({ "words": "不会。过水的地方先埋好涵管再铺路，放水前由一湾、二湾村民各看一遍。" });
    stage.post(&hands.worker, &format!("{notice}/objections/{asked}/answer"), words).await?;

    // Nobody ends the notice: the plan is adopted when its seven days are over.
    stage.at("2023-05-08T08:00").await
}
