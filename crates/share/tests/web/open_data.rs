//! 开放数据 — `/places/{place}/open-data`, `/places/{place}/open-data/download`

use kernel::Standing;
use store::binds;
use testkit::{COMMUNITY, COUNTY, ESTATE, NEIGHBOUR, World};

use crate::{matter, sqlite, worlds};

async fn file(w: &World, at: &str) -> String {
    let page = w.visitor().get(&format!("/places/{at}/open-data")).await;
    let csv = w.visitor().get(&page.link("下载表格")).await;
    csv.ok();
    csv.html
}

#[tokio::test]
async fn the_file_opens_in_a_spreadsheet_and_runs_nothing() {
    for w in worlds().await {
        for title in [
            "=HYPERLINK(\"http://x\",\"点我\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "说“路灯,坏了\"",
            "两\n行",
        ] {
            matter(&w, ESTATE, title, Standing::Open).await;
        }
        matter(&w, ESTATE, "解决了的事", Standing::Solved).await;
        matter(&w, NEIGHBOUR, "隔壁的事", Standing::Heard).await;
        let text = file(&w, COMMUNITY).await;
        let body = text.strip_prefix('\u{feff}').expect("a byte order mark");
        assert!(
            body.starts_with(
                "事项编号,地方编码,事项,走到哪一步,状态,类别,最早反映,最近变化,反映人数\r\n"
            ),
            "{body}"
        );
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 7, "{}", w.engine);
        let titles: Vec<&str> = rows.iter().map(|r| &r[2]).collect();
        for title in [
            "'=HYPERLINK(\"http://x\",\"点我\")",
            "'+1",
            "'-1",
            "'@SUM(A1)",
            "说“路灯,坏了\"",
            "两\n行",
        ] {
            assert!(titles.contains(&title), "{title}: {titles:?}");
        }
        for row in &rows {
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
        }
        let solved = rows.iter().find(|r| &r[2] == "解决了的事").unwrap();
        let cells: Vec<&str> = solved.iter().skip(1).collect();
        assert_eq!(
            cells,
            [ESTATE, "解决了的事", "共评价", "居民说解决了", "", "2023-03-01", "2023-03-01", "1"]
        );
        assert!(!text.contains("居民甲") && !text.contains("隔壁的事"));
    }
}

#[tokio::test]
async fn each_level_holds_all_below_it_and_json_says_the_same() {
    for w in worlds().await {
        matter(&w, ESTATE, "小区的事", Standing::Open).await;
        matter(&w, NEIGHBOUR, "隔壁的事", Standing::Parked).await;
        matter(&w, "420583001", "街道的事", Standing::Waiting).await;
        for (at, rows) in
            [(ESTATE, 1), (COMMUNITY, 1), (NEIGHBOUR, 1), ("420583001", 3), (COUNTY, 3), ("42", 3)]
        {
            let page = w.visitor().get(&format!("/places/{at}/open-data")).await;
            page.ok().shows(&format!("共 {rows} 行"));
            assert_eq!(file(&w, at).await.lines().count(), rows + 1, "{at} {}", w.engine);
            let (status, data) =
                w.visitor().api_get(&format!("/places/{at}/open-data/download")).await;
            assert_eq!((status, data["matters"].as_array().unwrap().len()), (200, rows), "{at}");
            assert!(data["next"].is_null());
        }
        let (_, data) = w.visitor().api_get(&format!("/places/{ESTATE}/open-data/download")).await;
        let keys: Vec<&String> = data["matters"][0].as_object().unwrap().keys().collect();
        let mut expected = [
            "number", "place", "title", "stage", "standing", "klass", "raised", "changed", "voices",
        ]
        .to_vec();
        expected.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!(data["matters"][0]["standing"], "open");
        w.visitor().get("/places/420583001999/open-data/download").await.status(404);
        w.visitor()
            .get(&format!("/places/{COMMUNITY}/open-data/download?after=nonsense"))
            .await
            .ok();
    }
}

/// 10,001 and a few matters, put into the table directly.
async fn many(w: &World, n: i64) {
    let first = matter(w, ESTATE, "样子", Standing::Open).await;
    let mut tx = w.tx().await;
    let mut rng = kernel::Seeded::new(5);
    for i in 0..n {
        let id = kernel::MatterId::random(&mut rng);
        tx.run(
            "INSERT INTO ground_matter (county, id, place, street, community, title, stage, standing, list, \
             voices, raised, changed, version) SELECT county, $2, place, street, community, title, stage, \
             standing, list, voices, raised, $3, 0 FROM ground_matter WHERE county = $1 AND id = $4",
            binds![COUNTY, &id, i / 3, &first.id],
        )
        .await
        .unwrap();
    }
    tx.run(
        "UPDATE ground_tally SET n = n + $2 WHERE county = $1 AND standing = 'open' AND n > 0",
        binds![COUNTY, n],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_file_ends_after_ten_thousand_rows_and_the_next_goes_on() {
    for w in worlds().await {
        many(&w, 10_004).await;
        for at in [COMMUNITY, "420583001", COUNTY, "42"] {
            let first = w.visitor().get(&format!("/places/{at}/open-data")).await;
            let one = w.visitor().get(&first.link("下载表格")).await.html;
            let second = w.visitor().get(&first.link("下一页")).await;
            assert!(!second.has_link("下一页"), "{at}");
            let two = w.visitor().get(&second.link("下载表格")).await.html;
            let ids = |text: &str| -> Vec<String> {
                text.lines().skip(1).map(|l| l[..8].to_owned()).collect()
            };
            let mut all = ids(&one);
            assert_eq!((all.len(), ids(&two).len()), (10_000, 5), "{at} {}", w.engine);
            all.extend(ids(&two));
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 10_005, "{at}");
        }
    }
}

#[tokio::test]
async fn the_page_in_outline() {
    let w = sqlite().await;
    let page = w.visitor().get(&format!("/places/{COMMUNITY}/open-data")).await;
    insta::assert_snapshot!(page.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [公开看板]
    # 七口堰社区 · 开放数据
    [下载表格（CSV）]
    ## 每一列是什么
    - 事项编号
    - 地方编码
    - 事项
    - 走到哪一步
    - 状态
    - 类别
    - 最早反映
    - 最近变化
    - 反映人数
    ## 给程序用
    [/api/v1/places/420583001003/open-data/download]
    [/api/openapi.json]
    ");
}
