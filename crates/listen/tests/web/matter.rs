//! 受理 — `/{county}/matters/{id}/accept|answer|take-up|park|merge|note|reveal|revealed`

use kernel::Role;
use serde_json::json;
use testkit::{COMMUNITY, ESTATE, NEIGHBOUR};

use crate::{said, worker, worlds};

const GOOD: &str =
    "路灯线路老化，已安排电工更换三号楼前的灯具，3月5日前完成，之后请大家看看亮不亮。";

#[tokio::test]
async fn the_community_accepts_with_class_owner_and_limit() {
    for w in worlds().await {
        let (_, matter) = said(&w, ESTATE, "路灯不亮").await;
        let mut worker = worker(&w).await;
        let form = worker.get(&matter).await.link("受理");
        let done = worker.post(&form, &[("klass", "small"), ("answers", "网格员")]).await;
        done.ok().shows("已受理").shows("办理中").shows("2023-03-08").shows("小事").shows("未核验");
        done.shows("受理为小事，由网格员负责，2023-03-08 前答复");
        worker
            .post(&form, &[("klass", "hard"), ("answers", "网格员")])
            .await
            .status(403)
            .shows("已经受理过");

        let (_, other) = said(&w, ESTATE, "电梯坏了").await;
        let accept = format!("{other}/accept");
        let back = worker.post(&accept, &[("klass", "small"), ("answers", "外星人")]).await;
        back.status(422).shows("从给出的里面选");
        let late = [("klass", "hard"), ("answers", "网格员"), ("due", "2023-02-28")];
        worker.post(&accept, &late).await.status(422).shows("不能在今天以前");
        let body = json!({"klass": "hard", "answers": "网格员", "due": "2023-04-01"});
        let (status, _) = worker.api_post(&accept, "accept-key-1", body).await;
        assert_eq!(status, 200);
        worker.get(&other).await.shows("2023-04-01").shows("期限由受理人定下");
    }
}

#[tokio::test]
async fn where_the_calendar_ends_a_person_gives_the_date() {
    for w in worlds().await {
        w.at_time("2026-12-30T09:00").await;
        let (_, matter) = said(&w, ESTATE, "路灯不亮").await;
        let mut worker = worker(&w).await;
        let accept = format!("{matter}/accept");
        let typed = [("klass", "small"), ("answers", "网格员")];
        let back = worker.post(&accept, &typed).await;
        back.status(422).shows("放假安排");
        assert_eq!(back.value("klass"), "small");
        worker.submit(&back, &[("due", "2027-01-08")]).await.ok().shows("2027-01-08");
    }
}

#[tokio::test]
async fn an_answer_that_answers_nothing_is_pointed_out_first() {
    for w in worlds().await {
        let (follow, matter) = said(&w, ESTATE, "三号楼前的路灯不亮").await;
        let mut worker = worker(&w).await;
        let answer = format!("{matter}/answer");
        let back = worker.post(&answer, &[("reply", "网友您好，留言已收悉，感谢您的关注。")]).await;
        back.status(422).shows("答复前再看一眼").shows("几乎都是套话").shows("没有说什么时候");
        assert_eq!(back.value("reply"), "网友您好，留言已收悉，感谢您的关注。");
        worker.get(&matter).await.shows("待受理");

        let done = worker.submit(&back, &[("reply", GOOD)]).await;
        done.ok().shows("等居民评价").shows("待居民评价").shows("更换三号楼前的灯具");
        let mine = w.visitor().get(&follow).await;
        mine.ok().shows("现在请您说一句");
        assert_eq!(mine.link("去评价"), format!("{follow}/verdict"));
        worker.get(&answer).await.status(403);

        let (_, other) = said(&w, ESTATE, "井盖松了").await;
        let other = format!("{other}/answer");
        let back = worker.post(&other, &[("reply", "已修好，有事打 13800138000")]).await;
        let sent = worker.submit(&back, &[("confirmed", "on")]).await;
        sent.ok().shows("【手机号已隐去】").hides("13800138000");
    }
}

#[tokio::test]
async fn only_those_who_serve_the_place_handle_it() {
    for w in worlds().await {
        let (_, matter) = said(&w, ESTATE, "路灯不亮").await;
        for (alias, role, place) in [
            ("居民甲", Role::Resident, ESTATE),
            ("邻社区网格员", Role::Worker, NEIGHBOUR),
            ("督导", Role::Coach, COMMUNITY),
        ] {
            let mut other = w.person(alias, role, place).await;
            for verb in ["accept", "answer", "take-up", "park", "merge", "note", "reveal"] {
                other.get(&format!("{matter}/{verb}")).await.status(403);
            }
            let (status, _) = other
                .api_post(&format!("{matter}/note"), "note-key-1", json!({"words": "x"}))
                .await;
            assert_eq!(status, 403, "{alias}");
        }
        w.visitor().get(&format!("{matter}/accept")).await.status(403).shows("登录");
        let mut convener = w.person("带头人", Role::Convener, ESTATE).await;
        let page = convener.get(&matter).await;
        assert!(
            page.has_link("提交大家商议")
                && !page.has_link("受理")
                && !page.has_link("查看联系方式")
        );
        convener
            .post(&format!("{matter}/take-up"), &[])
            .await
            .ok()
            .shows("已提交大家商议")
            .shows("办理中");
        convener.get(&format!("{matter}/take-up")).await.status(403).shows("还没有走到这一步");
        let mut worker = worker(&w).await;
        worker.get(&format!("{matter}/answer")).await.status(403);
    }
}

