//! 案例 — `/{county}/matters/{id}/case`, `/{county}/cases/{id}` and its verbs, `/cases`, `/places/{place}/cases`

use ground::matter;
use kernel::{Id, Role, Standing, days};
use serde_json::json;
use testkit::{Browser, COMMUNITY, COUNTY, ESTATE, NEIGHBOUR, Page, World};

use crate::{place, solved, sqlite, worker, worlds};

const WORDS: &[(&str, &str)] = &[
    ("title", "采石场变广场"),
    ("problem", "晒谷没有地方，车停在路上"),
    ("worked", "先选五个人出来，再一户一户问。\n钱的账天天贴。"),
    ("differently", "早一点问不在家的人。电话 13812345678 问过。"),
    ("limits", "要有一块集体的地。"),
];

/// A published case of the estate; gives who published it and its page.
async fn published(w: &World) -> (Browser, Page) {
    let m = solved(w, ESTATE, "广场建在哪里").await;
    let mut by = worker(w).await;
    let draft = by.post(&format!("{}/case", m.url()), WORDS).await;
    let page = by.post(&draft.link("公开案例"), &[("consent", "on")]).await;
    (by, page)
}

#[tokio::test]
async fn a_case_is_composed_from_the_record_previewed_and_published() {
    for w in worlds().await {
        let m = solved(&w, ESTATE, "广场建在哪里").await;
        let mut by = worker(&w).await;
        let page = by.get(&m.url()).await;
        let form = by.get(&page.link("写成案例")).await;
        form.ok().shows("2023-03-01 居民甲 反映：广场建在哪里").shows("41 天").shows("解决了 12");
        assert_eq!(form.value("title"), "广场建在哪里");

        let draft = by.submit(&form, WORDS).await;
        draft.ok().shows("下面是预览").shows("草稿，还没有公开").shows("采石场变广场");
        w.visitor().get(&draft.path).await.status(404);
        w.visitor().get("/cases").await.ok().hides("采石场变广场");

        let case = by.post(&draft.link("公开案例"), &[("consent", "on")]).await;
        case.ok().shows("案例已公开。");
        let seen = w.visitor().get(&case.path).await;
        seen.ok()
            .shows("晒谷没有地方")
            .shows("先选五个人出来")
            .shows("41 天")
            .shows("1 人反映")
            .shows("150000.00 元")
            .shows("部分解决 2，没解决 1，没联系上 3")
            .shows("2023-03-21 理事会 收到 居民乙 出的 50000 元")
            .shows("2023-03-01 居民甲 反映：广场建在哪里")
            .hides("13812345678")
            .hides("⟦");
        let thread = {
            let mut tx = w.tx().await;
            store::facts_of(&mut tx, &place(ESTATE).county(), &m.id).await.unwrap()
        };
        for told in thread.iter().filter(|t| !t.kind.starts_with("share-")) {
            assert!(
                seen.html.contains(&format!("/{COUNTY}/record/{}\"", told.seq)),
                "{}",
                told.kind
            );
        }
        assert!(seen.html.contains("<svg class=\"qr\""));
        let on_matter = w.visitor().get(&m.url()).await;
        on_matter.shows("网格员 公开了案例《采石场变广场》");
        assert_eq!(on_matter.link("采石场变广场"), case.path);
    }
}

