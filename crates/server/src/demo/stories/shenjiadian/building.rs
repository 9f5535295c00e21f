//! 大家修路 — 75 000 yuan and 196 days of work come in; four steps are built; a thin bend is found and mended.

use kernel::Result;
use serde_json::json;

use crate::demo::Stage;
use crate::demo::village::{Bill, Gift, Hands, Step, bill, give, plan, work};

/// The gifts the report names, with the days they came.
const NAMED: [(&str, Gift); 4] = [
    ("2023-05-10T10:00", Gift::Cash("35000", Some("一位在外办企业的乡贤"))),
    ("2023-05-12T15:00", Gift::Cash("20000", Some("驻村帮扶单位"))),
    ("2023-06-02T09:20", Gift::Cash("500", Some("合作社负责人（田不在路边）"))),
    ("2023-06-02T09:40", Gift::Cash("500", Some("退休教师（田不在路边）"))),
];

/// What others gave: 19 000 yuan together.
const OTHERS: [(&str, &str); 10] = [
    ("2023-05-14T19:00", "5000"),
    ("2023-05-14T19:10", "3000"),
    ("2023-05-14T19:20", "2600"),
    ("2023-05-16T08:30", "2000"),
    ("2023-05-18T18:00", "1800"),
    ("2023-05-20T09:00", "1200"),
    ("2023-05-20T09:10", "1000"),
    ("2023-05-21T20:00", "1000"),
    ("2023-05-25T08:00", "888.88"),
    ("2023-05-28T17:30", "511.12"),
];

/// How many worked, for how many days each, and at what.
const WORKERS: usize = 14;
const WORKED: Gift = Gift::Labour("14", "清路基、铺碎石、立模、摊铺");

const CLEAR: Step = Step {
    what: "清理路基、埋过水涵管",
    begins: "2023-06-20",
    ends: "2023-06-26",
    doer: "挖机班和村民",
    note: "涵管六道，放水试过，不堵。",
};
const GRAVEL: Step = Step {
    what: "铺碎石、碾压",
    begins: "2023-06-29",
    ends: "2023-07-03",
    doer: "投工的14位村民和压路机班",
    note: "",
};
const POUR: Step = Step {
    what: "立模、浇筑混凝土650米",
    begins: "2023-07-04",
    ends: "2023-07-12",
    doer: "投工的14位村民和商混车队",
    note: "路宽2.5米，厚0.15米。",
};
const CURE: Step = Step {
    what: "切缝、养护、路肩培土",
    begins: "2023-07-22",
    ends: "2023-08-12",
    doer: "修路理事会",
    note: "盖膜洒水养护，8月12日开放通行。",
};

const BILLS: [(&str, Bill); 6] = [
    (
        "2023-06-27T10:00",
        Bill {
            yuan: "18600", what: "挖机、压路机台班", party: "机械租赁队", voucher: "票001"
        },
    ),
    (
        "2023-07-04T19:00",
        Bill { yuan: "21000", what: "碎石垫层", party: "砂石料场", voucher: "票002" },
    ),
    (
        "2023-07-12T19:30",
        Bill {
            yuan: "35400", what: "商品混凝土第一批", party: "商混站", voucher: "票003"
        },
    ),
    (
        "2023-07-12T19:40",
        Bill {
            yuan: "62100",
            what: "商品混凝土第二批（奖补到账后付清）",
            party: "商混站",
            voucher: "票004",
        },
    ),
    (
        "2023-08-13T09:00",
        Bill {
            yuan: "6400.40",
            what: "模板、切缝、养护膜（奖补到账后付清）",
            party: "建材店",
            voucher: "票005",
        },
    ),
    (
        "2023-08-13T09:20",
        Bill {
            yuan: "6499.60",
            what: "涵管、会车处和标志（奖补到账后付清）",
            party: "建材店",
            voucher: "票006",
        },
    ),
];

