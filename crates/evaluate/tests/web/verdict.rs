//! 办好没有 — `/{county}/follow/{secret}/verdict`, `/{county}/follow/{secret}/dispute`, `/{county}/matters/{id}/verdict`

use kernel::{Channel, Role, Stage, Standing, days};
use serde_json::json;
use testkit::{Browser, COMMUNITY, ESTATE, NEIGHBOUR, World};

use crate::world::{handled, link, now, times, told, worlds};

#[tokio::test]
async fn solved_when_everybody_reached_says_so() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web, Channel::Phone]).await;
        let said = w
            .visitor()
            .post(&link(&links[0], "verdict"), &[("result", "solved"), ("words", "亮了")])
            .await;
        said.ok().shows("您的话已经记下。").shows("还在等反映人回话").shows("说办好了：亮了");
        assert_eq!(now(&w, &m.id).await.standing, Standing::Waiting, "{}", w.engine);

        let (status, done) = w
            .visitor()
            .api_post(&link(&links[1], "verdict"), "key-12345678", json!({"result": "solved"}))
            .await;
        assert_eq!((status, &done["url"]), (200, &json!(m.url())));
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved);
        let page = w.visitor().get(&m.url()).await;
        page.ok().shows("反映人说办好了：办好了 2 人，办了一部分 0 人，没办好 0 人，没联系上 0 人");
        assert_eq!(times(&w, &m.id, "evaluate-matter-solved").await, 1);
    }
}

#[tokio::test]
async fn one_not_reopens_at_once_and_nobody_is_asked_for_leave() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web, Channel::Web, Channel::Phone]).await;
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "solved")]).await.ok();
        let said = w
            .visitor()
            .post(
                &link(&links[1], "verdict"),
                &[("result", "not"), ("words", "还是黑的，打我电话13800000000")],
            )
            .await;
        said.ok().shows("有人说没办好，已重新办理").shows("还是黑的").hides("13800000000");
        let open = now(&w, &m.id).await;
        assert_eq!((open.standing, open.stage), (Standing::Open, Stage::Listen), "{}", w.engine);
        assert!(open.due.is_some(), "the next word has a date again");
        said.shows("办好了 1 人，办了一部分 0 人，没办好 1 人，没联系上 1 人");
        let again = w.visitor().get(&link(&links[2], "verdict")).await;
        again.status(403).shows("正在重新办");
    }
}

#[tokio::test]
async fn partly_is_not_solved() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web]).await;
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "partly")]).await.ok();
        assert_eq!(now(&w, &m.id).await.standing, Standing::Open, "{}", w.engine);
        let reopened = times(&w, &m.id, "evaluate-matter-reopened").await;
        assert_eq!(reopened, 1);
    }
}

#[tokio::test]
async fn a_verdict_can_be_changed_until_it_is_settled() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web, Channel::Web]).await;
        let mut person = w.visitor();
        person.post(&link(&links[0], "verdict"), &[("result", "solved")]).await.ok();
        let form = person.get(&link(&links[0], "verdict")).await;
        assert_eq!(form.ok().value("result"), "solved");
        let changed = person.submit(&form, &[("result", "not"), ("words", "又坏了")]).await;
        changed.ok().shows("一位反映人改口说没办好");
        let page = w.visitor().get(&m.url()).await;
        page.shows("说办好了 0 人").shows("说没办好 1 人");
        assert_eq!(now(&w, &m.id).await.standing, Standing::Open, "{}", w.engine);
    }
}

async fn enter(
    worker: &mut Browser,
    w: &World,
    m: &ground::matter::Matter,
    result: &str,
) -> testkit::Page {
    let url = format!("{}/verdict", m.url());
    let (_, form) = worker.api_get(&url).await;
    let voice = form["fields"][0]["options"][0]["value"].as_str().unwrap_or_default().to_owned();
    let day = kernel::Clock::now(&*w.clock).date();
    let typed = [
        ("voice", voice.as_str()),
        ("channel", "phone"),
        ("result", result),
        ("day", &day),
        ("words", ""),
    ];
    worker.post(&url, &typed).await
}

