//! 三问 — `/{county}/reviews/{id}` and its verbs `answer`, `hand`, `sheet`, `enter`

use ground::matter::{self, Matter};
use ground::roll::{self, Entry, Kind};
use kernel::{Area, Channel, PlaceCode, Role, Stage, Standing, days};
use serde_json::json;
use store::binds;
use testkit::{Browser, COMMUNITY, ESTATE, NEIGHBOUR, World};

use crate::world::{handled, now, times, told, worlds};

/// A roll of `n`, the first `online` of them with accounts; gives their browsers.
async fn roll(w: &World, n: usize, online: usize) -> Vec<Browser> {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let mut people = Vec::new();
    let mut ids = Vec::new();
    for i in 0..online {
        let (id, browser) = w.person_with_id(&format!("居民{i}"), Role::Resident, ESTATE).await;
        ids.push(id);
        people.push(browser);
    }
    let mut tx = w.tx().await;
    for i in 0..n {
        let entry = Entry {
            unit: format!("1-{:03}", 101 + i),
            head: format!("h{i}"),
            household: format!("{i}"),
            area: Area(0),
            person: ids.get(i).cloned(),
        };
        roll::put(&mut tx, &place, Kind::Adults, &entry).await.unwrap();
    }
    tx.commit().await.unwrap();
    people
}

/// Sessions end by themselves: three months later everybody signs in anew.
async fn sign_in_again(w: &World, people: &mut [Browser]) {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let mut tx = w.tx().await;
    for (entry, person) in
        roll::entries(&mut tx, &place, Kind::Adults).await.unwrap().iter().zip(people)
    {
        let id = entry.person.as_deref().unwrap();
        let secret = ground::session::begin_session(&mut tx, &place.county(), id).await.unwrap();
        person.keep_cookie("gongdi_session", &secret);
    }
    tx.commit().await.unwrap();
}

/// A matter whose work was just finished by 网格员 and that nobody raised (it was tried from a case).
async fn built(w: &World) -> Matter {
    let place = PlaceCode::parse(ESTATE).unwrap();
    let mut tx = w.tx().await;
    let m = matter::open(&mut tx, &place, "综合广场", Stage::Build).await.unwrap();
    let fact = told(&m, "build-project-finished", 1000, "网格员");
    evaluate::review::open(&mut tx, &fact).await.unwrap();
    evaluate::review::open(&mut tx, &fact).await.unwrap();
    tx.commit().await.unwrap();
    m
}

async fn url(w: &World, m: &Matter) -> String {
    w.visitor().get(&m.url()).await.link("第 1 次，刚办完时问")
}

fn all(word: &'static str) -> [(&'static str, &'static str); 3] {
    [("approve", word), ("glad", word), ("satisfied", word)]
}

