//! 金穗小区 — A covenant on parking and on things thrown from windows: drafted, checked, mended, voted, in force, reviewed.
//!
//! After 湖北日报 on the provincial 《意见》 (2024-01-09): residents of 金穗小区 agreed on a covenant of their own
//! about cars parked anywhere and things thrown from above. The report gives neither clauses nor figures: the
//! days, the clauses, the counts, and that the first draft wanted fines, are plain and made up here. The vote
//! is the residents' assembly by households, on paper, and the covenant is posted and filed with the street.

use kernel::{Error, Result};
use serde_json::{Value as Json, json};

use crate::demo::Stage;
use crate::demo::thread::{need, url};

const ESTATE: &str = "420583001004.01";
const OWNERS: &str = "金穗小区业委会主任";
const WORKER: &str = "五柳树社区网格员";
const SECRETARY: &str = "五柳树社区书记";
const TITLE: &str = "金穗小区居民公约";

/// The first draft: its third clause wants money.
const DRAFT: &str = "\
第一条 车停在划好的线里，不占消防通道，不堵单元门。
第二条 来客的车停在东门临时车位，过夜的先说一声。
第三条 乱停车的，每次罚款50元，交给业委会。
第四条 不从窗口、阳台往下扔任何东西；花盆放在护栏里面，晾晒先拧干。
第五条 装修垃圾装袋从货梯走，当天清走。";

/// The revised one: people remind, call by and ask somebody to mediate.
const REVISED: &str = "\
第一条 车停在划好的线里，不占消防通道，不堵单元门。
第二条 来客的车停在东门临时车位，过夜的先说一声。
第三条 乱停车的，邻居先提醒，再由楼长上门商量；商量不成的，请社区调解。
第四条 不从窗口、阳台往下扔任何东西；花盆放在护栏里面，晾晒先拧干。
第五条 楼下人行道上方装防护网，费用另行商议；掉落伤人的，依照民法典处理。
第六条 装修垃圾装袋从货梯走，当天清走。
第七条 本公约不设罚款，靠大家互相提醒；施行满一年复议一次。";

/// Households that vote on paper: which of them say no, and which abstain.
const BALLOTS: usize = 34;
const NO: [usize; 3] = [6, 15, 27];
const ABSTAIN: [usize; 1] = [20];

/// 2022 年 8 月到 2023 年 9 月：自己商定、自己遵守、满一年再看。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    let (matter, voices) = heard(stage).await?;
    talk(stage, &matter, FIRST).await?;
    let covenant = drafted(stage, &matter).await?;
    checked(stage, &covenant).await?;
    talk(stage, &matter, SECOND).await?;
    revised(stage, &covenant).await?;
    voted(stage, &covenant).await?;
    filed(stage, &matter).await?;
    judged(stage, &matter, &voices).await?;
    reviewed(stage, &matter).await
}

/// Two write, one hands in a sheet of paper. Gives the matter, and the links of those who wrote with the
/// voice of the one who did not.
async fn heard(stage: &mut Stage) -> Result<(String, [String; 3])> {
    stage.at("2022-08-05T21:10").await?;
    let words = json!({
        "title": "车乱停、楼上往下扔东西",
        "words": "金穗小区的消防通道天天停着车，前天救护车都进不来。楼上还有人往下扔烟头、饮料瓶，\
                  昨天一个花盆就掉在小孩脚边。大家住在一起，总得有个规矩。",
    });
    let said = stage.post(&stage.visitor(), &format!("/places/{ESTATE}/report"), words).await?;
    let matter = format!("/420583/matters/{}", need(&said, "/data/number")?);
    stage.at("2022-08-06T12:20").await?;
    let words = json!({ "words": "东门那排车堵着单元门，轮椅出不去。" });
    let joined = stage.post(&stage.visitor(), &format!("{matter}/join"), words).await?;
    stage.at("2022-08-08T09:00").await?;
    let worker = stage.persona(WORKER).await?;
    let paper = json!({ "channel": "paper", "words": "晾衣服滴水、往下抖地毯，说过几回不听。" });
    stage.post(&worker, &format!("{matter}/join"), paper).await?;
    let voice = stage.last(&matter, "listen-report-joined").await?;

    let accept = json!({ "klass": "hard", "answers": "金穗小区业主委员会" });
    stage.post(&worker, &format!("{matter}/accept"), accept).await?;
    let chair = stage.persona(OWNERS).await?;
    let why = json!({ "words": "贴通知没有用，还是大家自己商定几条，自己守。" });
    stage.post(&chair, &format!("{matter}/take-up"), why).await?;
    let links = [need(&said, "/data/follow")?, need(&joined, "/data/follow")?, voice];
    Ok((matter, links))
}

/// What an assembly was about: called, day, agenda, numbers, what was said, minutes, outcome.
struct Talk {
    called: &'static str,
    day: &'static str,
    agenda: &'static str,
    came: [i64; 3],
    said: &'static str,
    minutes: &'static str,
    outcome: &'static str,
}

