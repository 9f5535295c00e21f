//! Look.

use crate::told::{matter, told};

#[tokio::test]
async fn look() {
    for w in told("tanhualin").await {
        let page = matter(&w, "420106005002.01", "夜里音响太响").await;
        println!("{}", page.text());
        let mut visitor = w.visitor();
        for part in page.html.split("href=\"").skip(1) {
            let href = part.split('"').next().unwrap();
            if href.contains("/420") && !href.contains("record") && !href.contains("join") {
                let p = visitor.get(href).await;
                println!("\n=== {href} {}\n{}", p.status, p.text());
            }
        }
        assert!(page.text().is_empty(), "look");
    }
}
