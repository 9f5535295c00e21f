//! 六次议事会 — From quarrel to agreement: what was said at each, the plan that came of it, and the edition it changed into.

use kernel::Result;
use serde_json::{Map, Value as Json, json};

use super::{CHAIR, WORKER};
use crate::demo::Stage;
use crate::demo::thread::url;

/// One assembly.
struct Meeting {
    called: &'static str,
    day: &'static str,
    agenda: &'static [&'static str],
    /// Residents, representatives, officials, and the women among them.
    came: [i64; 4],
    positions: &'static [&'static str],
    minutes: &'static str,
    outcome: &'static str,
}

const FIRST: Meeting = Meeting {
    called: "2022-06-08T09:00",
    day: "2022-06-10",
    agenda: &["院子哪里最不好", "菜园怎么办"],
    came: [31, 3, 2, 19],
    positions: &[
        "老人们说最怕雨天的水坑和夜里没灯；开车的说没处停，天天为车位红脸。",
        "种菜的说种了十几年，不是说拔就拔；不种菜的说地是大家的。",
    ],
    minutes: "来的人多，话也冲，争了两个小时。大家先把院子里的毛病写在一张纸上，一共二十三条。",
    outcome: "院子要整，二十三条毛病列成单子贴出来；菜园的事下次接着谈。",
};

const SECOND: Meeting = Meeting {
    called: "2022-06-14T09:00",
    day: "2022-06-17",
    agenda: &["二十三条里先办哪几条", "菜园的地是谁的"],
    came: [27, 3, 1, 16],
    positions: &[
        "路面、下水、路灯排在最前面，都没有意见；车位和凉亭哪个先，两边各有一半。",
        "对着小区平面图看，菜园都在共有的空地上，种菜的也认；但有人舍不得。",
    ],
    minutes: "自管委把平面图铺在桌上，一块一块对。没有人再说地是自家的，只说舍不得。",
    outcome: "先办路面、下水、路灯；菜园是共有的空地，腾不腾由种的人自己说。",
};

const THIRD: Meeting = Meeting {
    called: "2022-06-21T09:00",
    day: "2022-06-24",
    agenda: &["方案初稿怎么写", "钱从哪里来"],
    came: [24, 3, 2, 15],
    positions: &[
        "多数人要把腾出来的地铺平，一半停车，一半让老人孩子活动。",
        "有人说等上面拨款，有人说自家的院子自己先出一份；没有人反对自愿捐。",
    ],
    minutes: "老电工和退休会计当场算了一笔粗账，材料和人工大约三万八千多元。",
    outcome: "自管委写出方案初稿公开；钱先自愿捐，不够的向社区申请补助，不按户摊派。",
};

const FOURTH: Meeting = Meeting {
    called: "2022-07-05T09:00",
    day: "2022-07-08",
    agenda: &["方案初稿哪里要改", "意见怎么答复"],
    came: [29, 3, 1, 18],
    positions: &[
        "年轻人嫌车位少，老人嫌凉亭小；种菜的问能不能留一角。",
        "“种菜是退休以后的念想”这条意见，大家说不能只答一句“按方案办”。",
    ],
    minutes: "念了每一条意见。种菜的和开车的坐到一条凳子上，第一次没有吵。",
    outcome: "车位沿围墙斜着划，能多停六辆；菜园留不留一角，去现场量了再定。",
};

const FIFTH: Meeting = Meeting {
    called: "2022-07-12T09:00",
    day: "2022-07-15",
    agenda: &["现场量一量", "共享菜园"],
    came: [22, 3, 1, 14],
    positions: &[
        "拿皮尺量过：南墙根六米长的一角不碍停车，也不碍消防通道。",
        "愿意腾的七户当场写了名字；提出留一角的那位说，有这一角，他的也腾。",
    ],
    minutes: "会开在院子里。南墙根砌十个菜箱，谁想种就登记，收了菜分给楼里的老人。",
    outcome: "菜园自愿腾退，南墙根留十个共享菜箱，写进方案第二版。",
};

const SIXTH: Meeting = Meeting {
    called: "2022-07-26T09:00",
    day: "2022-07-29",
    agenda: &["方案第二版", "怎么表决", "建好了谁来管"],
    came: [34, 3, 2, 21],
    positions: &[
        "到会的都赞成第二版。",
        "改的是共有部分的用途，按民法典要四分之三；不用手机的投纸票。",
        "自管委来管，每周六一班人扫院子、看设施，自愿报名。",
    ],
    minutes: "从第一次争论不休，到这一次意见统一，隔了七个星期。",
    outcome: "第二版交全体业主表决，纸票和电子票一样算；建好以后由自管委管。",
};

