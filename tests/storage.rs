//! What the other tests rely on: each has a storage of its own, with the whole schema, and leaves nothing behind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use xianfeng_tests::{Storage, StorageKind};

/// The child sorts before its parent, so that a copy in the order of names meets the reference first.
const SCHEMA: [&str; 3] = [
    "CREATE TABLE parents (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL)",
    "CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL, \
     CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parents (id))",
    "CREATE TABLE seaql_migrations (version VARCHAR(255) PRIMARY KEY, applied_at BIGINT NOT NULL)",
];

async fn migrate(url: String) {
    let url = if url.starts_with("sqlite") { format!("{url}?mode=rwc") } else { url };
    let database = Database::connect(url).await.expect("connects");
    for sql in SCHEMA {
        database.execute_unprepared(sql).await.expect(sql);
    }
    let forbid = match database.get_database_backend() {
        DbBackend::Sqlite => "SELECT RAISE(ABORT, 'kept')",
        _ => "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kept'",
    };
    let trigger = format!("CREATE TRIGGER keep_parents BEFORE DELETE ON parents FOR EACH ROW BEGIN {forbid}; END");
    database.execute_unprepared(&trigger).await.expect("the trigger");
    let row = "INSERT INTO seaql_migrations VALUES ('m0001_all', 1700000000)";
    database.execute_unprepared(row).await.expect(row);
    database.close().await.expect("closes");
}

async fn count(database: &DatabaseConnection, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(statement).await.expect("counts").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

#[tokio::test]
async fn each_test_has_a_database_of_its_own_with_the_whole_schema() {
    let (one, other) = (Storage::migrated(migrate).await, Storage::migrated(migrate).await);
    let (a, b) = (connect(&one).await, connect(&other).await);
    a.execute_unprepared("INSERT INTO parents VALUES (1, '先锋')").await.expect("inserts");
    assert_eq!(count(&a, "parents").await, 1);
    assert_eq!(count(&b, "parents").await, 0, "the second test sees the rows of the first");
    assert_eq!(count(&b, "seaql_migrations").await, 1, "the copy does not know which migrations it has");
    let orphan = b.execute_unprepared("INSERT INTO children VALUES (1, 99)").await;
    assert!(orphan.is_err(), "the copy lost its foreign keys");
    assert!(a.execute_unprepared("DELETE FROM parents").await.is_err(), "the copy lost its triggers");
}

#[tokio::test]
async fn text_is_compared_byte_by_byte() {
    let storage = Storage::migrated(migrate).await;
    let database = connect(&storage).await;
    database.execute_unprepared("INSERT INTO parents VALUES (1, 'a'), (2, 'A'), (3, '𠮷')").await.expect("inserts");
    assert_eq!(count(&database, "parents WHERE name = 'a'").await, 1);
    assert_eq!(count(&database, "parents WHERE name = '𠮷'").await, 1);
}

#[tokio::test]
async fn nothing_is_left_behind() {
    let storage = Storage::migrated(migrate).await;
    let (url, directory) = (storage.database_url(), storage.directory().to_owned());
    drop(storage);
    assert!(!directory.exists());
    assert!(Database::connect(url).await.is_err(), "the database is still there");
}

#[tokio::test]
async fn the_configuration_leads_to_the_storage() {
    let storage = Storage::empty().await;
    let config = storage.config(&[("server.body_limit_kib", "1")]);
    assert_eq!(config.redis.is_some(), storage.kind() == StorageKind::MySql);
    assert_eq!(config.server.body_limit, 1024);
}

async fn connect(storage: &Storage) -> DatabaseConnection {
    Database::connect(storage.database_url()).await.expect("connects")
}
