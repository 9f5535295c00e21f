//! 联建 — Money, stones and work; two steps signed by villagers; an award in place of the subsidy that never came.

use kernel::Result;
use serde_json::json;

use super::TOWN;
use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::{Bill, Gift, Hands, Step, bill, check_line, give, plan, work};

/// 26 000 yuan in cash, stones worth 3 000, and 60 days of work.
const GIFTS: [(&str, Gift); 7] = [
    ("2022-11-22T18:00", Gift::Cash("8000", Some("在外乡亲"))),
    ("2022-11-23T09:00", Gift::Cash("6000", None)),
    ("2022-11-23T19:00", Gift::Cash("5000", None)),
    ("2022-11-25T08:30", Gift::Cash("4000", None)),
    ("2022-11-26T10:00", Gift::Cash("2000", Some("桥头小店"))),
    ("2022-11-27T20:00", Gift::Cash("1000", Some("一组的老人们"))),
    ("2022-11-29T15:00", Gift::Goods("3000", "自家山场的石料三车")),
];
const WORKED: [Gift; 4] = [
    Gift::Labour("20", "砌桥台"),
    Gift::Labour("16", "拆旧桥面、抬石料"),
    Gift::Labour("14", "浇桥面、养护"),
    Gift::Labour("10", "装栏杆、清理河道"),
];

const ABUTMENT: Step = Step {
    what: "加固两头桥台",
    begins: "2022-12-01",
    ends: "2022-12-14",
    doer: "匠人班和投工村民",
    note: "半边施工，半边走人。",
};
const DECK: Step = Step {
    what: "重铺桥面、换新栏杆",
    begins: "2022-12-16",
    ends: "2023-01-06",
    doer: "匠人班和投工村民",
    note: "养护满了才放车，桥头立了限重牌。",
};

const BILLS: [(&str, Bill); 3] = [
    (
        "2022-12-15T10:00",
        Bill { yuan: "14200", what: "钢筋、水泥", party: "建材店", voucher: "桥001" },
    ),
    (
        "2023-01-07T10:00",
        Bill {
            yuan: "11800", what: "栏杆和限重牌", party: "金属加工店", voucher: "桥002"
        },
    ),
    (
        "2023-01-07T10:20",
        Bill {
            yuan: "22000",
            what: "匠人班人工和机械（奖补到账后付清）",
            party: "匠人班",
            voucher: "桥003",
        },
    ),
];

pub(super) async fn play(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<()> {
    let project = stage.last(matter, "build-project-started").await?;
    let project = format!("/420527/projects/{project}");
    for (at, gift) in &GIFTS {
        stage.at(at).await?;
        give(stage, hands, &project, gift).await?;
    }
    let site = (matter, project.as_str());
    let abutment = plan(stage, hands, site, &ABUTMENT).await?;
    let deck = plan(stage, hands, site, &DECK).await?;
    let monitor = stage.persona("渡河村一组村民甲").await?;
    stage.post(&monitor, &format!("{project}/volunteer"), json!({})).await?;

    work(stage, hands, &abutment, &ABUTMENT).await?;
    stage.at("2022-12-15T08:00").await?;
    stage.post(&monitor, &format!("{abutment}/sign"), json!({})).await?;
    let [first, rails, masons] = &BILLS;
    pay(stage, hands, &project, first).await?;
    work(stage, hands, &deck, &DECK).await?;
    stage.at("2023-01-07T08:00").await?;
    stage.post(&monitor, &format!("{deck}/sign"), json!({})).await?;
    pay(stage, hands, &project, rails).await?;
    pay(stage, hands, &project, masons).await?;
    for worked in &WORKED {
        give(stage, hands, &project, worked).await?;
    }
    stage.at("2023-01-09T09:00").await?;
    let finish = json!({ "upkeep": "yes", "learned": "够不上标准，就把条件摆出来；大家先动手，路子就有了。" });
    stage.post(&hands.council, &format!("{project}/finish"), finish).await?;
    award(stage, hands, &project).await
}

async fn pay(stage: &mut Stage, hands: &Hands, project: &str, one: &(&str, Bill)) -> Result<()> {
    stage.at(one.0).await?;
    bill(stage, hands, project, &one.1).await
}

/// Applied for, inspected by three, posted for seven working days (the Spring Festival does not count), paid.
async fn award(stage: &mut Stage, hands: &Hands, project: &str) -> Result<()> {
    stage.at("2023-01-10T09:00").await?;
    let award = url(&stage.post(&hands.council, &format!("{project}/apply"), json!({})).await?)?;
    let seen = [
        ("2023-01-11T10:00", "渡河村一组村民甲", "栏杆一根一根摇过，稳当。"),
        ("2023-01-12T10:00", TOWN, "桥台、桥面和方案一致。"),
        ("2023-01-13T15:00", "秭归县调度员", "票据和投工登记核过，没有重复补助。"),
    ];
    for (at, who, words) in seen {
        stage.at(at).await?;
        let who = stage.persona(who).await?;
        let found = json!({ "ok": "yes", "words": words });
        stage.post(&who, &format!("{award}/inspect"), found).await?;
    }
    stage.at("2023-01-16T09:00").await?;
    stage.post(&hands.worker, &format!("{award}/announce"), json!({})).await?;
    stage.at("2023-02-06T10:00").await?;
    let town = stage.persona(TOWN).await?;
    let pay = json!({ "amount": "22000", "day": "2023-02-06", "voucher": "奖补拨款单02" });
    stage.post(&town, &format!("{award}/pay"), pay).await?;
    stage.at("2023-02-07T09:00").await?;
    check_line(stage, &hands.worker, project).await
}
