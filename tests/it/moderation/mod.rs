//! Content safety: nothing is shown before it has passed (issue 5, item 9; pitfall 37).

mod first;
mod pictures;
mod pushes;
mod queue;
mod texts;

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_api::auth::{Act, Caller};
use xianfeng_api::work::Job;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{APP_ID, TestServer};

use crate::leaderboards::scene::approve_publication;

/// The worker takes one step.
async fn step(server: &TestServer, job: Job) -> usize {
    job.step(&server.app, server.clock.now()).await.expect("a step")
}

/// A member pledges, and the secretary shows it; answers the pledge as it was made.
async fn pledged(server: &TestServer, by: &FixtureMember, text: &str) -> Value {
    let made = server.post("/pledges", by, json!({ "year": "2024", "text": text })).await.expect(201);
    let show = format!("/pledges/{}/show", made["id"].as_str().unwrap());
    server.post(&show, &server.fixture.branches[0].members[0], Value::Null).await.expect(200);
    made
}

/// The texts and notes of the pledges that everybody reads.
async fn seen(server: &TestServer) -> Vec<String> {
    let public = format!("/api/v1/public/organizations/{}/pledges?year=2024", server.fixture.branches[0].id);
    let page = server.send(server.request(Method::GET, &public, None)).await.expect(200);
    let text = |value: &Value| value["text"].as_str().unwrap().to_owned();
    let of = |pledge: &Value| {
        let notes = pledge["progress"].as_array().unwrap().iter().map(text).collect::<Vec<_>>();
        std::iter::once(text(pledge)).chain(notes).collect::<Vec<_>>()
    };
    page["items"].as_array().unwrap().iter().flat_map(of).collect()
}

/// The state of a member's one pledge, as they see it.
async fn state(server: &TestServer, of: &FixtureMember) -> String {
    let page = server.get("/pledges", of).await.expect(200);
    page["items"][0]["checkState"].as_str().unwrap().to_owned()
}

/// A township whose pledges are public.
async fn public() -> TestServer {
    let server = TestServer::start().await;
    approve_publication(&server, server.fixture.township).await;
    server
}

/// A member acts, by the use cases themselves.
async fn act(server: &TestServer, by: &FixtureMember) -> Act {
    let now = server.clock.now();
    let load = async |tx: &Tx| Caller::load(tx, by.account, day_of(now)).await;
    let caller = server.app.database.read(load).await.expect("read").expect("an account");
    Act { caller, now, meta: None }
}

/// The people's queue of somebody.
async fn held(server: &TestServer, by: &FixtureMember) -> Vec<Value> {
    server.get("/moderation/checks", by).await.expect(200)["items"].as_array().unwrap().clone()
}

/// Whom WeChat knows a member as.
fn open_id(of: &FixtureMember) -> String {
    xianfeng_demo::wechat::open_id(APP_ID, &of.person.0.to_string())
}

/// Somebody opens the mini-program.
async fn log_in(server: &TestServer, by: &FixtureMember) {
    let code = server.wechat.mint_login_code(&by.person.0.to_string());
    let log_in = server.request(Method::POST, "/api/v1/auth/wechat/login", None);
    server.send(log_in.json(&json!({ "code": code }))).await.expect(200);
}
