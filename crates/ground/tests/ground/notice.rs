//! 公示 — It hangs for its whole window, ends by itself, and never earlier.

use ground::notice::{self, Notice};
use kernel::{County, PlaceCode, Role, Stage, days};
use tally::Period;
use testkit::{COMMUNITY, World};

async fn open(w: &World, period: Period) -> Notice {
    let mut tx = w.tx().await;
    let place = PlaceCode::parse(COMMUNITY).unwrap();
    let about = ("award", "a1");
    let notice = notice::open(
        &mut tx,
        &place,
        None,
        Stage::Build,
        about,
        "奖补公示",
        "修路 75000 元",
        "r@v",
        period,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    notice
}

async fn ended(w: &World, notice: &Notice) -> bool {
    let mut tx = w.tx().await;
    let county = County::parse("420583").unwrap();
    notice::load(&mut tx, &county, &notice.id).await.unwrap().ended.is_some()
}

#[tokio::test]
async fn it_ends_at_the_end_of_its_last_day_and_not_a_millisecond_earlier() {
    for w in World::each(Vec::new(), Vec::new()).await {
        // Put up on Wednesday 2023-03-01 at nine; seven days after that day: 2023-03-08, 24:00.
        let notice = open(&w, Period::days(7)).await;
        assert_eq!(notice.ends.to_string(), "2023-03-08 23:59");
        w.clock.set(notice.ends);
        w.settle().await;
        assert!(!ended(&w, &notice).await, "{}", w.engine);
        w.advance(1).await;
        assert!(ended(&w, &notice).await, "{}", w.engine);
        w.visitor().get(&notice.url()).await.ok().shows("公示已于 2023-03-08 期满");
    }
}

#[tokio::test]
async fn working_days_leave_weekends_out() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let notice = open(&w, Period::working_days(7)).await;
        assert_eq!(notice.ends.date(), "2023-03-10");
    }
}

#[tokio::test]
async fn beyond_the_published_holidays_it_refuses_to_guess() {
    for w in World::each(Vec::new(), Vec::new()).await {
        w.at_time("2026-12-28T09:00").await;
        let mut tx = w.tx().await;
        let place = PlaceCode::parse(COMMUNITY).unwrap();
        let refused = notice::open(
            &mut tx,
            &place,
            None,
            Stage::Build,
            ("award", "a"),
            "t",
            "b",
            "r@v",
            Period::working_days(7),
        )
        .await
        .unwrap_err();
        assert_eq!(refused.to_string(), "refused: ground-notice-refused-calendar");
    }
}

#[tokio::test]
async fn objections_are_counted_when_it_ends_and_no_address_ends_it_early() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let notice = open(&w, Period::days(7)).await;
        let mut anybody = w.visitor();
        anybody
            .post(&format!("{}/object", notice.url()), &[("words", "钱数不对，找 13812345678 问")])
            .await
            .ok()
            .shows("钱数不对")
            .hides("13812345678");
        for verb in ["end", "close", "finish", "withdraw"] {
            anybody.get(&format!("{}/{verb}", notice.url())).await.status(404);
        }
        w.advance(days(8)).await;
        let record = anybody.get("/420583/record").await;
        record.ok().shows("《奖补公示》公示期满：异议 1 条，未答复 1 条");
    }
}

#[tokio::test]
async fn who_objects_is_named_nowhere() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let notice = open(&w, Period::days(7)).await;
        let mut resident = w.person("居民甲", Role::Resident, COMMUNITY).await;
        let object = format!("{}/object", notice.url());
        resident.post(&object, &[("words", "占了绿地")]).await.ok().shows("占了绿地");
        let record = w.visitor().get("/420583/record").await;
        record.ok().shows("有人对《奖补公示》提出异议").hides("居民甲");
        let (_, data) = w.visitor().api_get("/420583/record").await;
        assert!(!data.to_string().contains("居民甲"), "{}", w.engine);
    }
}
