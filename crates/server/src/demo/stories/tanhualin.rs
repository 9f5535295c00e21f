//! 昙华林 — Residents and shops agree on quiet after ten at night; neighbours walk the street every evening.
//!
//! After 湖北日报 on the provincial 《意见》 (2024-01-09): in 昙华林 residents were kept awake by the shops' music; the
//! two sides talked it over as friends and agreed that the shops turn it down after 22:00; volunteers and
//! helpers walk the street every evening and put in a word. What is written down of an evening is a spot
//! and a time, never a shop and never a person.
//!
//! What the report does not say is plain and made up here: the days (2023), how many came, the other terms,
//! how the rounds are shared out, and what was heard on which evening.

use kernel::Result;
use serde_json::{Map, json};

use crate::demo::thread::{need, url};
use crate::demo::village::{Talk, hold, paper_answers};
use crate::demo::{Persona, Stage};

/// The old street.
const STREET: &str = "420106005002.01";

const SHOPS_AND_RESIDENTS: Talk = Talk {
    called: "2023-03-16T09:00",
    day: "2023-03-19",
    kind: "council",
    venue: "昙华林社区活动室",
    agenda: &["夜里吵在哪里、吵到几点", "能不能定个时间"],
    came: [23, 4, 2, 12],
    positions: &[
        "住户说不是不让做生意，是十点以后孩子和老人实在睡不着；商户说客人九点多才来，一关音乐人就走。",
        "商户提十一点，住户提九点；有人说学校门口那几家可以再早一点。",
    ],
    minutes: "商户也是住户的邻居，有两家店主就住楼上。先请商户联盟回去问一圈，下次带着办法来。",
    outcome: "都同意定一个时间，约三天后再谈。",
};

const AGREED: Talk = Talk {
    called: "2023-03-20T09:00",
    day: "2023-03-22",
    kind: "council",
    venue: "昙华林商户联盟小院",
    agenda: &["定在几点", "谁来提醒"],
    came: [19, 4, 1, 10],
    positions: &[
        "商户让到十点，住户不提九点了：十点以后音响降低，门窗关上。",
        "不罚款，不记店名；志愿者和社区的人每晚走一趟，听见响了进去说一声。",
    ],
    minutes: "店主说，贴张纸不如说一声。住户说，说一声的人我们出。",
    outcome: "写成约定，双方签字；夜里走一圈排班自愿报名，三个月后再看。",
};

const TERMS: &str = "\
每天22:00以后，沿街店铺音响降到关上门窗街上听不见歌词。
22:00以后不在门外摆音箱，不用扩音器揽客。
住户有话当面说或者打给值班人，不堵门、不报复；店铺装修提前三天告诉楼上。
每晚有人走一趟，听见响了进去提醒一声，只记地点和时间，不记店名人名。";

/// What the evenings showed: spot, day, hour, kept or not, in a few words.
const EVENINGS: [(&str, &str, &str, &str, &str); 4] = [
    ("戈甲营巷口", "2023-03-28", "22:20", "no", "门没关，街上听得见鼓点；说了一声，当场关了。"),
    ("老教堂东侧", "2023-03-30", "22:15", "yes", ""),
    ("戈甲营巷口", "2023-04-02", "22:30", "yes", "换了小音箱，门口听不见。"),
    ("小学围墙外", "2023-04-04", "22:25", "yes", "只有说话声。"),
];

/// The words of those who spoke, and what they can be reached by.
struct Heard {
    matter: String,
    links: [String; 2],
    phoned: String,
}

/// 2023 年 3 月到 6 月：十点以后，街上静下来。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    let heard = hearing(stage).await?;
    let convener = stage.persona("昙华林商户联盟召集人").await?;
    let topic =
        format!("/420106/topics/{}", stage.last(&heard.matter, "decide-topic-opened").await?);
    hold(stage, &convener, &topic, &SHOPS_AND_RESIDENTS).await?;
    hold(stage, &convener, &topic, &AGREED).await?;
    let agreement = sign(stage, &heard.matter).await?;
    rounds(stage, &convener, &heard.matter).await?;
    observe(stage, &agreement).await?;
    judge(stage, &heard).await?;
    share(stage, &convener, &heard.matter).await
}

