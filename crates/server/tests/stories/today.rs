//! 今天：谁打开演示，国税小区都有事等着他。

use testkit::World;

use crate::told::{link_to, matter, tells_in_order, told};

const ESTATE: &str = "420583001003.01";
const COMMUNITY: &str = "420583001003";

#[tokio::test]
async fn everything_waits_for_somebody() {
    for w in told("today").await {
        two_report_the_same_lamp(&w).await;
        an_answer_awaits_its_verdict(&w).await;
        the_next_dispatch_has_an_agenda(&w).await;
        a_plan_is_talked_over_tomorrow(&w).await;
        a_vote_is_running(&w).await;
        a_ramp_is_being_built(&w).await;
        racks_are_kept_judged_and_awarded(&w).await;
        a_committee_and_an_agreement_wait_for_names(&w).await;
        what_was_solved_may_be_shared(&w).await;
    }
}

async fn two_report_the_same_lamp(w: &World) {
    matter(w, ESTATE, "2栋旁边的路灯不亮").await.shows("待受理").shows("1 人反映");
    matter(w, ESTATE, "2栋到3栋路灯坏了").await.shows("待受理").shows("电话");
    let mut visitor = w.visitor();
    let near = visitor.get(&format!("/places/{ESTATE}/near?text=2栋旁边的路灯不亮了")).await;
    near.shows("2栋旁边的路灯不亮").shows("2栋到3栋路灯坏了");
}

async fn an_answer_awaits_its_verdict(w: &World) {
    let page = matter(w, ESTATE, "3栋二单元楼道堆着杂物").await;
    page.shows("待居民评价").shows("小事").shows("还没有联系上 1 人");
    tells_in_order(&page, &["受理为小事", "答复：", "请 1 位反映人说说办好没有"]);
}

async fn the_next_dispatch_has_an_agenda(w: &World) {
    let page = w.visitor().get(&format!("/places/{COMMUNITY}/dispatch")).await;
    page.shows("2栋门前的窨井盖松了 办了").shows("垃圾桶没有盖子招苍蝇 过期没办");
    page.shows("围墙边的杨树枯枝要掉下来").shows("已超期").shows("要本地以外的单位办");
    page.shows("院门口上学放学堵得走不动").shows("难事三十天没有进展");
    page.shows("1栋地下室返潮发霉").shows("挂账到了复查日");
    matter(w, ESTATE, "3栋想加装电梯").await.shows("挂账");
}

async fn a_plan_is_talked_over_tomorrow(w: &World) {
    let page = matter(w, ESTATE, "电动车没处充电").await;
    page.shows("讨论中").shows("已召集");
    let plan = w.visitor().get(&link_to(&page, "/proposals/")).await;
    plan.shows("加装电动自行车充电棚").shows("意见 1 条").shows("夜里充电着了火怎么办");
}

async fn a_vote_is_running(w: &World) {
    let page = matter(w, ESTATE, "院门夜里没人管").await;
    page.shows("表决中");
    let vote = link_to(&page, "/votes/");
    let open = w.visitor().get(&vote).await;
    open.shows("电子票 3").shows("纸票 3");
    open.hides("结论");
    let mut worker = w.person("复核人", kernel::Role::Worker, COMMUNITY).await;
    let waiting = worker.get(&format!("{vote}/confirm-paper")).await;
    // One ballot waits for the second reader: its number is shown, never what was read.
    waiting.ok().shows("0045");
}

async fn a_ramp_is_being_built(w: &World) {
    let page = matter(w, ESTATE, "1栋门前台阶轮椅上不去").await;
    page.shows("正在建").shows("已收捐资 2000.00 元").shows("居民签字的工序 1/4");
    let project = w.visitor().get(&link_to(&page, "/projects/")).await;
    project.shows("在外地上班的女儿").shows("底座只打了两颗螺丝");
    let account = w.visitor().get(&format!("{}/account", link_to(&page, "/projects/"))).await;
    account.shows("1350.00").shows("1680.00").shows("已复核").shows("待复核");
}

async fn racks_are_kept_judged_and_awarded(w: &World) {
    let page = matter(w, ESTATE, "没处晾被子").await;
    page.shows("已竣工").shows("以奖代补 1800.00 元 公示中").shows("还差 19 人");
    page.shows("已收到 4 份，共请 96 人").shows("由“国税小区带头人”管");
    let mut town = w.person("付款人", kernel::Role::Street, "420583001").await;
    let award = link_to(&page, "/awards/");
    let paid = town
        .post(
            &format!("{award}/pay"),
            &[
                ("amount", "1800"),
                ("day", &kernel::Clock::now(&*w.clock).date()),
                ("voucher", "拨款单1"),
            ],
        )
        .await;
    // Nothing is paid while the notice hangs.
    paid.status(403);
}

async fn a_committee_and_an_agreement_wait_for_names(w: &World) {
    let election = matter(w, ESTATE, "自管委任期到了").await;
    let election = w.visitor().get(&link_to(&election, "/elections/")).await;
    election.shows("老电工").shows("退休会计").shows("5");
    let page = matter(w, ESTATE, "广场舞音响太晚").await;
    page.shows("等双方签字");
    tells_in_order(&page, &["提出约定《广场舞收音响的约定》", "院里的舞队签了"]);
}

async fn what_was_solved_may_be_shared(w: &World) {
    let page = matter(w, ESTATE, "2栋门前的窨井盖松了").await;
    page.shows("居民说解决了");
    let mut worker = w.person("写案例的人", kernel::Role::Worker, COMMUNITY).await;
    worker.get(&format!("{}/case", page.path)).await.ok();
    let other = matter(w, ESTATE, "快递堆在单元门口挡路").await;
    let draft = worker.get(&other.path).await;
    draft.shows("一面墙的快递架");
}