/// Gives the address of the project.
pub(super) async fn play(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<String> {
    let project =
        format!("/420583/projects/{}", stage.last(matter, "build-project-started").await?);
    money(stage, hands, &project).await?;

    stage.at("2023-06-10T09:00").await?;
    for who in ["沈家店村村民甲", "沈家店村村民乙"] {
        let who = stage.persona(who).await?;
        stage.post(&who, &format!("{project}/volunteer"), json!({})).await?;
    }
    let [excavator, stones, first, second, boards, pipes] = &BILLS;
    let site = (matter, project.as_str());
    let clear = plan(stage, hands, site, &CLEAR).await?;
    let gravel = plan(stage, hands, site, &GRAVEL).await?;
    let pour = plan(stage, hands, site, &POUR).await?;
    let cure = plan(stage, hands, site, &CURE).await?;

    work(stage, hands, &clear, &CLEAR).await?;
    sign(stage, &clear, "2023-06-27T08:00", "沈家店村村民甲").await?;
    pay(stage, hands, &project, &[excavator]).await?;
    work(stage, hands, &gravel, &GRAVEL).await?;
    sign(stage, &gravel, "2023-07-03T19:00", "沈家店村村民乙").await?;
    // The next step is begun at once: the mixers are ordered for the fourth.
    work_paid(stage, hands, (&pour, &project), stones).await?;
    pay(stage, hands, &project, &[first, second]).await?;
    stage.at("2023-07-13T18:00").await?;
    for _ in 0..WORKERS {
        give(stage, hands, &project, &WORKED).await?;
    }
    mend(stage, hands, matter, &pour).await?;
    sign(stage, &pour, "2023-07-21T08:00", "沈家店村村民甲").await?;
    work(stage, hands, &cure, &CURE).await?;
    sign(stage, &cure, "2023-08-12T19:30", "沈家店村村民乙").await?;
    pay(stage, hands, &project, &[boards, pipes]).await?;
    finish(stage, hands, &project).await?;
    Ok(project)
}

/// The gifts in the order they came, and the last: those who have no field on the road.
async fn money(stage: &mut Stage, hands: &Hands, project: &str) -> Result<()> {
    let [business, unit, farm, teacher] = &NAMED;
    for (at, gift) in [business, unit] {
        stage.at(at).await?;
        give(stage, hands, project, gift).await?;
    }
    for (at, yuan) in OTHERS {
        stage.at(at).await?;
        give(stage, hands, project, &Gift::Cash(yuan, None)).await?;
    }
    for (at, gift) in [farm, teacher] {
        stage.at(at).await?;
        give(stage, hands, project, gift).await?;
    }
    Ok(())
}

async fn pay(
    stage: &mut Stage,
    hands: &Hands,
    project: &str,
    bills: &[&(&str, Bill)],
) -> Result<()> {
    for (at, one) in bills {
        stage.at(at).await?;
        bill(stage, hands, project, one).await?;
    }
    Ok(())
}

/// The pouring, with the bill for the stones on its first evening.
async fn work_paid(
    stage: &mut Stage,
    hands: &Hands,
    (step, project): (&str, &str),
    stones: &(&str, Bill),
) -> Result<()> {
    stage.at("2023-07-04T07:00").await?;
    stage.post(&hands.council, &format!("{step}/start"), json!({ "day": POUR.begins })).await?;
    pay(stage, hands, project, &[stones]).await?;
    stage.at("2023-07-12T18:30").await?;
    let done = json!({ "day": POUR.ends, "doer": POUR.doer, "note": POUR.note });
    stage.post(&hands.council, &format!("{step}/complete"), done).await?;
    Ok(())
}

async fn sign(stage: &mut Stage, step: &str, at: &str, who: &str) -> Result<()> {
    stage.at(at).await?;
    let who = stage.persona(who).await?;
    stage.post(&who, &format!("{step}/sign"), json!({})).await?;
    Ok(())
}

/// A villager measures the bend and finds it thin; it is poured again, and the same villager looks again.
async fn mend(stage: &mut Stage, hands: &Hands, matter: &str, step: &str) -> Result<()> {
    stage.at("2023-07-14T07:10").await?;
    let finder = stage.persona("沈家店村村民丙").await?;
    let words = json!({ "words": "路头弯道拿尺子量，路边有一截只有12厘米，不到说好的15厘米。" });
    stage.post(&finder, &format!("{step}/defect"), words).await?;
    let project = stage.last(matter, "build-project-started").await?;
    let page = format!("/420583/projects/{project}");
    let defect = stage.read(&finder, &page, "/whole/defects/0/id").await?;
    stage.at("2023-07-18T17:00").await?;
    let words =
        json!({ "words": "这一截8米凿掉重浇，量过三处，都是15厘米。商混站认这一车料，不另收钱。" });
    stage.post(&hands.council, &format!("/420583/defects/{defect}/mend"), words).await?;
    stage.at("2023-07-20T07:30").await?;
    let good = json!({ "good": "yes" });
    stage.post(&finder, &format!("/420583/defects/{defect}/clear"), good).await?;
    Ok(())
}

async fn finish(stage: &mut Stage, hands: &Hands, project: &str) -> Result<()> {
    stage.at("2023-08-14T09:00").await?;
    let finish = json!({
        "upkeep": "yes",
        "learned": "先把路宽谈拢再谈钱；钱不够先把人心聚起来，出工也是一份。",
    });
    stage.post(&hands.council, &format!("{project}/finish"), finish).await?;
    Ok(())
}
