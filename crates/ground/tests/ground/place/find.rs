//! Finding places by the path of their names.

use ground::place::import::Release;
use ground::place::search;

use super::{brought, each, samples};

#[tokio::test]
async fn a_name_that_collides_is_told_apart_by_its_way() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let mut tx = w.tx().await;
        let found = search(&mut tx, "江夏 凤凰", 30).await.unwrap();
        let ways: Vec<&str> = found.iter().map(|p| p.way.as_str()).collect();
        assert_eq!(
            ways,
            [
                "湖北省 / 武汉市 / 江夏区 / 佛祖岭街道 / 凤凰社区",
                "湖北省 / 武汉市 / 江夏区 / 武汉江夏经济开发区藏龙岛高新技术产业园 / 凤凰社区",
            ],
            "{}",
            w.engine
        );
        for words in ["佛祖岭 江夏 凤凰社区", "湖北省/武汉市/江夏区/佛祖岭街道/凤凰社区"]
        {
            let one = search(&mut tx, words, 30).await.unwrap();
            assert_eq!(one.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["420115086016"]);
        }
    }
}

#[tokio::test]
async fn the_official_name_finds_the_place_too() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let mut tx = w.tx().await;
        for words in
            ["滕家河", "滕家河村", "滕家河村村民", "滕家河村村民委员会", "枝江 滕家河村村民委员会"]
        {
            let found = search(&mut tx, words, 30).await.unwrap();
            assert_eq!(found.len(), 1, "{words} on {}", w.engine);
            assert_eq!(found[0].name, "滕家河村");
        }
    }
}

#[tokio::test]
async fn larger_places_come_first_and_odd_words_find_nothing() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let mut tx = w.tx().await;
        let names = |found: Vec<ground::place::Place>| -> Vec<String> {
            found.into_iter().map(|p| p.name).collect()
        };
        let found = names(search(&mut tx, "武汉", 30).await.unwrap());
        assert_eq!(found, ["武汉市", "武汉江夏经济开发区藏龙岛高新技术产业园"]);
        assert_eq!(names(search(&mut tx, "武汉", 1).await.unwrap()), ["武汉市"]);
        for words in ["% 凤凰", "_夏 凤凰", "!夏 凤凰", "' 凤凰", "宜昌 凤凰", "%", " 、 "]
        {
            assert!(search(&mut tx, words, 30).await.unwrap().is_empty(), "{words}");
        }
    }
}

#[tokio::test]
async fn the_page_finds_and_shows_the_ways() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let mut visitor = w.visitor();
        let page = visitor.get("/places?name=江夏 凤凰").await;
        page.ok().shows("佛祖岭街道 / 凤凰社区").shows("420115402005");
        visitor.get(&page.link("凤凰社区")).await.ok().shows("420115086016");
    }
}
