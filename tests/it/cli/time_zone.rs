//! The program in other time zones: its days are those of Shanghai, not of the machine (pitfall 14).

use chrono::{DateTime, Duration, Utc};
use reqwest::Client;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::{App, Clock};
use xianfeng_domain::time::day_of;
use xianfeng_tests::Program;
use xianfeng_tests::fixture::{Fixture, FixtureMember, Plan};

use super::life::beside;

/// Calls the program as people of the fixture.
struct Caller<'a> {
    client: Client,
    base_url: String,
    app: &'a App,
}

impl Caller<'_> {
    async fn post(&self, path: &str, by: &FixtureMember, body: Value) -> (u16, Value) {
        let token = self.app.tokens.issue(by.account, self.app.clock.now()).expect("a token");
        let request = self.client.post(format!("{}/api/v1{path}", self.base_url)).bearer_auth(token);
        let request = request.header("Idempotency-Key", Uuid::now_v7().to_string());
        let request = if body.is_null() { request } else { request.json(&body) };
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Holds a meeting now, to which one member comes.
    async fn attended(&self, fixture: &Fixture, member: &FixtureMember) {
        let branch = &fixture.branches[0];
        let (secretary, now) = (&branch.members[0], self.app.clock.now());
        let [starts, ends] = [now, now + Duration::hours(1)].map(|instant| instant.to_rfc3339());
        let meeting = json!({ "organizationId": branch.id.0, "kind": "party_day", "title": "主题党日",
            "startsAt": starts, "endsAt": ends, "attendanceItem": "epidemic_round" });
        let (status, meeting) = self.post("/meetings", secretary, meeting).await;
        assert_eq!(status, 201, "{meeting}");
        let path = format!("/meetings/{}", meeting["id"].as_str().expect("an id"));
        let roll = json!({ "present": [member.id.0] });
        for (step, body) in [("open", Value::Null), ("attendance", roll), ("close", Value::Null)] {
            let (status, answer) = self.post(&format!("{path}/{step}"), secretary, body).await;
            assert_eq!(status, 200, "{step}: {answer}");
        }
    }

    /// The days of somebody's deeds; base points come by themselves.
    async fn days(&self, of: &FixtureMember) -> Vec<Value> {
        let token = self.app.tokens.issue(of.account, self.app.clock.now()).expect("a token");
        let request = self.client.get(format!("{}/api/v1/me/ledger", self.base_url)).bearer_auth(token);
        let page: Value = request.send().await.expect("an answer").json().await.expect("JSON");
        let entries = page["items"].as_array().expect("a list").iter();
        entries.filter(|entry| entry["kind"] != "base").map(|entry| entry["countsOn"].clone()).collect()
    }
}

/// An instant at which today in Shanghai lasts for some minutes more: whoever runs this at midnight
/// waits for it.
fn settled_day(clock: &Clock) -> DateTime<Utc> {
    loop {
        let now = clock.now();
        if day_of(now) == day_of(now + Duration::minutes(1)) {
            return now;
        }
        std::thread::yield_now();
    }
}

/// Wherever the machine says it is, a deed of today in Shanghai is taken and counts today, and one of
/// tomorrow is refused. At any hour one of these zones has another date than Shanghai.
#[tokio::test]
async fn the_days_of_the_program_are_those_of_shanghai() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let storage = xianfeng_tests::fixture::migrated().await;
    let app = App::build(&storage.config(&[]), Clock::system()).await.expect("the application");
    let zones = ["UTC0", "EST5", "WEST12", "EAST-14"];
    let fixture = Fixture::create(&app.database, &app.vault, &Plan::small(1, zones.len() + 1)).await;
    let members = &fixture.branches[0].members;
    let wechat = xianfeng_tests::stand_in(&app.clock);
    for (zone, member) in zones.iter().zip(&members[1..]) {
        let program = Program::on(&storage).asking(&wechat).in_zone(zone);
        let serving = beside(move || program.serve()).await;
        let caller = Caller { client: Client::new(), base_url: serving.base_url.clone(), app: &app };
        let now = settled_day(&app.clock);
        let [today, tomorrow] = [now, now + Duration::days(1)].map(|instant| day_of(instant).to_string());
        let entry =
            |day: &str| json!({ "memberIds": [member.id.0], "item": "epidemic_round", "doneOn": day, "what": "走访" });
        let (status, refused) = caller.post("/entries", &members[0], entry(&tomorrow)).await;
        assert_eq!((status, &refused["errors"][0]["code"]), (422, &json!("in_the_future")), "{zone}: {refused}");
        let (status, done) = caller.post("/entries", &members[0], entry(&today)).await;
        assert_eq!(status, 201, "{zone}: {done}");
        let deed = |day: &str| json!({ "way": "declaration", "item": "safety_advice", "doneOn": day, "place": "河东", "what": "劝导三户" });
        let (_, refused) = caller.post("/declarations", member, deed(&tomorrow)).await;
        assert_eq!(refused["code"], "declaration.in_future", "{zone}");
        let (_, declared) = caller.post("/declarations", member, deed(&today)).await;
        let register = json!({ "register": [{ "id": declared["id"] }] });
        let (status, done) = caller.post("/declarations/registrations", &members[0], register).await;
        assert_eq!((status, &done["results"][0]["state"]), (200, &json!("registered")), "{zone}: {done}");
        caller.attended(&fixture, member).await;
        assert_eq!(caller.days(member).await, [json!(today), json!(today), json!(today)], "{zone}");
        beside(move || drop(serving)).await;
    }
}
