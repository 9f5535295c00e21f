//! Languages, sizes, headers, what was done, and the cache.

use axum::body::Body;
use axum::http::Request;
use kernel::Role;
use testkit::COMMUNITY;
use tower::ServiceExt as _;

use crate::{notice, worlds};

#[tokio::test]
async fn a_public_page_is_fresh_after_every_act() {
    for w in worlds().await {
        let notice = notice(&w).await;
        let mut reader = w.visitor();
        reader.get(&notice.url()).await.ok().shows("异议 0 条");
        reader.get(&notice.url()).await.ok().shows("异议 0 条");
        let mut other = w.visitor();
        other
            .post(&format!("{}/object", notice.url()), &[("words", "有意见")])
            .await
            .ok()
            .shows("异议已收到");
        reader.get(&notice.url()).await.ok().shows("异议 1 条").shows("有意见").hides("异议已收到");
    }
}

#[tokio::test]
async fn asking_for_the_head_alone_empties_no_page() {
    for w in worlds().await {
        let url = notice(&w).await.url();
        let head = Request::head(&url).body(Body::empty()).unwrap();
        assert_eq!(web::router(&w.app).oneshot(head).await.unwrap().status(), 200);
        w.visitor().get(&url).await.ok().shows("广场方案公示");
    }
}

#[tokio::test]
async fn what_was_done_is_said_once() {
    for w in worlds().await {
        let notice = notice(&w).await;
        let mut one = w.visitor();
        one.post(&format!("{}/object", notice.url()), &[("words", "有意见")])
            .await
            .ok()
            .shows("异议已收到");
        one.get(&notice.url()).await.ok().hides("异议已收到");
    }
}

#[tokio::test]
async fn every_look_is_its_own_page() {
    for w in worlds().await {
        let notice = notice(&w).await;
        let mut plain = w.visitor();
        let mut english = w.visitor();
        english.keep_cookie("gongdi_lang", "en");
        let mut elder = w.visitor();
        elder.keep_cookie("gongdi_elder", "on");
        let mut dark = w.visitor();
        dark.keep_cookie("gongdi_theme", "dark");
        for _ in 0..2 {
            assert!(plain.get(&notice.url()).await.html.contains("data-elder=\"off\""));
            english.get(&notice.url()).await.ok().shows("Objections: 0");
            assert!(elder.get(&notice.url()).await.html.contains("data-elder=\"on\""));
            assert!(dark.get(&notice.url()).await.html.contains("data-theme=\"dark\""));
        }
    }
}

#[tokio::test]
async fn what_only_staff_may_do_is_shown_to_staff_only() {
    for w in worlds().await {
        let notice = notice(&w).await;
        w.visitor().post(&format!("{}/object", notice.url()), &[("words", "有意见")]).await.ok();
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let page = worker.get(&notice.url()).await;
        worker.post(&page.link("答复异议"), &[("words", "已改")]).await.ok().shows("已改");
        assert!(!w.visitor().get(&notice.url()).await.has_link("答复异议"));
    }
}

#[tokio::test]
async fn signing_in_with_a_slip_and_out_again() {
    for w in worlds().await {
        let _ = w.person("网格员", Role::Worker, COMMUNITY).await;
        let mut tx = w.tx().await;
        let (_, _, code) = testkit::ground::session::demo_slips(&mut tx).await.unwrap().remove(0);
        tx.commit().await.unwrap();
        let mut browser = w.visitor();
        browser.post("/sign-in", &[("code", "420583-WRONG")]).await.status(403).shows("编码不对");
        let desk = browser.post("/sign-in", &[("code", &code.to_lowercase())]).await;
        desk.ok().shows("七口堰社区");
        browser.post("/sign-out", &[]).await.ok();
        browser.get("/desk").await.status(403).shows("先登录");
    }
}
