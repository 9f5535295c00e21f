//! 反映 — `/places/{place}/report…`, `/places/{place}/near`, `/{county}/matters/{id}/join`, `/{county}/follow/{secret}…`

use kernel::Role;
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR, World};

use crate::{said, worker, worlds};

const REPORT: &str = "/places/420583001003.01/report";

#[tokio::test]
async fn a_visitor_reports_and_gets_a_number_and_a_private_link() {
    for w in worlds().await {
        let mut resident = w.visitor();
        let form = resident.get(&format!("/places/{ESTATE}")).await.link("我要反映");
        let words = "三号楼前的路灯不亮，晚上老人摔过跤。请打 13800138000";
        let typed = [("words", words), ("contact", "13900139000"), ("name", "老邻居")];
        let follow = resident.post(&form, &typed).await;
        follow.ok().shows("已收到").shows("路灯不亮").shows("待受理").shows("谁拿到这一页的链接");
        follow.shows("【手机号已隐去】").hides("13800138000").hides("13900139000").hides("老邻居");
        assert!(follow.path.starts_with("/420583/follow/"), "{}", follow.path);

        let public = w.visitor().get(&follow.link("公开页面")).await;
        public.ok().shows("居民 反映：三号楼前的路灯不亮").shows("网页").shows("1 人反映");
        public.hides("13800138000").hides("13900139000").hides("老邻居");

        let mut resident = w.visitor();
        let (status, made) =
            resident.api_post(REPORT, "report-key-1", json!({"words": "电梯停了一周"})).await;
        assert_eq!(status, 200, "{made}");
        assert_eq!(made["data"]["number"].as_str().unwrap().len(), 8);
        let (_, page) = resident.api_get(made["data"]["follow"].as_str().unwrap()).await;
        assert_eq!(page["matter"]["title"], "电梯停了一周");
    }
}

#[tokio::test]
async fn what_is_near_is_shown_before_anything_is_sent() {
    for w in worlds().await {
        let (_, first) = said(&w, ESTATE, "三号楼前面的路灯坏了，不亮").await;
        let mut other = w.visitor();
        let typed =
            [("words", "三号楼门口路灯不亮了"), ("title", "灯"), ("contact", "13900139000")];
        let back = other.post(REPORT, &typed).await;
        back.status(422).shows("是不是这件事").shows("三号楼前面的路灯坏了").shows("都不是的话");
        assert_eq!(back.value("words"), "三号楼门口路灯不亮了");
        assert_eq!(back.value("title"), "灯");
        assert_eq!(back.link("就是这件"), format!("{first}/join"));
        // Nothing was done: the matter list has one.
        w.visitor().get(&format!("/places/{COMMUNITY}/lists/problem")).await.hides("三号楼门口");

        let follow = other.submit(&back, &[("words", typed[0].1), ("anyway", "on")]).await;
        follow.ok().shows("已收到");

        let mut piece = w.visitor();
        let near =
            piece.get(&format!("/places/{COMMUNITY}/near?text=路灯坏了不亮&place={ESTATE}")).await;
        assert!(
            near.html.contains("三号楼前面的路灯坏了") && !near.html.contains("<html"),
            "{}",
            near.html
        );
        let (_, found) =
            piece.api_get(&format!("/places/{COMMUNITY}/near?text=路灯坏了不亮")).await;
        assert!(found["near"][0]["score"].as_u64().unwrap() > 110, "{found}");
        let (_, none) = piece.api_get(&format!("/places/{COMMUNITY}/near?text=想学书法")).await;
        assert_eq!(none["near"], json!([]));
        let (_, beside) =
            piece.api_get(&format!("/places/{NEIGHBOUR}/near?text=路灯坏了不亮")).await;
        assert_eq!(beside["near"], json!([]), "another community's lamps are another matter");
        let (status, _) =
            piece.api_get(&format!("/places/{COMMUNITY}/near?text=%00%EF%BF%BD，。")).await;
        assert_eq!(status, 200);
    }
}

#[tokio::test]
async fn what_is_near_does_not_use_up_the_word_of_what_was_done() {
    for w in worlds().await {
        let mut visitor = w.visitor();
        visitor.keep_cookie("gongdi_done", "listen-report-new-done");
        visitor.get(&format!("/places/{COMMUNITY}/near?text=路灯不亮")).await;
        visitor.get(&format!("/places/{COMMUNITY}/report")).await.ok().shows("已收到");
        visitor.get(&format!("/places/{COMMUNITY}/report")).await.ok().hides("已收到");
    }
}