const FIRST_EDITION: &str = "\
一、腾退院内占用共有空地的菜园，拆掉栅栏和棚子。
二、铺平路面，修好下水，装路灯六盏。
三、腾出的空地一半停车，一半做活动场地，建凉亭一座。
四、资金靠自愿捐资，不足的申请社区补助，不按户摊派。";

const SECOND_EDITION: &str = "\
一、院内占用共有空地的菜园自愿腾退，腾退后拆掉栅栏和棚子；南墙根砌十个共享菜箱，谁想种谁登记。
二、铺平路面，修好下水，装路灯六盏。
三、沿围墙斜着划车位十八个，消防通道不停车；中间做活动场地，建凉亭一座，凳子八条。
四、资金靠自愿捐资，不足的申请社区补助，不按户摊派，每一笔公开。
五、质量由居民监督，每道工序居民签字；建好以后由自管委管护。";

/// Gives the address of the plan.
pub(super) async fn play(stage: &mut Stage, matter: &str) -> Result<String> {
    let topic = format!("/420583/topics/{}", stage.last(matter, "decide-topic-opened").await?);
    for meeting in [FIRST, SECOND, THIRD] {
        hold(stage, &topic, &meeting).await?;
    }
    let proposal = propose(stage, matter).await?;
    hold(stage, &topic, &FOURTH).await?;
    hold(stage, &topic, &FIFTH).await?;
    revise(stage, &proposal).await?;
    hold(stage, &topic, &SIXTH).await?;
    Ok(proposal)
}

/// Calls an assembly, holds it at half past seven, and records it the next morning.
async fn hold(stage: &mut Stage, topic: &str, m: &Meeting) -> Result<()> {
    stage.at(m.called).await?;
    let chair = stage.persona(CHAIR).await?;
    let call = json!({
        "kind": "council", "day": m.day, "hour": "19:30", "venue": "国税小区1栋门前",
        "agenda": m.agenda.join("\n"),
    });
    let assembly = url(&stage.post(&chair, &format!("{topic}/call"), call).await?)?;
    stage.at(&format!("{}T21:40", m.day)).await?;
    let mut record = Map::new();
    for (field, n) in ["residents", "representatives", "officials", "women"].iter().zip(m.came) {
        record.insert((*field).to_owned(), n.into());
    }
    for (no, said) in (1..).zip(m.positions) {
        record.insert(format!("position-{no}"), (*said).into());
    }
    record.insert("minutes".to_owned(), m.minutes.into());
    record.insert("outcome".to_owned(), m.outcome.into());
    stage.post(&chair, &format!("{assembly}/record"), Json::Object(record)).await?;
    Ok(())
}

async fn propose(stage: &mut Stage, matter: &str) -> Result<String> {
    stage.at("2022-06-30T10:00").await?;
    let chair = stage.persona(CHAIR).await?;
    let plan = json!({
        "kind": "plan", "title": "国税小区院子改造方案", "body": FIRST_EDITION, "cost": "38600",
    });
    let proposal = url(&stage.post(&chair, &format!("{matter}/propose"), plan).await?)?;
    stage.at("2022-07-02T21:05").await?;
    let words = json!({ "words": "种菜是我退休以后的念想。能不能留一小块，大家一起种？" });
    stage.post(&stage.visitor(), &format!("{proposal}/object"), words).await?;
    Ok(proposal)
}

/// The objection changes the plan, and is answered with what changed.
async fn revise(stage: &mut Stage, proposal: &str) -> Result<()> {
    stage.at("2022-07-18T15:00").await?;
    let chair = stage.persona(CHAIR).await?;
    let plan = json!({
        "title": "国税小区院子改造方案", "body": SECOND_EDITION, "cost": "38600",
        "why": "菜园改为自愿腾退，南墙根留十个共享菜箱；车位斜着划，多停六辆；写明谁监督、谁来管。",
    });
    stage.post(&chair, &format!("{proposal}/revise"), plan).await?;
    let worker = stage.persona(WORKER).await?;
    let asked = stage.read(&worker, proposal, "/objections/0/id").await?;
    let words = json!({ "words": "留了。第五次议事会到现场量过，南墙根砌十个共享菜箱，已写进方案第二版。" });
    stage.post(&worker, &format!("{proposal}/objections/{asked}/answer"), words).await?;
    Ok(())
}