#[tokio::test]
async fn who_handled_it_cannot_enter_what_others_say() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Phone]).await;
        let url = format!("{}/verdict", m.url());
        let mut handler = w.person("网格员", Role::Worker, COMMUNITY).await;
        handler.get(&url).await.status(403).shows("经手");
        let (status, problem) =
            handler.api_post(&url, "key-12345678", json!({"result": "solved"})).await;
        assert_eq!(status, 422, "{problem}");
        let whole =
            json!({"voice": "x", "channel": "phone", "result": "solved", "day": "2023-03-01"});
        let (status, problem) = handler.api_post(&url, "key-23456789", whole).await;
        assert_eq!(
            (status, &problem["type"]),
            (403, &json!("urn:gongdi:problem:refused")),
            "{}",
            w.engine
        );
        handler.get(&link(&links[0], "verdict")).await.status(403).shows("经手");
        assert!(!handler.get(&m.url()).await.has_link("代填反映人的话"));

        for (alias, role, place) in [
            ("居民甲", Role::Resident, ESTATE),
            ("自管委", Role::Committee, ESTATE),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
        ] {
            w.person(alias, role, place).await.get(&url).await.status(403);
        }
        w.visitor().get(&url).await.status(403).shows("登录");

        let mut second = w.person("社区工作者", Role::Worker, COMMUNITY).await;
        assert!(second.get(&m.url()).await.has_link("代填反映人的话"));
        let after = enter(&mut second, &w, &m, "solved").await;
        after.ok().shows("社区工作者 代填：一位反映人说办好了");
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved);
    }
}

#[tokio::test]
async fn a_handler_does_not_judge_through_their_own_voice_either() {
    for w in worlds().await {
        let (id, _) = w.person_with_id("网格员", Role::Worker, COMMUNITY).await;
        let (m, _) = handled(&w, &[Channel::Phone]).await;
        let mut tx = w.tx().await;
        let county = m.place.county();
        let (_, secret) =
            ground::voice::add(&mut tx, &county, &m.id, Channel::Web, None, Some(&id))
                .await
                .unwrap();
        tx.commit().await.unwrap();
        w.visitor()
            .post(&link(&secret, "verdict"), &[("result", "not")])
            .await
            .status(403)
            .shows("经手");
    }
}

#[tokio::test]
async fn nobody_enters_over_what_a_person_said_themselves() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web, Channel::Phone]).await;
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "solved")]).await.ok();
        let mut worker = w.person("社区工作者", Role::Worker, COMMUNITY).await;
        let (_, form) = worker.api_get(&format!("{}/verdict", m.url())).await;
        assert_eq!(form["fields"][0]["options"].as_array().unwrap().len(), 1, "{}", w.engine);
        let mut tx = w.tx().await;
        let county = m.place.county();
        let spoke = ground::voice::by_secret(&mut tx, &county, &links[0]).await.unwrap();
        drop(tx);
        let over =
            json!({"voice": spoke.id, "channel": "phone", "result": "not", "day": "2023-03-01"});
        let (status, problem) =
            worker.api_post(&format!("{}/verdict", m.url()), "key-12345678", over).await;
        assert_eq!(status, 403, "{problem}");
        assert!(problem["detail"].as_str().unwrap().contains("自己说过"), "{problem}");
    }
}

#[tokio::test]
async fn it_lapses_only_after_the_time_and_the_attempts_and_is_not_solved() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Phone]).await;
        let mut worker = w.person("社区工作者", Role::Worker, COMMUNITY).await;
        enter(&mut worker, &w, &m, "unreached").await.ok().shows("没有联系上（第 1 次）");
        enter(&mut worker, &w, &m, "unreached").await.status(422).shows("一天只算一次");
        w.advance(days(16)).await;
        assert_eq!(now(&w, &m.id).await.standing, Standing::Waiting, "{}", w.engine);
        w.visitor().get(&m.url()).await.ok().shows("联系次数不够");

        enter(&mut worker, &w, &m, "unreached").await.ok();
        assert_eq!(now(&w, &m.id).await.standing, Standing::Waiting);
        w.advance(days(1)).await;
        let last = enter(&mut worker, &w, &m, "unreached").await;
        last.ok().shows("联系不上，按规则收尾，不算满意").shows("不算满意，也不算解决");
        assert_eq!(now(&w, &m.id).await.standing, Standing::Lapsed);
        assert_eq!(times(&w, &m.id, "evaluate-matter-solved").await, 0);

        // Found after all: their word counts, whenever it comes.
        w.advance(days(200)).await;
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "not")]).await.ok();
        assert_eq!(now(&w, &m.id).await.standing, Standing::Open);
    }
}

