//! What goes in comes out, on both engines: big numbers, absent values, any text.

use kernel::{Fen, Moment};
use store::binds;
use testkit::World;

use crate::begin;

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let mut tx = begin(&w.app.db).await;
        tx.run("CREATE TABLE kept (county TEXT NOT NULL, n BIGINT, t TEXT)", &[]).await.unwrap();
        for text in ["", "五’; DROP TABLE kept; --", "繁體𠮷😀", "a\nb\tc"] {
            tx.run(
                "INSERT INTO kept (county, n, t) VALUES ($1, $2, $3)",
                binds!["1", Fen(i64::MAX), text],
            )
            .await
            .unwrap();
            let row = tx
                .one("SELECT n, t FROM kept WHERE county = $1 AND t = $2", binds!["1", text])
                .await
                .unwrap();
            assert_eq!(row.int("n").unwrap(), i64::MAX, "{}", w.engine);
            assert_eq!(row.text("t").unwrap(), text);
        }
        tx.run(
            "INSERT INTO kept (county, n, t) VALUES ($1, $2, $3)",
            binds!["2", None::<Moment>, None::<String>],
        )
        .await
        .unwrap();
        let row = tx.one("SELECT n, t FROM kept WHERE county = $1", binds!["2"]).await.unwrap();
        assert_eq!((row.opt_int("n").unwrap(), row.opt_text("t").unwrap()), (None, None));
        assert!(row.int("n").is_err() && row.text("missing").is_err());
        let sum = tx
            .one("SELECT CAST(SUM(1) AS BIGINT) AS n FROM kept WHERE county = '1'", &[])
            .await
            .unwrap();
        assert_eq!(sum.int("n").unwrap(), 4);
    }
}