#[tokio::test]
async fn the_same_words_about_another_place_come_last_and_say_so() {
    for w in worlds().await {
        let smoke = "小区楼下餐馆没有烟道，油烟直排，开不了窗";
        said(&w, COMMUNITY, &format!("春天家园{smoke}，天天如此")).await;
        let (_, mine) = said(&w, COMMUNITY, &format!("桂花园{smoke}，请管一管")).await;
        let mut visitor = w.visitor();
        let (_, found) =
            visitor.api_get(&format!("/places/{COMMUNITY}/near?text=桂花园{smoke}")).await;
        let near = found["near"].as_array().unwrap();
        assert_eq!(near[0]["url"], json!(mine), "{found}");
        assert_eq!(near[0]["because"][0], json!({"kind": "same_place", "what": "桂花园"}));
        assert_eq!(near.len(), 2, "{found}");
        assert!(near[1]["score"].as_u64() < Some(500), "{found}");
        assert_eq!(near[1]["because"][0]["kind"], "other_place", "{found}");
        let page = visitor.get(&format!("/places/{COMMUNITY}/near?text=桂花园{smoke}")).await;
        assert!(page.html.contains("都说到地点：桂花园"), "{}", page.html);
        assert!(page.html.contains("地点不同：桂花园、春天家园"), "{}", page.html);
    }
}

#[tokio::test]
async fn bad_input_is_answered_in_place() {
    for w in worlds().await {
        let mut resident = w.visitor();
        let empty = resident.post(REPORT, &[("words", ""), ("contact", "我在家")]).await;
        empty.status(422).shows("这里要填");
        assert_eq!(empty.value("contact"), "我在家");
        let long = "长".repeat(2001);
        assert_eq!(
            resident.post(REPORT, &[("words", &long)]).await.status(422).value("words"),
            long
        );
        resident
            .post(REPORT, &[("words", "鎴戜滑灏忓尯鐨勭數姊潖浜�")])
            .await
            .status(422)
            .shows("乱码");
        resident.post(REPORT, &[("words", "路灯不亮"), ("place", NEIGHBOUR)]).await.status(422);
        resident
            .post(REPORT, &[("words", "樓道燈壞了 👍🏽 <script>alert(1)</script>")])
            .await
            .ok()
            .shows("👍🏽 <script>");
        resident.get("/places/42/report").await.status(403).shows("请先找到您的县");
        resident.get("/places/420583001999/report").await.status(404);
        resident.get("/420583/follow/AAAAAAAAAAAAAAAAAAAAAAAAAA").await.status(404);
        resident.get("/420583/follow/short").await.status(404);
    }
}

#[tokio::test]
async fn a_double_click_is_one_report() {
    for w in worlds().await {
        let mut resident = w.visitor();
        let form = resident.get(REPORT).await;
        let one = resident.submit(&form, &[("words", "下水道堵了")]).await;
        let two = resident.submit(&form, &[("words", "下水道堵了")]).await;
        assert_eq!(one.path, two.path, "{}", w.engine);
        two.ok().shows("1 人反映");
    }
}

#[tokio::test]
async fn a_worker_enters_for_somebody_who_telephoned_and_prints_a_slip() {
    for w in worlds().await {
        let enter = format!("{REPORT}/enter");
        w.visitor().get(&enter).await.status(403).shows("登录");
        let mut elsewhere = w.person("邻社区网格员", Role::Worker, NEIGHBOUR).await;
        elsewhere.get(&enter).await.status(403);
        let mut resident = w.person("居民甲", Role::Resident, ESTATE).await;
        resident.get(&enter).await.status(403);

        let mut worker = worker(&w).await;
        worker.post(&enter, &[("words", "垃圾没人收")]).await.status(422).shows("这里要填");
        let form = worker.get(REPORT).await.link("代居民登记");
        let slip = worker.post(&form, &[("words", "垃圾没人收"), ("channel", "phone")]).await;
        slip.ok()
            .shows("请把下面的纸条交给居民")
            .shows("您反映的事")
            .shows("12345")
            .shows("到七口堰社区问一声");
        assert!(slip.html.contains("<svg class=\"qr\""), "{}", w.engine);
        let follow = w.visitor().get(&slip.link("打开跟进页面")).await;
        follow.ok().shows("电话 · 网格员 代为登记");
        let public = w.visitor().get(&follow.link("公开页面")).await;
        public.ok().shows("网格员 登记居民电话反映：垃圾没人收").shows("网格员 代为登记");
    }
}

