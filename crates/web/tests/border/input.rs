//! Bad input gets a clear answer in place, keeps what was typed, and is never our fault.

use kernel::days;

use crate::{notice, worlds};

#[tokio::test]
async fn empty_too_long_damaged_and_strange_text() {
    for w in worlds().await {
        let form = format!("{}/object", notice(&w).await.url());
        let mut anybody = w.visitor();
        anybody.post(&form, &[("words", "")]).await.status(422).shows("这里要填");
        let long = "长".repeat(2001);
        let back = anybody.post(&form, &[("words", &long)]).await;
        back.status(422).shows("最多 2000 字");
        assert_eq!(back.value("words"), long, "nothing typed is lost");
        anybody.post(&form, &[("words", "乱\u{FFFD}码")]).await.status(422).shows("乱码");
        anybody.post(&form, &[("words", "a\u{0}b")]).await.status(422);
        anybody
            .post(&form, &[("words", "繁體字也可以，😀也可以")])
            .await
            .ok()
            .shows("繁體字也可以，😀也可以");
    }
}

#[tokio::test]
async fn ten_megabytes_and_bytes_that_are_no_text() {
    for w in worlds().await {
        let form = format!("{}/object", notice(&w).await.url());
        let mut anybody = w.visitor();
        anybody.get(&form).await.ok();
        anybody.post_bytes(&form, vec![b'a'; 10 * 1024 * 1024]).await.status(413).shows("256 KB");
        let page = anybody.get(&form).await;
        let csrf = page.hidden().into_iter().find(|(k, _)| k == "csrf").unwrap().1;
        let mut body = format!("csrf={csrf}&idem=abcdefgh1234&words=").into_bytes();
        body.extend(b"%FF%FE%C4%E3");
        anybody.post_bytes(&form, body).await.status(422).shows("乱码");
        anybody.post_bytes(&form, b"%%%&&&===".to_vec()).await.status(403).shows("请再点一次");
    }
}

#[tokio::test]
async fn a_form_without_or_with_somebody_elses_token_comes_back_whole() {
    for w in worlds().await {
        let form = format!("{}/object", notice(&w).await.url());
        let mut one = w.visitor();
        let theirs = w.visitor().get(&form).await.hidden();
        one.get(&form).await.ok();
        let mut pairs = theirs;
        pairs.retain(|(k, _)| k != "words");
        pairs.push(("words".into(), "不同意占绿地".into()));
        let back = one.post_raw(&form, &pairs).await;
        back.status(403).shows("请再点一次");
        assert_eq!(back.value("words"), "不同意占绿地");
        one.submit(&back, &[]).await.ok().shows("不同意占绿地");
    }
}

#[tokio::test]
async fn an_act_without_a_key_is_refused_and_a_late_one_says_so() {
    for w in worlds().await {
        let notice = notice(&w).await;
        let form = format!("{}/object", notice.url());
        let mut anybody = w.visitor();
        let page = anybody.get(&form).await;
        let mut pairs = page.hidden();
        pairs.retain(|(k, _)| k != "idem" && k != "words");
        pairs.push(("words".into(), "意见".into()));
        anybody.post_raw(&form, &pairs).await.status(403).shows("防重复");
        let page = anybody.get(&form).await;
        w.advance(days(8)).await;
        let late = anybody.submit(&page, &[("words", "晚了的意见")]).await;
        late.status(403).shows("不能再提异议");
        assert_eq!(late.value("words"), "晚了的意见");
    }
}

#[tokio::test]
async fn addresses_that_lead_nowhere() {
    for w in worlds().await {
        let mut anybody = w.visitor();
        for path in [
            "/nowhere",
            "/42058/notices/x",
            "/420583/notices/AAAAAAAAAAAAAAAA",
            "/420583/matters/🙂",
            "/places/4205830010030",
            "/places/99",
            "/420583/record/999999",
            "/420583/record/-1",
            "/420583/record/abc",
            "/places/420583001003/lists/none",
            "/api/v1/nowhere",
        ] {
            let page = anybody.get(path).await;
            assert_eq!(page.status, 404, "{path}: {}", page.text());
        }
        anybody.get("/find?number=%00").await.status(403).shows("再核对");
        anybody.get("/find?number=7KQ2MXA9").await.status(403);
        let post_on_page = anybody.post_raw("/places", &[]).await;
        assert!(post_on_page.status < 500, "{}", post_on_page.status);
    }
}

#[tokio::test]
async fn a_zero_in_an_address_finds_nothing_and_breaks_nothing() {
    for w in worlds().await {
        for path in ["/places?name=%00", "/find?number=%00", "/settings?back=%00"] {
            let status = w.visitor().get(path).await.status;
            assert!(status < 500, "{path} on {}", w.engine);
        }
    }
}
