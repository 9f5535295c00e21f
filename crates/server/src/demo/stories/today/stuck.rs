//! 卡住的 — What the next monthly dispatch finds on its agenda, and what the last one decided.

use kernel::Result;
use serde_json::json;

use super::{COMMITTEE_OF_RESIDENTS, COMMUNITY, Said, Today, WORKER, accept, answer, report};
use crate::demo::Stage;
use crate::demo::thread::{need, url};

const BUILDING_BUREAU: &str = "枝江市住房和城乡建设局";
const CITY_BUREAU: &str = "枝江市城市管理执法局";

pub(super) async fn play(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 62, "19:20").await?;
    let lift = report(
        stage,
        "3栋想加装电梯",
        "3栋六层没有电梯，楼上四位老人腿脚不好，半个月没下过楼，想问问能不能加装电梯。",
    )
    .await?;
    today.go(stage, 60, "20:05").await?;
    let gate = report(
        stage,
        "院门口上学放学堵得走不动",
        "早上七点半和下午五点，院门口接送孩子的车把路堵死，救护车来了也进不去。",
    )
    .await?;
    today.go(stage, 58, "09:30").await?;
    let drain =
        report(stage, "1栋地下室返潮发霉", "1栋地下室一下雨就返潮，墙皮发霉，存的东西都坏了。")
            .await?;

    today.go(stage, 50, "09:00").await?;
    // A hard one with a name under it, and nothing has moved since.
    accept(stage, &gate.matter, "hard", BUILDING_BUREAU, today.day(25)).await?;
    park(
        stage,
        &lift,
        "一楼两户担心采光，协商没有谈拢；维修资金的账户还没有开。",
        "一楼两户书面同意采光补偿的办法，或者业主按民法典第二百七十八条表决通过。",
        today.day(6),
    )
    .await?;
    park(
        stage,
        &drain,
        "要等雨季过了挖开才知道从哪里进水。",
        "连续十天没有雨，请施工队开挖看一次。",
        today.day(-1),
    )
    .await?;

    let (manhole, bins) = last_dispatch(stage, today).await?;

    // One that was to be answered six days ago.
    today.begin(stage, 14, "18:40").await?;
    let tree = report(
        stage,
        "围墙边的杨树枯枝要掉下来",
        "南围墙外那棵杨树枯了一半，风一大就掉树枝，下面天天有孩子走。",
    )
    .await?;
    today.go(stage, 13, "09:00").await?;
    accept(stage, &tree.matter, "urgent", CITY_BUREAU, today.day(-6)).await?;

    // Of what the dispatch decided, one is done, and those who raised it say so; the other is late.
    today.begin(stage, 24, "15:00").await?;
    let reply = format!(
        "{}物业更换了2栋门前的窨井盖，新井盖带防坠网，院里一共换了三块；{}晚上社区又去听了一遍，车轧过去不响也不翻。",
        today.spoken(-24),
        today.spoken(-24),
    );
    answer(stage, &manhole.matter, &reply).await?;
    today.go(stage, 22, "20:10").await?;
    let visitor = stage.visitor();
    let verdict = json!({ "result": "solved", "words": "换了新井盖，夜里车轧过去不响了。" });
    stage.post(&visitor, &format!("{}/verdict", manhole.follow), verdict).await?;
    today.go(stage, 10, "10:00").await?;
    let worker = stage.persona(WORKER).await?;
    let words = json!({ "words": "带盖的垃圾桶已经下单，厂家说晚一周到货，到了马上换。" });
    stage.post(&worker, &format!("{}/note", bins.matter), words).await?;
    Ok(())
}

/// The county's dispatch of this month: called for today, nothing decided yet.
pub(super) async fn county(stage: &mut Stage, today: &Today) -> Result<()> {
    today.begin(stage, 1, "16:20").await?;
    let county = stage.persona("枝江市调度员").await?;
    let held = json!({ "held": today.day(0) });
    stage.post(&county, "/places/420583/dispatch/hold", held).await?;
    Ok(())
}

/// Last month's dispatch of the community: two decisions, each with an owner and a date.
async fn last_dispatch(stage: &mut Stage, today: &Today) -> Result<(Said, Said)> {
    today.go(stage, 40, "08:50").await?;
    let manhole =
        report(stage, "2栋门前的窨井盖松了", "2栋门前的窨井盖一轧就响，边上缺了一块，怕孩子踩翻。")
            .await?;
    today.go(stage, 38, "18:20").await?;
    let bins = report(
        stage,
        "垃圾桶没有盖子招苍蝇",
        "院门口四个垃圾桶都没有盖子，天一热全是苍蝇，野猫也来翻。",
    )
    .await?;
    today.go(stage, 31, "14:30").await?;
    let worker = stage.persona(WORKER).await?;
    let held = json!({ "held": today.day(-31) });
    let path = format!("/places/{COMMUNITY}/dispatch/hold");
    let dispatch = url(&stage.post(&worker, &path, held).await?)?;
    let decisions = [
        (&manhole, "当天先围起来，一周内换成带防坠网的井盖，院里的井盖一起查一遍", -20),
        (&bins, "换成四个带盖的垃圾桶，桶边每天冲洗一次", -4),
    ];
    for (said, words, due) in decisions {
        let number = said.matter.rsplit('/').next().unwrap_or_default();
        let decision = json!({
            "matter": number, "words": words, "answers": COMMITTEE_OF_RESIDENTS,
            "due": today.day(due),
        });
        stage.post(&worker, &format!("{dispatch}/decide"), decision).await?;
    }
    let close = json!({ "present": 11, "words": "下个月先看这两件办得怎么样，再议新的。" });
    stage.post(&worker, &format!("{dispatch}/close"), close).await?;
    Ok((manhole, bins))
}

async fn park(
    stage: &mut Stage,
    said: &Said,
    reason: &str,
    unlock: &str,
    review: String,
) -> Result<()> {
    let worker = stage.persona(WORKER).await?;
    let form = json!({
        "reason": reason, "unlock": unlock, "answers": COMMITTEE_OF_RESIDENTS, "review": review,
    });
    let parked = stage.post(&worker, &format!("{}/park", said.matter), form).await?;
    need(&parked, "/url").map(|_| ())
}
