//! 今天 — Whoever opens the demo finds something waiting on every desk of 国税小区.

use crate::told::{matter, told};

const ESTATE: &str = "420583001003.01";

#[tokio::test]
async fn everything_waits_for_somebody() {
    for w in told("today").await {
        let mut visitor = w.visitor();
        let all = visitor.get(&format!("/places/{ESTATE}/matters")).await;
        println!("{}", all.text());
        println!("{}", visitor.get("/places/420583001003/dispatch").await.text());
        println!("{}", visitor.get("/places/420583001003/board").await.text());
        for t in
            ["路灯不亮", "充电", "院门夜里", "台阶", "晾被子", "换届", "广场舞", "窨井盖", "快递"]
        {
            let page = matter(&w, ESTATE, t).await;
            println!("\n=== {}", page.text());
        }
        assert!(all.text().is_empty(), "look");
    }
}
