//! 沈家店村 — A field road nobody would pay for alone: five evening talks, three rounds of visits, half raised, half awarded.
//!
//! After 枝江融媒: the village called five talks in its hamlets and went from door to door three times,
//! until the plan stood: 650 m of field road, 2.5 m wide and 0.15 m thick, for 150 000 yuan. 75 000 yuan
//! were raised, among them 35 000 from a villager with a business, 20 000 from the unit that helps the
//! village, and 500 each from two whose fields do not lie on the road; 14 people worked for 14 days; the
//! road was finished on 12 August; the missing 75 000 yuan were to come as an award in place of a subsidy.
//!
//! What the report does not say is plain and made up here: the year (2023) and the other days, the gifts
//! that make up the rest of the 75 000, the bills that make up the 150 000, how many came and voted, and
//! that the award was granted. The other 615 m were covered with gravel in another project: not told here.

mod award;
mod building;
mod hearing;
mod judging;
mod talks;

use kernel::Result;

use crate::demo::Stage;
use crate::demo::village::Hands;

/// The village.
const VILLAGE: &str = "420583107205";
/// The council that was founded for the road.
const COUNCIL: &str = "沈家店村修路理事会";
/// The village's worker.
const WORKER: &str = "沈家店村村干部";

/// 2023 年 3 月到 10 月：一条走了多年的泥巴路。
pub(super) async fn play(stage: &mut Stage) -> Result<()> {
    let hands = Hands::of(stage, COUNCIL, WORKER).await?;
    let heard = hearing::play(stage, &hands).await?;
    let matter = heard.matter.clone();
    talks::play(stage, &hands, &matter).await?;
    let project = building::play(stage, &hands, &matter).await?;
    award::play(stage, &hands, &matter, &project).await?;
    judging::play(stage, &hands, &heard).await
}