#[tokio::test]
async fn only_those_who_serve_the_place_write_and_only_what_residents_call_solved() {
    for w in worlds().await {
        let m = solved(&w, ESTATE, "广场建在哪里").await;
        let compose = format!("{}/case", m.url());
        w.visitor().get(&compose).await.status(403).shows("登录");
        for (alias, role, at) in [
            ("居民甲", Role::Resident, ESTATE),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
            ("县里", Role::County, COUNTY),
        ] {
            let mut other = w.person(alias, role, at).await;
            other.get(&compose).await.status(403);
            assert!(!other.get(&m.url()).await.has_link("写成案例"), "{alias}");
            let (status, problem) = other
                .api_post(
                    &compose,
                    "key-12345678",
                    json!({"title": "x", "problem": "y",
                "worked": "z", "differently": "w"}),
                )
                .await;
            assert_eq!(
                (status, &problem["type"]),
                (403, &json!("urn:gongdi:problem:refused")),
                "{alias}"
            );
        }
        let mut by = worker(&w).await;
        let lapsed = crate::matter(&w, ESTATE, "没人接电话", Standing::Lapsed).await;
        by.get(&format!("{}/case", lapsed.url()))
            .await
            .status(403)
            .shows("居民还没有说这件事解决了");
        let open = crate::matter(&w, ESTATE, "还在办", Standing::Open).await;
        by.get(&format!("{}/case", open.url())).await.status(403);
        let mut leader = w.person("带头人", Role::Convener, ESTATE).await;
        leader.post(&compose, WORDS).await.ok().shows("下面是预览");
        by.get(&compose).await.status(403).shows("已经有案例了");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    for w in worlds().await {
        let m = solved(&w, ESTATE, "广场建在哪里").await;
        let mut by = worker(&w).await;
        let back = by
            .post(&format!("{}/case", m.url()), &[("worked", "大家一起"), ("differently", "")])
            .await;
        back.status(422).shows("重来一次会怎么改：这里要填").shows("记录里怎么说");
        assert_eq!(back.value("worked"), "大家一起");
        let draft = by.submit(&back, WORDS).await;
        let refused = by.post(&draft.link("公开案例"), &[]).await;
        refused.status(422).shows("请先核对，再打勾");
        by.submit(&refused, &[("consent", "on")]).await.ok().shows("案例已公开。");
        by.post(&format!("{}/publish", draft.path), &[("consent", "on")])
            .await
            .status(403)
            .shows("已经公开了");
    }
}

#[tokio::test]
async fn a_double_click_and_a_retry_are_one_case() {
    for w in worlds().await {
        let m = solved(&w, ESTATE, "广场建在哪里").await;
        let mut by = worker(&w).await;
        let form = by.get(&format!("{}/case", m.url())).await;
        let first = by.submit(&form, WORDS).await;
        let second = by.submit(&form, WORDS).await;
        assert_eq!(first.path, second.path, "{}", w.engine);
        let publish = format!("{}/publish", first.path);
        let (_, one) = by.api_post(&publish, "same-key-1", json!({"consent": true})).await;
        let (_, two) = by.api_post(&publish, "same-key-1", json!({"consent": true})).await;
        assert_eq!(one["url"], two["url"]);
        let (_, page) = by.api_get(&m.url()).await;
        let told = page["thread"].as_array().unwrap().iter();
        assert_eq!(told.filter(|f| f["kind"] == "share-case-published").count(), 1);
        let (_, case) = w.visitor().api_get(&first.path).await;
        assert_eq!(case["case"]["state"], "published");
        assert_eq!(case["basis"]["days"], 41);
    }
}

#[tokio::test]
async fn a_revision_is_a_new_edition_and_the_old_one_stays() {
    for w in worlds().await {
        let (mut by, case) = published(&w).await;
        let form = by.get(&case.link("修改")).await;
        assert_eq!(form.value("problem"), "晒谷没有地方，车停在路上");
        let revised = by.submit(&form, &[("problem", "晒谷没有地方，停车难")]).await;
        revised.ok().shows("第 2 版").shows("停车难");
        let seen = w.visitor().get(&case.path).await;
        seen.shows("停车难").hides("车停在路上");
        let old = w.visitor().get(&seen.link("第 1 版")).await;
        old.ok().shows("车停在路上").hides("停车难");
        w.visitor().get(&format!("{}?edition=9", case.path)).await.status(404);
        w.visitor().get("/cases?words=停车难").await.shows("采石场变广场");
    }
}

#[tokio::test]
async fn a_published_case_does_not_move_with_the_record() {
    for w in worlds().await {
        let (_, case) = published(&w).await;
        let (_, before) = w.visitor().api_get(&case.path).await;
        let mut tx = w.tx().await;
        let county = place(ESTATE).county();
        let id = kernel::MatterId::parse(before["case"]["matter"].as_str().unwrap()).unwrap();
        let mut m = matter::load(&mut tx, &county, &id).await.unwrap();
        m.reopen(None).unwrap();
        m.joined();
        matter::save(&mut tx, &mut m).await.unwrap();
        let said = kernel::Fact::new("listen-report-said", kernel::Stage::Listen, &m.place, &m.id)
            .on(&m.id);
        tx.tell(said.with("title", "又坏了")).await.unwrap();
        tx.commit().await.unwrap();
        let (_, after) = w.visitor().api_get(&case.path).await;
        assert_eq!((&before["record"], &before["basis"]), (&after["record"], &after["basis"]));
        let seen = w.visitor().get(&case.path).await;
        seen.ok().hides("又坏了").shows("居民又提出这件事没有解决好");
    }
}

#[tokio::test]
async fn a_withdrawn_case_keeps_its_reason_and_loses_its_words() {
    for w in worlds().await {
        let (mut by, case) = published(&w).await;
        let gone = by.post(&case.link("撤回案例"), &[("reason", "数字写错了")]).await;
        gone.ok().shows("案例已撤回。").shows("数字写错了");
        let seen = w.visitor().get(&case.path).await;
        seen.ok().shows("数字写错了").hides("先选五个人出来");
        let (_, data) = w.visitor().api_get(&case.path).await;
        assert!(!data.to_string().contains("先选五个人出来"));
        w.visitor().get("/cases?words=广场").await.ok().hides("采石场变广场");
        by.post(&format!("{}/withdraw", case.path), &[("reason", "再撤")]).await.status(403);
        by.post(&format!("{}/revise", case.path), WORDS).await.status(403);
        // Another case can be written.
        let matter = format!("/{COUNTY}/matters/{}", data["case"]["matter"].as_str().unwrap());
        by.post(&format!("{matter}/case"), WORDS).await.ok().shows("下面是预览");
    }
}

#[tokio::test]
async fn nobody_else_publishes_revises_or_withdraws() {
    for w in worlds().await {
        let (_, case) = published(&w).await;
        for verb in ["publish", "revise", "withdraw"] {
            let path = format!("{}/{verb}", case.path);
            w.visitor().get(&path).await.status(403).shows("登录");
            let mut other = w.person("居民丙", Role::Resident, ESTATE).await;
            other.get(&path).await.status(403);
        }
        w.visitor()
            .get(&format!("/{COUNTY}/cases/{}", Id::<()>::random(&mut kernel::Seeded::new(1))))
            .await
            .status(404);
    }
}

#[tokio::test]
async fn cases_are_found_by_words_everywhere_and_by_place() {
    for w in worlds().await {
        published(&w).await;
        for words in ["廣場", "晒谷", "采石场 停在路上", ""] {
            w.visitor().get(&format!("/cases?words={words}")).await.ok().shows("采石场变广场");
        }
        for words in ["桥", "广场 电梯", "'; DROP TABLE"] {
            w.visitor().get(&format!("/cases?words={words}")).await.ok().shows("没有找到案例");
        }
        for at in [ESTATE, COMMUNITY, "420583001", COUNTY, "4205", "42"] {
            w.visitor().get(&format!("/places/{at}/cases")).await.ok().shows("采石场变广场");
            w.visitor()
                .get(&format!("/places/{at}/cases?words=广场"))
                .await
                .ok()
                .shows("采石场变广场");
        }
        w.visitor().get(&format!("/places/{NEIGHBOUR}/cases")).await.ok().hides("采石场变广场");
        w.visitor()
            .get(&format!("/places/{NEIGHBOUR}/cases?words=广场"))
            .await
            .ok()
            .hides("采石场变广场");
    }
}

#[tokio::test]
async fn the_case_list_goes_on_page_by_page() {
    for w in worlds().await {
        let mut by = worker(&w).await;
        for i in 0..23 {
            let m = crate::matter(&w, ESTATE, &format!("第{i}件"), Standing::Solved).await;
            w.advance(kernel::minutes(1)).await;
            let mut words = WORDS.to_vec();
            let title = format!("第{i}个案例");
            words[0] = ("title", &title);
            let draft = by.post(&format!("{}/case", m.url()), &words).await;
            by.post(&draft.link("公开案例"), &[("consent", "on")]).await.ok();
        }
        for path in
            ["/cases".to_owned(), "/cases?words=晒谷".to_owned(), format!("/places/{COUNTY}/cases")]
        {
            let first = w.visitor().get(&path).await;
            let second = w.visitor().get(&first.link("下一页")).await;
            let all = format!("{} {}", first.text(), second.text());
            for i in 0..23 {
                assert_eq!(
                    all.matches(&format!("第{i}个案例")).count(),
                    1,
                    "{path} {i} {}",
                    w.engine
                );
            }
            assert!(!second.has_link("下一页"));
        }
    }
}

/// A community in another county.
const FAR: &str = "420115004001";

async fn far(w: &World) {
    let mut tx = w.tx().await;
    for (code, kind, name) in [
        ("4201", "city", "武汉市"),
        ("420115", "county", "江夏区"),
        ("420115004", "street", "五里界街道"),
        (FAR, "community", "凤凰社区"),
        ("420115004002", "community", "凤凰社区"),
    ] {
        ground::place::put(&mut tx, &place(code), kind, name).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_place_in_another_county_tries_a_case_and_both_sides_know() {
    for w in worlds().await {
        far(&w).await;
        let (_, case) = published(&w).await;
        let mut other = w.person("居民丁", Role::Resident, FAR).await;
        let offer = other.get(&case.path).await.link("在我们这里试试");
        let form = other.get(&offer).await;
        form.ok().shows("五里界街道");
        let tried = other.submit(&form, &[("place", FAR), ("text", "我们也没有地方晒谷")]).await;
        tried.ok().shows("已提出").shows("采石场变广场").shows("我们也没有地方晒谷");

        let mut tx = w.tx().await;
        let facts = store::facts_since(&mut tx, &place(FAR).county(), 0, 10).await.unwrap();
        drop(tx);
        assert_eq!(facts.len(), 1, "{}", w.engine);
        let fact = &facts[0];
        assert_eq!((fact.kind.as_str(), fact.place.as_str()), ("share-case-tried", FAR));
        assert!(case.path.ends_with(&fact.subject));
        assert_eq!((fact.text("title"), fact.text("text")), ("采石场变广场", "我们也没有地方晒谷"));
        assert_eq!(fact.text("case"), case.path);
        assert!(fact.text("from").ends_with("国税小区"));

        let seen = w.visitor().get(&case.path).await;
        seen.shows("1 个地方在试").shows("凤凰社区");
        w.visitor()
            .get(&format!("/places/{FAR}/board"))
            .await
            .shows("居民丁 提议在这里试试《采石场变广场》");
        let again =
            other.post(&format!("{}/try", case.path), &[("place", FAR), ("text", "再来")]).await;
        again.status(403).shows("已经在试这个案例了");
    }
}

#[tokio::test]
async fn a_place_is_also_found_by_code_or_by_name_but_only_ones_own() {
    for w in worlds().await {
        far(&w).await;
        let (_, case) = published(&w).await;
        let path = format!("{}/try", case.path);
        let mut street = w.person("江夏网格员", Role::Worker, "420115004").await;
        let other = |text: &'static str| [("place", "other"), ("other", text), ("text", "一样")];
        street
            .post(&path, &other("凤凰社区"))
            .await
            .status(422)
            .shows("请写编码：420115004001 湖北省");
        street.post(&path, &other("天上人间")).await.status(422).shows("没有找到这个地方");
        street.post(&path, &other("420115004")).await.status(422).shows("请选到社区");
        street.post(&path, &other("")).await.status(422).shows("这里要填");
        street.post(&path, &other("420583001004")).await.status(403).shows("只能在您自己住的");
        let back = street
            .post(&path, &[("place", "other"), ("other", "凤凰社区"), ("text", "我们的话")])
            .await;
        assert_eq!(back.value("text"), "我们的话");
        street.post(&path, &other(FAR)).await.ok().shows("已提出");

        let mut same = w.person("居民甲", Role::Resident, ESTATE).await;
        same.post(&path, &[("place", ESTATE), ("text", "就是我们")])
            .await
            .status(422)
            .shows("请选另一个地方");
        w.visitor().get(&path).await.status(403).shows("登录");
        let (status, done) =
            same.api_post(&path, "key-12345678", json!({"place": FAR, "text": "x"})).await;
        assert_eq!(status, 403, "{done}");
        let mut neighbour = w.person("居民戊", Role::Resident, NEIGHBOUR).await;
        let body = json!({"place": NEIGHBOUR, "text": "我们也想"});
        let (status, one) = neighbour.api_post(&path, "same-key-1", body.clone()).await;
        let (_, two) = neighbour.api_post(&path, "same-key-1", body).await;
        assert_eq!((status, &one["url"]), (200, &two["url"]));
        w.visitor().get(&case.path).await.shows("2 个地方在试");
    }
}

#[tokio::test]
async fn every_page_of_cases_reads_in_english() {
    let w = sqlite().await;
    far(&w).await;
    let m = solved(&w, ESTATE, "修桥").await;
    let mut by = worker(&w).await;
    by.keep_cookie("gongdi_lang", "en");
    by.get(&format!("{}/case", m.url())).await.ok().shows("What the record says").hides("⟦");
    let draft = by.post(&format!("{}/case", m.url()), WORDS).await;
    draft.ok().shows("preview").hides("⟦");
    for verb in ["publish", "revise", "withdraw"] {
        by.get(&format!("{}/{verb}", draft.path)).await.ok().hides("⟦");
    }
    by.post(&format!("{}/publish", draft.path), &[("consent", "on")]).await.ok().hides("⟦");
    by.get(&m.url()).await.ok().shows("published the case").hides("⟦");
    let mut other = w.person("居民丁", Role::Resident, FAR).await;
    other.keep_cookie("gongdi_lang", "en");
    other.get(&format!("{}/try", draft.path)).await.ok().shows("Try it in our place").hides("⟦");
    other
        .post(&format!("{}/try", draft.path), &[("place", FAR), ("text", "same here")])
        .await
        .ok()
        .hides("⟦");
    other.get(&format!("/places/{FAR}/board")).await.ok().shows("suggested trying").hides("⟦");
}

#[tokio::test]
async fn the_samples_of_this_slice_open() {
    for w in worlds().await {
        published(&w).await;
        let draft = solved(&w, ESTATE, "写了一半").await;
        let untold = solved(&w, ESTATE, "还没有写").await;
        let mut by = worker(&w).await;
        by.post(&format!("{}/case", draft.url()), WORDS).await.ok();
        let mut tx = w.tx().await;
        let samples = (share::slice().samples)(&mut tx).await.unwrap();
        drop(tx);
        assert!(samples.len() >= 20, "{}", samples.len());
        assert!(
            samples.iter().any(|s| s.path == format!("{}/case", untold.url())),
            "a case to compose"
        );
        let mut resident = w.person("居民庚", Role::Resident, NEIGHBOUR).await;
        let mut nobody = w.visitor();
        for sample in samples {
            let browser = match sample.role {
                Some(Role::Worker) => &mut by,
                Some(_) => &mut resident,
                None => &mut nobody,
            };
            browser.get(&sample.path).await.ok().hides("⟦");
        }
    }
}

#[tokio::test]
async fn the_case_in_outline() {
    let w = sqlite().await;
    let (mut by, case) = published(&w).await;
    insta::assert_snapshot!(case.outline(), @"
    [广场建在哪里]
    # 采石场变广场
    ## 当时的问题
    ## 办成的关键
    ## 重来一次会怎么改
    ## 哪里不适用
    ## 记录里怎么说
    - 从说到解决
    - 多少人反映
    - 花费
    - 居民评价
    [解决了 12，部分解决 2，没解决 1，没联系上 3]
    ### 谁出了什么
    [公开记录第 1 条]
    ### 一步一步怎么做的
    [公开记录第 0 条]
    [公开记录第 1 条]
    [公开记录第 2 条]
    [公开记录第 3 条]
    [看这件事的来龙去脉]
    [修改]
    [撤回案例]
    ## 0 个地方在试
    [在我们这里试试]
    (打印)
    ");
    w.advance(days(1)).await;
    insta::assert_snapshot!(by.get("/cases").await.outline(), @"
    # 案例库
    找什么: ____
    (查找)
    ### 采石场变广场
    [采石场变广场]
    ");
}
