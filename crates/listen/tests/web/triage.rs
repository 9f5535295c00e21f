//! 归类 — `/{county}/triage`, its verbs, `/{county}/matters/{id}/label`, and what stands beside accepting

use kernel::{County, Role};
use testkit::{ESTATE, World};
use text::classify::{Example, Options, Trained, train};

use crate::{said, worker, worlds};

const COUNTY: &str = "/420583/triage";

/// Five kinds of problems in invented words, ninety of each.
fn trained() -> Trained {
    let kinds: [(&str, [&str; 6]); 5] = [
        ("电梯", ["电梯困人", "电梯异响", "轿厢抖动", "电梯停运", "按键失灵", "电梯门关不上"]),
        ("路灯", ["路灯不亮", "灯杆歪了", "夜里漆黑", "灯泡坏了", "照明太暗", "路灯白天亮着"]),
        ("噪声", ["半夜施工", "广场舞太吵", "音响扰民", "装修敲墙", "狗叫一夜", "叫卖喇叭"]),
        ("停车", ["车位不够", "乱停堵门", "消防通道停车", "车位被占", "停车收费高", "地锁占位"]),
        ("垃圾", ["垃圾不清", "桶满发臭", "乱倒建筑垃圾", "楼道堆物", "污水横流", "蚊蝇成群"]),
    ];
    let places =
        ["一号楼", "二号楼", "东门", "西门", "小广场", "物业楼", "幼儿园旁", "菜场边", "桥头"];
    let tails = ["请来看看", "已经三天了", "老人不方便", "反映过没人管", "什么时候能修"];
    let mut texts = Vec::new();
    for (kind, problems) in kinds {
        for n in 0..90 {
            let (problem, place) = (problems[n % 6], places[n / 6 % 9]);
            let title = format!("{place}{problem}");
            let body = format!("{place}那里{problem}，{}，第{n}次说。", tails[n % 5]);
            texts.push((title, body, kind));
        }
    }
    let examples: Vec<Example<'_>> =
        texts.iter().map(|(title, body, kind)| Example::new(title, body, kind)).collect();
    train(&examples, &Options::default()).unwrap()
}

async fn install(w: &World, trained: &Trained) -> String {
    let mut tx = w.tx().await;
    let county = County::parse("420583").unwrap();
    let version = listen::triage::install(&mut tx, &county, trained, 0).await.unwrap();
    tx.commit().await.unwrap();
    version
}

#[tokio::test]
async fn without_a_model_words_suggest_and_nothing_is_chosen() {
    for w in worlds().await {
        let (_, matter) = said(&w, ESTATE, "三号楼电梯困人，老人被关了半小时").await;
        let mut worker = worker(&w).await;
        let form = worker.get(&format!("{matter}/accept")).await;
        form.ok()
            .shows("建议（供参考，由您来定）")
            .shows("按关键词规则")
            .shows("像是急事")
            .shows("困");
        assert_eq!((form.value("label"), form.value("klass")), (String::new(), String::new()));
        let typed = [("klass", "urgent"), ("answers", "网格员"), ("label", "外星事务")];
        worker.submit(&form, &typed).await.status(422).shows("从给出的里面选");
        let typed = [("klass", "urgent"), ("answers", "网格员"), ("label", "城乡建设")];
        worker.submit(&form, &typed).await.ok().shows("已受理");
        let mut county = w.person("县调度", Role::County, "420583").await;
        let page = county.get(COUNTY).await;
        page.ok().shows("还没有模型").shows("城乡建设").shows("归过类的：1 件");
        county
            .post(&format!("{COUNTY}/train"), &[])
            .await
            .status(403)
            .shows("至少 400 件，现在 1 件");
        worker.get(&format!("{COUNTY}/train")).await.status(403);
        w.visitor().get(COUNTY).await.status(403);
    }
}

#[tokio::test]
async fn a_model_is_used_when_told_and_a_correction_counts_at_once() {
    let trained = trained();
    for w in worlds().await {
        let version = install(&w, &trained).await;
        let mut county = w.person("县调度", Role::County, "420583").await;
        county.get(COUNTY).await.ok().shows("还没有模型").shows(&version).shows("电梯");
        let mut worker = worker(&w).await;
        let (_, first) = said(&w, ESTATE, "东门路灯不亮，夜里漆黑，老人不方便").await;
        worker.get(&format!("{first}/accept")).await.ok().shows("按关键词规则");

        let adopt = format!("{COUNTY}/adopt");
        county.post(&adopt, &[("version", "model-of-nobody")]).await.status(422);
        let done = county.post(&adopt, &[("version", &version)]).await;
        done.ok().shows("已换用").shows("在用");
        let form = worker.get(&format!("{first}/accept")).await;
        form.ok().shows("按本县受理过的事学来").shows("因为说到").shows("路灯");
        assert!(form.text().find("路灯").unwrap() < form.text().find("电梯").unwrap_or(usize::MAX));

        // Drones are new to it; a worker says what they are, and the next one is known.
        let buzzing = "无人机低空飞行嗡嗡响，音响扰民";
        let (_, second) = said(&w, ESTATE, buzzing).await;
        let typed = [("klass", "small"), ("answers", "网格员"), ("label", "停车")];
        worker.post(&format!("{second}/accept"), &typed).await.ok();
        let (_, third) = said(&w, ESTATE, "无人机低空飞行嗡嗡响，又来了").await;
        let form = worker.get(&format!("{third}/accept")).await;
        form.ok()
            .shows("这一类以往由谁办")
            .shows("网格员 1 件")
            .shows("可能是同一件")
            .shows(buzzing.split('，').next().unwrap());
        let kinds: Vec<usize> = ["停车", "噪声"]
            .iter()
            .map(|kind| form.text().find(kind).unwrap_or(usize::MAX))
            .collect();
        assert!(kinds[0] < kinds[1], "{}", form.text());

        // It was noise after all: said again, at any stage, and the thread says so.
        let label = worker.get(&second).await.link("归类");
        let done = worker.post(&label, &[("label", "噪声")]).await;
        done.ok().shows("已归类").shows("归类为“噪声”");
        let form = worker.get(&format!("{third}/accept")).await;
        let kinds: Vec<usize> = ["停车", "噪声"]
            .iter()
            .map(|kind| form.text().find(kind).unwrap_or(usize::MAX))
            .collect();
        assert!(kinds[1] < kinds[0], "{}", form.text());
        let near = form.ok().link("并过去");
        worker.get(&near).await.ok().shows("并入《");
        w.person("网格员", Role::Worker, "420583001004").await.get(&label).await.status(403);
    }
}
