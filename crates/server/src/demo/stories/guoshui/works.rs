//! 发展共建 — Gardens cleared, money and days given, three steps signed by residents, an account that adds up to the fen.

use kernel::{Error, Result};
use serde_json::{Value as Json, json};

use super::{CHAIR, SECRETARY, WORKER};
use crate::demo::Stage;
use crate::demo::thread::need;
use crate::demo::village::check_line;

/// Money: yuan, and the name to be shown where somebody asked for one. 18,600 yuan in all.
const CASH: [(&str, &str); 5] = [
    ("5200", "1栋邻里"),
    ("4600", "2栋邻里"),
    ("3800", "3栋邻里"),
    ("2000", "4栋邻里"),
    ("2000", ""),
];
/// Gardens given back, in square metres: eight households, 96 m² in all.
const GARDENS: [&str; 8] = ["12.5", "8", "15.3", "20", "6.2", "9", "11", "14"];
/// Days of work.
const LABOUR: [(&str, &str); 2] = [("16", "清菜园、拆栅栏、搬砖"), ("8", "老电工带徒弟装路灯")];
/// Bills: yuan, what for, the other side, the voucher. 38,600 yuan in all.
const BILLS: [(&str, &str, &str, &str); 3] = [
    ("24500", "路面和下水的材料、人工", "市政施工队", "票0917"),
    ("10800", "路灯六盏、凉亭一座", "灯具亭廊厂", "票1012"),
    ("3300", "车位划线、菜箱、凳子", "五金建材店", "票1020"),
];

/// A step: what, from, to, who does it, and what there is to say about it.
type Step = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CLEARING: Step = (
    "腾退菜园、拆栅栏、清杂物",
    "2022-09-03",
    "2022-09-11",
    "志愿者和种菜的八户",
    "八户自己动手，没有请一个外人。",
);
const PAVING: Step = (
    "铺路面、修下水",
    "2022-09-13",
    "2022-10-09",
    "市政施工队",
    "按平面图留了坡，水往南墙沟里走。",
);
const FITTING: Step = (
    "装路灯、建凉亭、划车位、砌菜箱",
    "2022-10-11",
    "2022-10-23",
    "市政施工队和志愿者",
    "六盏灯、一座亭、十八个车位、十个菜箱。",
);

pub(super) async fn play(stage: &mut Stage, matter: &str) -> Result<()> {
    let project =
        format!("/420583/projects/{}", stage.last(matter, "build-project-started").await?);
    stage.at("2022-08-30T19:00").await?;
    for monitor in ["国税小区居民甲", "国税小区居民乙"] {
        let who = stage.persona(monitor).await?;
        stage.post(&who, &format!("{project}/volunteer"), json!({})).await?;
    }
    let clearing = plan(stage, matter, &project, CLEARING).await?;
    let paving = plan(stage, matter, &project, PAVING).await?;
    let fitting = plan(stage, matter, &project, FITTING).await?;
    money(stage, &project).await?;

    start(stage, &clearing, CLEARING).await?;
    from_away(stage, &project).await?;
    complete(stage, &clearing, CLEARING).await?;
    gardens(stage, &project).await?;
    sign(stage, &clearing, "2022-09-12T18:30").await?;
    start(stage, &paving, PAVING).await?;
    complete(stage, &paving, PAVING).await?;
    puddle(stage, &project, &paving).await?;
    sign(stage, &paving, "2022-10-10T18:30").await?;
    start(stage, &fitting, FITTING).await?;
    complete(stage, &fitting, FITTING).await?;
    sign(stage, &fitting, "2022-10-24T18:30").await?;

    account(stage, matter, &project).await?;
    stage.at("2022-10-26T10:00").await?;
    let chair = stage.persona(CHAIR).await?;
    let end = json!({
        "upkeep": "yes",
        "learned": "先把毛病列出来，再谈菜园；肯听种菜的人说完，他们比谁都先动手。",
    });
    stage.post(&chair, &format!("{project}/finish"), end).await?;
    Ok(())
}

/// Money, building by building, and from somebody who does not want to be named.
async fn money(stage: &mut Stage, project: &str) -> Result<()> {
    stage.at("2022-09-01T19:00").await?;
    for (yuan, name) in CASH {
        let named = !name.is_empty();
        let gift = json!({ "kind": "cash", "money": yuan, "consent": named, "name": name, "behalf": true });
        given(stage, project, gift, yuan, "2022-09-01").await?;
    }
    Ok(())
}

/// On the last day of clearing: the land, the days of work, and roses for the edge of the path.
async fn gardens(stage: &mut Stage, project: &str) -> Result<()> {
    stage.at("2022-09-11T18:00").await?;
    for area in GARDENS {
        let gift = json!({ "kind": "land", "area": area, "what": "腾退的菜园", "behalf": true });
        given(stage, project, gift, area, "2022-09-11").await?;
    }
    for (days, what) in LABOUR {
        let gift = json!({ "kind": "labour", "days": days, "what": what, "behalf": true });
        given(stage, project, gift, days, "2022-09-11").await?;
    }
    let roses = json!({ "kind": "material", "what": "月季苗四十株", "behalf": true });
    given(stage, project, roses, "0", "2022-09-11").await
}

