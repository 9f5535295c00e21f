//! Migrations: once each, and never edited.

use store::{Migration, migrate};
use testkit::World;

const ONE: Migration = Migration {
    name: "test-20260101-one",
    sql: "CREATE TABLE test_one (county TEXT NOT NULL, PRIMARY KEY (county))",
};

#[tokio::test]
async fn a_migration_is_applied_once() {
    for w in World::each(Vec::new(), Vec::new()).await {
        assert_eq!(migrate(&w.app.db, &[ONE]).await.unwrap(), 1, "{}", w.engine);
        assert_eq!(migrate(&w.app.db, &[ONE]).await.unwrap(), 0, "{}", w.engine);
    }
}

#[tokio::test]
async fn an_edited_migration_is_refused_by_name() {
    for w in World::each(Vec::new(), Vec::new()).await {
        migrate(&w.app.db, &[ONE]).await.unwrap();
        let edited = Migration { sql: "CREATE TABLE test_two (county TEXT)", ..ONE };
        let fault = migrate(&w.app.db, &[edited]).await.unwrap_err().to_string();
        assert!(fault.contains("test-20260101-one"), "{fault}");
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing_behind() {
    for w in World::each(Vec::new(), Vec::new()).await {
        let broken = Migration {
            name: "test-20260102-broken",
            sql: "CREATE TABLE half (county TEXT); NONSENSE",
        };
        assert!(migrate(&w.app.db, &[ONE, broken]).await.is_err());
        assert_eq!(migrate(&w.app.db, &[ONE]).await.unwrap(), 1, "{}: nothing was kept", w.engine);
    }
}
