//! 公开看板 — `/places/{place}/board`, `/places/{place}/board/poster`, `/places/{place}/matters`

use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt as _;
use kernel::{Fact, Stage, Standing, days};
use serde_json::Value as Json;
use testkit::{COMMUNITY, COUNTY, ESTATE, NEIGHBOUR, World};
use tower::ServiceExt as _;

use crate::{matter, place, sqlite, worlds};

/// Matters of every standing in the estate and the neighbouring community, one at the street itself, and
/// some of them overdue.
async fn filled(w: &World) {
    for (n, standing) in Standing::ALL.iter().enumerate().filter(|(_, s)| **s != Standing::Merged) {
        for i in 0..=n {
            matter(w, ESTATE, &format!("{standing} {i}"), *standing).await;
        }
    }
    matter(w, NEIGHBOUR, "隔壁的路灯", Standing::Open).await;
    matter(w, "420583001", "街道自己的事", Standing::Open).await;
    w.advance(days(5)).await;
    matter(w, COMMUNITY, "新反映的事", Standing::Heard).await;
    matter(w, COMMUNITY, "没到期的事", Standing::Open).await;
}

/// Counts the records behind an address: its own pages to the end, and those of the places below.
async fn records(w: &World, url: &str) -> i64 {
    let (mut n, mut todo) = (0, vec![url.to_owned()]);
    while let Some(url) = todo.pop() {
        let (status, page) = w.visitor().api_get(&url).await;
        assert_eq!(status, 200, "{url}: {page}");
        n += i64::try_from(page["matters"].as_array().unwrap().len()).unwrap();
        todo.extend(page["next"].as_str().map(str::to_owned));
        let below = page["below"].as_array().into_iter().flatten();
        todo.extend(below.filter_map(|b| b["url"].as_str()).map(str::to_owned));
    }
    n
}

fn numbers(board: &Json, of: &str) -> Vec<(String, i64, String)> {
    let tiles = board["board"][of].as_array().unwrap().iter();
    tiles
        .map(|t| {
            let n = t["count"]["n"].as_i64().or_else(|| t["count"].as_i64()).unwrap();
            (t["label"].as_str().unwrap().to_owned(), n, t["url"].as_str().unwrap().to_owned())
        })
        .collect()
}

#[tokio::test]
async fn every_number_is_what_the_list_behind_it_holds() {
    for w in worlds().await {
        filled(&w).await;
        for at in [ESTATE, COMMUNITY, "420583001", COUNTY, "4205", "42"] {
            let (status, board) = w.visitor().api_get(&format!("/places/{at}/board")).await;
            assert_eq!(status, 200);
            let page = w.visitor().get(&format!("/places/{at}/board")).await;
            for group in ["standings", "stages"] {
                for (label, n, url) in numbers(&board, group) {
                    assert_eq!(records(&w, &url).await, n, "{at} {label} {}", w.engine);
                    page.ok().shows(&label);
                    assert!(page.html.contains(&url.replace('&', "&#38;")), "{at}: {url}");
                }
            }
            // The ground's lists show matters up to the county; above it they lead further down.
            if at.len() >= 6 {
                for (label, n, url) in numbers(&board, "lists") {
                    let (_, list) = w.visitor().api_get(&url).await;
                    assert_eq!(
                        list["matters"].as_array().unwrap().len(),
                        usize::try_from(n).unwrap(),
                        "{at} {label}"
                    );
                }
            }
        }
        let (_, board) = w.visitor().api_get(&format!("/places/{COMMUNITY}/board")).await;
        let of = |label: &str| {
            numbers(&board, "standings").into_iter().find(|t| t.0 == label).unwrap().1
        };
        assert_eq!((of("待受理"), of("办理中"), of("挂账")), (2, 3, 3));
        assert_eq!((of("已超期"), of("居民说解决了"), of("联系不上，按规则收尾")), (2, 5, 6));
    }
}

#[tokio::test]
async fn a_list_behind_a_number_goes_on_page_by_page() {
    for w in worlds().await {
        for i in 0..65 {
            matter(&w, ESTATE, &format!("第 {i} 件"), Standing::Open).await;
        }
        w.advance(days(9)).await;
        for query in ["standing=open", "standing=overdue", "stage=listen"] {
            let url = format!("/places/{COMMUNITY}/matters?{query}");
            let first = w.visitor().get(&url).await;
            first.ok().shows("共 65 件");
            let second = w.visitor().get(&first.link("下一页")).await;
            let third = w.visitor().get(&second.link("下一页")).await;
            assert!(!third.has_link("下一页"));
            let all = format!("{} {} {}", first.text(), second.text(), third.text());
            for i in 0..65 {
                assert_eq!(
                    all.matches(&format!("第 {i} 件 ")).count(),
                    1,
                    "{query} {i} {}",
                    w.engine
                );
            }
        }
        w.visitor()
            .get(&format!("/places/{COMMUNITY}/matters?standing=nonsense"))
            .await
            .status(404);
        w.visitor().get(&format!("/places/{COMMUNITY}/matters")).await.status(404);
        w.visitor().get(&format!("/places/{COMMUNITY}/matters?standing=open&after=x-y")).await.ok();
    }
}

