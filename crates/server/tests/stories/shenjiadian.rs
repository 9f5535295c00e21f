//! 沈家店村：一条650米的作业道，一半大家凑，一半以奖代补。

use testkit::{Page, World};

use crate::told::{matter, tells_in_order, told};

const VILLAGE: &str = "420583107205";

async fn road(w: &World) -> Page {
    matter(w, VILLAGE, "650米作业道").await
}

/// The page a link on the road's page leads to.
async fn behind(w: &World, label: &str) -> Page {
    let page = w.visitor().get(&road(w).await.link(label)).await;
    page.ok();
    page
}

#[tokio::test]
async fn the_road_of_shenjiadian_goes_the_whole_way() {
    for w in told("shenjiadian").await {
        the_road_is_told_from_the_first_word_to_the_case(&w).await;
        the_representatives_decide_on_paper_by_the_law(&w).await;
        fourteen_people_work_fourteen_days_and_every_step_is_signed_by_villagers(&w).await;
        the_account_adds_up_to_the_fen(&w).await;
        the_award_is_what_is_missing_and_waits_for_its_notice(&w).await;
        the_village_is_asked_and_another_village_tries_it(&w).await;
    }
}

async fn the_road_is_told_from_the_first_word_to_the_case(w: &World) {
    let page = road(w).await;
    page.shows("5 人反映").shows("居民说解决了").shows("谁负责 沈家店村村委会");
    assert_eq!(page.text().matches("湾子夜话 到会").count(), 5, "五次湾子会");
    for round in ["第一轮入户走访", "第二轮入户走访", "第三轮入户走访"] {
        assert_eq!(page.text().matches(round).count(), 1, "三轮走访");
    }
    tells_in_order(
        &page,
        &[
            "反映：湾里到田边的650米作业道",
            "代居民附议，现在 4 人",
            "受理为难事，由沈家店村村委会负责",
            "提交大家商议",
            "结果：路要修；钱的事各家回去想一想",
            "登记“沈家店村修路理事会”",
            "对方案《650米作业道硬化方案》第 1 版提意见",
            "结果：路宽定2.5米，厚0.15米，不占田",
            "改到第 2 版",
            "同意 38，不同意 2，弃权 1（电子票 0，纸票 41，名册 45）。通过。",
            "公示期满：异议 1 条，未答复 0 条",
            "表决通过、公示期满，正式采纳",
            "立项开建",
            "清点入账：出资 35000.00 元",
            "清点入账：出资 20000.00 元",
            "清点入账：出资 500.00 元",
            "清点入账：出资 500.00 元",
            "有缺陷：路头弯道拿尺子量",
            "的缺陷已整改",
            "的缺陷改好了",
            "签字认可“立模、浇筑混凝土650米”",
            "竣工：花费 150000.00 元，捐资 75000.00 元，投工 196 天",
            "以奖代补到账 75000.00 元",
            "“沈家店村修路理事会”接管",
            "反映人说办好了：办好了 5 人，办了一部分 0 人，没办好 0 人，没联系上 0 人",
            "三问截止：请了 360 人，40 人回答，0 人不想回答",
            "公开了案例",
        ],
    );
}

async fn the_representatives_decide_on_paper_by_the_law(w: &World) {
    behind(w, "表决")
        .await
        .shows("中华人民共和国村民委员会组织法 第二十五条、第二十六条")
        .shows("参加人数 41 人 ≥ 总人数 45 人 的 2/3：达到")
        .shows("同意人数 38 人 > 到会人数 41 人 的 1/2：达到")
        .shows("结论：通过");
}

async fn fourteen_people_work_fourteen_days_and_every_step_is_signed_by_villagers(w: &World) {
    let works = behind(w, "196 天").await;
    works.shows("路宽2.5米，厚0.15米").shows("总投资15万元");
    works.shows("一位在外办企业的乡贤 出资 35000.00 元").shows("驻村帮扶单位 出资 20000.00 元");
    works.shows("退休教师（田不在路边） 出资 500.00 元");
    works.shows("一位居民 出资 888.88 元");
    let text = works.text();
    assert_eq!(text.matches("投工 14 天").count(), 14, "14 人，每人 14 天");
    works.shows("投工 196 天");
    assert_eq!(text.matches("已签字认可").count(), 4, "四道工序，村民都签了字");
    works.shows("居民质量监督员：沈家店村村民乙、沈家店村村民甲");
    works.shows("只有12厘米，不到说好的15厘米").shows("居民确认改好了");
    works.shows("2023-08-12 完工");
}

async fn the_account_adds_up_to_the_fen(w: &World) {
    let account = behind(w, "不差钱").await;
    account
        .shows("计划投入 150000.00 元")
        .shows("收入 150000.00 元")
        .shows("居民捐资 75000.00 元")
        .shows("以奖代补 75000.00 元")
        .shows("支出 150000.00 元")
        .shows("结余 0.00 元")
        .shows("不差钱，正好");
    // 十四笔捐资、六张票据、一笔奖补：每一笔都有第二个人复核。
    let lines = account.text().matches(" 已复核 ").count();
    assert_eq!(lines, 21, "{}", account.text());
    account.shows("888.88").shows("511.12").shows("6400.40").shows("6499.60");
}

async fn the_award_is_what_is_missing_and_waits_for_its_notice(w: &World) {
    let works = behind(w, "196 天").await;
    let award = w.visitor().get(&works.link("以奖代补")).await;
    award
        .shows("算出的奖补 75000.00 元")
        .shows("自筹 94600.00 元 × 1 94600.00 认定投资")
        .shows("认定投资 169600.00 元 × 1/2 84800.00 缺口")
        .shows("75000.00 最小，按这一项")
        .shows("196 天 × 每天 100.00 元 = 19600.00 元")
        .shows("复核过的支出 150000.00 元");
    assert_eq!(award.text().matches("合格").count(), 3, "三方验收都合格");
    // 七个工作日：8 月 22 日贴出，31 日期满，9 月才拨付。
    let notice = w.visitor().get(&award.link("看公示")).await;
    notice.ok().shows("2023-08-31");
    tells_in_order(
        &road(w).await,
        &["公示《以奖代补公示", "公示期满：异议 0 条", "2023-09-01", "以奖代补到账", "2023-09-05"],
    );
}

async fn the_village_is_asked_and_another_village_tries_it(w: &World) {
    behind(w, "第 1 次，刚办完时问")
        .await
        .shows("居民名册，360 人")
        .shows("网上答的 4 人")
        .shows("纸上答的 36 人")
        .shows("认可 39 39/40")
        .shows("高兴 37 37/40")
        .shows("满意 33 33/40")
        .shows("不满意 1 1/40");
    behind(w, "沈家店村：650米作业道")
        .await
        .shows("从说到解决 174 天")
        .shows("弯道的厚度应当边浇边量")
        .shows("1 个地方在试")
        .shows("大塘村");

    let board = w.visitor().get(&format!("/places/{VILLAGE}/board")).await;
    board.ok().shows("沈家店村");
    let there = matter(w, "420117006212", "650米作业道").await;
    there.shows("大塘村").shows("共商议 （现在）");
    tells_in_order(&there, &["学别处的做法，在这里试一试：沈家店村：650米作业道"]);
}