const FIRST: Talk = Talk {
    called: "2022-08-10T09:00",
    day: "2022-08-12",
    agenda: "停车和高空抛物立个什么规矩",
    came: [26, 1, 15],
    said: "有车的说车位不够才乱停，没车的说再不够也不能堵消防通道；扔东西的事，都说要管，有人说不罚不长记性。",
    minutes: "从停车说到花盆，从花盆说到装修垃圾，一条一条写在黑板上。",
    outcome: "由业委会把大家说的写成公约草案，贴出来让人提意见。",
};

const SECOND: Talk = Talk {
    called: "2022-08-24T09:00",
    day: "2022-08-26",
    agenda: "第三条罚款要不要\n草案还缺什么",
    came: [31, 2, 18],
    said: "有人舍不得罚款；社区把体检结果念了：公约不能设罚款。改成提醒、上门、调解，多数人认为更管用。",
    minutes: "罚款这一条去掉。有老人提出装防护网，有人提出公约也要有期限，满一年再看。",
    outcome: "第三条改成先提醒、再商量、请调解；加上防护网和一年复议，写成第二版。",
};

async fn talk(stage: &mut Stage, matter: &str, talk: Talk) -> Result<()> {
    stage.at(talk.called).await?;
    let chair = stage.persona(OWNERS).await?;
    let topic = format!("/420583/topics/{}", stage.last(matter, "decide-topic-opened").await?);
    let call = json!({
        "kind": "council", "day": talk.day, "hour": "19:30", "venue": "金穗小区活动室", "agenda": talk.agenda,
    });
    let assembly = url(&stage.post(&chair, &format!("{topic}/call"), call).await?)?;
    stage.at(&format!("{}T21:20", talk.day)).await?;
    let [residents, officials, women] = talk.came;
    let record = json!({
        "residents": residents, "representatives": 0, "officials": officials, "women": women,
        "position-1": talk.said, "minutes": talk.minutes, "outcome": talk.outcome,
    });
    stage.post(&chair, &format!("{assembly}/record"), record).await?;
    Ok(())
}

async fn drafted(stage: &mut Stage, matter: &str) -> Result<String> {
    stage.at("2022-08-18T10:00").await?;
    let chair = stage.persona(OWNERS).await?;
    let draft = json!({ "kind": "covenant", "title": TITLE, "body": DRAFT });
    url(&stage.post(&chair, &format!("{matter}/propose"), draft).await?)
}

/// A resident pastes the draft into the check, and objects to what it found.
async fn checked(stage: &mut Stage, covenant: &str) -> Result<()> {
    stage.at("2022-08-20T20:30").await?;
    let resident = stage.persona("金穗小区居民乙").await?;
    let check = format!("/places/{ESTATE}/covenants/check");
    let found = stage.post(&resident, &check, json!({ "draft": DRAFT })).await?;
    if need(&found, "/flags/0/wrong")? != "fine" {
        return Err(Error::fault(format!("the check let the fine pass: {found}")));
    }
    let words = json!({ "words": "第三条写了罚款。我拿草案体检过，罚款只有法律授权的机关才能作出，公约不能设。能不能换个办法？" });
    stage.post(&resident, &format!("{covenant}/object"), words).await?;
    Ok(())
}

async fn revised(stage: &mut Stage, covenant: &str) -> Result<()> {
    stage.at("2022-08-27T10:00").await?;
    let chair = stage.persona(OWNERS).await?;
    let edition = json!({
        "title": TITLE, "body": REVISED,
        "why": "去掉第三条的罚款，改成提醒、上门商量、请社区调解；加上防护网和满一年复议。",
    });
    stage.post(&chair, &format!("{covenant}/revise"), edition).await?;
    let check = format!("/places/{ESTATE}/covenants/check");
    let found = stage.post(&chair, &check, json!({ "draft": REVISED })).await?;
    if found.pointer("/flags/0").is_some() {
        return Err(Error::fault(format!(
            "the check found something in the revised draft: {found}"
        )));
    }
    let asked = stage.read(&chair, covenant, "/objections/0/id").await?;
    let words = json!({ "words": "说得对。第二版去掉了罚款，再体检一遍，七条都没有问题。" });
    stage.post(&chair, &format!("{covenant}/objections/{asked}/answer"), words).await?;
    Ok(())
}

/// The residents' assembly, one ballot to a household, read by two people.
async fn voted(stage: &mut Stage, covenant: &str) -> Result<()> {
    stage.at("2022-08-29T09:00").await?;
    let (worker, secretary) = (stage.persona(WORKER).await?, stage.persona(SECRETARY).await?);
    let ask = json!({
        "question": "您家是否同意《金穗小区居民公约》（第二版）？",
        "rule": "cn-residents-assembly-households", "mode": "paper", "closes": "2022-09-09",
    });
    let vote = url(&stage.post(&worker, &format!("{covenant}/vote"), ask).await?)?;
    stage.at("2022-09-09T20:30").await?;
    let roll = stage.get(&worker, &format!("{vote}/roll")).await?;
    let electors = roll.get("electors").and_then(Json::as_array);
    let electors = electors.ok_or_else(|| Error::fault("a roll without lines"))?;
    for (at, elector) in electors.iter().take(BALLOTS).enumerate() {
        let choice = match at {
            at if NO.contains(&at) => "no",
            at if ABSTAIN.contains(&at) => "abstain",
            _ => "yes",
        };
        let (serial, unit) = (need(elector, "/serial")?, need(elector, "/unit")?);
        let first = json!({ "serial": &serial, "unit": unit, "choice": choice });
        stage.post(&worker, &format!("{vote}/enter"), first).await?;
        let second = json!({ "serial": serial, "choice": choice });
        stage.post(&secretary, &format!("{vote}/confirm-paper"), second).await?;
    }
    // Counted by itself; the notice ends on a Saturday and so hangs until Monday; then it is in force.
    stage.at("2022-09-20T08:00").await
}