#[tokio::test]
async fn a_community_shows_what_happened_and_a_street_only_numbers() {
    for w in worlds().await {
        filled(&w).await;
        let here = w.visitor().get(&format!("/places/{ESTATE}/board")).await;
        here.ok().shows("居民甲 反映：lapsed 5").hides("隔壁的路灯").hides("新反映的事");
        let community = w.visitor().get(&format!("/places/{COMMUNITY}/board")).await;
        community.ok().shows("居民甲 反映：没到期的事").shows("国税小区").hides("隔壁的路灯");
        w.visitor().get(&community.link("看这件事的来龙去脉")).await.ok().shows("没到期的事");
        for at in ["420583001", COUNTY, "4205", "42"] {
            let above = w.visitor().get(&format!("/places/{at}/board")).await;
            above.ok().hides("居民甲").hides("没到期的事").hides("街道自己的事");
        }
        let street = w.visitor().get("/places/420583001/board").await;
        street.shows("五柳树社区").shows("马家店街道本级").shows("不排名");
        let itself = w.visitor().get("/places/420583001/matters?standing=open").await;
        itself.shows("街道自己的事").shows("五柳树社区").hides("隔壁的路灯");
    }
}

#[tokio::test]
async fn what_was_promised_and_what_hangs_is_on_the_board() {
    for w in worlds().await {
        matter(&w, ESTATE, "修路灯", Standing::Open).await;
        let mut tx = w.tx().await;
        let period = tally::Period { days: 7, unit: tally::DayUnit::Day };
        let about = ("award", "x");
        ground::notice::open(
            &mut tx,
            &place(ESTATE),
            None,
            Stage::Build,
            about,
            "奖补公示",
            "奖补 75000 元",
            "rule",
            period,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let board = w.visitor().get(&format!("/places/{COMMUNITY}/board")).await;
        board
            .ok()
            .shows("正在公示")
            .shows("奖补公示")
            .shows("接下来要答复的")
            .shows("2023-03-04 前答复");
        w.visitor().get(&format!("/places/{NEIGHBOUR}/board")).await.ok().hides("奖补公示");
        w.advance(days(9)).await;
        let board = w.visitor().get(&format!("/places/{COMMUNITY}/board")).await;
        board.ok().hides("正在公示").hides("接下来要答复的").shows("已超期");
    }
}

#[tokio::test]
async fn an_erased_fact_is_not_on_the_board() {
    for w in worlds().await {
        matter(&w, ESTATE, "要删掉的话", Standing::Heard).await;
        let mut tx = w.tx().await;
        tx.run("UPDATE store_fact SET body = NULL WHERE county = $1", store::binds![COUNTY])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let board = w.visitor().get(&format!("/places/{COMMUNITY}/board")).await;
        board.ok().hides("⟦").hides("反映：要删掉的话");
    }
}

#[tokio::test]
async fn an_empty_place_invites_the_first_word_and_an_unknown_one_is_missing() {
    for w in worlds().await {
        for at in [ESTATE, NEIGHBOUR, "420583001", COUNTY, "42"] {
            let board = w.visitor().get(&format!("/places/{at}/board")).await;
            board.ok().shows("您可以说第一件").hides("⟦");
            assert!(board.has_link("我要反映"));
            w.visitor()
                .get(&format!("/places/{at}/matters?standing=open"))
                .await
                .ok()
                .shows("共 0 件");
        }
        w.visitor().get("/places/420583001999/board").await.status(404);
        w.visitor().get("/places/nowhere/board").await.status(404);
    }
}

#[tokio::test]
async fn the_poster_prints_the_numbers_with_a_code_to_the_board() {
    for w in worlds().await {
        filled(&w).await;
        for at in [COMMUNITY, COUNTY] {
            let poster = w.visitor().get(&format!("/places/{at}/board/poster")).await;
            poster.ok().shows("扫码看最新看板").shows("待居民评价").hides("⟦");
            assert!(poster.html.contains("<svg class=\"qr\""));
        }
    }
}

#[tokio::test]
async fn the_board_reads_in_english() {
    let w = sqlite().await;
    filled(&w).await;
    let mut reader = w.visitor();
    reader.keep_cookie("gongdi_lang", "en");
    for path in ["board", "board/poster", "matters?standing=overdue", "open-data", "cases"] {
        for at in [COMMUNITY, COUNTY] {
            reader.get(&format!("/places/{at}/{path}")).await.ok().hides("⟦");
        }
    }
    reader
        .get(&format!("/places/{COMMUNITY}/board"))
        .await
        .shows("How matters stand")
        .shows("As of 2023-03-06");
}

async fn wire(w: &World, path: &str) -> usize {
    let request =
        Request::builder().uri(path).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty());
    let response = web::router(&w.app).oneshot(request.unwrap()).await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    response.into_body().collect().await.unwrap().to_bytes().len()
}

