//! Every migration goes up, down and up, and running one again is harmless.

use sea_orm::{ConnectionTrait, Database as Raw, DatabaseConnection};
use xianfeng_infra::db::{Database, DatabaseSettings};
use xianfeng_tests::{Storage, StorageKind};

async fn open(storage: &Storage) -> (Database, DatabaseConnection) {
    let database = Database::open(&DatabaseSettings::new(storage.database_url())).await.expect("opens");
    (database, Raw::connect(storage.database_url()).await.expect("opens"))
}

/// Tables and indexes as the database tells them, but for the list of migrations.
async fn schema(storage: &Storage, raw: &DatabaseConnection) -> Vec<String> {
    let sql = match storage.kind() {
        StorageKind::Sqlite => {
            "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master WHERE tbl_name NOT LIKE 'seaql%'"
        }
        StorageKind::MySql => {
            "SELECT concat(table_name, '.', column_name, ' ', column_type, ' ', is_nullable) FROM \
             information_schema.columns WHERE table_schema = database() AND table_name NOT LIKE 'seaql%' UNION \
             SELECT concat(table_name, ' ', index_name, ' ', column_name, ' ', non_unique) FROM \
             information_schema.statistics WHERE table_schema = database() AND table_name NOT LIKE 'seaql%'"
        }
    };
    let rows = raw.query_all_raw(sea_orm::Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    let mut lines: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    lines.sort_unstable();
    lines
}

#[tokio::test]
async fn the_schema_goes_up_down_and_up() {
    let storage = Storage::empty().await;
    let (database, raw) = open(&storage).await;
    let all = database.migrations().await.unwrap();
    assert!(all.len() > 50 && all.iter().all(|migration| !migration.applied), "looking makes no table");
    database.migrate().await.unwrap();
    let up = schema(&storage, &raw).await;
    assert!(!up.is_empty());
    assert_eq!(database.pending_migrations().await.unwrap(), 0);
    database.migrate_down().await.unwrap();
    assert_eq!(schema(&storage, &raw).await, Vec::<String>::new());
    assert_eq!(database.pending_migrations().await.unwrap(), all.len());
    for left in (0..all.len()).rev() {
        database.migrate_one().await.unwrap();
        assert_eq!(database.pending_migrations().await.unwrap(), left);
    }
    assert_eq!(schema(&storage, &raw).await, up);
}

/// MySQL commits DDL at once: a crash may leave a change made and not recorded.
#[tokio::test]
async fn running_a_step_again_is_harmless() {
    let storage = xianfeng_tests::fixture::migrated().await;
    let (database, raw) = open(&storage).await;
    let before = schema(&storage, &raw).await;
    raw.execute_unprepared("DELETE FROM seaql_migrations").await.unwrap();
    database.migrate().await.unwrap();
    assert_eq!(schema(&storage, &raw).await, before);
    assert_eq!(database.pending_migrations().await.unwrap(), 0);
}

#[tokio::test]
async fn the_schema_of_a_newer_release_is_recognised() {
    let storage = xianfeng_tests::fixture::migrated().await;
    let (database, raw) = open(&storage).await;
    raw.execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_of_tomorrow', 0)")
        .await
        .unwrap();
    let error = database.migrations().await.unwrap_err();
    assert!(error.to_string().contains("newer release"), "{error}");
}
