//! The call list: what reached nobody is told by phone.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::Failure;
use xianfeng_api::inbox::{Kind, tell};
use xianfeng_api::work::Job;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{agreed, deliver, returned, start};

async fn fill(server: &TestServer) -> usize {
    Job::FillCalls.step(&server.app, server.clock.now()).await.unwrap()
}

async fn list(server: &TestServer, by: &FixtureMember) -> Vec<Value> {
    server.get("/call-list", by).await.expect(200)["items"].as_array().unwrap().clone()
}

async fn outcome(server: &TestServer, by: &FixtureMember, call: &Value, outcome: Value) -> xianfeng_tests::Answer {
    server.post(&format!("/call-list/{}/outcome", call["id"].as_str().unwrap()), by, outcome).await
}

/// Item 10: unread for three days and not brought: once on the list, until somebody has told it.
#[tokio::test]
async fn from_unread_to_told() {
    let server = start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, reader, subscriber] = [0, 1, 2, 3].map(|at| branch.members[at].clone());
    agreed(&server, &subscriber, 1).await;
    returned(&server, &member, "巡山").await;
    let read = returned(&server, &reader, "修路").await;
    returned(&server, &subscriber, "种树").await;
    deliver(&server).await;
    server.set_time("2024-03-04T00:59:59Z");
    assert_eq!(fill(&server).await, 0, "not three days yet");
    server.set_time("2024-03-04T01:05:00Z");
    server.post(&format!("/me/inbox/{}/read", read.0), &reader, Value::Null).await.expect(200);
    let (one, other) = futures_util::join!(fill(&server), fill(&server));
    assert!(one + other >= 1);
    assert_eq!(fill(&server).await, 0, "each message once");
    let calls = list(&server, &secretary).await;
    assert_eq!(calls.len(), 1, "{calls:?}");
    let call = &calls[0];
    assert_eq!((&call["name"], &call["kind"]), (&json!(member.name), &json!("claim.returned")));
    assert_eq!(call["about"], "“巡山”被退回补充，请到“我的领办”看意见后再交。");
    assert!(call["phone"].as_str().unwrap().starts_with("199"), "{call}");
    let log = server.get("/audit?limit=5", &server.fixture.clerk).await.expect(200);
    assert!(log["items"].as_array().unwrap().iter().any(|line| line["action"] == "calls.list"), "{log}");

    let nobody = json!({ "outcome": "not_reached", "note": "下午再打" });
    let answer = outcome(&server, &secretary, call, nobody).await.expect(200);
    assert_eq!((&answer["open"], &answer["tries"], &answer["phone"]), (&json!(true), &json!(1), &Value::Null));
    let again = list(&server, &secretary).await;
    assert_eq!((&again[0]["lastOutcome"], &again[0]["note"]), (&json!("not_reached"), &json!("下午再打")));
    outcome(&server, &secretary, call, json!({ "outcome": "asleep" })).await.refused("request.invalid");
    let told = outcome(&server, &secretary, call, json!({ "outcome": "reached" })).await.expect(200);
    assert_eq!((&told["open"], &told["lastOutcome"]), (&json!(false), &json!("reached")));
    outcome(&server, &secretary, call, json!({ "outcome": "reached" })).await.refused("call.over");
    assert_eq!(list(&server, &secretary).await.len(), 0);
    let inbox = server.get("/me/inbox", &member).await.expect(200);
    assert_eq!(inbox["items"][0]["kind"], "call.made");
    server.set_time("2024-03-09T01:00:00Z");
    assert_eq!(fill(&server).await, 0, "and never again");
}

/// A wrong number stays on the list, and who manages the members hears of it; who reads meanwhile is off it.
#[tokio::test]
async fn wrong_numbers_and_late_readers() {
    let server = start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, reader] = [0, 1, 2].map(|at| branch.members[at].clone());
    let clerk = server.fixture.clerk.clone();
    returned(&server, &member, "巡山").await;
    let message = returned(&server, &reader, "修路").await;
    server.set_time("2024-03-05T01:00:00Z");
    assert_eq!(fill(&server).await, 2);
    let calls = list(&server, &clerk).await;
    outcome(&server, &clerk, &calls[0], json!({ "outcome": "wrong_number" })).await.expect(200);
    let inbox = server.get("/me/inbox", &secretary).await.expect(200);
    assert_eq!(inbox["items"][0]["kind"], "call.wrong_number");
    server.post(&format!("/me/inbox/{}/read", message.0), &reader, Value::Null).await.expect(200);
    assert_eq!(list(&server, &secretary).await.len(), 1, "read: nobody needs to call");
    fill(&server).await;
    outcome(&server, &secretary, &calls[1], json!({ "outcome": "reached" })).await.refused("call.over");
    server.set_time("2024-04-05T01:00:00Z");
    fill(&server).await;
    assert_eq!(list(&server, &secretary).await.len(), 0, "no news any more");
}

/// S2-6: a liaison calls who is away, about what concerns everybody; help cases are for the secretary only.
#[tokio::test]
async fn liaisons_call_who_is_away() {
    let server = start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, away, liaison, other] = [0, 1, 2, 3].map(|at| branch.members[at].clone());
    let going = json!({ "from": "2024-02-01", "destination": "太原务工", "liaisonId": liaison.id.0 });
    server.post(&format!("/members/{}/aways", away.id.0), &secretary, going).await.expect(201);
    for member in [&away, &other] {
        returned(&server, member, "巡山").await;
    }
    let help = async |tx: &Tx| -> Result<(), Failure> {
        let subject = Some(("help_case", Uuid::from_u128(1)));
        tell(tx, away.person, Kind::HelpCaseOpened, subject, &[], server.clock.now()).await
    };
    server.app.database.transact("test.tell", help).await.unwrap();
    server.get("/call-list", &other).await.refused("auth.forbidden");
    server.set_time("2024-03-05T01:00:00Z");
    assert_eq!(fill(&server).await, 3);
    assert_eq!(list(&server, &secretary).await.len(), 3);
    let calls = list(&server, &liaison).await;
    assert_eq!(calls.len(), 1, "{calls:?}");
    assert_eq!(calls[0]["memberId"], json!(away.id.0));
    assert!(calls[0]["phone"].is_string());
    let all = list(&server, &secretary).await;
    let of_other = all.iter().find(|call| call["memberId"] == json!(other.id.0)).unwrap();
    outcome(&server, &liaison, of_other, json!({ "outcome": "reached" })).await.refused("call.not_found");
    let secret = all.iter().find(|call| call["kind"] == "help_case.opened").unwrap();
    outcome(&server, &liaison, secret, json!({ "outcome": "reached" })).await.refused("call.not_found");
    outcome(&server, &liaison, &calls[0], json!({ "outcome": "reached" })).await.expect(200);
    // Another branch's secretary sees nothing of it.
    let stranger = server.fixture.branches[1].members[0].clone();
    assert_eq!(list(&server, &stranger).await.len(), 0);
    server
        .get(&format!("/call-list?organizationId={}", branch.id.0), &stranger)
        .await
        .refused("organization.not_found");
    outcome(&server, &stranger, of_other, json!({ "outcome": "reached" })).await.refused("call.not_found");
    let page = server.get("/call-list?limit=1", &secretary).await.expect(200);
    let next = format!("/call-list?limit=1&cursor={}", page["nextCursor"].as_str().unwrap());
    let next = server.get(&next, &secretary).await.expect(200);
    assert_ne!(page["items"][0]["id"], next["items"][0]["id"]);
    assert_eq!(next["nextCursor"], Value::Null);
}