#[tokio::test]
async fn others_join_and_each_has_a_link_of_their_own() {
    for w in worlds().await {
        let (first, matter) = said(&w, ESTATE, "小区大门的锁坏了").await;
        let join = w.visitor().get(&matter).await.link("我也附议");
        let mine = w.visitor().post(&join, &[("words", "修了三次了")]).await;
        mine.ok().shows("已附议").shows("2 人反映").shows("修了三次了");
        assert_ne!(mine.path, first);

        let mut known = w.person("居民甲", Role::Resident, ESTATE).await;
        known.post(&join, &[]).await.ok().shows("3 人反映");
        known.post(&join, &[]).await.status(403).shows("一人一声");

        let mut worker = worker(&w).await;
        worker.post(&join, &[("channel", "visit")]).await.ok().shows("您反映的事");
        let page = w.visitor().get(&matter).await;
        page.ok()
            .shows("4 人反映")
            .shows("居民 附议，现在 3 人")
            .hides("居民甲")
            .shows("网格员 代居民附议，现在 4 人");
        w.visitor().post(&join, &[("channel", "phone")]).await.status(403);
        let (status, data) = w.visitor().api_post(&join, "join-key-1", json!({})).await;
        assert_eq!((status, data["data"]["follow"].is_string()), (200, true));
    }
}

#[tokio::test]
async fn a_person_changes_and_withdraws_the_contact() {
    for w in worlds().await {
        let mut resident = w.visitor();
        let typed = [("words", "楼道堆了杂物，电话 13800138000"), ("contact", "13900139000")];
        let follow = resident.post(REPORT, &typed).await;
        let contact = follow.ok().shows("加密保存着").link("更改或撤回联系方式");
        resident.post(&contact, &[]).await.status(422).shows("这里要填");
        resident.post(&contact, &[("contact", "13700137000")]).await.ok().shows("联系方式已更改");
        let gone = resident.post(&contact, &[("forget", "on")]).await;
        gone.ok().shows("已全部删掉").shows("没有保存您的称呼和联系方式").shows("楼道堆了杂物");

        let mut worker = worker(&w).await;
        let reveal = format!("{}/reveal", follow.link("公开页面"));
        let form = worker.get(&reveal).await;
        assert!(!form.html.contains("name=\"voice\" value"), "nothing is left to look at");
    }
}

