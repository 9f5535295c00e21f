//! 大塘村六组：一块空地，从争论不休到一起晒谷、停车、唱戏。
//!
//! 四次湾子夜话、三个选项、一户一票、捐五万元、投工六十六天、理事会管护、反映的人说了算。

use testkit::{Page, World};

use crate::told::{link_to, matter, tells_in_order, told};

const GROUP: &str = "420117006212.06";

#[tokio::test]
async fn a_quarrel_becomes_a_plaza() {
    for w in told("datang").await {
        let page = matter(&w, GROUP, "湾前那块空地该做什么").await;
        page.shows("3 人反映").shows("居民说解决了").shows("难事");
        tells_in_order(&page, THREAD);
        the_plan_grew_out_of_three_wishes(&w, &page).await;
        the_households_agreed_on_paper(&w, &page).await;
        fifty_thousand_came_and_went(&w, &page).await;
        the_council_looks_after_it(&w, &page).await;
        residents_had_the_last_word(&w, &page).await;
    }
}

/// 事情的来龙去脉，一句接一句。
const THREAD: &[&str] = &[
    "反映：湾前那块空地该做什么",
    "附议，现在 2 人",
    "代居民附议，现在 3 人",
    "受理为难事，由大塘村六组理事会负责",
    "提交大家商议",
    "2022-09-27 19:30 的会：到会 36 人，其中妇女 14 人。结果：今天不定",
    "2022-10-08 19:30 的会：到会 32 人",
    "提出方案《六组湾前广场建设方案》",
    "第 1 版提意见",
    "2022-10-22 19:30 的会：到会 40 人",
    "改到第 2 版：定下综合广场，按时节错开用",
    "2022-11-05 19:30 的会：到会 42 人",
    "同意 31，不同意 2，弃权 1（电子票 0，纸票 34，名册 38）。通过。",
    "公示《六组湾前广场建设方案》，到 2022-11-21 止",
    "公示期满：异议 0 条",
    "正式采纳",
    "立项开建，计划投入：50000.00 元",
    "清点入账：出资 10000.00 元",
    "签字认可“清垃圾杂草、平整一千二百平方米”",
    "签字认可“挖四边排水沟、砌沟沿”",
    "居民指出“打水泥地面、留东头四米路”有缺陷",
    "居民确认“打水泥地面、留东头四米路”的缺陷改好了",
    "签字认可“打水泥地面、留东头四米路”",
    "签字认可“装路灯四盏、画车位和黄线”",
    "请 3 位反映人说说办好没有",
    "反映人说办好了：办好了 3 人",
    "排了轮值《晒谷看场班》",
    "《晒谷看场班》2023-07-15 的轮值记下了看到的情况",
];

async fn the_plan_grew_out_of_three_wishes(w: &World, page: &Page) {
    let plan = w.visitor().get(&link_to(page, "/proposals/")).await;
    plan.shows("已采纳").shows("第 2 版");
    plan.shows("七月到十月白天晒谷，腊月正月停车，其余时间和晚上做文体活动");
    plan.shows("意见 2 条").shows("写进第二版了：七月到十月车停村部");
    let first = w.visitor().get(&format!("{}/versions/1", link_to(page, "/proposals/"))).await;
    first.shows("只做晒谷场").shows("只做停车场").shows("综合广场：晒谷、停车、文体活动按月份错开");
    let talk = w.visitor().get(&link_to(page, "/assemblies/")).await;
    talk.shows("湾子夜话").shows("湾前老樟树下").shows("种田的要晒谷").shows("在外的要停车");
}

async fn the_households_agreed_on_paper(w: &World, page: &Page) {
    let vote = w.visitor().get(&link_to(page, "/votes/")).await;
    vote.shows("纸票表决").shows("村民小组会议（户的代表）").shows("共 38 票");
    vote.shows("电子票 0").shows("纸票 34").shows("同意 31").shows("不同意 2").shows("弃权 1");
    vote.shows("参加户数 34 户 ≥ 总户数 38 户 的 2/3：达到").shows("结论：通过");
}

async fn fifty_thousand_came_and_went(w: &World, page: &Page) {
    page.shows("已收捐资 50000.00 元").shows("投工 66 天").shows("支出 50000.00 元");
    page.shows("不差钱，正好");
    let account = w.visitor().get(&format!("{}/account", link_to(page, "/projects/"))).await;
    account.shows("其中：居民捐资 50000.00 元").shows("其中：以奖代补 0.00 元");
    account.shows("结余 0.00 元");
    let project = w.visitor().get(&link_to(page, "/projects/")).await;
    project.shows("一位在外做工程的乡亲 出资 10000.00 元").shows("一位居民 出资 8000.00 元");
    project.shows("不公布谁没有出");
}

async fn the_council_looks_after_it(w: &World, page: &Page) {
    let upkeep = w.visitor().get(&link_to(page, "/upkeeps/")).await;
    upkeep.shows("大塘村六组理事会").shows("每周").shows("七月到十月排晒谷的日子");
    let rota = w.visitor().get(&link_to(page, "/rotas/")).await;
    rota.shows("晒谷看场班").shows("下午三点阵雨，十分钟收完，一粒没湿");
}

async fn residents_had_the_last_word(w: &World, page: &Page) {
    page.shows("说办好了 3 人").shows("说没办好 0 人").shows("还没有联系上 0 人");
    let board = w.visitor().get(&format!("/places/{GROUP}/board")).await;
    board.shows("1 居民说解决了").shows("0 挂账");
    let rates = w.visitor().get(&format!("/places/{GROUP}/rates")).await;
    rates.shows("解决率 3 / 3").shows("满意率 21 / 26");
    let case = w.visitor().get(&link_to(page, "/cases/")).await;
    case.shows("把十二个月写在木板上").shows("花费 50000.00 元");
    case.shows("哪里不适用 地是集体的、面积够大才这样办");
}
