//! 全部页面 — Every sample page opens for whom it says, in both languages, with no word missing.

use kernel::{Role, Stage};
use serde_json::json;
use testkit::{COMMUNITY, ESTATE};

use crate::{elected, enact, finish_project, install, matter, told, worlds};

#[tokio::test]
async fn every_sample_page_opens_in_both_languages() {
    for w in worlds().await {
        let (id, url) = matter(&w, "夜里太吵", Stage::Manage).await;
        install(&w, &elected("国税小区自管委")).await;
        finish_project(&w, &told("build-project-finished", Some(&id), json!({"title": "小广场"})))
            .await;
        enact(
            &w,
            &told(
                "decide-proposal-adopted",
                Some(&id),
                json!({"title": "公约", "body": "罚款50元。"}),
            ),
        )
        .await;
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let rota = [
            ("title", "巡查"),
            ("duty", "走一圈"),
            ("body", ""),
            ("first", "2023-03-03"),
            ("from", "21:30"),
            ("to", "23:00"),
            ("every", "day"),
            ("times", "2"),
            ("people", "2"),
        ];
        worker.post(&format!("{url}/rotas/plan"), &rota).await.ok();
        let terms = [
            ("title", "约"),
            ("one", "甲"),
            ("two", "乙"),
            ("terms", "安静"),
            ("review", "2023-06-01"),
        ];
        let agreement = worker.post(&format!("{url}/agreements/propose"), &terms).await.path;
        let signed = json!({"party": "one", "how": "paper", "present": "楼栋长"});
        worker.api_post(&format!("{agreement}/sign"), "key-12345678", signed).await;

        let mut tx = w.tx().await;
        let samples = (manage::slice().samples)(&mut tx).await.unwrap();
        drop(tx);
        assert!(samples.len() > 20, "{}: {samples:?}", w.engine);
        for lang in ["zh-Hans", "en"] {
            for sample in &samples {
                let place = if sample.role == Some(Role::Street) { "420583001" } else { ESTATE };
                let mut reader = match sample.role {
                    Some(role) => w.person("读者", role, place).await,
                    None => w.visitor(),
                };
                reader.keep_cookie("gongdi_lang", lang);
                reader.get(&sample.path).await.ok().hides("⟦");
            }
            let mut reader = w.person("读者", Role::Worker, ESTATE).await;
            reader.keep_cookie("gongdi_lang", lang);
            reader.get(&url).await.ok().hides("⟦");
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_every_verb_and_fact_has_its_words() {
    let slice = manage::slice();
    let (zh, en) = (web::keys(slice.strings.zh), web::keys(slice.strings.en));
    assert_eq!(zh, en);
    for fact in slice.facts {
        assert!(zh.contains(*fact), "{fact}");
    }
    for verb in slice.verbs.iter().filter(|v| v.act.is_some()) {
        assert!(zh.contains(verb.name), "{}", verb.name);
        assert!(zh.contains(&format!("{}-submit", verb.name)), "{}", verb.name);
    }
}
