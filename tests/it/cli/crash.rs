//! Killed at any moment: start again, and `verify` finds no difference.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use reqwest::Client;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::{App, Clock};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger;
use xianfeng_tests::Program;
use xianfeng_tests::fixture::{Fixture, FixtureMember, Plan};

use super::life::beside;

/// Calls a server as members of the fixture.
struct Caller<'a> {
    client: Client,
    base_url: String,
    app: &'a App,
    now: DateTime<Utc>,
}

impl Caller<'_> {
    /// POST; nothing where the connection breaks, as it does when the server is killed.
    async fn post(&self, path: &str, by: &FixtureMember, body: Value) -> Option<Value> {
        let token = self.app.tokens.issue(by.account, self.now).expect("a token");
        let request = self.client.post(format!("{}/api/v1{path}", self.base_url)).bearer_auth(token);
        let request = request.header("Idempotency-Key", Uuid::now_v7().to_string());
        let request = if body.is_null() { request } else { request.json(&body) };
        request.send().await.ok()?.json().await.ok()
    }
}

/// Claims, hands in and has approved over and over, until the server is gone.
async fn work(
    caller: &Caller<'_>,
    task: &str,
    member: &FixtureMember,
    secretary: &FixtureMember,
    approved: &AtomicUsize,
) {
    loop {
        let Some(claim) = caller.post(&format!("/tasks/{task}/claims"), member, Value::Null).await else { return };
        let id = claim["id"].as_str().expect("a claim").to_owned();
        let report = json!({ "report": "走访六户", "deedOn": today(caller.now) });
        let Some(_) = caller.post(&format!("/claims/{id}/submit"), member, report).await else { return };
        let Some(done) = caller.post(&format!("/claims/{id}/approve"), secretary, json!({})).await else { return };
        assert_eq!(done["state"], "approved", "{done}");
        approved.fetch_add(1, Ordering::SeqCst);
    }
}

fn today(now: DateTime<Utc>) -> String {
    xianfeng_domain::time::day_of(now).to_string()
}

#[tokio::test]
async fn nothing_is_lost_or_doubled_when_the_server_is_killed() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let storage = xianfeng_tests::fixture::migrated().await;
    let app = App::build(&storage.config(&[]), Clock::system()).await.expect("the application");
    let fixture = Fixture::create(&app.database, &app.vault, &Plan::small(1, 6)).await;
    let members = &fixture.branches[0].members;
    let secretary = &members[0];
    let wechat = xianfeng_tests::stand_in(&app.clock);
    let program = Arc::new(Program::on(&storage).asking(&wechat));
    let mut task = None;
    for round in 1..=2 {
        let mut serving = {
            let program = program.clone();
            beside(move || program.serve()).await
        };
        let (base_url, now) = (serving.base_url.clone(), app.clock.now());
        let caller = Caller { client: Client::new(), base_url, app: &app, now };
        let task = match &task {
            Some(task) => task,
            None => task.insert(publish(&caller, &fixture).await),
        };
        let approved = AtomicUsize::new(0);
        let load = members[1..].iter().map(|member| work(&caller, task, member, secretary, &approved));
        // In the middle of the load: as soon as a dozen stand, with others under way.
        let kill = async {
            while approved.load(Ordering::SeqCst) < 12 {
                tokio::task::yield_now().await;
            }
            serving.kill();
        };
        futures_util::join!(futures_util::future::join_all(load), kill);
        let program = program.clone();
        let found = beside(move || program.run(&["verify"])).await.done();
        assert!(found.contains("no difference"), "round {round}: {found}");
    }
    let entries = app.database.read(async |tx: &Tx| ledger::all_members(tx).await).await.expect("the heads");
    assert!(entries.iter().map(|(head, _)| head.seq).sum::<u64>() >= 24, "what was answered is there");
}

/// A task with places enough for the whole load.
async fn publish(caller: &Caller<'_>, fixture: &Fixture) -> String {
    let branch = &fixture.branches[0];
    let task =
        json!({ "organizationId": branch.id.0, "title": "走访", "item": "epidemic_round", "placesPerMember": 100 });
    let task = caller.post("/tasks", &branch.members[0], task).await.expect("a task");
    let id = task["id"].as_str().unwrap_or_else(|| panic!("{task}")).to_owned();
    let published = caller.post(&format!("/tasks/{id}/publish"), &branch.members[0], Value::Null).await;
    assert_eq!(published.expect("an answer")["state"], "published");
    id
}
