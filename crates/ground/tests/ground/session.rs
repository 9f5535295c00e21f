//! 登录在哪里 — `/sessions`, ending one and ending all others

use kernel::{County, Role};
use serde_json::{Value, json};
use testkit::{Browser, COMMUNITY, World};

/// One more device of a person.
async fn device(w: &World, person: &str) -> Browser {
    let mut tx = w.tx().await;
    let county = County::parse("420583").unwrap();
    let secret = ground::session::begin_session(&mut tx, &county, person).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = w.visitor();
    browser.keep_cookie("gongdi_session", &secret);
    browser
}

async fn listed(browser: &mut Browser) -> Vec<Value> {
    let (status, told) = browser.api_get("/sessions").await;
    assert_eq!(status, 200, "{told}");
    told["sessions"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_lost_phone_is_signed_out_from_afar_and_nobody_elses() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let (person, mut here) = w.person_with_id("居民甲", Role::Resident, COMMUNITY).await;
        w.clock.advance(kernel::hours(1));
        let mut phone = device(&w, &person).await;
        let mut neighbour = w.person("居民乙", Role::Resident, COMMUNITY).await;
        w.visitor().get("/sessions").await.status(403);

        let page = here.get("/sessions").await;
        page.ok().shows("就是这一台").shows("2023-03-01 09:00 登录").shows("2023-03-01 10:00 登录");
        let own = listed(&mut here).await;
        assert_eq!((own.len(), &own[0]["here"], &own[1]["here"]), (2, &false.into(), &true.into()));
        let end = page.link("退出那一台");
        assert_eq!(end, format!("/sessions/{}/close", own[0]["id"].as_str().unwrap()));

        // Another's session is not even there.
        neighbour.get(&end).await.status(403);
        let (status, _) = neighbour.api_post(&end, "close-key-1", json!({})).await;
        assert_eq!(status, 403);
        phone.get("/sessions").await.ok();

        let ask = here.get(&end).await;
        here.submit(&ask, &[]).await.ok().shows("那一台已退出");
        here.submit(&ask, &[]).await.ok();
        phone.get("/sessions").await.status(403);
        assert_eq!(listed(&mut here).await.len(), 1);
        neighbour.get("/sessions").await.ok();
    }
}

#[tokio::test]
async fn all_others_are_signed_out_at_once_and_this_one_stays() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let (person, mut here) = w.person_with_id("网格员", Role::Worker, COMMUNITY).await;
        let (mut one, mut two) = (device(&w, &person).await, device(&w, &person).await);
        let ask = here.get("/sessions").await.link("别处都退出");
        let form = here.get(&ask).await;
        here.submit(&form, &[]).await.ok().shows("别处都已退出").hides("别处都退出");
        one.get("/desk").await.status(403);
        two.get("/desk").await.status(403);
        here.get("/desk").await.ok();
        let (status, _) = w.visitor().api_post("/sessions/others", "others-key-1", json!({})).await;
        assert_eq!(status, 403);
        // A session that has run out is not listed.
        device(&w, &person).await;
        w.clock.advance(kernel::days(31));
        here.get("/sessions").await.status(403);
    }
}
