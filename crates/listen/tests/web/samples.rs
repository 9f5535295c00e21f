//! Every sample page of the slice opens, in both languages, for the role it names.

use std::collections::BTreeSet;

use kernel::Role;
use testkit::{COMMUNITY, COUNTY, ESTATE};

use crate::{said, worker, worlds};

#[tokio::test]
async fn every_sample_opens_in_both_languages() {
    for w in worlds().await {
        said(&w, ESTATE, "路灯不亮，好几天了").await;
        let mut worker = worker(&w).await;
        worker
            .post(&format!("/places/{COMMUNITY}/dispatch/hold"), &[("held", "2023-03-01")])
            .await
            .ok();
        let mut tx = w.tx().await;
        let samples = (listen::slice().samples)(&mut tx).await.unwrap();
        drop(tx);
        for lang in ["zh-Hans", "en"] {
            for sample in &samples {
                let mut browser = match sample.role {
                    None => w.visitor(),
                    Some(Role::County) => w.person("县调度", Role::County, COUNTY).await,
                    Some(role) => w.person("网格员", role, COMMUNITY).await,
                };
                browser.keep_cookie("gongdi_lang", lang);
                browser.get(&sample.path).await.ok().hides("⟦");
            }
        }
        // Every verb that is not behind a private link has one; of one matter there is no group.
        let private = ["follow", "contact", "slip", "near", "revealed", "group-show"];
        let count = listen::slice()
            .verbs
            .iter()
            .filter(|v| !private.iter().any(|p| v.name.ends_with(p)))
            .count();
        let distinct: BTreeSet<_> = samples.iter().map(|s| &s.path).collect();
        assert_eq!(distinct.len(), count, "{distinct:?}");
    }
}

#[tokio::test]
async fn what_is_at_rest_is_no_sample_of_joining() {
    for w in worlds().await {
        let (_, public) = said(&w, ESTATE, "路灯不亮，好几天了").await;
        let join = format!("{public}/join");
        let offered = async || {
            let mut tx = w.tx().await;
            let samples = (listen::slice().samples)(&mut tx).await.unwrap();
            samples.iter().any(|s| s.path == join)
        };
        assert!(offered().await, "{}: somebody still works on it", w.engine);

        let mut tx = w.tx().await;
        let id = kernel::MatterId::parse(public.rsplit('/').next().unwrap()).unwrap();
        let county = kernel::PlaceCode::parse(ESTATE).unwrap().county();
        let mut matter = ground::matter::load(&mut tx, &county, &id).await.unwrap();
        matter.handled().unwrap();
        matter.solved().unwrap();
        ground::matter::save(&mut tx, &mut matter).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!offered().await, "{}: it is solved", w.engine);
        w.visitor().get(&join).await.status(403);
    }
}
