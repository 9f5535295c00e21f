//! 两个故事 — 昙华林 agrees on quiet after ten and walks its rounds; 金穗小区 gives itself a covenant without fines.

use kernel::{Role, Stage};
use serde_json::json;
use testkit::{COMMUNITY, ESTATE};

use crate::{enact, matter, stage_of, told, worlds};

#[tokio::test]
async fn tanhualin_residents_and_shops_agree_on_quiet_after_ten_and_walk_rounds() {
    for w in worlds().await {
        let (id, url) = matter(&w, "商户晚上音响太大", Stage::Decide).await;

        // 双方友好协商，约定商户晚上 10 时后降低音响。
        let mut residents = w.person("居民代表", Role::Convener, ESTATE).await;
        let terms = [
            ("title", "晚上十点后降低音响"),
            ("one", "昙华林居民"),
            ("two", "昙华林商户联盟"),
            ("hours", "每天 22:00 到第二天 7:00"),
            ("terms", "商户在 22:00 后把音响调低。\n居民有话先当面说。"),
            ("review", "2023-06-01"),
        ];
        let agreement = residents.post(&format!("{url}/agreements/propose"), &terms).await.path;
        let sign = format!("{agreement}/sign");
        residents.post(&sign, &[("party", "one"), ("how", "self")]).await.ok().shows("等双方签字");

        // 商户联盟在纸上签，楼栋长和网格员在场，社区录入。
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let paper = [("party", "two"), ("how", "paper"), ("present", "楼栋长一位、商户代表两位")];
        worker.post(&sign, &paper).await.ok().shows("已生效");
        assert_eq!(stage_of(&w, &id).await, Stage::Manage, "{}", w.engine);

        // 下沉党员和志愿者每晚巡查、提醒劝导：排三晚，每晚两人。
        let rounds = [
            ("title", "晚间巡查"),
            ("duty", "22:00 后走一圈，音响大了就提醒一声。"),
            ("body", ""),
            ("first", "2023-03-03"),
            ("from", "22:00"),
            ("to", "23:00"),
            ("every", "day"),
            ("times", "3"),
            ("people", "2"),
        ];
        let rota = worker.post(&format!("{url}/rotas/plan"), &rounds).await.path;
        w.visitor().get(&format!("{rota}/sheet")).await.ok().shows("周六 22:00–23:00 空位");
        let mut volunteer = w.person("志愿者甲", Role::Resident, ESTATE).await;
        volunteer.post(&format!("{rota}/slots/1/sign-up"), &[("shown", "alias")]).await.ok();

        // 纸上的报名一次录完。
        let lines = "1 商户乙\n2 商户乙 邻居\n3 邻居";
        let page = worker.post(&format!("{rota}/enter"), &[("lines", lines)]).await;
        page.ok().shows("志愿者甲").shows("商户乙 （纸上报名）").shows("还差 1 人");

        // 第一晚之后记下看到的：只有地方和情况。
        w.at_time("2023-03-03T23:10").await;
        let seen = [("spot", "街口"), ("seen", "十点一刻音响已经调小。")];
        volunteer
            .post(&format!("{rota}/slots/1/report"), &seen)
            .await
            .ok()
            .shows("街口 十点一刻音响已经调小。");
        let noted = [
            ("spot", "街口"),
            ("day", "2023-03-03"),
            ("hour", "22:15"),
            ("kept", "yes"),
            ("words", ""),
        ];
        volunteer.post(&format!("{agreement}/observe"), &noted).await.ok().shows("和约定一样");

        let thread = w.visitor().get(&url).await;
        thread
            .ok()
            .shows("昙华林居民和昙华林商户联盟的约定《晚上十点后降低音响》自 2023-03-01 起生效");
        thread.shows("昙华林商户联盟签了《晚上十点后降低音响》（纸上签，社区录入）");
        thread.shows("排了轮值《晚间巡查》，共 3 班").shows("录入《晚间巡查》纸上报名 4 人次");
        thread.shows("2023-03-03 的轮值记下了看到的情况").hides("志愿者甲");
    }
}

#[tokio::test]
async fn jinsui_residents_check_their_draft_then_their_covenant_is_in_force() {
    for w in worlds().await {
        let (id, url) = matter(&w, "乱停车、高空抛物", Stage::Decide).await;

        // 居民先给草案体检：罚款的一条被指出来。
        let draft = "一、车辆停在划好的车位里，不占消防通道。\n二、不从窗口、阳台往下扔东西，违者罚款200元。";
        let check = format!("/places/{ESTATE}/covenants/check");
        let found = w.visitor().post(&check, &[("draft", draft)]).await;
        found.ok().shows("第 2 条 罚款").shows("可以改成提醒、上门商量、请调解");

        // 改过以后通过，公示期满，施行。
        let body = "一、车辆停在划好的车位里，不占消防通道。\n二、不从窗口、阳台往下扔东西。\n三、看见了互相提醒，说不通请自管委上门商量。";
        w.visitor().post(&check, &[("draft", body)]).await.ok().shows("没有发现明显问题");
        let adopted =
            json!({"title": "金穗小区居民公约", "kind": "covenant", "cost": "", "body": body});
        enact(&w, &told("decide-proposal-adopted", Some(&id), adopted)).await;
        assert_eq!(stage_of(&w, &id).await, Stage::Manage, "{}", w.engine);

        let thread = w.visitor().get(&url).await;
        thread.ok().shows("《金穗小区居民公约》第 1 版自 2023-03-01 起施行");
        let page = w.visitor().get(&thread.link("金穗小区居民公约")).await;
        page.ok().shows("施行中").shows("不从窗口、阳台往下扔东西。").hides("抵触的条款无效");

        // 报街道备案，贴上海报。
        w.at_time("2023-03-06T10:00").await;
        let mut street = w.person("街道办事处", Role::Street, "420583001").await;
        let filed = street.post(&format!("{}/file", page.path), &[("day", "2023-03-06")]).await;
        filed.ok().shows("2023-03-06");
        let poster = w.visitor().get(&filed.link("公约海报")).await;
        poster.ok().shows("金穗小区居民公约").shows("2023-03-06 备案");
        w.visitor().get(&url).await.shows("于 2023-03-06 报街道（乡镇）备案");
    }
}