#[tokio::test]
async fn pages_in_outline_on_paper_and_in_english() {
    let w = testkit::World::sqlite(vec![ground::slice(), listen::slice()], Vec::new()).await;
    let (follow, matter) = said(&w, ESTATE, "路灯不亮").await;
    let mut visitor = w.visitor();
    insta::assert_snapshot!(visitor.get(REPORT).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    # 我要反映 · 国税小区
    什么事: ____
    一句话标题 （可不填）: ____
    联系方式 （可不填）: ____
    怎么称呼 （可不填）: ____
    (提交)
    [纸质反映单]
    ");
    insta::assert_snapshot!(visitor.get(&follow).await.outline(), @"
    # 路灯不亮
    - 您说的
    - 怎么反映的
    ## 到现在为止
    ### 居民 反映：路灯不亮
    [看这件事的公开页面]
    ## 只有您能看到的
    [纸条]
    [更改或撤回联系方式]
    ");
    insta::assert_snapshot!(visitor.get(&format!("{REPORT}/paper")).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    [我要反映]
    (打印)
    # 居民反映单
    ## 什么事
    ## 您（可不填）
    ");
    insta::assert_snapshot!(visitor.get(&matter).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    # 路灯不亮
    - 最早反映
    ## 大家怎么说
    [我也附议]
    ## 来龙去脉
    ### 居民 反映：路灯不亮
    [公开记录第 0 条]
    ");
    visitor.keep_cookie("gongdi_lang", "en");
    let slip = format!("{follow}/slip");
    let contact = format!("{follow}/contact");
    let (join, paper) = (format!("{matter}/join"), format!("{REPORT}/paper"));
    for path in [REPORT, &paper, &follow, &slip, &contact, &matter, &join] {
        visitor.get(path).await.ok().hides("⟦");
    }
}

#[tokio::test]
async fn many_who_join_at_the_same_moment_all_count() {
    for w in worlds().await {
        let (_, matter) = said(&w, ESTATE, "楼道灯不亮").await;
        let join = format!("{matter}/join");
        let mut people: Vec<_> = (0..6).map(|_| w.visitor()).collect();
        let mut forms = Vec::new();
        for person in &mut people {
            forms.push(person.get(&join).await);
        }
        let sent = people.into_iter().zip(forms).map(|(mut person, form)| {
            tokio::spawn(async move { person.submit(&form, &[]).await.status })
        });
        for one in sent.collect::<Vec<_>>() {
            assert_eq!(one.await.unwrap(), 200, "{}", w.engine);
        }
        w.visitor().get(&matter).await.ok().shows("7 人反映");
    }
}

#[tokio::test]
async fn private_pages_are_never_kept_and_show_no_secret_elsewhere() {
    for w in worlds().await {
        let (follow, matter) = said(&w, ESTATE, "楼道灯不亮").await;
        let secret = follow.rsplit('/').next().unwrap();
        w.visitor().get(&matter).await.ok().hides(secret);
        w.visitor().get(&format!("/places/{COMMUNITY}/lists/problem")).await.ok().hides(secret);
        let (_, page) = w.visitor().api_get(&matter).await;
        assert!(!page.to_string().contains(secret));
        // The next look sees the next state at once, although nobody is signed in.
        let mut worker = worker(&w).await;
        let mut resident = w.visitor();
        resident.get(&follow).await.ok().shows("待受理");
        worker
            .post(&format!("{matter}/accept"), &[("klass", "urgent"), ("answers", "网格员")])
            .await
            .ok();
        resident.get(&follow).await.ok().shows("办理中").shows("网格员");
    }
}

#[tokio::test]
async fn what_was_said_is_found_until_it_is_joined_to_another() {
    for w in worlds().await {
        let (_, first) = said(&w, ESTATE, "三号楼路灯不亮。请打 13800138000，老人摔过跤").await;
        let (_, second) = said(&w, ESTATE, "电梯停了一周，爬不动楼梯").await;
        let found = async |words: &str| {
            let url = format!("/places/{COMMUNITY}/search?words={words}");
            let (status, page) = w.visitor().api_get(&url).await;
            assert_eq!(status, 200, "{page}");
            let urls = page["found"].as_array().unwrap().iter();
            let urls: Vec<_> = urls.map(|m| m["url"].as_str().unwrap().to_owned()).collect();
            (urls, page.to_string())
        };
        let (urls, page) = found("摔过").await;
        assert_eq!(urls, [first.as_str()], "{}", w.engine);
        assert!(page.contains("手机号已隐去") && !page.contains("13800138000"), "{page}");
        assert_eq!(found("138001").await.0, Vec::<String>::new());

        let mut other = w.visitor();
        let form = other.get(&format!("{second}/join")).await;
        other.submit(&form, &[("words", "轮椅出不了门")]).await.ok();
        assert_eq!(found("轮椅 爬不动").await.0, [second.as_str()], "{}", w.engine);

        let mut worker = worker(&w).await;
        let form = worker.get(&format!("{second}/merge")).await;
        let into = first.rsplit('/').next().unwrap();
        worker.submit(&form, &[("into", into)]).await.ok();
        assert_eq!(found("轮椅 路灯").await.0, [first.as_str()], "the words went with the voices");
        assert_eq!(found("电梯").await.0, [first.as_str()], "{}", w.engine);
    }
}

#[tokio::test]
async fn what_was_there_before_searching_came_becomes_findable() {
    for w in World::each(vec![ground::slice(), listen::slice()], listen::flows()).await {
        for n in 0..5 {
            said(&w, ESTATE, &format!("第{n}盏路灯不亮")).await;
        }
        let url = format!("/places/{COMMUNITY}/search?words=路灯");
        let count = async || w.visitor().api_get(&url).await.1["found"].as_array().unwrap().len();
        assert_eq!(count().await, 5);
        // As it was before: nothing in the index, and the job that the migration leaves.
        let mut tx = w.tx().await;
        tx.run("DELETE FROM ground_find WHERE county >= '0'", &[]).await.unwrap();
        tx.run(include_str!("../../migrations/20261127_find.sql"), &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count().await, 0, "{}", w.engine);
        w.settle().await;
        assert_eq!(count().await, 5, "{}", w.engine);
    }
}
