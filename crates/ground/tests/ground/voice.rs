//! 声音 — A voice is known by its private link only.

use ground::{matter, voice};
use kernel::{Channel, County, Error, PlaceCode, Stage};
use testkit::{ESTATE, World};

#[tokio::test]
async fn the_secret_is_not_kept_and_nothing_else_opens_it() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let county = County::parse("420583").unwrap();
        let place = PlaceCode::parse(ESTATE).unwrap();
        let mut tx = w.tx().await;
        let matter = matter::open(&mut tx, &place, "路灯不亮", Stage::Listen).await.unwrap();
        let (added, secret) =
            voice::add(&mut tx, &county, &matter.id, Channel::Phone, Some("网格员"), None)
                .await
                .unwrap();
        assert_eq!(voice::by_secret(&mut tx, &county, &secret).await.unwrap(), added);
        for bad in ["", "x", &secret.to_lowercase(), "AAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            let answer = voice::by_secret(&mut tx, &county, bad).await;
            assert!(matches!(answer, Err(Error::NotFound)), "{}: {bad}", w.engine);
        }
        let kept =
            tx.all("SELECT mark FROM ground_voice WHERE county = '420583'", &[]).await.unwrap();
        assert!(!kept[0].text("mark").unwrap().contains(&secret));
        let other = matter::open(&mut tx, &place, "还是路灯", Stage::Listen).await.unwrap();
        assert_eq!(voice::move_all(&mut tx, &county, &matter.id, &other.id).await.unwrap(), 1);
        assert_eq!(voice::of_matter(&mut tx, &county, &other.id).await.unwrap().len(), 1);
    }
}