#[tokio::test]
async fn with_enough_attempts_the_time_alone_ends_it() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Phone, Channel::Web]).await;
        w.visitor().post(&link(&links[1], "verdict"), &[("result", "solved")]).await.ok();
        let mut worker = w.person("社区工作者", Role::Worker, COMMUNITY).await;
        for _ in 0..3 {
            enter(&mut worker, &w, &m, "unreached").await.ok();
            w.advance(days(1)).await;
        }
        assert_eq!(now(&w, &m.id).await.standing, Standing::Waiting, "{}", w.engine);
        w.advance(days(14)).await;
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved);
        w.visitor()
            .get(&m.url())
            .await
            .shows("办好了 1 人，办了一部分 0 人，没办好 0 人，没联系上 1 人");
    }
}

#[tokio::test]
async fn a_solved_matter_is_disputed_through_the_link_also_by_who_joined_later() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web]).await;
        let mut tx = w.tx().await;
        let county = m.place.county();
        let (_, late) =
            ground::voice::add(&mut tx, &county, &m.id, Channel::Web, None, None).await.unwrap();
        tx.commit().await.unwrap();
        w.visitor()
            .post(&link(&late, "verdict"), &[("result", "solved")])
            .await
            .status(422)
            .shows("报办结以后才附议");
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "solved")]).await.ok();
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved, "{}", w.engine);

        let closed = w.visitor().get(&link(&links[0], "verdict")).await;
        let dispute = closed.status(403).link("其实没办好");
        assert_eq!(dispute, link(&links[0], "dispute"));
        w.advance(days(30)).await;
        let after = w
            .visitor()
            .post(&link(&late, "dispute"), &[("result", "not"), ("words", "我这边还是黑的")])
            .await;
        after.ok().shows("已经重新办理").shows("一位反映人说其实没办好");
        assert_eq!(now(&w, &m.id).await.standing, Standing::Open);
    }
}

#[tokio::test]
async fn after_ninety_days_a_dispute_is_a_new_matter() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web]).await;
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "solved")]).await.ok();
        w.advance(days(91)).await;
        let late = w
            .visitor()
            .post(&link(&links[0], "dispute"), &[("result", "not"), ("words", "又黑了")])
            .await;
        late.status(403).shows("90 天");
        assert_eq!(late.value("words"), "又黑了");
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved, "{}", w.engine);
    }
}

#[tokio::test]
async fn handled_again_is_asked_again() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web]).await;
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "not")]).await.ok();
        let mut tx = w.tx().await;
        let mut again = ground::matter::load(&mut tx, &m.place.county(), &m.id).await.unwrap();
        again.handled().unwrap();
        ground::matter::save(&mut tx, &mut again).await.unwrap();
        let fact = told(&again, "listen-matter-answered", 2000, "网格员");
        evaluate::verdict::ask(&mut tx, &fact).await.unwrap();
        evaluate::verdict::ask(&mut tx, &fact).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(times(&w, &m.id, "evaluate-verdict-asked").await, 2, "{}", w.engine);
        let page = w.visitor().post(&link(&links[0], "verdict"), &[("result", "solved")]).await;
        page.ok().shows("第 2 次报办结");
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved);
    }
}

#[tokio::test]
async fn bad_input_keeps_what_was_typed_and_a_double_click_is_one_act() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web, Channel::Web]).await;
        let mut person = w.visitor();
        let back = person.post(&link(&links[0], "verdict"), &[("words", "还差一盏")]).await;
        back.status(422).shows("这里要填");
        assert_eq!(back.value("words"), "还差一盏");
        let form = person.get(&link(&links[0], "verdict")).await;
        person.submit(&form, &[("result", "solved")]).await.ok();
        person.submit(&form, &[("result", "solved")]).await.ok();
        assert_eq!(times(&w, &m.id, "evaluate-verdict-given").await, 1, "{}", w.engine);
        person.get(&link("23456789ABCDEFGHJKMNPQRSTU", "verdict")).await.status(404);
        person.get(&link("no-link", "verdict")).await.status(404);
    }
}

