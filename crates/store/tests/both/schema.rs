//! Both engines end with the same tables and columns.

use std::collections::BTreeSet;

use store::{Dialect, Tx};
use testkit::World;

use crate::begin;

/// Each engine has full-text indexes of its own kind; SQLite's are tables (virtual ones, and their shadows).
async fn columns(tx: &mut Tx) -> BTreeSet<String> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || \"notnull\" AS col \
             FROM pragma_table_list m JOIN pragma_table_info(m.name) c \
             WHERE m.schema = 'main' AND m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
        }
        Dialect::Postgres => {
            "SELECT table_name || '.' || column_name || ' ' || upper(data_type) || ' ' || \
             CASE is_nullable WHEN 'NO' THEN '1' ELSE '0' END AS col FROM information_schema.columns \
             WHERE table_schema = 'public'"
        }
    };
    tx.all(sql, &[]).await.unwrap().iter().map(|r| r.text("col").unwrap()).collect()
}

#[tokio::test]
async fn the_schema_is_the_same() {
    let mut seen: Vec<BTreeSet<String>> = Vec::new();
    for w in World::each(vec![testkit::ground::slice()], Vec::new()).await {
        let mut tx = begin(&w.app.db).await;
        seen.push(columns(&mut tx).await);
    }
    assert!(seen[0].contains("store_fact.seq BIGINT 1"), "{:?}", seen[0]);
    for other in &seen[1..] {
        assert_eq!(&seen[0], other);
    }
}
