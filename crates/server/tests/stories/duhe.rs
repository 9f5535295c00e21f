//! 渡河村一组：够不上标准的桥，先挂账，再大家联建，以奖代补。

use testkit::{Page, World};

use crate::told::{matter, tells_in_order, told};

const GROUP: &str = "420527107205.01";

async fn bridge(w: &World) -> Page {
    matter(w, GROUP, "一组的桥").await
}

/// The page a link on the bridge's page leads to.
async fn behind(w: &World, label: &str) -> Page {
    let page = w.visitor().get(&bridge(w).await.link(label)).await;
    page.ok();
    page
}

#[tokio::test]
async fn the_bridge_of_duhe_is_parked_and_then_built() {
    for w in told("duhe").await {
        the_bridge_is_parked_in_the_open_and_then_built_together(&w).await;
        the_group_decides_by_households(&w).await;
        an_award_takes_the_place_of_the_subsidy(&w).await;
        one_says_only_partly_and_it_is_open_again_until_all_say_solved(&w).await;
    }
}

async fn the_bridge_is_parked_in_the_open_and_then_built_together(w: &World) {
    let page = bridge(w).await;
    page.shows("3 人反映").shows("居民说解决了");
    tells_in_order(
        &page,
        &[
            "反映：一组的桥裂了缝，栏杆断了",
            "受理为难事",
            "够不上危桥改造的扶持标准",
            "挂账：这座桥达不到危桥项目扶持标准",
            "能办的条件：扶持标准调整后达到标准；或者村民愿意自己联建，改走以奖代补",
            "由三渡河村村委会记着，2022-10-10 再看",
            "2022-07-05",
            "受理为难事",
            "2022-10-10",
            "提交大家商议",
            "结果：不等了，成立桥梁修缮理事会",
            "登记“渡河村桥梁修缮理事会”",
            "同意 33，不同意 2，弃权 1（电子票 0，纸票 36，名册 42）。通过。",
            "公示期满：异议 0 条",
            "正式采纳",
            "清点入账：出物：自家山场的石料三车（值 3000.00 元）",
            "竣工：花费 48000.00 元，捐资 26000.00 元，投工 60 天",
            "以奖代补到账 22000.00 元",
            "“渡河村桥梁修缮理事会”接管",
            "公开了案例",
        ],
    );
}

async fn the_group_decides_by_households(w: &World) {
    behind(w, "表决")
        .await
        .shows("村民小组会议（户的代表）")
        .shows("参加户数 36 户 ≥ 总户数 42 户 的 2/3：达到")
        .shows("同意户数 33 户 > 到会户数 36 户 的 1/2：达到")
        .shows("结论：通过");
}

async fn an_award_takes_the_place_of_the_subsidy(w: &World) {
    behind(w, "不差钱")
        .await
        .shows("居民捐资 26000.00 元")
        .shows("其他财政补助 0.00 元")
        .shows("以奖代补 22000.00 元")
        .shows("支出 48000.00 元")
        .shows("结余 0.00 元")
        .shows("不差钱，正好");
    let works = behind(w, "60 天").await;
    let award = w.visitor().get(&works.link("以奖代补")).await;
    award
        .shows("算出的奖补 22000.00 元")
        .shows("出物折价 3000.00 元")
        .shows("60 天 × 每天 100.00 元 = 6000.00 元")
        .shows("22000.00 最小，按这一项");
    // 七个工作日，春节不算：1 月 16 日贴出，30 日期满，2 月才拨付。
    bridge(w).await.shows("以奖代补公示：一组桥梁修缮方案 公示已于 2023-01-30 期满");
}

async fn one_says_only_partly_and_it_is_open_again_until_all_say_solved(w: &World) {
    let page = bridge(w).await;
    tells_in_order(
        &page,
        &[
            "重新办理：办好了 0 人，办了一部分 1 人，没办好 0 人，没联系上 2 人",
            "桥头还有一道坎，装了货的三轮车上不去",
            "桥头的坎已经改好",
            "反映人说办好了：办好了 3 人，办了一部分 0 人，没办好 0 人，没联系上 0 人",
        ],
    );
    page.shows("第 2 次报办结").shows("孩子们自己走着上学了");
    let review = behind(w, "第 1 次，刚办完时问").await;
    review.shows("收到 / 应答 21 / 120").shows("认可 21 21/21").shows("满意 15 15/21");
    let case = behind(w, "渡河村一组：够不上标准的桥").await;
    case.shows("从说到解决 272 天").shows("推着三轮车走一遍");
}
