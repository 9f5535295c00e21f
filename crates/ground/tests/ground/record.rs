//! 公开记录 — Anybody can check an entry from what its page shows.

use kernel::{Fact, PlaceCode, Stage};
use ledger::{Algorithm, Hash, InclusionProof};
use testkit::{COMMUNITY, World};

#[tokio::test]
async fn an_entry_is_checked_from_its_page_alone() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let place = PlaceCode::parse(COMMUNITY).unwrap();
        for n in 0..5 {
            let mut tx = w.tx().await;
            let fact =
                Fact::new("ground-notice-answered", Stage::Decide, &place, n).with("title", "公示");
            tx.tell(fact).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut anybody = w.visitor();
        anybody
            .get("/420583/record")
            .await
            .ok()
            .shows("记录条数 5")
            .shows("答复了对《公示》的异议");
        anybody.get("/420583/record/3").await.ok().shows("公开记录第 3 条");
        let (_, entry) = anybody.api_get("/420583/record/3").await;
        let proof: InclusionProof = serde_json::from_value(entry["proof"].clone()).unwrap();
        let root: Hash = entry["head"]["root"].as_str().unwrap().parse().unwrap();
        let leaf = Algorithm::Sha256.leaf(entry["leaf"].as_str().unwrap().as_bytes());
        proof.verify(Algorithm::Sha256, leaf, root).unwrap();
        let (_, index) = anybody.api_get("/420583/record?old=2").await;
        assert_eq!(index["consistency"]["old"], 2, "{}", w.engine);
    }
}
