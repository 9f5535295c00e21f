//! 大塘村六组 — From a quarrel over one piece of ground to a plaza for drying grain, parking and festivities.
//!
//! After 湖北日报 on the provincial 《意见》 (2024-01-09): in group 6 of 大塘村 people argued without end over what
//! an empty piece of ground should become; at evening talks their views slowly came together; they decided
//! on one plaza for drying grain, parking and festivities, and gave more than 50 000 yuan of their own accord.
//!
//! What the report does not say is plain and made up here: which of several 大塘村 (see places.csv), the
//! days (September 2022 to August 2023), how many came and voted, the single gifts (50 000 yuan together)
//! and bills, the days of labour, and that no public money was asked for.

mod building;
mod hearing;
mod keeping;
mod talks;

use kernel::Result;

use crate::demo::Stage;
use crate::demo::village::Hands;

/// The villagers' group.
const GROUP: &str = "420117006212.06";
/// The council of the group.
const COUNCIL: &str = "大塘村六组理事会";
/// The village's worker.
const WORKER: &str = "大塘村村干部";

/// 2022 年 9 月到 2023 年 8 月：一块空地，从争论不休到大家一起晒谷。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    let hands = Hands::of(stage, COUNCIL, WORKER).await?;
    let heard = hearing::play(stage, &hands).await?;
    let proposal = talks::play(stage, &hands, &heard.matter).await?;
    talks::vote(stage, &hands, &proposal).await?;
    let project = building::play(stage, &hands, &heard.matter).await?;
    keeping::play(stage, &hands, &heard, &project).await
}
