//! Nobody gets in as somebody else: who vouches is asked when an invite is used, as things are then.

use serde_json::{Value, json};
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

use super::{bind, bind_by_phone, me, visitor};

fn role(person: &FixtureMember, role: &str, organization: uuid::Uuid) -> Value {
    json!({ "personId": person.person.0, "role": role, "organizationId": organization })
}

async fn invite(server: &TestServer, by: &FixtureMember, member: &FixtureMember) -> Answer {
    server.post(&format!("/members/{}/invites", member.id.0), by, Value::Null).await
}

async fn redeem(server: &TestServer, user: &str, invite: &Value) -> Answer {
    let token = visitor(server, user).await;
    bind(server, &token, json!({ "inviteCode": invite["code"] })).await
}

#[tokio::test]
async fn a_code_ends_when_its_person_rises() {
    let server = TestServer::start().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let old = invite(&server, secretary, member).await.expect(201);
    server.post("/roles", &clerk, role(member, "township_admin", server.fixture.township.0)).await.expect(201);
    redeem(&server, "thief", &old).await.refused("invite.expired");
    server.get("/organizations", member).await.expect(200);
}

/// A secretary may have typed in a number of their own.
#[tokio::test]
async fn a_phone_alone_lets_nobody_in_who_holds_rights() {
    let server = TestServer::start().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    server.post("/roles", &clerk, role(member, "township_admin", server.fixture.township.0)).await.expect(201);
    let unbind = async |tx: &Tx| accounts::unbind(tx, member.person).await;
    server.app.database.transact("test", unbind).await.unwrap();
    let token = visitor(&server, "holder").await;
    let asked = bind_by_phone(&server, "holder", &token, "19900000002").await.expect(200);
    assert_eq!(asked["state"], "waitingForApproval");
    let open = server.get("/rebindings", secretary).await.expect(200);
    let path = format!("/rebindings/{}", open["items"][0]["id"].as_str().unwrap());
    server.post(&format!("{path}/approve"), secretary, Value::Null).await.refused("auth.forbidden");
    let reject = json!({ "reason": "不认识" });
    server.post(&format!("{path}/reject"), secretary, reject).await.refused("auth.forbidden");
    server.post(&format!("{path}/approve"), &clerk, Value::Null).await.expect(200);
    assert_eq!(me(&server, &token).await["member"]["id"], json!(member.id.0));
}

#[tokio::test]
async fn a_role_here_makes_no_member_of_another_branch_ones_own() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member, clerk) = (&own.members[0], &other.members[1], server.fixture.clerk.clone());
    server.post("/roles", &clerk, role(member, "activist", own.id.0)).await.expect(201);
    let invites = format!("/persons/{}/invites", member.person.0);
    server.post(&invites, secretary, Value::Null).await.refused("person.not_found");
    server.post(&invites, &other.members[0], Value::Null).await.expect(201);
}

#[tokio::test]
async fn codes_of_a_removed_secretary_end_and_come_back_to_nobody() {
    let server = TestServer::start().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let (path, key) = (format!("/members/{}/invites", member.id.0), "the-same-key-again-0001");
    let old = server.post_with_key(&path, secretary, key, Value::Null).await.expect(201);
    let held = role(secretary, "branch_admin", branch.id.0);
    server.post("/roles/end", &clerk, held.clone()).await.expect(200);
    redeem(&server, "thief", &old).await.refused("invite.expired");
    server.post("/roles", &clerk, held).await.expect(201);
    redeem(&server, "thief", &old).await.refused("invite.expired");
    server.post_with_key(&path, secretary, key, Value::Null).await.refused("invite.expired");

    let key = "the-same-key-again-0002";
    let admin = role(member, "township_admin", server.fixture.township.0);
    server.post_with_key(&path, secretary, key, Value::Null).await.expect(201);
    server.post("/roles", &clerk, admin).await.expect(201);
    server.post_with_key(&path, secretary, key, Value::Null).await.refused("auth.forbidden");
}

#[tokio::test]
async fn no_secretary_makes_up_a_reviewer() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member, clerk) = (&own.members[0], &own.members[1], server.fixture.clerk.clone());
    let ghost = |role: &str| json!({ "organizationId": own.id.0, "name": "无名氏", "role": role });
    server.post("/persons", secretary, ghost("reviewer")).await.refused("auth.forbidden");
    let activist = server.post("/persons", secretary, ghost("activist")).await.expect(201);
    let reviewer = json!({ "personId": activist["id"], "role": "reviewer", "organizationId": own.id.0 });
    server.post("/roles", secretary, reviewer.clone()).await.refused("auth.forbidden");
    server.post("/roles", &clerk, reviewer).await.expect(201);
    server.post("/roles", &clerk, role(&other.members[1], "reviewer", own.id.0)).await.expect(201);

    server.post("/roles", secretary, role(member, "reviewer", own.id.0)).await.expect(201);
    invite(&server, secretary, member).await.refused("auth.forbidden");
    invite(&server, &clerk, member).await.expect(201);
}

#[tokio::test]
async fn a_code_ends_when_its_person_leaves() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let old = invite(&server, secretary, member).await.expect(201);
    let leave = json!({ "how": "resigned", "leftOn": "2024-03-01", "reason": "本人申请" });
    server.post(&format!("/members/{}/leave", member.id.0), secretary, leave).await.expect(200);
    redeem(&server, "leaver", &old).await.refused("invite.expired");
}
