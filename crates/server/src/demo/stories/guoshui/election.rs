//! 推选 — Residents recommend seven and elect five; the five choose chair and vice-chair; nobody takes office before the notice ended.

use kernel::Result;
use serde_json::json;

use super::{SECRETARY, WORKER};
use crate::demo::Stage;
use crate::demo::thread::url;

/// Who was put forward, by whom, and what they say about themselves.
const STANDING: [(&str, &str, &str); 7] = [
    ("国税小区居民甲", "退休教师", "住1栋，楼里的红白喜事都来找她商量"),
    ("国税小区居民乙", "老电工", "住2栋，谁家跳闸都上门看"),
    ("国税小区居民丙", "退休会计", "住3栋，愿意管账，一分一厘写上墙"),
    ("国税小区居民丁", "4栋楼长", "收过六年的楼道电费，没有差过账"),
    ("国税小区居民戊", "小店店主", "店就在院门口，天天看得见院子"),
    ("国税小区居民甲", "年轻爸爸", "想让孩子有地方骑车"),
    ("国税小区带头人", "3栋热心人", "每年秋天组织大家扫落叶"),
];

/// The open count: 96 on the roll, 90 ballots out, 83 back, up to five names on each.
const COUNT: &str =
    "退休教师 78\n退休会计 75\n老电工 71\n4栋楼长 66\n小店店主 58\n3栋热心人 41\n年轻爸爸 20";

pub(super) async fn play(stage: &mut Stage, matter: &str) -> Result<()> {
    stage.at("2022-05-18T09:00").await?;
    let (worker, secretary) = (stage.persona(WORKER).await?, stage.persona(SECRETARY).await?);
    let ask =
        json!({ "body": "国税小区自管委", "kind": "committee", "seats": 5, "until": "2025-06-07" });
    let election = url(&stage.post(&worker, &format!("{matter}/election"), ask).await?)?;

    stage.at("2022-05-20T19:00").await?;
    for (by, alias, about) in STANDING {
        let who = stage.persona(by).await?;
        let name = json!({ "alias": alias, "about": about, "agreed": true });
        stage.post(&who, &format!("{election}/nominate"), name).await?;
    }

    // A Saturday: ballots on paper, counted aloud in the courtyard, read by two people.
    stage.at("2022-05-28T16:30").await?;
    let sheet = json!({ "registered": 96, "issued": 90, "returned": 83, "votes": COUNT });
    stage.post(&worker, &format!("{election}/count"), sheet.clone()).await?;
    stage.post(&secretary, &format!("{election}/confirm"), sheet).await?;

    stage.at("2022-05-28T19:30").await?;
    let offices = json!({ "chair": "退休教师", "vice": "退休会计" });
    stage.post(&worker, &format!("{election}/assign"), offices).await?;
    asked_about_the_books(stage, &election).await?;

    // Five working days, the Dragon Boat holiday not counted: the five take office by themselves.
    stage.at("2022-06-07T08:00").await
}

/// Somebody asks during the notice, and is answered in public.
async fn asked_about_the_books(stage: &mut Stage, election: &str) -> Result<()> {
    let worker = stage.persona(WORKER).await?;
    let notice = stage.read(&worker, election, "/notice").await?;
    stage.at("2022-06-01T12:10").await?;
    let words = json!({ "words": "以后收了钱，账谁管？能不能管账的不管钱？" });
    stage.post(&stage.visitor(), &format!("{notice}/object"), words).await?;
    stage.at("2022-06-02T09:00").await?;
    let asked = stage.read(&worker, &notice, "/objections/0/id").await?;
    let words = json!({ "words": "好。每一笔由一个人记、另一个人对着票据复核，两个人都认了才算数，账目人人都能看。" });
    stage.post(&worker, &format!("{notice}/objections/{asked}/answer"), words).await?;
    Ok(())
}