#[tokio::test]
async fn the_roll_answers_three_questions_that_stay_three() {
    for w in worlds().await {
        let mut people = roll(&w, 8, 6).await;
        let m = built(&w).await;
        assert_eq!(now(&w, &m.id).await.standing, Standing::Waiting, "{}", w.engine);
        let url = url(&w, &m).await;
        for (i, person) in people.iter_mut().enumerate() {
            let glad = if i < 2 { "no" } else { "yes" };
            let answer = person.get(&url).await.link("回答三问");
            let typed = [("approve", "yes"), ("glad", glad), ("satisfied", "so-so")];
            let after = person.post(&answer, &typed).await;
            after.ok().shows("已收到，谢谢您。").shows("答的时候不公布数字").hides("不高兴 2");
        }
        w.advance(days(16)).await;
        let page = w.visitor().get(&url).await;
        page.ok()
            .shows("6 / 8")
            .shows("高兴 4 4/6")
            .shows("不高兴 2 2/6")
            .shows("认可 6 6/6")
            .shows("一般 6 6/6");
        let (_, json) = w.visitor().api_get(&url).await;
        let n: Vec<i64> = json["questions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|q| q["lines"][0]["count"].as_i64().unwrap())
            .collect();
        assert_eq!(n, [6, 4, 0]);
        assert_eq!(
            now(&w, &m.id).await.standing,
            Standing::Solved,
            "the roll approves of what nobody raised"
        );
        w.visitor()
            .get(&m.url())
            .await
            .shows("名册上的居民认可办好了：认可 6 人，一般 0 人，不认可 0 人，没有回答 2 人");
    }
}

#[tokio::test]
async fn nobody_answers_twice_or_from_outside_the_roll() {
    for w in worlds().await {
        let mut people = roll(&w, 5, 1).await;
        let m = built(&w).await;
        let answer = format!("{}/answer", url(&w, &m).await);
        let one = &mut people[0];
        one.post(&answer, &all("yes")).await.ok();
        one.get(&answer).await.status(403).shows("一人答一次");
        let (status, problem) =
            one.api_post(&answer, "key-12345678", json!({"approve": "no"})).await;
        assert_eq!(status, 403, "{problem}");
        for (alias, role, place) in [
            ("居民乙", Role::Resident, ESTATE),
            ("网格员", Role::Worker, COMMUNITY),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
        ] {
            w.person(alias, role, place).await.get(&answer).await.status(403);
        }
        w.visitor().get(&answer).await.status(403).shows("登录");
        let mut tx = w.tx().await;
        let row = tx
            .one(
                "SELECT CAST(SUM(n) AS BIGINT) AS n FROM evaluate_answer WHERE county = $1",
                binds!["420583"],
            )
            .await
            .unwrap();
        assert_eq!(row.int("n").unwrap(), 3, "{}", w.engine);
    }
}

#[tokio::test]
async fn answers_cannot_be_joined_to_persons() {
    for w in worlds().await {
        let mut people = roll(&w, 6, 2).await;
        let m = built(&w).await;
        let url = url(&w, &m).await;
        people[0].post(&format!("{url}/answer"), &all("no")).await.ok();
        people[1].post(&format!("{url}/answer"), &all("yes")).await.ok();
        let mut tx = w.tx().await;
        // What is answered: sums by question. What is known of persons: that they answered.
        let sums = tx
            .all("SELECT * FROM evaluate_answer WHERE county = $1", binds!["420583"])
            .await
            .unwrap();
        assert_eq!(sums.len(), 6, "{}", w.engine);
        for row in &sums {
            assert_eq!(row.int("n").unwrap(), 1);
            for column in ["person", "unit", "id", "at", "serial", "way"] {
                assert!(row.opt_text(column).is_err(), "an answer has a column {column}");
            }
        }
        let asked = tx
            .all("SELECT * FROM evaluate_asked WHERE county = $1 AND way = 'web'", binds!["420583"])
            .await
            .unwrap();
        assert_eq!(asked.len(), 2);
        for row in &asked {
            for column in ["at", "answer", "question", "n", "serial"] {
                assert!(row.opt_text(column).is_err(), "the roll has a column {column}");
            }
        }
        // The public record does not tell when somebody answered.
        assert_eq!(
            store::facts_of(&mut tx, &m.place.county(), &m.id)
                .await
                .unwrap()
                .iter()
                .filter(|f| f.name.starts_with("居民"))
                .count(),
            0
        );
    }
}

#[tokio::test]
async fn fewer_than_five_answers_are_not_broken_out() {
    for w in worlds().await {
        let mut people = roll(&w, 6, 4).await;
        let m = built(&w).await;
        let url = url(&w, &m).await;
        for person in &mut people {
            person.post(&format!("{url}/answer"), &all("yes")).await.ok();
        }
        w.advance(days(16)).await;
        let page = w.visitor().get(&url).await;
        page.ok().shows("不到五人，为保护大家，不单列").shows("4 / 6");
        let (_, json) = w.visitor().api_get(&url).await;
        assert!(json["questions"][0]["lines"].as_array().unwrap().is_empty(), "{}", w.engine);
        assert_eq!(now(&w, &m.id).await.standing, Standing::Lapsed, "too few to say solved");
        w.visitor().get(&m.url()).await.shows("回答三问的居民太少").hides("⟦");
    }
}

#[tokio::test]
async fn a_roll_that_does_not_approve_opens_the_matter_again() {
    for w in worlds().await {
        let mut people = roll(&w, 6, 6).await;
        let m = built(&w).await;
        let url = url(&w, &m).await;
        for (i, person) in people.iter_mut().enumerate() {
            person
                .post(&format!("{url}/answer"), &all(if i < 3 { "yes" } else { "no" }))
                .await
                .ok();
        }
        w.advance(days(16)).await;
        assert_eq!(
            now(&w, &m.id).await.standing,
            Standing::Open,
            "{}: half is not more than half",
            w.engine
        );
        w.visitor()
            .get(&m.url())
            .await
            .shows("认可的没有过半，重新办理：认可 3 人，一般 0 人，不认可 3 人");
    }
}

#[tokio::test]
async fn where_voices_were_raised_the_roll_does_not_decide() {
    for w in worlds().await {
        let mut people = roll(&w, 6, 6).await;
        let (m, _) = handled(&w, &[Channel::Phone]).await;
        let mut tx = w.tx().await;
        evaluate::review::open(&mut tx, &told(&m, "manage-upkeep-taken-over", 1001, "自管委"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let url = url(&w, &m).await;
        for person in &mut people {
            person.post(&format!("{url}/answer"), &all("yes")).await.ok();
        }
        w.advance(days(16)).await;
        assert_eq!(
            now(&w, &m.id).await.standing,
            Standing::Waiting,
            "{}: who raised it was not reached",
            w.engine
        );
        assert_eq!(times(&w, &m.id, "evaluate-verdict-asked").await, 1);
    }
}

#[tokio::test]
async fn paper_is_handed_out_printed_and_typed_in_once() {
    for w in worlds().await {
        let mut people = roll(&w, 6, 1).await;
        let m = built(&w).await;
        let url = url(&w, &m).await;
        let mut handler = w.person("网格员", Role::Worker, COMMUNITY).await;
        for verb in ["hand", "sheet", "enter"] {
            handler.get(&format!("{url}/{verb}")).await.status(403).shows("经手");
        }
        let mut worker = w.person("社区工作者", Role::Worker, COMMUNITY).await;
        worker.post(&format!("{url}/hand"), &[]).await.status(422).shows("这里要填");
        let form = worker.get(&format!("{url}/hand")).await;
        let mut pairs = form.hidden();
        for unit in ["1-101", "1-102", "1-103"] {
            pairs.push(("units".to_owned(), unit.to_owned()));
        }
        let sheets = worker.post_raw(&format!("{url}/hand"), &pairs).await;
        sheets.ok().shows("已登记，请打印问卷。").shows("每一问勾一个，不写名字").hides("1-101");
        let (_, json) = worker.api_get(&format!("{url}/sheet")).await;
        let serials: Vec<&str> =
            json["serials"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
        assert_eq!(serials.len(), 3, "{}", w.engine);
        w.visitor().get(&m.url()).await.ok().shows("发出纸质问卷 3 张").hides("1-101");
        people[0].get(&format!("{url}/answer")).await.status(403).shows("领了纸质问卷");

        let enter = format!("{url}/enter");
        let typed = |serial: &'static str| {
            [("serial", serial), ("approve", "yes"), ("glad", "yes"), ("satisfied", "yes")]
        };
        worker.post(&enter, &typed("ZZZZZZ")).await.status(422).shows("没有这个序号");
        let low = serials[0].to_lowercase();
        let sheet = json!({"serial": low, "approve": "yes", "glad": "so-so"});
        let (status, _) = worker.api_post(&enter, "key-12345678", sheet.clone()).await;
        assert_eq!(status, 200);
        let (status, problem) = worker.api_post(&enter, "key-23456789", sheet).await;
        assert_eq!(
            (status, problem["errors"][0]["reason"].as_str()),
            (422, Some("evaluate-review-wrong-used"))
        );
        let refused = worker.post(&enter, &[("serial", serials[1]), ("refuse", "on")]).await;
        refused.ok().shows("这一张已录入");
        w.visitor()
            .get(&url)
            .await
            .shows("纸上答的 2 人")
            .shows("网上答的 0 人")
            .shows("不想回答 1 人");
    }
}

#[tokio::test]
async fn empty_and_contradicting_forms_come_back() {
    for w in worlds().await {
        let mut people = roll(&w, 5, 1).await;
        let m = built(&w).await;
        let answer = format!("{}/answer", url(&w, &m).await);
        people[0].post(&answer, &[]).await.status(422).shows("三问都没有选");
        let both = people[0].post(&answer, &[("glad", "no"), ("refuse", "on")]).await;
        both.status(422).shows("请只留一样");
        assert_eq!(both.value("glad"), "no");
        let form = people[0].get(&answer).await;
        assert_eq!(form.value("approve"), "", "{}: nothing is chosen beforehand", w.engine);
        people[0].submit(&form, &[("glad", "no")]).await.ok();
        people[0].submit(&form, &[("glad", "no")]).await.ok();
        w.visitor().get(&url(&w, &m).await).await.shows("1 / 5");
    }
}

#[tokio::test]
async fn after_the_last_day_nothing_is_taken() {
    for w in worlds().await {
        let mut people = roll(&w, 5, 1).await;
        let m = built(&w).await;
        let url = url(&w, &m).await;
        w.advance(days(16)).await;
        people[0].get(&format!("{url}/answer")).await.status(403).shows("已于 2023-03-16 截止");
        assert!(!people[0].get(&url).await.has_link("回答三问"));
        assert_eq!(
            now(&w, &m.id).await.standing,
            Standing::Lapsed,
            "{}: nobody answered",
            w.engine
        );
    }
}

#[tokio::test]
async fn the_roll_is_asked_again_after_three_and_twelve_months() {
    for w in worlds().await {
        let mut people = roll(&w, 6, 6).await;
        let m = built(&w).await;
        let first = url(&w, &m).await;
        for person in &mut people {
            person.post(&format!("{first}/answer"), &all("yes")).await.ok();
        }
        w.advance(days(16)).await;
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved);
        w.at_time("2023-06-01T09:00").await;
        let page = w.visitor().get(&m.url()).await;
        let second = page.link("第 2 次，3 个月后再问");
        sign_in_again(&w, &mut people).await;
        assert_eq!(
            now(&w, &m.id).await.standing,
            Standing::Solved,
            "{}: asking changes nothing",
            w.engine
        );
        for person in &mut people {
            person.post(&format!("{second}/answer"), &all("no")).await.ok();
        }
        w.advance(days(16)).await;
        assert_eq!(now(&w, &m.id).await.standing, Standing::Open, "the roll no longer approves");
        w.at_time("2024-03-02T09:00").await;
        assert_eq!(
            times(&w, &m.id, "evaluate-review-opened").await,
            2,
            "nobody is asked while it is being handled"
        );
    }
}

#[tokio::test]
async fn the_page_in_outline_and_everything_in_english() {
    let w = World::sqlite(vec![ground::slice(), evaluate::slice()], evaluate::flows()).await;
    let mut people = roll(&w, 6, 6).await;
    let m = built(&w).await;
    let url = url(&w, &m).await;
    insta::assert_snapshot!(people[0].get(&url).await.outline(), @"
    [综合广场]
    # 居民三问：综合广场
    - 回答时间
    - 请谁回答
    - 收到 / 应答
    - 网上答的
    - 纸上答的
    - 不想回答
    [回答三问]
    ");
    let mut worker = w.person("社区工作者", Role::Worker, COMMUNITY).await;
    worker.keep_cookie("gongdi_lang", "en");
    people[0].keep_cookie("gongdi_lang", "en");
    for path in [
        m.url(),
        url.clone(),
        format!("{url}/hand"),
        format!("{url}/sheet"),
        format!("{url}/enter"),
    ] {
        worker.get(&path).await.ok().hides("⟦");
    }
    people[0].get(&format!("{url}/answer")).await.ok().hides("⟦");
    for person in &mut people {
        person.post(&format!("{url}/answer"), &all("yes")).await.ok();
    }
    w.advance(days(16)).await;
    for path in [m.url(), url] {
        worker.get(&path).await.ok().hides("⟦");
    }
}
