//! From an empty database to a served township and back to rest.

use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{Database, DatabaseSettings, Tx};
use xianfeng_infra::installation::{self, InstallationKind};
use xianfeng_infra::organizations;
use xianfeng_tests::{Program, Storage};

/// Runs what blocks beside the test's runtime.
pub(super) async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("the work ends")
}

async fn get(url: String) -> (u16, serde_json::Value) {
    let answer = reqwest::get(url).await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn a_new_installation_is_migrated_gets_an_administrator_and_serves() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let storage = Storage::empty().await;
    let program = std::sync::Arc::new(Program::on(&storage));
    let run = async |arguments: &'static [&'static str]| {
        let program = program.clone();
        beside(move || program.run(arguments)).await
    };

    let told = run(&["serve"]).await.ended_with(1);
    assert!(told.contains("xianfeng migrate"), "{told}");
    assert!(run(&["migrate"]).await.done().contains("up to date"));
    assert!(run(&["migrate", "--status"]).await.done().contains("0 of "));
    assert!(run(&["migrate"]).await.done().contains("0 migrations ran"));

    let create = &["create-admin", "--township", "赤石桥乡党委", "--name", "王海云", "--phone", "19900000001"];
    let first = run(create).await.done();
    assert!(first.contains("made the township"), "{first}");
    let again = run(create).await.done();
    assert!(!again.contains("made the township"), "{again}");
    let code = |text: &str| text.lines().find_map(|line| line.strip_prefix("invite code: ")).map(str::to_owned);
    assert!(code(&first).is_some() && code(&first) != code(&again), "a new code each time");

    let database = Database::open(&DatabaseSettings::new(storage.database_url())).await.unwrap();
    let read = async |tx: &Tx| {
        let roots = organizations::roots(tx).await?;
        let grants = accounts::held_at(tx, roots.iter().map(|root| root.id)).await?;
        Ok::<_, xianfeng_infra::db::StoreError>((roots, grants))
    };
    let (roots, grants) = database.read(read).await.unwrap();
    assert_eq!(roots.len(), 1, "running it again makes no second township");
    assert_eq!(grants.iter().map(|grant| grant.role).collect::<Vec<_>>(), [Role::TownshipAdmin], "nor person");

    let serving = {
        let program = program.clone();
        beside(move || program.serve()).await
    };
    let (status, health) = get(format!("{}/healthz", serving.base_url)).await;
    assert_eq!((status, health["status"].as_str()), (200, Some("ok")));
    let (status, ready) = get(format!("{}/readyz", serving.base_url)).await;
    assert_eq!((status, ready["status"].as_str()), (200, Some("ready")), "{ready}");
    let metrics = reqwest::get(format!("{}/metrics", serving.base_url)).await.unwrap().text().await.unwrap();
    assert!(metrics.contains("http_server_request_duration_seconds"), "{metrics}");

    let (code, log) = beside(move || serving.terminate()).await;
    assert_eq!(code, Some(0), "{log}");
    assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{log}");
    assert!(log.contains("\"stopped\"") && log.contains("\"request_id\""), "{log}");
    for secret in ["a-signing-key", "19900000001", "mysql://"] {
        assert!(!log.contains(secret), "{secret} stands in the log");
    }
    let clean = run(&["verify", "--files"]).await.done();
    assert!(clean.contains("no difference") && clean.contains("not yet anchored"), "{clean}");
    assert!(!run(&["rebuild-leaderboards"]).await.done().is_empty());
}

/// A real server never meets the demonstration's invented people.
#[tokio::test]
async fn a_demonstration_database_is_refused() {
    let storage = xianfeng_tests::fixture::migrated().await;
    let database = Database::open(&DatabaseSettings::new(storage.database_url())).await.unwrap();
    let now = "2024-03-01T00:00:00Z".parse().unwrap();
    let claim = async |kind| {
        database.transact("test", async |tx: &Tx| installation::claim_kind(tx, kind, now).await).await.unwrap()
    };
    assert_eq!(claim(InstallationKind::Demo).await, InstallationKind::Demo);
    assert_eq!(claim(InstallationKind::Production).await, InstallationKind::Demo, "the first claim stands");
    let program = Program::on(&storage);
    let told = beside(move || program.run(&["serve"])).await.ended_with(1);
    assert!(told.contains("demonstration"), "{told}");
}