/// The committee writes it down and brings it; the community counts it.
async fn given(
    stage: &mut Stage,
    project: &str,
    gift: Json,
    counted: &str,
    day: &str,
) -> Result<()> {
    let (chair, worker) = (stage.persona(CHAIR).await?, stage.persona(WORKER).await?);
    let done = stage.post(&chair, &format!("{project}/promise"), gift).await?;
    let it = need(&done, "/data/contribution")?;
    stage.post(&chair, &format!("{it}/deliver"), json!({ "day": day })).await?;
    stage.post(&worker, &format!("{it}/accept"), json!({ "amount": counted })).await?;
    Ok(())
}

/// Somebody far away promises without an account, and says herself that the money is on its way.
async fn from_away(stage: &mut Stage, project: &str) -> Result<()> {
    stage.at("2022-09-04T21:00").await?;
    let daughter = stage.visitor();
    let gift = json!({
        "kind": "cash", "money": "1000", "consent": true, "name": "在外地工作的女儿", "remote": true,
    });
    let done = stage.post(&daughter, &format!("{project}/promise"), gift).await?;
    let (own, it) = (need(&done, "/url")?, need(&done, "/data/contribution")?);
    stage.at("2022-09-05T12:00").await?;
    stage.post(&daughter, &format!("{own}/bring"), json!({ "day": "2022-09-05" })).await?;
    let worker = stage.persona(WORKER).await?;
    stage.post(&worker, &format!("{it}/accept"), json!({ "amount": "1000" })).await?;
    // Nobody known brought it: whoever counted it entered it, and the secretary looks again.
    let secretary = stage.persona(SECRETARY).await?;
    check_line(stage, &secretary, project).await
}

/// Gives the address of the step.
async fn plan(stage: &mut Stage, matter: &str, project: &str, step: Step) -> Result<String> {
    let (what, begins, ends, doer, _) = step;
    let chair = stage.persona(CHAIR).await?;
    let ask = json!({ "what": what, "begins": begins, "ends": ends, "doer": doer });
    stage.post(&chair, &format!("{project}/plan"), ask).await?;
    Ok(format!("/420583/works/{}", stage.last(matter, "build-work-planned").await?))
}

async fn start(stage: &mut Stage, work: &str, step: Step) -> Result<()> {
    let (_, begins, _, _, _) = step;
    stage.at(&format!("{begins}T08:00")).await?;
    let chair = stage.persona(CHAIR).await?;
    stage.post(&chair, &format!("{work}/start"), json!({ "day": begins })).await?;
    Ok(())
}

async fn complete(stage: &mut Stage, work: &str, step: Step) -> Result<()> {
    let (_, _, ends, doer, note) = step;
    stage.at(&format!("{ends}T17:30")).await?;
    let chair = stage.persona(CHAIR).await?;
    let end = json!({ "day": ends, "doer": doer, "note": note });
    stage.post(&chair, &format!("{work}/complete"), end).await?;
    Ok(())
}

/// After rain a resident finds a puddle; it is mended, and she herself says whether it is gone.
async fn puddle(stage: &mut Stage, project: &str, work: &str) -> Result<()> {
    let (finder, chair) = (stage.persona("国税小区居民丙").await?, stage.persona(CHAIR).await?);
    stage.at("2022-10-10T07:40").await?;
    let words = json!({ "words": "夜里下过雨，3栋门口还是积了一摊水。" });
    stage.post(&finder, &format!("{work}/defect"), words).await?;
    let page = stage.get(&finder, project).await?;
    let defect = page.pointer("/whole/defects/0/id").and_then(Json::as_str);
    let defect = defect.ok_or_else(|| Error::fault("the puddle is nowhere"))?;
    stage.at("2022-10-10T11:00").await?;
    let words = json!({ "words": "起开六块砖，垫高重铺，泼水试过，水流走了。" });
    stage.post(&chair, &format!("/420583/defects/{defect}/mend"), words).await?;
    stage.at("2022-10-10T17:50").await?;
    stage
        .post(&finder, &format!("/420583/defects/{defect}/clear"), json!({ "good": "yes" }))
        .await?;
    Ok(())
}

async fn sign(stage: &mut Stage, work: &str, when: &str) -> Result<()> {
    stage.at(when).await?;
    let monitor = stage.persona("国税小区居民乙").await?;
    stage.post(&monitor, &format!("{work}/sign"), json!({})).await?;
    Ok(())
}

/// The committee enters, the secretary holds each line against its voucher.
async fn account(stage: &mut Stage, matter: &str, project: &str) -> Result<()> {
    stage.at("2022-10-25T09:00").await?;
    let (chair, secretary) = (stage.persona(CHAIR).await?, stage.persona(SECRETARY).await?);
    let grant = ("grant", "20000", "社区惠民项目补助", "七口堰社区居委会", "收1025");
    let bills = BILLS.map(|(yuan, what, party, voucher)| ("spending", yuan, what, party, voucher));
    for (kind, yuan, what, party, voucher) in std::iter::once(grant).chain(bills) {
        let line = json!({
            "kind": kind, "amount": yuan, "day": "2022-10-25", "what": what, "party": party, "voucher": voucher,
        });
        stage.post(&chair, &format!("{project}/enter"), line).await?;
        let entry = stage.last(matter, "build-account-entered").await?;
        let right = json!({ "verdict": "right" });
        stage.post(&secretary, &format!("/420583/entries/{entry}/confirm"), right).await?;
    }
    Ok(())
}
