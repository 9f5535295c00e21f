//! 事项 — `/{county}/matters/{id}`, `/places/{place}/lists/{list}`, `/find`, `/desk`

use ground::matter::{self, List, Matter};
use kernel::{Error, Klass, PlaceCode, Role, Stage, days};
use testkit::{COMMUNITY, COUNTY, ESTATE, NEIGHBOUR, World};

async fn open(w: &World, place: &str, title: &str) -> Matter {
    let mut tx = w.tx().await;
    let place = PlaceCode::parse(place).unwrap();
    let matter = matter::open(&mut tx, &place, title, Stage::Listen).await.unwrap();
    tx.commit().await.unwrap();
    matter
}

/// Changes a matter and keeps it.
pub async fn change(w: &World, matter: &mut Matter, how: impl Fn(&mut Matter)) {
    let mut tx = w.tx().await;
    how(matter);
    matter::save(&mut tx, matter).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn numbers_follow_every_change_at_every_level() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let mut light = open(&w, ESTATE, "路灯不亮").await;
        open(&w, COMMUNITY, "路面破损").await;
        open(&w, NEIGHBOUR, "下水道堵了").await;
        let now = w.app.clock.now();
        change(&w, &mut light, |m| m.accept(Klass::Small, "社区", now.plus(days(5))).unwrap())
            .await;
        change(&w, &mut light, |m| m.handled().unwrap()).await;
        change(&w, &mut light, |m| m.solved().unwrap()).await;
        for (place, problem, outcome) in
            [(ESTATE, 0, 1), (COMMUNITY, 1, 1), (NEIGHBOUR, 1, 0), (COUNTY, 2, 1), ("42", 2, 1)]
        {
            let mut tx = w.tx().await;
            let place = PlaceCode::parse(place).unwrap();
            let numbers = matter::numbers(&mut tx, &place).await.unwrap();
            assert_eq!(
                (numbers.on(List::Problem), numbers.on(List::Task), numbers.on(List::Outcome)),
                (problem, 0, outcome),
                "{} {place}",
                w.engine
            );
            assert_eq!(numbers.all(), problem + outcome);
        }
    }
}

#[tokio::test]
async fn a_list_shows_what_its_number_counts_and_pages_on() {
    for w in World::each(Vec::new(), Vec::new()).await {
        for n in 0..35 {
            open(&w, ESTATE, &format!("第{n}件事")).await;
            w.clock.advance(1000);
        }
        let mut anybody = w.visitor();
        for place in [ESTATE, COMMUNITY, "420583001", COUNTY] {
            let first = anybody.get(&format!("/places/{place}/lists/problem")).await;
            first.ok().shows("35").shows("第34件事").hides("第0件事<");
            let second = anybody.get(&first.link("下一页")).await;
            second.ok().shows("第0件事").hides("第34件事");
        }
        let province = anybody.get("/places/42/lists/problem").await;
        province.ok().shows("35").shows("宜昌市").hides("第34件事");
    }
}

#[tokio::test]
async fn of_two_who_change_it_at_once_the_second_sees_the_newer_state() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let mut first = open(&w, ESTATE, "路灯不亮").await;
        let mut second = first.clone();
        change(&w, &mut first, Matter::joined).await;
        let mut tx = w.tx().await;
        second.joined();
        let Err(Error::Refused(refusal)) = matter::save(&mut tx, &mut second).await else {
            panic!("{}: the second was kept", w.engine)
        };
        assert_eq!(refusal.reason, "ground-matter-refused-changed");
    }
}

#[tokio::test]
async fn its_page_is_found_by_the_number_read_aloud() {
    let mut outlines = Vec::new();
    for w in World::each(Vec::new(), Vec::new()).await {
        let matter = open(&w, ESTATE, "路灯不亮").await;
        let spoken = matter.id.as_str().to_lowercase();
        let (head, tail) = spoken.split_at(4);
        let page = w.visitor().get(&format!("/find?number={head}-{tail}")).await;
        page.ok().shows("路灯不亮").shows("待受理").shows("国税小区");
        outlines.push(page.outline());
    }
    outlines.dedup();
    assert_eq!(outlines.len(), 1, "both databases show the same page");
    insta::assert_snapshot!(outlines[0], @"
    [枝江市]
    [马家店街道]
    [七口堰社区]
    [国税小区]
    # 路灯不亮
    - 最早反映
    ## 来龙去脉
    ");
}

#[tokio::test]
async fn the_desk_shows_what_waits_at_ones_own_places() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let now = w.app.clock.now();
        open(&w, NEIGHBOUR, "邻社区的事").await;
        open(&w, ESTATE, "新的事").await;
        let mut late = open(&w, ESTATE, "拖着的事").await;
        change(&w, &mut late, |m| m.accept(Klass::Hard, "社区", now.plus(days(5))).unwrap()).await;
        w.advance(days(6)).await;
        let mut worker = w.person("网格员", Role::Worker, COMMUNITY).await;
        let desk = worker.get("/desk").await;
        desk.ok().shows("已超期 1 件").shows("拖着的事").shows("新的事").hides("邻社区的事");
        w.visitor().get("/desk").await.status(403).shows("先登录");
    }
}
