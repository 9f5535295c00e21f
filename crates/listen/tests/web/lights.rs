//! 路灯不亮 — The story of the lights: eleven residents, three wordings, one matter.

use kernel::Stage;
use testkit::{COMMUNITY, ESTATE};

use crate::{worker, worlds};

#[tokio::test]
async fn eleven_residents_three_wordings_one_matter() {
    for w in worlds().await {
        let report = format!("/places/{COMMUNITY}/report");
        // The first says it in her words.
        let first = [("words", "国税小区三号楼前的路灯不亮，好几天了"), ("place", ESTATE)];
        let follow = w.visitor().post(&report, &first).await;
        let matter = follow.ok().link("公开页面");
        // Two more say it in theirs; each is shown the first and joins it.
        for words in ["晚上三号楼路灯坏了，一片黑", "小区路灯不亮，老人出门看不见路"]
        {
            let mut resident = w.visitor();
            let back = resident.post(&report, &[("words", words), ("place", ESTATE)]).await;
            back.status(422).shows("国税小区三号楼前的路灯不亮");
            let join = back.link("就是这件");
            resident.post(&join, &[("words", words)]).await.ok().shows("已附议");
        }
        // One telephones, and the worker joins for her. Seven more only say: me too.
        let mut worker = worker(&w).await;
        worker.post(&format!("{matter}/join"), &[("channel", "phone")]).await.ok();
        for _ in 0..7 {
            w.visitor().post(&format!("{matter}/join"), &[]).await.ok();
        }
        let page = w.visitor().get(&matter).await;
        page.ok()
            .shows("11 人反映")
            .shows("一片黑")
            .shows("老人出门看不见路")
            .shows("附议，现在 11 人");
        let list = w.visitor().get(&format!("/places/{COMMUNITY}/lists/problem")).await;
        assert_eq!(list.text().matches("11 人反映").count(), 1, "{}", w.engine);

        // The community accepts it and answers; every one of the eleven is asked.
        worker
            .post(&format!("{matter}/accept"), &[("klass", "small"), ("answers", "网格员")])
            .await
            .ok();
        let reply = "三号楼前两盏路灯的线路已修好，3月2日晚上由电工现场查看，都亮了，请大家看看。";
        worker
            .post(&format!("{matter}/answer"), &[("reply", reply), ("confirmed", "on")])
            .await
            .ok();
        w.visitor().get(&follow.path).await.ok().shows("现在请您说一句").shows("都亮了");
        w.settle().await;
        let mut tx = w.tx().await;
        let county = kernel::County::parse("420583").unwrap();
        let id = kernel::MatterId::parse(matter.rsplit('/').next().unwrap()).unwrap();
        let voices = ground::voice::of_matter(&mut tx, &county, &id).await.unwrap();
        assert_eq!(voices.len(), 11);
        assert_eq!(
            ground::matter::load(&mut tx, &county, &id).await.unwrap().stage,
            Stage::Evaluate
        );
    }
}
