//! 金穗小区：停车和高空抛物，自己立个规矩。
//!
//! 草案里写了罚款，体检出来就去掉；户代表表决，公示，施行，备案，满一年再看一遍。

use testkit::World;

use crate::told::{link_to, matter, tells_in_order, told};

const ESTATE: &str = "420583001004.01";

#[tokio::test]
async fn the_covenant_is_checked_voted_and_kept() {
    for w in told("jinsui").await {
        let page = matter(&w, ESTATE, "车乱停、楼上往下扔东西").await;
        page.shows("3 人反映").shows("居民说解决了");
        tells_in_order(
            &page,
            &[
                "反映：车乱停、楼上往下扔东西",
                "现在 3 人",
                "受理为难事，由金穗小区业主委员会负责",
                "把《车乱停、楼上往下扔东西》提交大家商议",
                "2022-08-12 19:30 的会：到会 27 人",
                "提出方案《金穗小区居民公约》",
                "有人对方案《金穗小区居民公约》第 1 版提意见",
                "2022-08-26 19:30 的会：到会 33 人",
                "改到第 2 版：去掉第三条的罚款",
                "同意 30，不同意 3，弃权 1（电子票 0，纸票 34，名册 60）。通过。",
                "公示《金穗小区居民公约》，到 2022-09-19 止",
                "公示期满：异议 0 条，未答复 0 条",
                "正式采纳",
                "《金穗小区居民公约》第 1 版自 2022-09-20 起施行",
                "请 3 位反映人说说办好没有",
                "于 2022-09-22 报街道（乡镇）备案",
                "办好了 3 人，办了一部分 0 人，没办好 0 人，没联系上 0 人",
                "三问截止：请了 60 人，21 人回答",
                "公开了案例《七条公约管住乱停车和高空抛物》",
                "3 个月后再请名册上的 60 人回答三问",
                "《金穗小区居民公约》施行满一年，请大家复议",
                "七条都管用，不改，接着施行",
            ],
        );
        the_fine_is_gone(&w, &page.link("金穗小区居民公约")).await;
        the_covenant_hangs_in_the_hall(&w).await;
        the_board_counts_it_once(&w).await;
    }
}

/// 第一版第三条写着罚款，体检说不行；第二版没有了，体检没有问题。
async fn the_fine_is_gone(w: &World, notice: &str) {
    let mut visitor = w.visitor();
    let notice = visitor.get(notice).await;
    notice.ok().shows("参加户数 34 户 > 总户数 60 户 的 1/2：达到");
    notice.shows("同意户数 30 户 > 到会户数 34 户 的 1/2：达到").hides("罚款50元");

    let page = matter(w, ESTATE, "车乱停").await;
    let proposal = link_to(&page, "/proposals/");
    let second = visitor.get(&proposal).await;
    second
        .shows("第 2 版")
        .shows("先提醒，再由楼长上门商量")
        .shows("本公约不设罚款")
        .hides("罚款50元");
    second.shows("第三条写了罚款").shows("第二版去掉了罚款，再体检一遍，七条都没有问题");
    let first = visitor.get(&format!("{proposal}/versions/1")).await;
    first.ok().shows("乱停车的，每次罚款50元");

    let check = format!("/places/{ESTATE}/covenants/check");
    let draft = visitor.post(&check, &[("draft", "乱停车的，每次罚款50元，交给业委会。")]).await;
    draft.shows("共 1 条，有 1 处要再斟酌").shows("罚款只有法律授权的机关才能作出");
}

/// 施行的公约：七条，备案了，三次三问都是公开的数。
async fn the_covenant_hangs_in_the_hall(w: &World) {
    let mut visitor = w.visitor();
    let page = matter(w, ESTATE, "车乱停").await;
    let covenant = visitor.get(&link_to(&page, "/covenants/")).await;
    covenant.shows("施行中").shows("2022-09-20 起施行").shows("居民公约备2022-07");
    covenant.shows("不从窗口、阳台往下扔任何东西").shows("到了复议的日子");

    let review = visitor.get(&link_to(&page, "/reviews/")).await;
    review.shows("12 个月后再问").shows("5 / 60").shows("满意 5 5/5");
    let case = visitor.get(&link_to(&page, "/cases/")).await;
    case.shows("草案贴出来以前就该先体检").shows("56 天").shows("解决了 3，部分解决 0，没解决 0");
}

async fn the_board_counts_it_once(w: &World) {
    let board = w.visitor().get(&format!("/places/{ESTATE}/board")).await;
    board.shows("0 问题清单").shows("0 任务清单").shows("1 成效清单").shows("1 居民说解决了");
}
