//! What the demonstration does with its directory, and where it listens.

use std::fs;
use std::net::IpAddr;
use std::path::Path;

use indicatif::ProgressBar;
use xianfeng_demo::township::Extent;
use xianfeng_demo::{Demo, DirectoryError, Options, StartError, start};
use xianfeng_infra::db::{Database, DatabaseSettings, StoreError, Tx};
use xianfeng_infra::installation::{self, InstallationKind};
use xianfeng_infra::organizations;

fn options(data: &Path) -> Options {
    let today = Some("2026-02-10".parse().unwrap());
    let extent = Extent { branches: 1, days: 5 };
    Options { data: data.to_owned(), port: Some(0), fresh: false, seed: 1, today, extent }
}

async fn started(options: &Options) -> Demo {
    start(options, &ProgressBar::hidden()).await.unwrap()
}

async fn township(demo: &Demo) -> xianfeng_domain::ids::OrganizationId {
    let read = async |tx: &Tx| -> Result<_, StoreError> { organizations::roots(tx).await };
    demo.app.database.read(read).await.unwrap()[0].id
}

#[tokio::test]
async fn a_second_start_keeps_the_township_and_a_fresh_one_begins_anew() {
    let data = tempfile::tempdir().unwrap();
    let first = started(&options(data.path())).await;
    assert!(first.loaded.is_some());
    let founded = township(&first).await;
    drop(first);

    let second = started(&options(data.path())).await;
    assert!(second.loaded.is_none());
    assert_eq!(township(&second).await, founded);
    let mut said = Vec::new();
    second.welcome(&mut said).await.unwrap();
    let said = String::from_utf8(said).unwrap();
    for part in ["as you left it", "demo-member-1", "demo-admin-1", "/docs", &format!("/board/{founded}")] {
        assert!(said.contains(part), "{said}");
    }
    drop(second);

    let fresh = started(&Options { fresh: true, ..options(data.path()) }).await;
    assert!(fresh.loaded.is_some());
    assert_ne!(township(&fresh).await, founded);
}

/// Killed while loading: half a township is never taken for a whole one.
#[tokio::test]
async fn an_interrupted_load_begins_anew() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("loading.db"), "half a township").unwrap();
    assert!(started(&options(data.path())).await.loaded.is_some());
    assert!(!data.path().join("loading.db").exists());
}

/// Design, "Workspace": the demonstration refuses any other database, and `--fresh` deletes none.
#[tokio::test]
async fn another_installations_database_is_left_alone() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("xianfeng.db");
    let settings = DatabaseSettings::new(format!("sqlite://{}", file.display()));
    let database = Database::open(&settings).await.unwrap();
    database.migrate().await.unwrap();
    let now = "2026-02-10T00:00:00Z".parse().unwrap();
    let claim = async |tx: &Tx| installation::claim_kind(tx, InstallationKind::Production, now).await;
    database.transact("test", claim).await.unwrap();
    database.close().await.unwrap();

    for fresh in [false, true] {
        let refused = start(&Options { fresh, ..options(data.path()) }, &ProgressBar::hidden()).await;
        assert!(matches!(refused.err(), Some(StartError::Directory(DirectoryError::NotOurs(_)))));
        assert!(file.exists() && !data.path().join("keys.toml").exists());
    }
    fs::write(&file, "no database at all").unwrap();
    let refused = start(&Options { fresh: true, ..options(data.path()) }, &ProgressBar::hidden()).await;
    assert!(matches!(refused.err(), Some(StartError::Directory(DirectoryError::NotOurs(_)))));
    assert!(file.exists());
}

/// Whoever reaches it may log in as anybody, so nobody else may reach it.
#[tokio::test]
async fn it_listens_on_loopback_only() {
    let data = tempfile::tempdir().unwrap();
    let demo = started(&options(data.path())).await;
    for url in [demo.base_url.clone(), demo.wechat.base_url()] {
        let host = url.trim_start_matches("http://").rsplit_once(':').unwrap().0.to_owned();
        assert!(host.parse::<IpAddr>().unwrap().is_loopback(), "{url}");
    }
}