async fn hearing(stage: &mut Stage) -> Result<Heard> {
    stage.at("2023-03-10T23:05").await?;
    let words = json!({
        "title": "夜里音响太响，孩子睡不着",
        "words": "昙华林老街夜里十一二点还在放音乐，床板都跟着震，孩子第二天上课打瞌睡。能不能晚上小声一点？",
    });
    let said = stage.post(&stage.visitor(), &format!("/places/{STREET}/report"), words).await?;
    let matter = format!("/420106/matters/{}", need(&said, "/data/number")?);
    let first = need(&said, "/data/follow")?;

    stage.at("2023-03-12T15:20").await?;
    let words = json!({ "words": "我是开店的。不是不肯静，晚上就靠那两个钟头的客人，能不能一起定个时间？" });
    let joined = stage.post(&stage.visitor(), &format!("{matter}/join"), words).await?;
    let second = need(&joined, "/data/follow")?;

    stage.at("2023-03-13T09:40").await?;
    let worker = stage.persona("昙华林社区网格员").await?;
    let words =
        json!({ "channel": "phone", "words": "我八十一了，吃了安眠药也睡不着，求你们管管。" });
    stage.post(&worker, &format!("{matter}/join"), words).await?;
    let phoned = stage.last(&matter, "listen-report-joined").await?;
    stage.at("2023-03-14T09:00").await?;
    let accept = json!({ "klass": "hard", "answers": "昙华林社区居委会" });
    stage.post(&worker, &format!("{matter}/accept"), accept).await?;
    let why = json!({ "words": "住户要睡觉，商户要吃饭，两边都在理，坐下来谈。" });
    stage.post(&worker, &format!("{matter}/take-up"), why).await?;
    Ok(Heard { matter, links: [first, second], phoned })
}

/// The shops sign through the one who speaks for them; the residents' side signs on paper.
async fn sign(stage: &mut Stage, matter: &str) -> Result<String> {
    stage.at("2023-03-23T20:00").await?;
    let resident = stage.persona("昙华林居民甲").await?;
    let terms = json!({
        "title": "昙华林静街约定", "one": "沿街商户", "two": "昙华林居民",
        "hours": "每天22:00到次日7:00", "terms": TERMS, "review": "2023-06-24",
    });
    let path = format!("{matter}/agreements/propose");
    let agreement = url(&stage.post(&resident, &path, terms).await?)?;
    stage.at("2023-03-24T16:00").await?;
    let convener = stage.persona("昙华林商户联盟召集人").await?;
    let by_shops = json!({ "party": "one", "how": "self" });
    stage.post(&convener, &format!("{agreement}/sign"), by_shops).await?;
    stage.at("2023-03-24T19:30").await?;
    let worker = stage.persona("昙华林社区网格员").await?;
    let by_residents = json!({
        "party": "two", "how": "paper", "present": "六位楼栋代表在社区活动室签字，商户代表两位在场",
    });
    stage.post(&worker, &format!("{agreement}/sign"), by_residents).await?;
    Ok(agreement)
}

/// Every evening somebody walks the street: some sign up on the page, most on the sheet at the door.
async fn rounds(stage: &mut Stage, convener: &Persona, matter: &str) -> Result<()> {
    stage.at("2023-03-25T10:00").await?;
    let plan = json!({
        "title": "夜里走一圈", "duty": "从老教堂走到戈甲营巷口，听见响了进去提醒一声；只记地点和时间。",
        "first": "2023-03-27", "from": "21:45", "to": "22:45", "every": "day", "times": 7,
        "people": 3,
    });
    let rota = url(&stage.post(convener, &format!("{matter}/rotas/plan"), plan).await?)?;
    for (who, slot, shown) in [
        ("昙华林居民甲", 1, "alias"),
        ("昙华林居民乙", 2, "neighbour"),
        ("昙华林商户甲", 2, "alias"),
        ("昙华林商户乙", 4, "neighbour"),
    ] {
        let who = stage.persona(who).await?;
        let form = json!({ "shown": shown });
        stage.post(&who, &format!("{rota}/slots/{slot}/sign-up"), form).await?;
    }
    let worker = stage.persona("昙华林社区网格员").await?;
    let sheet = "1 社区志愿者、下沉志愿者\n2 退休教师\n3 茶馆老板、邻居\n4 社区志愿者\n5 大学生志愿者、邻居\n6 书店店员、退休教师\n7 社区志愿者、邻居";
    stage.post(&worker, &format!("{rota}/enter"), json!({ "lines": sheet })).await?;

    stage.at("2023-03-27T23:00").await?;
    let walker = stage.persona("昙华林居民甲").await?;
    let seen = json!({ "spot": "戈甲营巷口", "seen": "22:10有一处音响响，进去说了，马上小了；其余都静。" });
    stage.post(&walker, &format!("{rota}/slots/1/report"), seen).await?;
    Ok(())
}

