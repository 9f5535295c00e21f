//! 大家建 — 50 000 yuan and 66 days of work come in; the ground is cleared, drained and poured; a puddle is found and mended.

use kernel::Result;
use serde_json::json;

use crate::demo::Stage;
use crate::demo::village::{Bill, Gift, Hands, Step, bill, give, plan, work};

/// Who gave what: 50 000 yuan together, each of their own accord.
const GIFTS: [(&str, Gift); 9] = [
    ("2022-11-26T10:00", Gift::Cash("10000", Some("一位在外做工程的乡亲"))),
    ("2022-11-26T10:20", Gift::Cash("8000", None)),
    ("2022-11-27T19:30", Gift::Cash("6000", Some("湾里的小卖部"))),
    ("2022-11-28T18:40", Gift::Cash("6000", None)),
    ("2022-12-02T12:00", Gift::Cash("5000", Some("在武汉打工的三兄弟"))),
    ("2022-12-05T19:10", Gift::Cash("5000", None)),
    ("2022-12-08T08:30", Gift::Cash("4000", None)),
    ("2022-12-11T17:20", Gift::Cash("3600", None)),
    ("2022-12-18T20:00", Gift::Cash("2400", Some("六组十二位老人凑的"))),
];

/// Days of work, and at what.
const LABOUR: [(&str, Gift); 4] = [
    ("2023-03-03T18:00", Gift::Labour("24", "清垃圾、割草、平地")),
    ("2023-03-10T18:00", Gift::Labour("18", "挖排水沟、砌沟沿")),
    ("2023-03-24T18:00", Gift::Labour("20", "立模、摊铺、收面")),
    ("2023-04-13T18:00", Gift::Labour("4", "画线、立灯杆")),
];

const CLEAR: Step = Step {
    what: "清垃圾杂草、平整一千二百平方米",
    begins: "2023-02-25",
    ends: "2023-03-03",
    doer: "报名出工的村民和推土机班",
    note: "拖走垃圾十一车。",
};
const DRAIN: Step = Step {
    what: "挖四边排水沟、砌沟沿",
    begins: "2023-03-05",
    ends: "2023-03-10",
    doer: "报名出工的村民",
    note: "",
};
const POUR: Step = Step {
    what: "打水泥地面、留东头四米路",
    begins: "2023-03-16",
    ends: "2023-03-24",
    doer: "泥瓦班和报名出工的村民",
    note: "东头四米路单独打，不占。",
};
const LIGHT: Step = Step {
    what: "装路灯四盏、画车位和黄线",
    begins: "2023-04-10",
    ends: "2023-04-13",
    doer: "电工和理事会",
    note: "灯十一点自动熄，免得照着人睡觉。",
};

const BILLS: [(&str, Bill); 5] = [
    (
        "2023-03-04T09:00",
        Bill {
            yuan: "4800", what: "推土机、拖车台班", party: "机械租赁队", voucher: "票1"
        },
    ),
    (
        "2023-03-11T09:00",
        Bill {
            yuan: "3260", what: "红砖、水泥（排水沟）", party: "建材店", voucher: "票2"
        },
    ),
    (
        "2023-03-25T09:00",
        Bill { yuan: "34500", what: "商品混凝土", party: "商混站", voucher: "票3" },
    ),
    (
        "2023-04-14T09:00",
        Bill {
            yuan: "5640", what: "路灯四盏、电线、漆", party: "五金店", voucher: "票4"
        },
    ),
    (
        "2023-04-14T09:20",
        Bill { yuan: "1800", what: "画线、车位桩", party: "五金店", voucher: "票5" },
    ),
];

/// Gives the address of the project.
pub(super) async fn play(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<String> {
    let project =
        format!("/420117/projects/{}", stage.last(matter, "build-project-started").await?);
    for (at, gift) in &GIFTS {
        stage.at(at).await?;
        give(stage, hands, &project, gift).await?;
    }
    stage.at("2023-02-20T19:30").await?;
    for who in ["大塘村六组村民甲", "大塘村六组村民乙"] {
        let who = stage.persona(who).await?;
        stage.post(&who, &format!("{project}/volunteer"), json!({})).await?;
    }
    let site = (matter, project.as_str());
    let clear = plan(stage, hands, site, &CLEAR).await?;
    let drain = plan(stage, hands, site, &DRAIN).await?;
    let pour = plan(stage, hands, site, &POUR).await?;
    let light = plan(stage, hands, site, &LIGHT).await?;

    let [tractor, bricks, concrete, lamps, posts] = &BILLS;
    let [cleared, dug, poured, painted] = &LABOUR;
    for (step, at, worked, paid) in [
        (&CLEAR, &clear, cleared, tractor),
        (&DRAIN, &drain, dug, bricks),
        (&POUR, &pour, poured, concrete),
    ] {
        work(stage, hands, at, step).await?;
        give(stage, hands, &project, &worked.1).await?;
        stage.at(paid.0).await?;
        bill(stage, hands, &project, &paid.1).await?;
        if at != &pour {
            sign(stage, at, "大塘村六组村民甲").await?;
        }
    }
    mend(stage, hands, &project, &pour).await?;
    work(stage, hands, &light, &LIGHT).await?;
    give(stage, hands, &project, &painted.1).await?;
    stage.at(lamps.0).await?;
    for paid in [lamps, posts] {
        stage.at(paid.0).await?;
        bill(stage, hands, &project, &paid.1).await?;
    }
    sign(stage, &light, "大塘村六组村民甲").await?;
    stage.at("2023-04-18T19:30").await?;
    let finish = json!({
        "upkeep": "yes",
        "learned": "别急着表决。把十二个月写在一块板上，大家就看见三样用处撞不到一起。",
    });
    stage.post(&hands.council, &format!("{project}/finish"), finish).await?;
    Ok(project)
}

async fn sign(stage: &mut Stage, step: &str, who: &str) -> Result<()> {
    let who = stage.persona(who).await?;
    stage.post(&who, &format!("{step}/sign"), json!({})).await?;
    Ok(())
}

/// After the first rain a puddle stands in the middle; it is cut out and poured again.
async fn mend(stage: &mut Stage, hands: &Hands, project: &str, step: &str) -> Result<()> {
    stage.at("2023-03-29T08:20").await?;
    let finder = stage.persona("大塘村六组村民丙").await?;
    let words = json!({ "words": "昨夜下雨，场子中间积了一摊水，有簸箕大，晒谷要发霉的。" });
    stage.post(&finder, &format!("{step}/defect"), words).await?;
    let defect = stage.read(&finder, project, "/whole/defects/0/id").await?;
    stage.at("2023-04-04T17:00").await?;
    let words = json!({ "words": "积水那块切开重打，往南放了一指的坡，泼水试过，不存水。" });
    stage.post(&hands.council, &format!("/420117/defects/{defect}/mend"), words).await?;
    stage.at("2023-04-06T07:30").await?;
    let good = json!({ "good": "yes" });
    stage.post(&finder, &format!("/420117/defects/{defect}/clear"), good).await?;
    sign(stage, step, "大塘村六组村民乙").await
}
