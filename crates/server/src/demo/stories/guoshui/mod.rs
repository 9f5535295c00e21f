//! 国税小区 — A courtyard nobody looked after: neighbours elect five, meet six times, vote, clear their gardens and build.
//!
//! After 湖北日报 on the provincial 《意见》 (2024-01-09): in 国税小区 of 七口堰社区 residents recommended and
//! elected five members of a self-management committee, who chose chair and vice-chair and took office
//! after a public notice; six assemblies were held on the old courtyard; when the plan had passed, people
//! cleared their vegetable gardens and gave money, and residents watched the quality throughout.
//!
//! What the report does not say is plain and made up here: the days, how many came and voted, sizes and
//! sums of money, and that the courtyard was common ground whose use changed (so Civil Code art. 278 asks
//! for three quarters). The public grant is one of the usual kind, not one the report names.

mod ballot;
mod election;
mod hearing;
mod keeping;
mod sharing;
mod talks;
mod verdict;
mod works;

use kernel::Result;

use crate::demo::Stage;

/// The estate.
const ESTATE: &str = "420583001003.01";
/// Its committee's account: the chair's, once the five have taken office.
const CHAIR: &str = "国税小区自管委主任";
/// The community's grid worker.
const WORKER: &str = "七口堰社区网格员";
/// The community's secretary: the second pair of eyes.
const SECRETARY: &str = "七口堰社区书记";

/// 2022 年 5 月到 2023 年 2 月：从一句抱怨，到大家共有的院子。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    let heard = hearing::play(stage).await?;
    election::play(stage, &heard.matter).await?;
    let proposal = talks::play(stage, &heard.matter).await?;
    ballot::play(stage, &proposal).await?;
    works::play(stage, &heard.matter).await?;
    keeping::play(stage, &heard.matter).await?;
    verdict::play(stage, &heard).await?;
    sharing::play(stage, &heard.matter).await
}