async fn filed(stage: &mut Stage, matter: &str) -> Result<()> {
    stage.at("2022-09-22T15:00").await?;
    let covenant = stage.last(matter, "manage-covenant-enacted").await?;
    let street = stage.persona("马家店街道经办员").await?;
    let filing = json!({ "day": "2022-09-22", "number": "居民公约备2022-07" });
    stage.post(&street, &format!("/420583/covenants/{covenant}/file"), filing).await?;
    Ok(())
}

/// The three who spoke say how it is; households answer the three questions, most of them on paper.
async fn judged(
    stage: &mut Stage,
    matter: &str,
    [first, second, third]: &[String; 3],
) -> Result<()> {
    stage.at("2022-09-30T19:00").await?;
    let solved =
        json!({ "result": "solved", "words": "消防通道空出来了，十天没有听见掉东西的响声。" });
    stage.post(&stage.visitor(), &format!("{first}/verdict"), solved).await?;
    stage
        .post(&stage.visitor(), &format!("{second}/verdict"), json!({ "result": "solved" }))
        .await?;
    let worker = stage.persona(WORKER).await?;
    let solved = json!({
        "voice": third, "channel": "visit", "result": "solved", "day": "2022-09-30",
        "words": "楼上晾衣服先拧干了，还下来打了招呼。",
    });
    stage.post(&worker, &format!("{matter}/verdict"), solved).await?;

    let review = answered(stage, matter).await?;
    let units: Vec<String> = (11..27).map(|n| format!("户{n:03}")).collect();
    stage.post(&worker, &format!("{review}/hand"), json!({ "units": units })).await?;
    let sheets = stage.get(&worker, &format!("{review}/sheet")).await?;
    let serials = sheets.get("serials").and_then(Json::as_array);
    let serials = serials.ok_or_else(|| Error::fault("sheets without numbers"))?;
    for (at, serial) in serials.iter().enumerate() {
        let glad = if at < 13 { "yes" } else { "so-so" };
        let sheet = json!({ "serial": serial, "approve": "yes", "glad": glad, "satisfied": "yes" });
        stage.post(&worker, &format!("{review}/enter"), sheet).await?;
    }
    stage.at("2022-10-10T09:00").await
}

/// Those with an account answer the three questions. Gives the address of the review.
async fn answered(stage: &mut Stage, matter: &str) -> Result<String> {
    let review = format!("/420583/reviews/{}", stage.last(matter, "evaluate-review-opened").await?);
    let yes = json!({ "approve": "yes", "glad": "yes", "satisfied": "yes" });
    for alias in ["居民甲", "居民乙", "居民丙", "居民丁", "居民戊"] {
        let who = stage.persona(&format!("金穗小区{alias}")).await?;
        stage.post(&who, &format!("{review}/answer"), yes.clone()).await?;
    }
    Ok(review)
}

/// What others can learn; and after a year the covenant is looked at again.
async fn reviewed(stage: &mut Stage, matter: &str) -> Result<()> {
    stage.at("2022-11-15T10:00").await?;
    let (chair, worker) = (stage.persona(OWNERS).await?, stage.persona(WORKER).await?);
    let words = json!({
        "title": "七条公约管住乱停车和高空抛物",
        "problem": "消防通道停满车，楼上往下扔东西，贴多少通知都没有用。",
        "worked": "规矩是自己商定的，谁也没有话说。\n罚款那一条体检出来就改，改成提醒、上门、调解，反而没有人顶嘴。",
        "differently": "草案贴出来以前就该先体检，省得大家为罚款争一个晚上。",
    });
    let case = url(&stage.post(&chair, &format!("{matter}/case"), words).await?)?;
    stage.post(&worker, &format!("{case}/publish"), json!({ "consent": true })).await?;

    // Three months on, and a year on, the same questions are asked again.
    stage.at("2022-12-24T20:00").await?;
    answered(stage, matter).await?;
    stage.at("2023-09-21T20:00").await?;
    answered(stage, matter).await?;
    stage.at("2023-09-22T20:00").await?;
    let note = json!({ "words": "公约施行满一年，户代表又坐下来看了一遍：七条都管用，不改，接着施行；防护网明年春天再议。" });
    stage.post(&chair, &format!("{matter}/note"), note).await?;
    stage.at("2023-10-07T09:00").await
}
