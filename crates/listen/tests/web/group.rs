//! 同类问题 — `/places/{place}/groups` and one group

use kernel::Role;
use testkit::{COMMUNITY, ESTATE};

use crate::{said, worker, worlds};

#[tokio::test]
async fn one_lift_said_three_times_is_one_class_of_problems_and_stays_in_its_community() {
    for w in worlds().await {
        for words in ["三号楼电梯又坏了，困人", "三号楼电梯坏了没人修", "三号楼的电梯坏了好几天"]
        {
            said(&w, ESTATE, words).await;
        }
        let (_, other) = said(&w, ESTATE, "广场舞半夜还在响").await;
        let mut worker = worker(&w).await;
        let page = worker.get(&format!("/places/{COMMUNITY}/groups")).await;
        page.ok().shows("3 件事").shows("本月 3 次，之前同样长的日子 0 次").hides("广场舞");
        let (_, list) = worker.api_get(&format!("/places/{COMMUNITY}/groups")).await;
        let group = &list["groups"][0];
        assert_eq!(group["matters"].as_array().unwrap().len(), 3);
        assert!(group["people"].as_u64().unwrap() <= 3 && group.get("ids").is_none());
        let one = format!("/places/{COMMUNITY}/groups/{}", group["key"].as_str().unwrap());
        let shown = worker.get(&one).await;
        shown.ok().shows("居民说解决了 0 / 3").shows("热度").shows("电梯坏了没人修");
        assert!(shown.link("别处怎么解决的").starts_with("/cases?like="));
        let alone = other.rsplit('/').next().unwrap();
        worker.get(&format!("/places/{COMMUNITY}/groups/{alone}")).await.status(404);
        worker
            .get(&format!("/places/{COMMUNITY}/groups?month=2023-02"))
            .await
            .ok()
            .shows("没有看出");

        let mut street = w.person("街道干部", Role::Street, "420583001").await;
        let above = street.get("/places/420583001/groups").await;
        above.ok().shows("不满五个人说的").hides("3 件事");
        // Nor by asking for the community itself.
        street
            .get(&format!("/places/{COMMUNITY}/groups"))
            .await
            .ok()
            .shows("不满五个人说的")
            .hides("3 件事");
        street.get(&one).await.status(404);
        w.visitor().get(&format!("/places/{COMMUNITY}/groups")).await.status(403);
    }
}

#[tokio::test]
async fn two_that_say_the_same_are_a_pair_until_they_are_joined() {
    for w in worlds().await {
        let body = "一楼餐馆没有专用烟道，油烟直排，窗户不能打开，老人咳嗽不止，请尽快处理";
        let (_, first) = said(&w, ESTATE, &format!("春晓小区餐馆油烟扰民。{body}")).await;
        w.clock.advance(kernel::hours(1));
        let second = format!("春晓小区餐馆油烟扰民。{body}，急，电话 13900139000");
        let (_, second) = said(&w, ESTATE, &second).await;
        said(&w, ESTATE, "广场舞半夜还在响").await;
        let mut worker = worker(&w).await;
        let page = worker.get(&format!("/places/{COMMUNITY}/pairs")).await;
        page.ok().shows("很像同一件").shows("文字几乎相同").hides("广场舞").hides("已隐去");
        let older = first.rsplit('/').next().unwrap();
        assert_eq!(page.link("并过去"), format!("{second}/merge?into={older}"));
        let (_, told) = worker.api_get(&format!("/places/{COMMUNITY}/pairs")).await;
        assert_eq!(told["pairs"].as_array().unwrap().len(), 1, "{told}");
        assert_eq!(told["pairs"][0]["older"]["url"], first);

        let ask = worker.get(&format!("{second}/merge?into={older}")).await;
        worker.submit(&ask, &[]).await.ok();
        let page = worker.get(&format!("/places/{COMMUNITY}/pairs")).await;
        page.ok().shows("没有看着是同一件的事");
        w.visitor().get(&format!("/places/{COMMUNITY}/pairs")).await.status(403);
        for (role, place) in [(Role::Street, "420583001"), (Role::County, "420583")] {
            let mut above = w.person("干部", role, place).await;
            above.get(&format!("/places/{COMMUNITY}/pairs")).await.status(403);
        }
        let mut wide = w.person("片区网格员", Role::Worker, "420583001").await;
        wide.get("/places/420583001/pairs").await.status(404);
        worker.get(&format!("/places/{COMMUNITY}/groups")).await.link("看着是同一件的事");
    }
}
