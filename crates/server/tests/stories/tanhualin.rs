//! 昙华林：住户和商户友好协商，晚上十点以后静下来。
//!
//! 两次议事会、一份双方签字的约定、每晚有人走一圈；只记地点和时间，不记店名人名。

use testkit::{Page, World};

use crate::told::{link_to, matter, tells_in_order, told};

const STREET: &str = "420106005002.01";

#[tokio::test]
async fn the_street_is_quiet_after_ten() {
    for w in told("tanhualin").await {
        let page = matter(&w, STREET, "夜里音响太响，孩子睡不着").await;
        page.shows("3 人反映").shows("居民说解决了");
        tells_in_order(&page, THREAD);
        both_sides_signed(&w, &page).await;
        somebody_walks_every_evening(&w, &page).await;
        nothing_names_a_shop_or_a_person(&w, &page).await;
        residents_had_the_last_word(&w, &page).await;
    }
}

/// 事情的来龙去脉，一句接一句。
const THREAD: &[&str] = &[
    "反映：夜里音响太响，孩子睡不着",
    "附议，现在 2 人",
    "代居民附议，现在 3 人",
    "受理为难事，由昙华林社区居委会负责",
    "提交大家商议",
    "2023-03-19 19:30 的会：到会 29 人",
    "2023-03-22 19:30 的会：到会 24 人",
    "提出约定《昙华林静街约定》，双方：沿街商户、昙华林居民",
    "沿街商户签了《昙华林静街约定》",
    "昙华林居民签了《昙华林静街约定》（纸上签，社区录入）",
    "自 2023-03-24 起生效",
    "请名册上的 150 人回答三问",
    "排了轮值《夜里走一圈》，共 7 班",
    "录入《夜里走一圈》纸上报名 12 人次",
    "《夜里走一圈》2023-03-27 的轮值记下了看到的情况",
    "2023-03-28 22:20 记了一笔，和约定不一样",
    "2023-04-04 22:25 记了一笔，和约定一样",
    "反映人说办好了：办好了 3 人",
];

async fn both_sides_signed(w: &World, page: &Page) {
    let agreement = w.visitor().get(&link_to(page, "/agreements/")).await;
    agreement.shows("已生效").shows("每天22:00到次日7:00");
    agreement.shows("每天22:00以后，沿街店铺音响降到关上门窗街上听不见歌词");
    agreement.shows("沿街商户 2023-03-24 由 昙华林商户联盟召集人 签");
    agreement.shows("昙华林居民 2023-03-24 纸上签").shows("六位楼栋代表在社区活动室签字");
    agreement.shows("哪天复查 2023-06-24");
}

async fn somebody_walks_every_evening(w: &World, page: &Page) {
    let rota = w.visitor().get(&link_to(page, "/rotas/")).await;
    rota.shows("夜里走一圈").shows("不打卡、不排名、不积分");
    rota.shows("第 1 班 2023-03-27 周一 21:45–22:45 报名 3 人");
    rota.shows("第 7 班 2023-04-02 周日 21:45–22:45 报名 2 人");
}

async fn nothing_names_a_shop_or_a_person(w: &World, page: &Page) {
    let agreement = w.visitor().get(&link_to(page, "/agreements/")).await;
    agreement.shows("2023-03-28 22:20 戈甲营巷口 和约定不一样 门没关，街上听得见鼓点");
    agreement.shows("2023-03-30 22:15 老教堂东侧 和约定一样");
    agreement.hides("茶馆").hides("书店").hides("昙华林商户甲").hides("昙华林居民乙");
    // Who walked and who saw is not in the record either.
    page.hides("昙华林商户甲").hides("昙华林居民乙");
}

async fn residents_had_the_last_word(w: &World, page: &Page) {
    page.shows("说办好了 3 人").shows("十点一过，听得见自家钟走");
    let rates = w.visitor().get(&format!("/places/{STREET}/rates")).await;
    rates.shows("解决率 3 / 3").shows("满意率 21 / 23");
    let board = w.visitor().get(&format!("/places/{STREET}/board")).await;
    board.shows("1 居民说解决了");
    let case = w.visitor().get(&link_to(page, "/cases/")).await;
    case.shows("十点以后静下来：住户和商户签的约定").shows("不罚款、不记店名");
}
