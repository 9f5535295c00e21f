//! 沈家店村的路 — The people and steps the tests of this slice share.

use ground::matter;
use kernel::{MatterId, PlaceCode, Role, Stage};
use serde_json::{Map, json};
use store::{Told, Tx};
use testkit::{Browser, COMMUNITY, COUNTY, ESTATE, Page, World};

async fn ended(tx: &mut Tx, told: &Told) -> kernel::Result<()> {
    build::award::notice_ended(tx, told).await
}

pub async fn worlds() -> Vec<World> {
    let flows =
        vec![store::follow!("notice_ended_lets_award_be_paid", "ground-notice-ended", ended)];
    World::each(vec![ground::slice(), build::slice()], flows).await
}

pub async fn sqlite() -> World {
    World::sqlite(vec![ground::slice(), build::slice()], Vec::new()).await
}

/// What an adopted proposal tells.
pub fn adopted(w: &World, matter: &MatterId, proposal: &str, kind: &str, cost: &str) -> Told {
    let body = json!({
        "title": "修通组公路", "kind": kind, "cost": cost, "proposal": proposal,
        "body": "长 650 米、宽 2.5 米、厚 0.15 米。",
    });
    let body: Map<_, _> = body.as_object().unwrap().clone();
    Told {
        seq: 0,
        kind: "decide-proposal-adopted".to_owned(),
        place: PlaceCode::parse(ESTATE).unwrap(),
        matter: Some(matter.clone()),
        stage: Stage::Decide,
        subject: proposal.to_owned(),
        at: w.app.clock.now(),
        role: "committee".to_owned(),
        name: "理事会".to_owned(),
        body,
    }
}

/// A matter under discussion.
pub async fn decided(w: &World) -> MatterId {
    let mut tx = w.tx().await;
    let place = PlaceCode::parse(ESTATE).unwrap();
    let matter = matter::open(&mut tx, &place, "雨天出不了门", Stage::Decide).await.unwrap();
    tx.commit().await.unwrap();
    matter.id
}

/// A road that was decided on, with the people who build it.
pub struct Road {
    pub matter: String,
    pub url: String,
    pub committee: Browser,
    pub worker: Browser,
    pub resident: Browser,
}

impl Road {
    pub async fn begin(w: &World) -> Self {
        let matter = decided(w).await;
        let mut tx = w.tx().await;
        build::project::start(&mut tx, &adopted(w, &matter, "P1", "plan", "15万元")).await.unwrap();
        tx.commit().await.unwrap();
        let matter = format!("/{COUNTY}/matters/{matter}");
        let url = w.visitor().get(&matter).await.link("修通组公路");
        Self {
            matter,
            url,
            committee: w.person("理事会", Role::Committee, ESTATE).await,
            worker: w.person("网格员", Role::Worker, COMMUNITY).await,
            resident: w.person("居民甲", Role::Resident, ESTATE).await,
        }
    }

    pub fn at(&self, verb: &str) -> String {
        format!("{}/{verb}", self.url)
    }

    /// Somebody promises by page; gives the public address of the contribution.
    pub async fn promise(&mut self, w: &World, typed: &[(&str, &str)]) -> String {
        let key = format!("promise-{}", kernel::token(&mut kernel::SystemRng, 8));
        let body = typed.iter().map(|(k, v)| ((*k).to_owned(), json!(v))).collect::<Map<_, _>>();
        let (status, done) = w.visitor().api_post(&self.at("promise"), &key, body.into()).await;
        assert_eq!(status, 200, "{done}");
        done["data"]["contribution"].as_str().unwrap().to_owned()
    }

    /// It is promised, delivered and counted in full; gives the receipt.
    pub async fn give(&mut self, w: &World, typed: &[(&str, &str)]) -> Page {
        let url = self.promise(w, typed).await;
        self.worker.post(&format!("{url}/deliver"), &[]).await.ok();
        let receipt = self.committee.post(&format!("{url}/accept"), &[]).await;
        receipt.ok();
        receipt
    }

    pub async fn give_cash(&mut self, w: &World, yuan: &str) -> Page {
        self.give(w, &[("kind", "cash"), ("money", yuan)]).await
    }

    /// A bill is entered by the worker and confirmed by the committee.
    pub async fn bill(&mut self, yuan: &str) {
        let line = [
            ("kind", "spending"),
            ("amount", yuan),
            ("what", "水泥砂石和机械"),
            ("party", "建材公司"),
            ("voucher", "B-001"),
        ];
        let account = self.worker.post(&self.at("enter"), &line).await;
        account.ok().shows("待复核");
        let confirm = self.committee.get(&account.path).await.link("复核");
        self.committee.post(&confirm, &[("verdict", "right")]).await.ok();
    }

    /// One step is planned, begun, done and signed by a resident who watches.
    pub async fn built(&mut self) {
        let plan = [("what", "浇筑路面"), ("doer", "村民投工")];
        let planned = self.worker.post(&self.at("plan"), &plan).await;
        planned.ok().shows("浇筑路面");
        let started = self.worker.post(&planned.link("登记开工"), &[]).await;
        let done = self.worker.post(&started.link("报完工"), &[]).await;
        done.ok().shows("待居民签字");
        self.resident.post(&self.at("volunteer"), &[]).await.ok().shows("居民甲");
        let sign = self.resident.get(&self.url).await.link("签字认可");
        self.resident.post(&sign, &[]).await.ok().shows("居民已签字");
    }
}