#[tokio::test]
async fn those_who_speak_at_the_same_moment_are_all_heard() {
    for w in worlds().await {
        let (m, links) =
            handled(&w, &[Channel::Web, Channel::Web, Channel::Web, Channel::Web]).await;
        let mut said = tokio::task::JoinSet::new();
        for secret in links {
            let mut browser = w.visitor();
            said.spawn(async move {
                let at = link(&secret, "verdict");
                browser.api_post(&at, "key-12345678", json!({"result": "solved"})).await
            });
        }
        while let Some(answer) = said.join_next().await {
            let (status, problem) = answer.unwrap();
            assert_eq!(status, 200, "{}: {problem}", w.engine);
        }
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved, "{}", w.engine);
        assert_eq!(times(&w, &m.id, "evaluate-matter-solved").await, 1);
    }
}

#[tokio::test]
async fn the_thread_never_names_who_spoke() {
    for w in worlds().await {
        let (m, links) = handled(&w, &[Channel::Web]).await;
        let mut person = w.person("居民甲", Role::Resident, ESTATE).await;
        person.post(&link(&links[0], "verdict"), &[("result", "not")]).await.ok();
        w.visitor().get(&m.url()).await.ok().hides("居民甲");
        let (_, json) = w.visitor().api_get(&m.url()).await;
        assert!(!json.to_string().contains("居民甲"), "{}", w.engine);
    }
}

#[tokio::test]
async fn without_a_holiday_notice_nothing_is_guessed_and_nothing_lapses() {
    for w in worlds().await {
        w.at_time("2026-12-28T09:00").await;
        let (m, links) = handled(&w, &[Channel::Web]).await;
        w.visitor().get(&m.url()).await.ok().shows("放假安排还没有公布");
        w.advance(days(400)).await;
        assert_eq!(now(&w, &m.id).await.standing, Standing::Waiting, "{}", w.engine);
        w.visitor().post(&link(&links[0], "verdict"), &[("result", "solved")]).await.ok();
        assert_eq!(now(&w, &m.id).await.standing, Standing::Solved);
    }
}

#[tokio::test]
async fn the_pages_in_outline_and_in_english() {
    let w = World::sqlite(vec![ground::slice(), evaluate::slice()], evaluate::flows()).await;
    let (m, links) = handled(&w, &[Channel::Phone, Channel::Phone]).await;
    let form = w.visitor().get(&link(&links[0], "verdict")).await;
    insta::assert_snapshot!(form.ok().outline(), @"
    [路灯不亮]
    # 说说办好没有
    这件事办好了吗: ____
    办好了: ____
    办了一部分: ____
    没办好: ____
    想说的话 （可不填）: ____
    (就这样说)
    [路灯不亮]
    ");
    let mut worker = w.person("社区工作者", Role::Worker, COMMUNITY).await;
    let form = worker.get(&format!("{}/verdict", m.url())).await;
    insta::assert_snapshot!(form.ok().outline(), @"
    [路灯不亮]
    # 代填反映人的话
    哪一位: ____
    第 1 位 · 电话 · 还没有联系: ____
    第 2 位 · 电话 · 还没有联系: ____
    怎么联系的: ____
    电话: ____
    走访: ____
    来访: ____
    纸质: ____
    会上: ____
    怎么说: ____
    办好了: ____
    办了一部分: ____
    没办好: ____
    没有联系上: ____
    哪一天: ____
    原话 （可不填）: ____
    (记下)
    [路灯不亮]
    ");
    worker.keep_cookie("gongdi_lang", "en");
    for path in [
        m.url(),
        format!("{}/verdict", m.url()),
        link(&links[0], "verdict"),
        link(&links[0], "dispute"),
    ] {
        worker.get(&path).await.ok().hides("⟦");
    }
    enter(&mut worker, &w, &m, "unreached").await.ok();
    w.visitor().post(&link(&links[0], "verdict"), &[("result", "not")]).await.ok();
    worker.get(&m.url()).await.ok().hides("⟦").shows("One who raised it says: not solved");
}
