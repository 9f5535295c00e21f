//! 湾子夜话 — Four evenings: for and against, three options, and the one that holds all three; then every household votes.

use kernel::Result;
use serde_json::json;

use crate::demo::Stage;
use crate::demo::thread::url;
use crate::demo::village::{Hands, Talk, hold, paper_ballots};

const FIRST: Talk = Talk {
    called: "2022-09-24T09:00",
    day: "2022-09-27",
    kind: "evening-talk",
    venue: "湾前老樟树下",
    agenda: &["空地做什么用"],
    came: [33, 2, 1, 14],
    positions: &[
        "种田的要晒谷，常年在家；在外的要停车，过年才回；妇女们要场子，一年四季都用。三边都说自己有理，争到十点。",
    ],
    minutes: "话说得冲，有两个人拍了桌子。理事会把三种说法都记下来，一条也没丢。",
    outcome: "今天不定。下次不说谁对谁错，只说每样要多大地方、哪个月用。",
};

const SECOND: Talk = Talk {
    called: "2022-10-05T09:00",
    day: "2022-10-08",
    kind: "evening-talk",
    venue: "六组理事会门前",
    agenda: &["三样用处各要多大、哪个月用", "地够不够"],
    came: [29, 2, 1, 13],
    positions: &[
        "晒谷要七月到十月，白天用；停车要腊月正月；跳舞唱戏晚上用，办酒席一年十来天。",
        "拿皮绳量过，空地一千二百个平方，单做一样都有富余，分成三块又都嫌小。",
    ],
    minutes: "把十二个月写在一块木板上，三样用处往里一填，撞在一起的只有国庆前后几天。",
    outcome: "请理事会写三个方案，各写清好处和难处，公开提意见。",
};

const THIRD: Talk = Talk {
    called: "2022-10-19T09:00",
    day: "2022-10-22",
    kind: "evening-talk",
    venue: "六组理事会门前",
    agenda: &["三个方案选哪个", "“晒谷时车停哪里”的意见怎么答"],
    came: [36, 3, 1, 17],
    positions: &[
        "只晒谷的七户，只停车的五户，多数说错开来用，建一个综合的。",
        "在外的愿意让：秋收那两个月车停到村部；种田的也愿意让：腊月不堆柴草。",
    ],
    minutes: "第一次有人说“你先说”。拍过桌子的两个人坐在一条板凳上。",
    outcome: "建综合广场：晒谷、停车、文体活动错开用。写成第二版再议一次。",
};

const FOURTH: Talk = Talk {
    called: "2022-11-02T09:00",
    day: "2022-11-05",
    kind: "evening-talk",
    venue: "六组理事会门前",
    agenda: &["第二版方案", "钱和工从哪里来", "怎么表决"],
    came: [38, 3, 1, 18],
    positions: &[
        "到会的都赞成第二版。",
        "自愿捐，不按人头摊；出不了钱的出工，出工的也写进账里。",
        "一户一票，投纸票，当场点。",
    ],
    minutes: "从第一次拍桌子到今天意见统一，隔了四十天。",
    outcome: "第二版交全组各户表决；平了地再说谁来管。",
};

const FIRST_EDITION: &str = "\
一、清掉空地上的垃圾和杂草，平整一千二百平方米，打水泥地面。
二、用处三选一，见下面的选项，由大家商量。
三、资金自愿捐，出工自愿报，不按人头摊派。";

const OPTIONS: &str = "只做晒谷场：夏秋好用，冬春空着\n只做停车场：过年好用，平时空着\n\
                       综合广场：晒谷、停车、文体活动按月份错开";

const SECOND_EDITION: &str = "\
一、清掉空地上的垃圾和杂草，平整一千二百平方米，打水泥地面，四边留排水沟。
二、建成综合广场，按时节用：七月到十月白天晒谷，腊月正月停车，其余时间和晚上做文体活动、办红白喜事。
三、秋收期间车停村部；腊月不堆柴草；办酒席提前三天跟理事会说一声，用完扫干净。
四、装路灯四盏，东头留一条四米宽的路，什么时候都不占，消防车能进。
五、资金自愿捐，出工自愿报，不按人头摊派，每一笔公开；质量由村民监督，建好由理事会管护。";

/// Gives the address of the plan in its second edition.
pub(super) async fn play(stage: &mut Stage, hands: &Hands, matter: &str) -> Result<String> {
    let topic = format!("/420117/topics/{}", stage.last(matter, "decide-topic-opened").await?);
    for talk in [FIRST, SECOND] {
        hold(stage, &hands.council, &topic, &talk).await?;
    }
    stage.at("2022-10-12T10:00").await?;
    let plan = json!({
        "kind": "plan", "title": "六组湾前广场建设方案", "body": FIRST_EDITION, "options": OPTIONS,
        "cost": "50000",
    });
    let proposal = url(&stage.post(&hands.council, &format!("{matter}/propose"), plan).await?)?;
    for (at, words) in [
        ("2022-10-13T20:40", "要是建成综合的，晒谷的时候车停哪里？别到时候又吵。"),
        ("2022-10-15T12:10", "东头那条路一定要留，去年着火，消防车就是从那里进来的。"),
    ] {
        stage.at(at).await?;
        let visitor = stage.visitor();
        stage.post(&visitor, &format!("{proposal}/object"), json!({ "words": words })).await?;
    }
    hold(stage, &hands.council, &topic, &THIRD).await?;
    revise(stage, hands, &proposal).await?;
    hold(stage, &hands.council, &topic, &FOURTH).await?;
    Ok(proposal)
}

/// What was objected changes the plan, and is answered with what changed.
async fn revise(stage: &mut Stage, hands: &Hands, proposal: &str) -> Result<()> {
    stage.at("2022-10-28T16:00").await?;
    let plan = json!({
        "title": "六组湾前广场建设方案", "body": SECOND_EDITION, "cost": "50000",
        "why": "定下综合广场，按时节错开用；写明秋收时车停村部，东头四米路不占。",
    });
    stage.post(&hands.council, &format!("{proposal}/revise"), plan).await?;
    let answers = [
        "写进第二版了：七月到十月车停村部，村部门口能停四十辆。",
        "留了，四米宽，什么时候都不占，画黄线。",
    ];
    for (at, words) in answers.into_iter().enumerate() {
        let asked = format!("/objections/{at}/id");
        let asked = stage.read(&hands.worker, proposal, &asked).await?;
        let form = json!({ "words": words });
        stage.post(&hands.council, &format!("{proposal}/objections/{asked}/answer"), form).await?;
    }
    Ok(())
}

/// The meeting of the villagers' group by its households: two thirds come, more than half of them agree.
pub(super) async fn vote(stage: &mut Stage, hands: &Hands, proposal: &str) -> Result<()> {
    stage.at("2022-11-08T09:00").await?;
    let ask = json!({
        "question": "您家同意《六组湾前广场建设方案》（第二版）吗？一户一票。",
        "rule": "cn-villagers-group-households", "mode": "paper",
        "closes": "2022-11-12", "counts": "2022-11-12",
    });
    let vote = url(&stage.post(&hands.worker, &format!("{proposal}/vote"), ask).await?)?;
    stage.at("2022-11-12T19:30").await?;
    paper_ballots(stage, hands, &vote, [31, 2, 1]).await?;

    // Counted by itself that night; the notice hangs seven days; nobody objects; adopted by itself.
    stage.at("2022-11-22T08:00").await
}