/// What is written down: a spot, a time, and whether it was quiet.
async fn observe(stage: &mut Stage, agreement: &str) -> Result<()> {
    let resident = stage.persona("昙华林居民乙").await?;
    for (spot, day, hour, kept, words) in EVENINGS {
        stage.at(&format!("{day}T23:10")).await?;
        let mut seen = Map::new();
        for (field, value) in
            [("spot", spot), ("day", day), ("hour", hour), ("kept", kept), ("words", words)]
        {
            if !value.is_empty() {
                seen.insert(field.to_owned(), value.into());
            }
        }
        stage.post(&resident, &format!("{agreement}/observe"), seen.into()).await?;
    }
    Ok(())
}

/// Those who spoke say how it is; the roll answers the three questions.
async fn judge(stage: &mut Stage, heard: &Heard) -> Result<()> {
    stage.at("2023-04-06T09:00").await?;
    let review = stage.last(&heard.matter, "evaluate-review-opened").await?;
    let review = format!("/420106/reviews/{review}");
    let [first, second] = &heard.links;
    let visitor = stage.visitor();
    let words = json!({ "result": "solved", "words": "十点一过，听得见自家钟走。" });
    stage.post(&visitor, &format!("{first}/verdict"), words).await?;
    let words = json!({ "result": "solved", "words": "生意没少，楼上的邻居还来喝茶了。" });
    stage.post(&visitor, &format!("{second}/verdict"), words).await?;
    // Who recorded the signatures on paper does not ask what came of them: a second pair of eyes does.
    let worker = stage.persona("昙华林社区书记").await?;
    let said = json!({
        "voice": &heard.phoned, "channel": "phone", "result": "solved", "day": "2023-04-06",
        "words": "睡得着了，药也停了。",
    });
    stage.post(&worker, &format!("{}/verdict", heard.matter), said).await?;
    for who in ["昙华林居民甲", "昙华林居民乙", "昙华林商户甲"] {
        let who = stage.persona(who).await?;
        let said = json!({ "approve": "yes", "glad": "yes", "satisfied": "yes" });
        stage.post(&who, &format!("{review}/answer"), said).await?;
    }
    let answers =
        [(14, ["yes", "yes", "yes"]), (4, ["yes", "so-so", "yes"]), (2, ["so-so", "so-so", "no"])];
    paper_answers(stage, &worker, &review, 24, &answers).await
}

async fn share(stage: &mut Stage, convener: &Persona, matter: &str) -> Result<()> {
    stage.at("2023-06-26T10:00").await?;
    let case = json!({
        "title": "十点以后静下来：住户和商户签的约定",
        "problem": "老街楼下开店楼上住人，音乐放到半夜，住户睡不着，商户怕没客人。",
        "worked": "让店主和楼上住户坐在一起，先问吵在哪里、吵到几点，不问谁的错。\n\
                   不罚款、不记店名，每晚有人走一圈，进去说一声。",
        "differently": "应当一开始就请没有参加商户联盟的小店也来。",
        "limits": "噪声超标的设备要由城管和环保部门处理，约定代替不了。",
    });
    let case = url(&stage.post(convener, &format!("{matter}/case"), case).await?)?;
    let worker = stage.persona("昙华林社区网格员").await?;
    stage.at("2023-06-27T10:00").await?;
    stage.post(&worker, &format!("{case}/publish"), json!({ "consent": true })).await?;
    Ok(())
}
