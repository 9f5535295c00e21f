//! Every page as it exists in the demo: both languages, both databases, as a page and as JSON.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Role;
use testkit::{Browser, World};

/// A world with the whole demo told in it.
async fn told() -> Vec<World> {
    let worlds = World::each(server::slices(), server::flows()).await;
    for w in &worlds {
        let seal = w.app.seal.clone();
        let mut stage =
            server::demo::Stage::try_new(w.app.db.clone(), seal, w.app.settings.clone()).unwrap();
        server::demo::load(&mut stage).await.unwrap();
        w.clock.set(kernel::Clock::now(&kernel::SystemClock));
    }
    worlds
}

async fn browser(
    w: &World,
    codes: &BTreeMap<String, String>,
    role: Option<Role>,
    lang: &str,
) -> Browser {
    let mut browser = w.visitor();
    if let Some(role) = role {
        let code = codes.get(role.word()).unwrap_or_else(|| panic!("the demo has no {role}"));
        browser.post("/sign-in", &[("code", code)]).await.ok();
    }
    browser.keep_cookie("gongdi_lang", lang);
    browser
}

#[tokio::test]
async fn every_page_says_everything_in_every_language_on_both_databases() {
    for w in told().await {
        let mut tx = w.tx().await;
        let slips = testkit::ground::session::demo_slips(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let codes: BTreeMap<String, String> =
            slips.into_iter().map(|(role, _, code)| (role, code)).collect();
        let mut tx = w.tx().await;
        let mut samples = Vec::new();
        for slice in &w.app.slices {
            samples.extend((slice.samples)(&mut tx).await.unwrap());
        }
        let samples = testkit::ground::home::within_reach(&mut tx, samples).await.unwrap();
        drop(tx);
        let mut browsers: BTreeMap<(String, &str), Browser> = BTreeMap::new();
        for sample in &samples {
            for lang in ["zh-Hans", "en"] {
                let who = sample.role.map_or_else(String::new, |r| r.word().to_owned());
                let key = (who.clone(), lang);
                let mut browser = match browsers.remove(&key) {
                    Some(known) => known,
                    None => browser(&w, &codes, sample.role, lang).await,
                };
                let page = browser.get(&sample.path).await;
                assert_eq!(
                    page.status,
                    200,
                    "{} {who} {lang} {}: {}",
                    w.engine,
                    sample.path,
                    page.text()
                );
                browsers.insert(key, browser);
                page.hides("⟦");
                if page.html.starts_with("<!doctype") {
                    assert!(!page.heading().is_empty(), "{} has no heading", sample.path);
                }
            }
            if sample.role.is_none() && !sample.path.contains('?') {
                let (status, json) = w.visitor().api_get(&sample.path).await;
                assert!(status == 200, "{} as JSON: {json}", sample.path);
            }
        }
        every_verb_is_sampled(&w, &samples);
    }
}

fn every_verb_is_sampled(w: &World, samples: &[web::Sample]) {
    let shapes: BTreeSet<Vec<String>> = samples.iter().map(|s| shape(&s.path)).collect();
    let unseen: Vec<_> = w
        .app
        .slices
        .iter()
        .flat_map(|s| &s.verbs)
        .filter(|v| !shapes.iter().any(|s| matches(v.path, s)))
        .collect();
    // Private links cannot be sampled: only their digests are kept. Some answers are no pages.
    let no_page = ["-sitemap", "-settings", "-find", "-near", "-download"];
    let unseen: Vec<_> = unseen
        .into_iter()
        .filter(|v| !v.path.contains("{secret}") && !no_page.iter().any(|n| v.name.ends_with(n)))
        .map(|v| v.name)
        .collect();
    // The others need somebody on a frozen roll, or a state no story ends in: their slices' tests visit them.
    let most = 20;
    assert!(unseen.len() <= most, "{} verbs have no sample: {unseen:#?}", unseen.len());
}

fn shape(path: &str) -> Vec<String> {
    path.split('?').next().unwrap_or_default().split('/').map(str::to_owned).collect()
}

fn matches(pattern: &str, shape: &[String]) -> bool {
    let parts: Vec<&str> = pattern.split('/').collect();
    parts.len() == shape.len() && parts.iter().zip(shape).all(|(p, s)| p.starts_with('{') || p == s)
}

#[tokio::test]
async fn every_fact_that_was_told_is_declared_and_has_a_sentence() {
    for w in told().await {
        let declared: BTreeSet<&str> = w.app.slices.iter().flat_map(|s| s.facts).copied().collect();
        let mut tx = w.tx().await;
        let rows = tx
            .all("SELECT DISTINCT kind FROM store_fact WHERE county >= '000000' ORDER BY kind", &[])
            .await
            .unwrap();
        for row in rows {
            let kind = row.text("kind").unwrap();
            assert!(declared.contains(kind.as_str()), "{kind} is told but not declared");
        }
        let row = tx
            .one("SELECT COUNT(*) AS n FROM store_job WHERE county >= '000000' AND fault IS NOT NULL", &[])
            .await
            .unwrap();
        assert_eq!(row.int("n").unwrap(), 0, "{}: a flow failed in the demo", w.engine);
    }
}
