//! A disk that is full: the transaction says so, keeps nothing, and goes on once there is room.

use sea_orm::ConnectionTrait;
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};

use super::{Database, DatabaseSettings, StoreError, Tx};
use crate::organizations;

fn organization(number: u32) -> Organization {
    let id = OrganizationId(Uuid::now_v7());
    Organization {
        id,
        parent: None,
        path: OrganizationPath::root(id),
        kind: OrganizationKind::Township,
        name: format!("{number}{}", "乡".repeat(90)),
        position: i64::from(number),
        sensitive: false,
        full_names_basis: Some("依".repeat(400)),
        publication_approved: false,
        version: 1,
    }
}

#[tokio::test]
async fn a_full_disk_is_told_and_loses_nothing() {
    let directory = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite://{}", directory.path().join("full.db").display());
    let database = Database::open(&DatabaseSettings::new(url)).await.expect("opens");
    database.migrate().await.expect("migrates");
    // SQLite's own limit stands for the disk's: it ends in the same SQLITE_FULL.
    database.writer.execute_unprepared("PRAGMA max_page_count = 1").await.expect("the limit");

    let now = "2024-03-01T00:00:00Z".parse().expect("an instant");
    let mut written = 0;
    let error = loop {
        let one = organization(written);
        match database.transact("test", async |tx: &Tx| organizations::insert(tx, &one, now).await).await {
            Ok(()) => written += 1,
            Err(error) => break error,
        }
        assert!(written < 1000, "the limit holds");
    };
    assert!(matches!(error, StoreError::Full), "{error:?}");
    let count = async |tx: &Tx| Ok::<_, StoreError>(organizations::roots(tx).await?.len());
    assert_eq!(database.read(count).await.expect("reads go on"), written as usize);

    database.writer.execute_unprepared("PRAGMA max_page_count = 1000000").await.expect("room");
    let one = organization(written);
    database.transact("test", async |tx: &Tx| organizations::insert(tx, &one, now).await).await.expect("goes on");
}
