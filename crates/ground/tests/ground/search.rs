//! 搜索 — `/places/{place}/search`

use std::collections::BTreeSet;

use ground::matter::{self, Matter};
use kernel::{Klass, MatterId, PlaceCode, Seeded, Stage, days};
use serde_json::Value as Json;
use testkit::{COMMUNITY, COUNTY, ESTATE, NEIGHBOUR, World};

use crate::matter::change;

async fn open(w: &World, place: &str, title: &str, words: &str) -> Matter {
    let mut tx = w.tx().await;
    let place = PlaceCode::parse(place).unwrap();
    let matter = matter::open(&mut tx, &place, title, Stage::Listen).await.unwrap();
    matter::findable(&mut tx, &matter, words).await.unwrap();
    tx.commit().await.unwrap();
    matter
}

/// The titles found, in their order, over all pages.
async fn found(w: &World, place: &str, words: &str) -> Vec<String> {
    let mut titles = Vec::new();
    let words = web::query_value(words);
    let mut next = Some(format!("/places/{place}/search?words={words}"));
    while let Some(url) = next {
        let (status, page) = w.visitor().api_get(&url).await;
        assert_eq!(status, 200, "{}: {page}", w.engine);
        assert!(page["instead"].is_null(), "{} {words}: {page}", w.engine);
        let matters = page["found"].as_array().unwrap();
        titles.extend(matters.iter().map(|m| m["title"]["text"].as_str().unwrap().to_owned()));
        next = page["next"].as_str().map(str::to_owned);
    }
    titles
}

#[tokio::test]
async fn what_was_said_is_found_and_marked_without_an_account_or_a_script() {
    let mut outlines = Vec::new();
    for w in World::each(Vec::new(), Vec::new()).await {
        open(&w, ESTATE, "三号楼前路灯不亮", "三號樓前面的路燈不亮，晚上老人摔过跤").await;
        open(&w, COMMUNITY, "路面积水", "下雨就积水，路灯下面最深").await;
        open(&w, NEIGHBOUR, "电梯停运", "电梯停了一周").await;
        let mut anybody = w.visitor();
        let place = anybody.get(&format!("/places/{COMMUNITY}")).await;
        let empty = anybody.get(&place.link("搜索")).await;
        empty.ok().hides("路灯");
        let page = anybody.get(&format!("/places/{COMMUNITY}/search?words=路灯")).await;
        page.ok().shows("路面积水").hides("电梯");
        page.shows("国税小区").shows("待受理").shows("听民情").shows("2023-03-01");
        assert!(page.html.contains("前面的<mark>路燈</mark>不亮"), "{}", page.html);
        assert!(page.html.contains("三号楼前<mark>路灯</mark>不亮"), "{}", page.html);
        outlines.push(page.outline());
        // The title says it: first.
        assert_eq!(found(&w, COUNTY, "路灯").await, ["三号楼前路灯不亮", "路面积水"]);
        assert_eq!(found(&w, COUNTY, "\"路灯不亮\" 摔").await, ["三号楼前路灯不亮"]);
        assert_eq!(found(&w, COUNTY, "灯路").await, Vec::<String>::new());
        assert_eq!(found(&w, NEIGHBOUR, "路灯").await, Vec::<String>::new());
        assert_eq!(found(&w, ESTATE, "灯").await, ["三号楼前路灯不亮"]);
    }
    outlines.dedup();
    assert_eq!(outlines.len(), 1, "both databases show the same page");
    insta::assert_snapshot!(outlines[0], @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    # 搜索 · 七口堰社区
    想找什么: ____
    (搜索)
    ### 三号楼前 路灯 不亮
    [三号楼前 路灯 不亮]
    ### 路面积水
    [路面积水]
    ");
}

#[tokio::test]
async fn names_of_places_and_bodies_are_found_as_they_sound() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let mut light = open(&w, ESTATE, "路灯不亮", "").await;
        open(&w, NEIGHBOUR, "电梯停运", "").await;
        for words in ["guoshui", "gsxq", "国税小", "qikouyan 灯", "QKY"] {
            assert_eq!(found(&w, COUNTY, words).await, ["路灯不亮"], "{} {words}", w.engine);
        }
        assert_eq!(found(&w, COUNTY, "mjd").await.len(), 2, "the street of both");
        let now = w.app.clock.now();
        change(&w, &mut light, |m| m.accept(Klass::Small, "城管所", now.plus(days(5))).unwrap())
            .await;
        for words in ["城管所", "chengguan", "cgs"] {
            assert_eq!(found(&w, COUNTY, words).await, ["路灯不亮"], "{} {words}", w.engine);
        }
    }
}

#[tokio::test]
async fn when_nothing_has_all_of_it_less_is_asked_and_the_page_says_so() {
    for w in World::each(Vec::new(), Vec::new()).await {
        open(&w, ESTATE, "电梯停运三天", "").await;
        let mut anybody = w.visitor();
        let url = format!("/places/{COMMUNITY}/search?words=请问国税小区的电梯停运怎么还没有人修");
        let page = anybody.get(&url).await;
        page.ok().shows("没有一件事写着全部这些字").shows("国税小区 电梯停运");
        assert_eq!(page.link("三天"), page.link("电梯停运"));
        let none = anybody.get(&format!("/places/{COMMUNITY}/search?words=书法")).await;
        none.ok().shows("没有找到").shows("我要反映");
        for words in [
            "",
            "，",
            "\0",
            "a\0b",
            "' OR 1",
            "\"",
            "*",
            "路灯 NOT 电",
            "a\u{e000}b",
            "𠮷\u{1f44d}",
        ] {
            let (status, page) = anybody
                .api_get(&format!("/places/{COMMUNITY}/search?words={}", web::query_value(words)))
                .await;
            assert_eq!(status, 200, "{} {words}: {page}", w.engine);
        }
        for after in ["x", "-", "9-9", "99999999999999999999-1", "-1--1", "-70000"] {
            let url = format!("/places/{COMMUNITY}/search?words=电梯&after={after}");
            assert_eq!(anybody.api_get(&url).await.0, 200, "{} {after}", w.engine);
        }
        let province = anybody.get("/places/42/search?words=电梯").await;
        province.ok().shows("宜昌市").hides("电梯停运三天");
        let city = anybody.get(&province.link("宜昌市")).await;
        city.ok().shows("枝江市").hides("电梯停运三天");
        anybody.get(&city.link("枝江市")).await.ok().shows("三天");
    }
}

