//! The database goes away and comes back: told by `/readyz` and by a code of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::web::Data;
use serde_json::Value;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use xianfeng_api::http::{ServerSettings, serve};
use xianfeng_api::{App, Clock};
use xianfeng_tests::StorageKind;
use xianfeng_tests::fixture::{Fixture, Plan};

/// A way to the database that can be closed.
struct Way {
    address: SocketAddr,
    open: Arc<AtomicBool>,
    cut: watch::Sender<()>,
}

impl Way {
    async fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (open, (cut, when_cut)) = (Arc::new(AtomicBool::new(true)), watch::channel(()));
        let passing = open.clone();
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let (target, mut cut) = (target.clone(), when_cut.clone());
                cut.mark_unchanged();
                // Closed: the connection ends at once.
                if passing.load(Ordering::SeqCst) {
                    tokio::spawn(async move {
                        let mut server = TcpStream::connect(target).await.expect("the database");
                        tokio::select! {
                            _ = copy_bidirectional(&mut client, &mut server) => {}
                            _ = cut.changed() => {}
                        }
                    });
                }
            }
        });
        Self { address, open, cut }
    }

    fn set_open(&self, open: bool) {
        self.open.store(open, Ordering::SeqCst);
        if !open {
            self.cut.send(()).expect("the way is there");
        }
    }
}

async fn get(base: &str, path: &str, token: &str) -> (u16, Value) {
    let answer =
        reqwest::Client::new().get(format!("{base}{path}")).bearer_auth(token).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn a_lost_database_is_told_and_found_again() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let storage = xianfeng_tests::fixture::migrated().await;
    // SQLite is a file on the server's own disk: it has no other end to lose.
    if storage.kind() == StorageKind::Sqlite {
        return;
    }
    let url = storage.database_url();
    let (server, _) = url.trim_start_matches("mysql://").split_once('/').expect("an address");
    let target = server.rsplit('@').next().expect("host and port").to_owned();
    let way = Way::to(target.clone()).await;
    let url = url.replace(&target, &way.address.to_string());
    let config = storage.config(&[("database.url", &url), ("database.acquire_timeout_ms", "300")]);
    let app = App::build(&config, Clock::system()).await.expect("the application");
    let fixture = Fixture::create(&app.database, &app.vault, &Plan::small(1, 2)).await;
    let token = app.tokens.issue(fixture.branches[0].members[0].account, app.clock.now()).expect("a token");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let data = Data::new(app.clone());
    let settings = ServerSettings { workers: Some(1), handle_signals: false, ..ServerSettings::default() };
    let server = serve(vec![listener], None, &settings, app.shell(&config), move |state| {
        state.app_data(data.clone());
    });
    tokio::spawn(server.expect("the server starts"));

    assert_eq!(get(&base, "/readyz", "").await.0, 200);
    assert_eq!(get(&base, "/api/v1/tasks", &token).await.0, 200);
    way.set_open(false);
    let (status, ready) = get(&base, "/readyz", "").await;
    assert_eq!(status, 503);
    assert!(ready["missing"].as_array().expect("a list").contains(&"database".into()), "{ready}");
    let (status, refused) = get(&base, "/api/v1/tasks", &token).await;
    assert_eq!((status, refused["code"].as_str()), (503, Some("server.unavailable")), "{refused}");
    way.set_open(true);
    assert_eq!(get(&base, "/api/v1/tasks", &token).await.0, 200, "nobody has to start it again");
    assert_eq!(get(&base, "/readyz", "").await.0, 200);
}