#[tokio::test]
async fn a_parked_matter_is_a_promise_and_can_be_taken_up_again() {
    for w in worlds().await {
        let (_, matter) = said(&w, ESTATE, "老房子加装电梯").await;
        let mut worker = worker(&w).await;
        let park = format!("{matter}/park");
        let typed = [("reason", "管线要先改"), ("unlock", "燃气改造完工"), ("answers", "网格员")];
        let back =
            worker.post(&park, &[typed[0], typed[1], typed[2], ("review", "2023-03-01")]).await;
        back.status(422).shows("今天以后");
        let done = worker.submit(&back, &[("review", "2023-06-01")]).await;
        done.ok()
            .shows("已挂账")
            .shows("管线要先改")
            .shows("能办的条件：")
            .shows("燃气改造完工")
            .shows("2023-06-01");
        w.visitor().get(&format!("/places/{COMMUNITY}/lists/outcome")).await.hides("加装电梯");
        let open = worker
            .post(&format!("{matter}/accept"), &[("klass", "hard"), ("answers", "网格员")])
            .await;
        open.ok().shows("办理中");
        assert!(!open.has_link("受理"));
    }
}

#[tokio::test]
async fn merging_moves_every_voice_and_loses_none() {
    for w in worlds().await {
        let (mine, one) = said(&w, ESTATE, "路灯不亮").await;
        let (_, two) = said(&w, ESTATE, "门口的灯坏了").await;
        w.visitor().post(&format!("{one}/join"), &[]).await.ok();
        let mut worker = worker(&w).await;
        let merge = format!("{one}/merge");
        worker.post(&merge, &[("into", "AAAAAAAA")]).await.status(422).shows("没有这个编号");
        let own = one.rsplit('/').next().unwrap();
        worker.post(&merge, &[("into", own)]).await.status(403);
        let number = two.rsplit('/').next().unwrap().to_lowercase();
        let done = worker.post(&merge, &[("into", &number)]).await;
        done.ok()
            .shows("已并案")
            .shows("3 人反映")
            .shows("带来 2 个声音")
            .shows("路灯不亮")
            .shows("门口的灯坏了");
        w.visitor().get(&one).await.ok().shows("已并入").shows("0 人反映");
        w.visitor().get(&mine).await.ok().shows("门口的灯坏了").shows("3 人反映");
        let joined = w.visitor().post(&format!("{one}/join"), &[]).await;
        joined.ok().shows("4 人反映");
        worker.post(&format!("{two}/merge"), &[("into", own)]).await.status(403);
        worker.post(&format!("{one}/note"), &[("words", "在修")]).await.status(403);
        worker
            .post(&format!("{two}/note"), &[("words", "灯已订货")])
            .await
            .ok()
            .shows("网格员：灯已订货");
    }
}

#[tokio::test]
async fn a_look_at_a_contact_is_logged_and_seen_by_the_person() {
    for w in worlds().await {
        let mut resident = w.visitor();
        let report = format!("/places/{ESTATE}/report");
        let typed = [
            ("words", "路灯不亮，电话 13800138000"),
            ("contact", "13900139000"),
            ("name", "老邻居"),
        ];
        let follow = resident.post(&report, &typed).await;
        let matter = follow.link("公开页面");
        let mut worker = worker(&w).await;
        let reveal = worker.get(&matter).await.link("查看联系方式");
        let form = worker.get(&reveal).await;
        let voice = form.value("voice");
        worker.submit(&form, &[("voice", &voice), ("reason", "")]).await.status(422);
        worker.submit(&form, &[("voice", "AAAAAAAAAAAAAAAA"), ("reason", "问")]).await.status(422);
        let shown = worker.post(&reveal, &[("voice", &voice), ("reason", "约时间上门看灯")]).await;
        shown
            .ok()
            .shows("13900139000")
            .shows("老邻居")
            .shows("电话 13800138000")
            .shows("本人看得到");

        let mut other = w.person("另一网格员", Role::Worker, COMMUNITY).await;
        other.get(&shown.path).await.status(403).shows("只有刚才写明理由的人");
        w.visitor().get(&shown.path).await.status(403);
        resident
            .get(&follow.path)
            .await
            .ok()
            .shows("网格员 · 社区工作者 · 约时间上门看灯")
            .shows("2023-03-01 09:00");
        w.visitor().get(&matter).await.hides("约时间上门看灯").hides("13900139000");
        w.advance(kernel::minutes(31)).await;
        worker.get(&shown.path).await.status(403).shows("再写一次理由");
    }
}

#[tokio::test]
async fn triage_in_english_has_every_word() {
    let w = testkit::World::sqlite(vec![ground::slice(), listen::slice()], Vec::new()).await;
    let (_, matter) = said(&w, ESTATE, "路灯不亮").await;
    let mut worker = worker(&w).await;
    worker.keep_cookie("gongdi_lang", "en");
    for verb in ["accept", "answer", "take-up", "park", "merge", "note", "reveal"] {
        worker.get(&format!("{matter}/{verb}")).await.ok().hides("⟦");
    }
    worker
        .post(&format!("{matter}/accept"), &[("klass", "hard"), ("answers", "网格员")])
        .await
        .ok();
    worker
        .post(&format!("{matter}/answer"), &[("reply", "收到")])
        .await
        .status(422)
        .hides("⟦")
        .shows("very short");
    worker.get(&matter).await.ok().hides("⟦").shows("Accepted as hard");
}