#[tokio::test]
async fn what_is_joined_to_another_is_found_no_more_and_a_change_is_found_at_once() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let mut one = open(&w, ESTATE, "路灯不亮", "晚上黑").await;
        let other = open(&w, ESTATE, "路灯坏了", "").await;
        change(&w, &mut one, |m| m.title = "路燈全部不亮".into()).await;
        assert_eq!(found(&w, COUNTY, "全部 晚上").await, ["路燈全部不亮"], "{}", w.engine);
        let mut tx = w.tx().await;
        matter::findable(&mut tx, &one, "白天也黑").await.unwrap();
        drop(tx);
        assert_eq!(found(&w, COUNTY, "白天").await, Vec::<String>::new(), "undone with the act");
        change(&w, &mut one, |m| m.merge(&other.id).unwrap()).await;
        assert_eq!(found(&w, COUNTY, "灯").await, ["路灯坏了"], "{}", w.engine);
        let mut tx = w.tx().await;
        let left = tx.one("SELECT COUNT(*) AS n FROM ground_find WHERE county = '420583'", &[]);
        assert_eq!(left.await.unwrap().int("n").unwrap(), 1);
    }
}

#[tokio::test]
async fn every_page_of_a_common_word_is_reached_once() {
    for w in World::each(Vec::new(), Vec::new()).await {
        for n in 0..290 {
            let words = if n % 3 == 0 { "区里的路灯" } else { "路上的灯区" };
            open(&w, ESTATE, &format!("第{n}件"), words).await;
            w.clock.advance(days(1));
        }
        let all = found(&w, COMMUNITY, "区").await;
        assert_eq!(all.len(), 290, "{}", w.engine);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 290);
        assert_eq!(all[0], "第289件", "the latest first");
        assert_eq!(found(&w, COMMUNITY, "路灯").await.len(), 97, "{}", w.engine);
        assert_eq!(found(&w, COMMUNITY, "灯区").await.len(), 193, "{}", w.engine);
    }
}

/// Texts like those people write, of words that share characters and pairs.
fn said(draw: &mut Seeded) -> String {
    const WORDS: [&str; 24] = [
        "小区",
        "小区门口",
        "路灯",
        "灯不亮",
        "电梯",
        "楼道",
        "三號樓",
        "5栋2单元",
        "积水",
        "下水道堵了",
        "，",
        "。",
        "物业",
        "停车",
        "车位",
        "A7县",
        "垃圾",
        "扰民",
        "夜间施工",
        "工地",
        "地下室",
        "井盖",
        "的",
        "led灯",
    ];
    let mut text = String::new();
    for _ in 0..30 {
        let word = kernel::token(draw, 2).bytes().fold(0_usize, |n, b| n * 7 + usize::from(b));
        text.push_str(WORDS[word % WORDS.len()]);
    }
    text
}

#[tokio::test]
async fn short_queries_find_what_stands_there_and_nothing_else() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let mut draw = Seeded::new(7);
        let mut rows: Vec<(MatterId, String)> = Vec::new();
        let mut tx = w.tx().await;
        for n in 0..90_i64 {
            let text = said(&mut draw);
            tx.now = w.app.clock.now().plus(-days(n * 3));
            let place = PlaceCode::parse(ESTATE).unwrap();
            let matter = matter::open(&mut tx, &place, "说一件事", Stage::Listen).await.unwrap();
            matter::findable(&mut tx, &matter, &text).await.unwrap();
            rows.push((matter.id, text::fold(&text)));
        }
        tx.commit().await.unwrap();
        let (mut right, mut given, mut there) = (0, 0, 0);
        for (at, (_, text)) in rows.iter().enumerate().step_by(2) {
            let text: Vec<char> = text.chars().collect();
            let length = at / 2 % 6 + 1;
            let query: String = text[at % 40..at % 40 + length].iter().collect();
            if !query.chars().all(char::is_alphanumeric) || query.is_ascii() {
                continue;
            }
            let truth: BTreeSet<String> = rows
                .iter()
                .filter(|(_, text)| text.contains(&query))
                .map(|(id, _)| id.to_string())
                .collect();
            let found = ids(&w, &query).await;
            right += found.intersection(&truth).count();
            given += found.len();
            there += truth.len();
        }
        println!("{}: found {given}, right {right}, true {there}", w.engine);
        assert!(there > 300, "{there}");
        assert!(right * 1_000 >= there * 990, "{}: recall {right} of {there}", w.engine);
        assert!(right * 1_000 >= given * 980, "{}: precision {right} of {given}", w.engine);
    }
}

async fn ids(w: &World, query: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut next = Some(format!("/places/{COUNTY}/search?words={query}"));
    while let Some(url) = next {
        let (_, page) = w.visitor().api_get(&url).await;
        if page["instead"].is_string() {
            break;
        }
        let id = |m: &Json| m["id"].as_str().unwrap().to_owned();
        ids.extend(page["found"].as_array().unwrap().iter().map(id));
        next = page["next"].as_str().map(str::to_owned);
    }
    ids
}
