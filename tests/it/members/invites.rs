//! One-time invite codes (issue 2, item 5).

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use crate::access::{bind, me, visitor};

#[tokio::test]
async fn a_code_binds_once_and_ends_the_old_phone() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let path = format!("/members/{}/invites", member.id.0);
    let key = "the-same-key-twice-0001";
    let invite = server.post_with_key(&path, secretary, key, Value::Null).await.expect(201);
    let again = server.post_with_key(&path, secretary, key, Value::Null).await;
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(again.expect(201), invite, "built again from its id");
    let code = invite["code"].as_str().unwrap();
    assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4]);
    assert!(code.bytes().all(|b| b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ-".contains(&b)), "{code}");
    assert_eq!(invite["expiresAt"], "2024-03-15T09:00:00+08:00");

    let token = visitor(&server, "new").await;
    bind(&server, &token, json!({ "inviteCode": "AAAA-BBBB-CCCC" })).await.refused("invite.not_found");
    // However people type it.
    let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
    bind(&server, &token, json!({ "inviteCode": typed })).await.expect(200);
    assert_eq!(me(&server, &token).await["member"]["id"], json!(member.id.0));
    server.get("/organizations", member).await.refused("auth.not_bound");
    // The reply was lost: the same again by the same account, and by nobody else.
    assert_eq!(bind(&server, &token, json!({ "inviteCode": code })).await.expect(200)["state"], "bound");
    let fellow = server.token(&branch.members[2]);
    bind(&server, &fellow, json!({ "inviteCode": code })).await.refused("bind.already_bound");
    let other = visitor(&server, "other").await;
    bind(&server, &other, json!({ "inviteCode": code })).await.refused("invite.used");
}

#[tokio::test]
async fn codes_end_after_a_fortnight_and_with_a_newer_one() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let path = format!("/members/{}/invites", branch.members[1].id.0);
    let first = server.post(&path, &branch.members[0], Value::Null).await.expect(201);
    let second = server.post(&path, &branch.members[0], Value::Null).await.expect(201);
    assert_ne!(first["code"], second["code"]);
    let token = visitor(&server, "new").await;
    bind(&server, &token, json!({ "inviteCode": first["code"] })).await.refused("invite.expired");
    server.set_time("2024-03-15T01:00:00Z");
    let token = visitor(&server, "new").await;
    bind(&server, &token, json!({ "inviteCode": second["code"] })).await.refused("invite.expired");
}

#[tokio::test]
async fn a_code_comes_as_a_picture_and_is_stored_nowhere() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let secretary = &own.members[0];
    let path = format!("/members/{}/invites", own.members[1].id.0);
    let invite = server.post(&path, secretary, Value::Null).await.expect(201);
    let picture = format!("{path}/{}/picture", invite["id"].as_str().unwrap());
    let answer = server.get(&picture, secretary).await;
    assert_eq!((answer.status.as_u16(), &answer.headers["cache-control"]), (200, &"no-store".parse().unwrap()));
    image::load_from_memory(&answer.body).unwrap();
    server.get(&picture, &other.members[0]).await.refused("member.not_found");
    server.get(&format!("{path}/{}/picture", uuid::Uuid::now_v7()), secretary).await.refused("invite.not_found");

    let log = server.get("/audit?limit=100", &server.fixture.clerk.clone()).await.expect(200).to_string();
    assert!(log.contains("invites.picture") && !log.contains(invite["code"].as_str().unwrap()));
    server.post(&path, secretary, Value::Null).await.expect(201);
    server.get(&picture, secretary).await.refused("invite.expired");
    let request = server.request(Method::GET, &format!("/api/v1{picture}"), None);
    server.send(request).await.refused("auth.required");
}
