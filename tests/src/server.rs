//! The real server on a free port, with the stand-in for WeChat and a clock that tests move.

use std::net::TcpListener;

use actix_web::web::Data;
use chrono::{DateTime, Utc};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;
use uuid::Uuid;
use xianfeng_api::http::{ServerSettings, serve};
use xianfeng_api::{App, Clock};
use xianfeng_demo::wechat::{MediaMood, PushTarget, StandIn, StandInSettings};

use crate::Storage;
use crate::fixture::{Fixture, FixtureMember, Plan, migrated};

/// The mini-program's app id in tests.
pub const APP_ID: &str = "wx0123456789abcdef";

const APP_SECRET: &str = "a-secret-of-the-tests-only";

/// Token and key of message push in tests.
const PUSH_TOKEN: &str = "tokenOfTheTests";
const PUSH_AES_KEY: &str = "KeyOfTheTestsKeyOfTheTestsKeyOfTheTests1234";

/// A running server with a small township.
pub struct TestServer {
    /// Where it listens.
    pub base_url: String,
    /// The application inside, for looking behind the API.
    pub app: App,
    /// Its clock, which stands still until it is set.
    pub clock: Clock,
    /// The township.
    pub fixture: Fixture,
    /// WeChat.
    pub wechat: StandIn,
    /// The storage; gone when the test ends.
    pub storage: Storage,
    client: reqwest::Client,
    handle: actix_web::dev::ServerHandle,
}

/// What a request answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The JSON body.
    #[must_use]
    pub fn json(&self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}: no JSON: {text}", self.status))
    }

    /// Asserts the status and answers the JSON body.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status.as_u16(), status, "{text}");
        self.json()
    }

    /// Asserts that this is a problem of a code and answers its body.
    #[track_caller]
    pub fn refused(&self, code: &str) -> Value {
        let body = self.json();
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(body["status"], self.status.as_u16());
        body
    }
}

/// WeChat, as a test's server knows it.
pub fn stand_in(clock: &Clock) -> StandIn {
    let clock = clock.clone();
    let wechat = StandIn::start(
        "127.0.0.1:0".parse().expect("an address"),
        StandInSettings {
            app_id: APP_ID.to_owned(),
            secret: APP_SECRET.to_owned(),
            union_ids: false,
            pages: ["bind", "task", "content", "meeting", "claim"].map(|page| format!("pages/{page}/index")).to_vec(),
            clock: std::sync::Arc::new(move || clock.now()),
        },
    );
    wechat.expect("the stand-in starts")
}

/// The settings with which a server asks a stand-in.
pub(crate) fn asking(wechat: &StandIn) -> [(&'static str, String); 3] {
    [
        ("wechat.base_url", wechat.base_url().to_owned()),
        ("wechat.app_id", APP_ID.to_owned()),
        ("wechat.secret", APP_SECRET.to_owned()),
    ]
}

impl TestServer {
    /// With a township of so many branches of so many members, and settings over the tests' own.
    pub async fn start_with(branches: usize, members: usize, settings: &[(&str, &str)]) -> Self {
        // Boxed: the compiler counts how deep futures lie in each other.
        Box::pin(Self::start_plan(&Plan::small(branches, members), settings)).await
    }

    /// With a township of its own, and settings over the tests' own.
    pub async fn start_plan(plan: &Plan, settings: &[(&str, &str)]) -> Self {
        // Seen with `RUST_LOG=warn cargo test …` when a test fails; a second installation is refused.
        let filter = tracing_subscriber::EnvFilter::from_default_env();
        let _ = tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let storage = migrated().await;
        let start: DateTime<Utc> = "2024-03-01T01:00:00Z".parse().expect("an instant");
        let clock = Clock::stopped(start);
        let wechat = stand_in(&clock);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base_url = format!("http://{}", listener.local_addr().expect("an address"));
        wechat.push_to(PushTarget {
            url: format!("{base_url}/wechat/push"),
            token: PUSH_TOKEN.to_owned(),
            aes_key: PUSH_AES_KEY.to_owned(),
        });
        // Tests say when a verdict comes.
        wechat.on_pictures(MediaMood::Held);
        let mut all = vec![
            ("server.public_base_url", base_url.clone()),
            ("wechat.push_token", PUSH_TOKEN.to_owned()),
            ("wechat.push_aes_key", PUSH_AES_KEY.to_owned()),
        ];
        all.extend(asking(&wechat));
        all.extend(settings.iter().map(|(key, value)| (*key, (*value).to_owned())));
        let all: Vec<(&str, &str)> = all.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let config = storage.config(&all);
        let app = App::build(&config, clock.clone()).await.expect("the application");
        let fixture = Fixture::create(&app.database, &app.vault, plan).await;
        let shell = app.shell(&config);
        let data = Data::new(app.clone());
        let settings = ServerSettings { workers: Some(2), handle_signals: false, ..ServerSettings::default() };
        let server = serve(vec![listener], None, &settings, shell, move |state| {
            state.app_data(data.clone());
        });
        let server = server.expect("the server starts");
        let handle = server.handle();
        tokio::spawn(server);
        // The server has no TLS: reading the machine's certificates would take as long as many a test.
        let client = reqwest::Client::builder().tls_certs_only([]).build().expect("a client");
        Self { base_url, app, clock, fixture, wechat, storage, client, handle }
    }

    /// With two branches of four members.
    pub async fn start() -> Self {
        Self::start_with(2, 4, &[]).await
    }

    /// Moves the clock.
    pub fn set_time(&self, instant: &str) {
        self.clock.set(instant.parse().expect("an instant"));
    }

    /// An access token of somebody of the fixture.
    #[must_use]
    pub fn token(&self, member: &FixtureMember) -> String {
        self.app.tokens.issue(member.account, self.clock.now()).expect("a token")
    }

    /// A request by somebody, or by nobody.
    pub fn request(&self, method: Method, path: &str, by: Option<&FixtureMember>) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base_url));
        match by {
            Some(member) => request.bearer_auth(self.token(member)),
            None => request,
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: response.bytes().await.expect("a body").to_vec() }
    }

    /// GET under `/api/v1`.
    pub async fn get(&self, path: &str, by: &FixtureMember) -> Answer {
        self.send(self.request(Method::GET, &format!("/api/v1{path}"), Some(by))).await
    }

    /// POST under `/api/v1` with a new idempotency key.
    pub async fn post(&self, path: &str, by: &FixtureMember, body: Value) -> Answer {
        self.post_with_key(path, by, &Uuid::now_v7().to_string(), body).await
    }

    /// POST under `/api/v1` with a given idempotency key.
    pub async fn post_with_key(&self, path: &str, by: &FixtureMember, key: &str, body: Value) -> Answer {
        let request = self.request(Method::POST, &format!("/api/v1{path}"), Some(by));
        let request = request.header("Idempotency-Key", key);
        let request = if body.is_null() { request } else { request.json(&body) };
        self.send(request).await
    }

    /// PUT under `/api/v1` with a new idempotency key and the version that was read.
    pub async fn put(&self, path: &str, by: &FixtureMember, version: u64, body: Value) -> Answer {
        let request = self.request(Method::PUT, &format!("/api/v1{path}"), Some(by));
        let request = request.header("Idempotency-Key", Uuid::now_v7().to_string());
        self.send(request.header("If-Match", format!("\"{version}\"")).json(&body)).await
    }

    /// Stops the server and waits for it.
    pub async fn stop(&self) {
        self.handle.stop(true).await;
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        // Told to stop; the workers end with the test's runtime.
        drop(self.handle.stop(false));
    }
}
