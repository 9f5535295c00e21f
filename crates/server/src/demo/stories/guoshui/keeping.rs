//! 建设共管 — The committee takes the courtyard over; neighbours sign up for Saturday mornings, on the page and on paper.

use kernel::Result;
use serde_json::json;

use super::{CHAIR, WORKER};
use crate::demo::Stage;
use crate::demo::thread::url;

pub(super) async fn play(stage: &mut Stage, matter: &str) -> Result<()> {
    stage.at("2022-10-27T19:30").await?;
    let chair = stage.persona(CHAIR).await?;
    let upkeep = stage.last(matter, "manage-upkeep-awaited").await?;
    let body = stage.last(matter, "manage-committee-installed").await?;
    let duty = json!({
        "body": &body, "often": "weekly",
        "what": "路面、下水口、六盏路灯、凉亭和凳子、车位线、共享菜箱；坏了先自己修，修不了的报社区。",
    });
    stage.post(&chair, &format!("/420583/upkeeps/{upkeep}/take-over"), duty).await?;

    let rota = json!({
        "title": "周六院子轮值", "duty": "扫一遍院子，掏一掏下水口，看看灯和凳子。", "body": &body,
        "first": "2022-11-05", "from": "08:30", "to": "10:00", "every": "week", "times": 4, "people": 4,
    });
    let rota = url(&stage.post(&chair, &format!("{matter}/rotas/plan"), rota).await?)?;
    sign_up(stage, &rota).await
}

async fn sign_up(stage: &mut Stage, rota: &str) -> Result<()> {
    stage.at("2022-10-29T09:00").await?;
    let coming = [
        ("国税小区居民甲", 1, "alias"),
        ("国税小区居民丙", 1, "neighbour"),
        ("国税小区居民乙", 2, "alias"),
        ("国税小区居民丁", 2, "alias"),
        ("国税小区居民戊", 3, "neighbour"),
    ];
    for (alias, slot, shown) in coming {
        let who = stage.persona(alias).await?;
        let shown = json!({ "shown": shown });
        stage.post(&who, &format!("{rota}/slots/{slot}/sign-up"), shown).await?;
    }
    let worker = stage.persona(WORKER).await?;
    let lines =
        json!({ "lines": "1 退休会计、邻居\n2 老电工\n3 退休教师、邻居\n4 年轻爸爸、邻居" });
    stage.post(&worker, &format!("{rota}/enter"), lines).await?;
    Ok(())
}

/// After the first Saturday: a spot and what was seen, never a person.
pub(super) async fn first_saturday(stage: &mut Stage, matter: &str) -> Result<()> {
    stage.at("2022-11-05T10:30").await?;
    let rota = format!("/420583/rotas/{}", stage.last(matter, "manage-rota-planned").await?);
    let neighbour = stage.persona("国税小区居民甲").await?;
    let seen = json!({ "spot": "2栋东头下水口", "seen": "落叶堵了一半，已经掏净；灯都亮。" });
    stage.post(&neighbour, &format!("{rota}/slots/1/report"), seen).await?;
    Ok(())
}
