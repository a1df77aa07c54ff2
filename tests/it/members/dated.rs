//! Transfers and leaving (invariant 8).

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;
use xianfeng_tests::TestServer;

use crate::access::visitor;

#[tokio::test]
async fn a_transfer_is_dated_and_needs_both_branches() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member, clerk) = (&own.members[0], &own.members[1], server.fixture.clerk.clone());
    let path = format!("/members/{}/transfer", member.id.0);
    let to = |branch: uuid::Uuid, from: &str| json!({ "branchId": branch, "from": from, "reason": "迁居" });
    server.post(&path, secretary, to(other.id.0, "2024-02-20")).await.refused("organization.not_found");
    server.post(&path, &clerk, to(other.id.0, "2024-03-02")).await.refused("request.invalid");
    server.post(&path, &clerk, to(other.id.0, "2000-06-30")).await.refused("member.transfer_invalid");
    server.post(&path, &clerk, to(server.fixture.township.0, "2024-02-20")).await.refused("organization.not_found");

    let moved = server.post(&path, &clerk, to(other.id.0, "2024-02-20")).await.expect(200);
    assert_eq!(moved["branchId"], json!(other.id.0));
    let spans: Vec<_> = moved["memberships"].as_array().unwrap().iter().map(|span| span["to"].clone()).collect();
    assert_eq!(spans, [json!("2024-02-20"), Value::Null], "the past stays");
    server.post(&path, &clerk, to(own.id.0, "2024-02-19")).await.refused("member.transfer_invalid");
    server.get(&format!("/members/{}", member.id.0), secretary).await.refused("member.not_found");
    server.get(&format!("/members/{}", member.id.0), &other.members[0]).await.expect(200);

    // The same day's decision is replaced, not doubled.
    server.set_time("2024-03-01T02:00:00Z");
    let exempt = json!({ "exempt": true, "category": "aged", "from": "2024-02-20", "reason": "支委会同意" });
    let again = server.post(&path, &other.members[0], exempt).await.expect(200);
    assert_eq!((again["memberships"].as_array().unwrap().len(), again["exempt"].clone()), (2, json!(true)));
    let history = async |tx: &Tx| members::history(tx, member.id).await;
    let history = server.app.database.read(history).await.unwrap();
    assert_eq!(history[1].recorded_by, Some(other.members[0].account), "who decided last");
    assert_eq!(history[1].recorded_at, server.clock.now());
    server
        .post(&path, &clerk, json!({ "category": "hero", "from": "2024-03-01", "reason": "x" }))
        .await
        .refused("request.invalid");
}

#[tokio::test]
async fn who_leaves_loses_roles_account_and_unfinished_claims() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let role = json!({ "personId": member.person.0, "role": "reviewer", "organizationId": branch.id.0 });
    server.post("/roles", &clerk, role).await.expect(201);
    let task = json!({ "organizationId": branch.id.0, "title": "走访", "item": "epidemic_round", "quota": 1 });
    let task = server.post("/tasks", secretary, task).await.expect(201)["id"].as_str().unwrap().to_owned();
    server.post(&format!("/tasks/{task}/publish"), secretary, Value::Null).await.expect(200);
    let claims = format!("/tasks/{task}/claims");
    server.post(&claims, member, Value::Null).await.expect(201);
    server.post(&claims, &branch.members[2], Value::Null).await.refused("task.quota_exhausted");

    let path = format!("/members/{}/leave", member.id.0);
    let leave = |day: &str| json!({ "how": "transferred_out", "leftOn": day, "reason": "转往县城" });
    server.post(&path, secretary, leave("2024-03-02")).await.refused("request.invalid");
    let left = server.post(&path, secretary, leave("2024-03-01")).await.expect(200);
    assert_eq!((left["leftOn"].clone(), left["bound"].clone()), (json!("2024-03-01"), json!(false)));
    server.post(&path, secretary, leave("2024-03-01")).await.refused("member.has_left");

    server.get("/organizations", member).await.refused("auth.not_bound");
    server.post(&claims, &branch.members[2], Value::Null).await.expect(201);
    let listed = server.get(&format!("/members?organizationId={}", branch.id.0), secretary).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 3);
    // By the old number nobody comes back.
    let token = visitor(&server, "leaver").await;
    crate::access::bind_by_phone(&server, "leaver", &token, "19900000002").await.refused("bind.no_match");
    let invite = format!("/members/{}/invites", member.id.0);
    server.post(&invite, secretary, Value::Null).await.refused("member.has_left");
}