#[tokio::test]
async fn the_first_visit_of_a_board_is_under_60_kilobytes() {
    let w = sqlite().await;
    filled(&w).await;
    for at in [COMMUNITY, COUNTY] {
        let path = format!("/places/{at}/board");
        let html = w.visitor().get(&path).await.html;
        let mut bytes = wire(&w, &path).await;
        let assets: Vec<&str> =
            html.split('"').filter(|part| part.starts_with("/assets/")).collect();
        assert!(assets.len() >= 3, "{assets:?}");
        for asset in assets {
            bytes += wire(&w, asset).await;
        }
        assert!(bytes < 60_000, "{at}: {bytes} bytes");
    }
}

#[tokio::test]
async fn what_happens_outside_any_matter_is_on_the_board_too() {
    let w = sqlite().await;
    let mut tx = w.tx().await;
    tx.actor.name = "理事会".into();
    let fact = Fact::new("build-project-finished", Stage::Build, &place(ESTATE), "x");
    tx.tell(fact.with("title", "凉亭").with("cost", "300.00")).await.unwrap();
    tx.commit().await.unwrap();
    let board = w.visitor().get(&format!("/places/{ESTATE}/board")).await;
    board.ok().shows("《凉亭》完工").shows("理事会");
}

#[tokio::test]
async fn the_board_in_outline() {
    let w = sqlite().await;
    matter(&w, ESTATE, "修路灯", Standing::Open).await;
    let board = w.visitor().get(&format!("/places/{COMMUNITY}/board")).await;
    insta::assert_snapshot!(board.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    # 七口堰社区看板
    [我要反映]
    [打印海报]
    想找什么: ____
    (搜索)
    [0 问题清单]
    [1 任务清单]
    [0 成效清单]
    ## 最近发生的事
    ### 居民甲 反映：修路灯
    [看这件事的来龙去脉]
    ## 接下来要答复的
    ### 修路灯
    [修路灯]
    ## 事情办得怎么样
    [0 待受理]
    [1 办理中]
    [0 已超期]
    [0 挂账]
    [0 待居民评价]
    [0 居民说解决了]
    [0 联系不上，按规则收尾]
    - 哪一步
    - 数量
    - 占比
    - 图示
    - 听民情
    [1 听民情]
    - 共商议
    [0 共商议]
    - 共建设
    [0 共建设]
    - 共管护
    [0 共管护]
    - 共评价
    [0 共评价]
    - 共分享
    [0 共分享]
    ## 正在办
    ### 修路灯
    [修路灯]
    ## 下辖
    [国税小区]
    [案例]
    [开放数据]
    ");
}

#[tokio::test]
async fn the_board_of_a_street_in_outline() {
    let w = sqlite().await;
    matter(&w, ESTATE, "修路灯", Standing::Open).await;
    let street = w.visitor().get("/places/420583001/board").await;
    insta::assert_snapshot!(street.outline(), @"
    [枝江市]
    [马家店街道]
    # 马家店街道看板
    [我要反映]
    [打印海报]
    想找什么: ____
    (搜索)
    [0 问题清单]
    [1 任务清单]
    [0 成效清单]
    ## 事情办得怎么样
    [0 待受理]
    [1 办理中]
    [0 已超期]
    [0 挂账]
    [0 待居民评价]
    [0 居民说解决了]
    [0 联系不上，按规则收尾]
    - 哪一步
    - 数量
    - 占比
    - 图示
    - 听民情
    [1 听民情]
    - 共商议
    [0 共商议]
    - 共建设
    [0 共建设]
    - 共管护
    [0 共管护]
    - 共评价
    [0 共评价]
    - 共分享
    [0 共分享]
    - 地方
    - 办理中
    - 已超期
    - 待居民评价
    - 居民说解决了
    - 七口堰社区
    [七口堰社区]
    [1 办理中 七口堰社区]
    [0 已超期 七口堰社区]
    [0 待居民评价 七口堰社区]
    [0 居民说解决了 七口堰社区]
    - 五柳树社区
    [五柳树社区]
    [0 办理中 五柳树社区]
    [0 已超期 五柳树社区]
    [0 待居民评价 五柳树社区]
    [0 居民说解决了 五柳树社区]
    [案例]
    [开放数据]
    ");
}
