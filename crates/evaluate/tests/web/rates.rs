//! 评价数字 — `/places/{place}/rates`, `/places/{place}/verdicts`

use kernel::{Channel, Moment, PlaceCode, Role, Stage, days};
use testkit::{COMMUNITY, COUNTY, ESTATE, NEIGHBOUR, World};

use crate::world::{handled, link, worlds};

async fn judged(w: &World) {
    let (_, one) = handled(w, &[Channel::Web, Channel::Web]).await;
    w.visitor().post(&link(&one[0], "verdict"), &[("result", "solved")]).await.ok();
    w.visitor().post(&link(&one[1], "verdict"), &[("result", "solved")]).await.ok();
    let (_, two) = handled(w, &[Channel::Web, Channel::Phone]).await;
    w.visitor().post(&link(&two[0], "verdict"), &[("result", "not")]).await.ok();
    handled(w, &[Channel::Phone]).await;
    let mut tx = w.tx().await;
    let place = PlaceCode::parse(ESTATE).unwrap();
    let mut parked =
        ground::matter::open(&mut tx, &place, "桥够不上标准", Stage::Listen).await.unwrap();
    let now = tx.now;
    parked.park("不够标准", "街道", Moment(now.0 + days(30)), now).unwrap();
    ground::matter::save(&mut tx, &mut parked).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_number_is_its_own_and_leads_to_its_evidence() {
    for w in worlds().await {
        judged(&w).await;
        let (_, json) = w.visitor().api_get(&format!("/places/{COMMUNITY}/rates")).await;
        let n = |group: &str, word: &str| {
            let all = json[group].as_array().unwrap();
            all.iter().find(|x| x["word"] == word).unwrap()["n"].as_i64().unwrap()
        };
        let voices: Vec<i64> =
            ["solved", "partly", "not", "unreached"].map(|x| n("voices", x)).to_vec();
        assert_eq!(voices, [2, 0, 1, 0], "{}: who is still being asked is not unreached", w.engine);
        let matters: Vec<i64> = ["matters-solved", "lapsed", "reopened", "parked", "awaiting"]
            .map(|x| n("matters", x))
            .to_vec();
        assert_eq!(matters, [1, 0, 1, 1, 1]);
        assert_eq!(json["rates"][0]["part"]["n"], 2);
        assert_eq!(json["rates"][0]["of"]["n"], 3, "solved of those reached");
        assert_eq!(json["as_of"], "2023-03-01");

        let page = w.visitor().get(&format!("/places/{ESTATE}/rates")).await;
        page.ok().shows("2 / 3").shows("挂账不算解决").shows("数到 2023-03-01");
        w.visitor().get(&page.link("说没办好")).await.ok().shows("路灯不亮").shows("计 1");
        w.visitor().get(&page.link("挂账")).await.ok().shows("桥够不上标准").hides("路灯不亮");
        w.visitor().get(&page.link("待居民评价")).await.ok().shows("路灯不亮");
        w.visitor().get(&page.link("3")).await.ok().shows("计 2").shows("计 1");
        w.visitor().get(&page.link("没联系上")).await.ok().shows("现在没有");
        w.visitor().get(&format!("/places/{NEIGHBOUR}/rates")).await.ok().shows("没有这个数");
    }
}

#[tokio::test]
async fn the_unreached_are_counted_when_a_matter_lapses_and_never_as_solved() {
    for w in worlds().await {
        let (m, _) = handled(&w, &[Channel::Phone]).await;
        let mut worker = w.person("社区工作者", Role::Worker, COMMUNITY).await;
        let url = format!("{}/verdict", m.url());
        let (_, form) = worker.api_get(&url).await;
        let voice = form["fields"][0]["options"][0]["value"].as_str().unwrap().to_owned();
        for _ in 0..3 {
            let day = kernel::Clock::now(&*w.clock).date();
            let typed = [
                ("voice", voice.as_str()),
                ("channel", "phone"),
                ("result", "unreached"),
                ("day", day.as_str()),
            ];
            worker.post(&url, &typed).await.ok();
            w.advance(days(1)).await;
        }
        w.advance(days(20)).await;
        let (_, json) = w.visitor().api_get(&format!("/places/{COUNTY}/rates")).await;
        assert_eq!(json["voices"][3]["n"], 1, "{}: unreached", w.engine);
        assert_eq!(json["matters"][1]["n"], 1, "lapsed");
        assert_eq!(
            (&json["matters"][0]["n"], &json["voices"][0]["n"]),
            (&0.into(), &0.into()),
            "not solved"
        );
        assert_eq!(json["rates"][0]["of"]["n"], 0, "not among the reached");
    }
}

#[tokio::test]
async fn a_dispute_moves_the_numbers() {
    for w in worlds().await {
        let (_, one) = handled(&w, &[Channel::Web]).await;
        w.visitor().post(&link(&one[0], "verdict"), &[("result", "solved")]).await.ok();
        w.advance(days(10)).await;
        w.visitor().post(&link(&one[0], "dispute"), &[("result", "not")]).await.ok();
        let (_, json) = w.visitor().api_get(&format!("/places/{ESTATE}/rates")).await;
        let voices: Vec<i64> =
            json["voices"].as_array().unwrap().iter().map(|x| x["n"].as_i64().unwrap()).collect();
        assert_eq!(voices, [0, 0, 1, 0], "{}", w.engine);
        assert_eq!(json["matters"][2]["n"], 1, "reopened");
    }
}

#[tokio::test]
async fn above_the_county_only_numbers_go_up() {
    for w in worlds().await {
        judged(&w).await;
        let page = w.visitor().get("/places/42/rates").await;
        page.ok().shows("2 / 3");
        let list = w.visitor().get(&page.link("说没办好")).await;
        list.ok().hides("路灯不亮");
        let below = w.visitor().get(&list.link("宜昌市")).await;
        let county = w.visitor().get(&below.link("枝江市")).await;
        county.ok().shows("路灯不亮");
        w.visitor().get("/places/42/verdicts?result=nothing").await.status(404);
    }
}

#[tokio::test]
async fn samples_open_in_both_languages() {
    let w = World::sqlite(vec![ground::slice(), evaluate::slice()], evaluate::flows()).await;
    judged(&w).await;
    let mut tx = w.tx().await;
    let samples = (evaluate::slice().samples)(&mut tx).await.unwrap();
    drop(tx);
    assert!(samples.len() >= 4, "{samples:?}");
    let mut reader = w.person("社区工作者", Role::Worker, COMMUNITY).await;
    for lang in ["zh-Hans", "en"] {
        reader.keep_cookie("gongdi_lang", lang);
        for sample in &samples {
            reader.get(&sample.path).await.ok().hides("⟦");
        }
    }
    insta::assert_snapshot!(w.visitor().get(&format!("/places/{ESTATE}/rates")).await.outline(), @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    # 国税小区 · 评价数字
    ## 反映人怎么说（人）
    [2 说办好了]
    [0 说办了一部分]
    [1 说没办好]
    [0 没联系上]
    ## 事情怎么样（件）
    [1 居民说解决了]
    [0 联系不上，按规则收尾]
    [1 报办结后 90 天内重新办]
    [1 挂账]
    [1 待居民评价]
    ## 解决率
    [2]
    [3]
    ## 满意率
    ");
}
