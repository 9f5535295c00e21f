//! 渡河村一组 — A bridge below the standard for a subsidy: first parked in the open, then built by those who cross it.
//!
//! After 湖北日报 on the provincial 《意见》 (2024-01-09): the bridge of group 1 did not reach the standard of
//! the programme for dangerous bridges, so nothing began for a long time; then the villagers founded a
//! council for repairing it, decided together, gave money and work, and an award took the place of the
//! subsidy.
//!
//! The report names no sums and no days: what stands here is plain and made up, and so is the step at the
//! bridge's end that one neighbour found wanting. The village's code is that of 三渡河村 (see `places.csv`).

mod building;
mod deciding;
mod judging;
mod parking;

use kernel::Result;

use crate::demo::Stage;
use crate::demo::village::Hands;

/// The villagers' group.
const GROUP: &str = "420527107205.01";
/// The council for the bridge.
const COUNCIL: &str = "渡河村桥梁修缮理事会";
/// The village's worker.
const WORKER: &str = "渡河村村干部";
/// The town's clerk.
const TOWN: &str = "杨林桥镇经办员";

/// 2022 年 6 月到 2023 年 4 月：够不上标准的桥，大家自己修。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    let hands = Hands::of(stage, COUNCIL, WORKER).await?;
    let heard = parking::play(stage, &hands).await?;
    deciding::play(stage, &hands, &heard.matter).await?;
    building::play(stage, &hands, &heard.matter).await?;
    judging::play(stage, &hands, &heard).await
}
