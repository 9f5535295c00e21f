//! 国税小区：从没人管的院子，到大家共有的院子。

use crate::told::{matter, tells_in_order, told};

#[tokio::test]
async fn the_courtyard_goes_the_whole_way() {
    for w in told("guoshui").await {
        let page = matter(&w, "420583001003.01", "院子坑洼").await;
        page.shows("解决了");
        tells_in_order(&page, &["院子坑洼、菜园占路、没处停车"]);
        println!("{}", page.text());
    }
}
