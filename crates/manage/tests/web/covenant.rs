//! 居民公约 — `/places/{place}/covenants`, `…/check`, `/{county}/covenants/{id}`, `…/file`, `…/poster`

use kernel::{Role, Stage};
use serde_json::json;
use testkit::{COMMUNITY, ESTATE};

use crate::{count, enact, matter, sqlite, stage_of, told, worlds};

const CHECK: &str = "/places/420583001003.01/covenants/check";

fn adopted(matter: Option<&kernel::MatterId>, body: &str) -> store::Told {
    told(
        "decide-proposal-adopted",
        matter,
        json!({"title": "国税小区公约", "kind": "covenant", "cost": "", "body": body}),
    )
}

#[tokio::test]
async fn an_adopted_covenant_is_in_force_once_and_the_next_edition_ends_it() {
    for w in worlds().await {
        let (id, url) = matter(&w, "立个公约", Stage::Decide).await;
        let first = adopted(Some(&id), "第一条 车停线内。\n第二条 不从窗口扔东西。");
        enact(&w, &first).await;
        enact(&w, &first).await;
        assert_eq!(count(&w, "manage-covenant-enacted").await, 1, "{}", w.engine);
        assert_eq!(stage_of(&w, &id).await, Stage::Manage);
        let thread = w.visitor().get(&url).await;
        thread.ok().shows("《国税小区公约》第 1 版自 2023-03-01 起施行");
        let page = w.visitor().get(&thread.link("国税小区公约")).await;
        page.ok().shows("施行中").shows("车停线内。").shows("2024-03-01").shows("还没有报街道");
        page.shows("《中华人民共和国城市居民委员会组织法");

        w.at_time("2023-09-01T10:00").await;
        enact(&w, &adopted(Some(&id), "一、车停线内。\n二、晚上十点后安静。")).await;
        let list = w.visitor().get(&format!("/places/{COMMUNITY}/covenants")).await;
        list.ok().shows("第 2 版，2023-09-01 起施行").shows("已由新版代替");
        let old = w.visitor().get(&page.path).await;
        old.ok().shows("施行到").shows("2023-09-01").shows("不从窗口扔东西。");

        w.at_time("2024-10-01T10:00").await;
        assert_eq!(
            count(&w, "manage-covenant-due").await,
            1,
            "only the edition in force is reviewed"
        );
    }
}

#[tokio::test]
async fn anybody_checks_a_draft_and_nothing_is_kept() {
    for w in worlds().await {
        let mut visitor = w.visitor();
        let form = visitor.get(CHECK).await;
        form.ok().shows("不用登录，贴的内容不保存");
        let found = visitor
            .submit(
                &form,
                &[("draft", "一、车停线内。\n二、乱停车一次罚款50元。\n三、外嫁女没有表决权。")],
            )
            .await;
        found
            .ok()
            .shows("共 3 条，有 2 处要再斟酌")
            .shows("第 2 条 罚款")
            .shows("第 3 条 按性别、婚姻排斥人");
        found
            .shows("村民委员会组织法")
            .shows("第二十七条")
            .shows("指导意见")
            .shows("引起注意的字：罚款");
        assert!(found.value("draft").contains("罚款50元"));
        let clean = visitor.post(CHECK, &[("draft", "车停线内。\n见面问好。")]).await;
        clean.ok().shows("看了 2 条，没有发现明显问题");
        visitor.post(CHECK, &[("draft", "")]).await.status(422).shows("这里要填");

        let (status, json) =
            visitor.api_post(CHECK, "key-12345678", json!({"draft": "全户停发补贴"})).await;
        assert_eq!(status, 200);
        assert_eq!(json["flags"][0]["wrong"], "benefit");
        let mut tx = w.tx().await;
        let county = kernel::County::parse(testkit::COUNTY).unwrap();
        assert!(
            store::facts_since(&mut tx, &county, 0, 10).await.unwrap().is_empty(),
            "{}",
            w.engine
        );
        visitor.get("/places/990000000000/covenants/check").await.status(404);
    }
}

#[tokio::test]
async fn the_street_files_it_once() {
    for w in worlds().await {
        enact(&w, &adopted(None, "车停线内。")).await;
        let list = w.visitor().get(&format!("/places/{ESTATE}/covenants")).await;
        let url = list.link("国税小区公约");
        let file = format!("{url}/file");
        for (alias, role, place) in
            [("居民甲", Role::Resident, ESTATE), ("网格员", Role::Worker, COMMUNITY)]
        {
            w.person(alias, role, place).await.get(&file).await.status(403);
        }
        w.at_time("2023-03-10T09:00").await;
        let mut street = w.person("街道办事处", Role::Street, "420583001").await;
        street.post(&file, &[("day", "2023-03-11")]).await.status(422).shows("今天以前");
        street.post(&file, &[("day", "2023-02-28")]).await.status(422);
        let filed =
            street.post(&file, &[("day", "2023-03-08"), ("number", "马备〔2023〕3号")]).await;
        filed.ok().shows("已备案").shows("2023-03-08 马备〔2023〕3号");
        assert!(!filed.has_link("备案"));
        street.post(&file, &[("day", "2023-03-09")]).await.status(403).shows("已经备案");
        let poster = w.visitor().get(&format!("{url}/poster")).await;
        poster.ok().shows("2023-03-08 备案").shows("车停线内。");
        assert!(
            poster.html.contains("<svg class=\"qr\"") && poster.html.contains("poster"),
            "{}",
            w.engine
        );
    }
}

#[tokio::test]
async fn a_flagged_clause_in_force_is_shown_with_its_reason() {
    for w in worlds().await {
        enact(&w, &adopted(None, "车停线内。\n乱停车罚款50元。")).await;
        let list = w.visitor().get(&format!("/places/{ESTATE}/covenants")).await;
        let page = w.visitor().get(&list.link("国税小区公约")).await;
        page.ok().shows("抵触的条款无效").shows("罚款只有法律授权的机关才能作出");
    }
}

#[tokio::test]
async fn the_pages_in_outline() {
    let w = sqlite().await;
    enact(&w, &adopted(None, "车停线内。\n乱停车罚款50元。")).await;
    let list = w.visitor().get(&format!("/places/{ESTATE}/covenants")).await;
    let mut street = w.person("街道办事处", Role::Street, "420583001").await;
    insta::assert_snapshot!(street.get(&list.link("国税小区公约")).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    # 国税小区公约
    - 复议日期
    - 备案
    - 依据
    [公约海报]
    [备案]
    ");
    insta::assert_snapshot!(street.post(CHECK, &[("draft", "乱停车罚款50元。")]).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    [居民公约]
    # 公约草案体检
    ## 结果
    ### 第 1 条 罚款
    草案: ____
    (体检)
    ");
}
