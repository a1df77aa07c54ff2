//! What a helper may do, and what stays the member's own.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;

use super::{acts, acts_with_key, looks, recorded};
use crate::declarations::{declared, deed};
use crate::tasks::published;

/// Money, presence, votes and roles are never acted.
#[tokio::test]
async fn what_is_the_members_own_is_refused() {
    let server = TestServer::start().await;
    let [secretary, member, helper] = [0, 1, 2].map(|place| server.fixture.branches[0].members[place].clone());
    recorded(&server, &member, &helper).await;
    let id = Uuid::now_v7();
    for path in [
        format!("/meetings/{id}/sign-in"),
        format!("/help-cases/{id}/answer"),
        format!("/posts/{id}/claims"),
        format!("/claims/{id}/approve"),
        "/orders".to_owned(),
        "/pledges".to_owned(),
        format!("/assistance/{id}/end"),
    ] {
        let answer = acts(&server, &helper, &member, &path, json!({})).await;
        if answer.status != 404 {
            answer.refused("assistance.not_for_this");
        }
    }
    for path in ["/me", "/me/wallet", "/me/inbox", "/me/assistance", "/members", "/me/ledger"] {
        looks(&server, &helper, &member, path).await.refused("assistance.not_for_this");
    }
    // A secretary who helps brings none of their rights along.
    let path = format!("/members/{}/assistance", member.id);
    let consent = json!({ "helperId": secretary.person.0, "how": "paper", "until": "2024-12-31" });
    server.post(&path, &server.fixture.clerk, consent).await.expect(201);
    let at_once = deed(json!({ "registerNow": true }));
    acts(&server, &secretary, &member, "/declarations", at_once).await.refused("auth.forbidden");
}

/// Without a consent nobody acts, and the header names a member or nothing.
#[tokio::test]
async fn nobody_acts_without_a_consent() {
    let server = TestServer::start().await;
    let [secretary, member, helper, other] = [0, 1, 2, 3].map(|at| server.fixture.branches[0].members[at].clone());
    recorded(&server, &member, &helper).await;
    for (by, of) in [(&secretary, &member), (&helper, &other), (&member, &helper), (&other, &member)] {
        acts(&server, by, of, "/declarations", deed(json!({}))).await.refused("assistance.none");
        looks(&server, by, of, "/me/claims").await.refused("assistance.none");
    }
    let request = server.request(reqwest::Method::GET, "/api/v1/me/claims", Some(&helper));
    server.send(request.header("Acting-For", "somebody")).await.refused("assistance.none");
    // A helper speaks for this member only.
    let for_other = deed(json!({ "memberId": other.id.0 }));
    acts(&server, &helper, &member, "/declarations", for_other).await.refused("assistance.not_for_this");
}

/// Declaring and taking back, with both names; what a helper entered is the member's once the consent is gone.
#[tokio::test]
async fn a_helper_declares_and_takes_back() {
    let server = TestServer::start().await;
    let [member, helper] = [1, 2].map(|place| server.fixture.branches[0].members[place].clone());
    let right = recorded(&server, &member, &helper).await;
    let declaration = acts(&server, &helper, &member, "/declarations", deed(json!({}))).await.expect(201);
    assert_eq!(declaration["memberId"], json!(member.id.0));
    assert_eq!((&declaration["declaredBy"], &declaration["actedBy"]), (&json!(helper.name), &json!(helper.name)));
    let read = format!("/declarations/{}", declaration["id"].as_str().unwrap());
    looks(&server, &helper, &member, &read).await.expect(200);
    let path = format!("{read}/withdraw");
    let own = declared(&server, &member, deed(json!({}))).await;
    assert_eq!(own["actedBy"], Value::Null);
    let end = format!("/assistance/{}/end", right["id"].as_str().unwrap());
    server.post(&end, &member, Value::Null).await.expect(200);
    server.post(&path, &helper, Value::Null).await.refused("declaration.not_found");
    server.get(&read, &helper).await.refused("declaration.not_found");
    acts(&server, &helper, &member, &path, Value::Null).await.refused("assistance.none");
    server.post(&path, &member, Value::Null).await.expect(200);
}

/// A key is the helper's, and good for one member: the same key for another is no repeat.
#[tokio::test]
async fn a_key_is_good_for_one_member() {
    let server = TestServer::start().await;
    let [member, helper, other] = [1, 2, 3].map(|place| server.fixture.branches[0].members[place].clone());
    recorded(&server, &member, &helper).await;
    recorded(&server, &other, &helper).await;
    let task = published(&server, json!({})).await;
    let path = format!("/tasks/{}/claims", task["id"].as_str().unwrap());
    let key = "one-key-for-a-claim-01";
    let first = acts_with_key(&server, &helper, &member, &path, key, Value::Null).await.expect(201);
    let again = acts_with_key(&server, &helper, &member, &path, key, Value::Null).await.expect(201);
    assert_eq!(first, again);
    acts_with_key(&server, &helper, &other, &path, key, Value::Null).await.refused("idempotency.key_reused");
    server.post_with_key(&path, &helper, key, Value::Null).await.refused("idempotency.key_reused");
}

/// Leave from a meeting is asked for the member, and granted by somebody else.
#[tokio::test]
async fn leave_is_asked_for_the_member() {
    let server = TestServer::start().await;
    let [secretary, member] = [0, 1].map(|place| server.fixture.branches[0].members[place].clone());
    let consent = json!({ "helperId": secretary.person.0, "how": "paper", "until": "2024-12-31" });
    server.post(&format!("/members/{}/assistance", member.id), &server.fixture.clerk, consent).await.expect(201);
    let meeting = json!({
        "organizationId": server.fixture.branches[0].id.0, "kind": "party_day", "title": "三月主题党日",
        "startsAt": "2024-03-08T09:00:00+08:00", "endsAt": "2024-03-08T11:00:00+08:00"
    });
    let meeting = server.post("/meetings", &secretary, meeting).await.expect(201);
    let path = format!("/meetings/{}/leave", meeting["id"].as_str().unwrap());
    let leave = acts(&server, &secretary, &member, &path, json!({ "reason": "卧病" })).await.expect(201);
    let decide = format!("/attendances/{}/leave-decision", leave["id"].as_str().unwrap());
    server.post(&decide, &secretary, json!({ "granted": true })).await.refused("attendance.own");
    server.post(&decide, &server.fixture.clerk, json!({ "granted": true })).await.expect(200);
}
